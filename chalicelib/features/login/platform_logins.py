"""Log-in by WeChat or Alipay: a second way into an account whose phone is known and that was bound to it.

Nobody gets an account by it, and it proves nothing beyond the log-in: what would take the account away asks for a code
or the password (features/login/proofs.py).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.access.idempotency import Once
from chalicelib.config import settings
from chalicelib.errors import NotFound, Unauthenticated
from chalicelib.features.login import alipay, known_devices, platform_states, session_records, sessions, wechat
from chalicelib.features.login.devices import Origin
from chalicelib.features.login.platform_states import Identity, Returned
from chalicelib.features.login.sessions import Owner
from chalicelib.person import accounts, platforms
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.store import limits, secrets
from chalicelib.store.limits import Window

PER_ADDRESS_HOUR = 600
PER_HOUR = 20
"""Log-ins of one identity at a platform."""


@dataclass(frozen=True)
class From:
    """Where a log-in comes from: the client's network, and the device in words."""

    address: str
    origin: Origin


def offered() -> list[str]:
    """The platforms by which people log in at this stage."""
    applications = {"wechat": settings().wechat_app, "alipay": settings().alipay_app}
    return [platform for platform in platforms.PLATFORMS if applications[platform]]


def require_offered(platform: str) -> None:
    """Raises NotFound for a platform that nobody logs in by."""
    if platform not in offered():
        raise NotFound()


def start(platform: str, purpose: str, challenge: str, now: datetime) -> dict[str, Any]:
    """Where the page goes to authorize, and until when. Nothing is stored. Raises NotFound."""
    require_offered(platform)
    state = platform_states.begun(platform, purpose, challenge, now)
    module = wechat if platform == "wechat" else alipay
    url = module.authorize_url(f"{settings().public_url}/index.html", state)
    return {"authorize_url": url, "expires_at": now + platform_states.LIFETIME}


def log_in(given: Returned, where: From, key: Once | None, now: datetime) -> dict[str, Any]:
    """A session of the account that the person's identity is bound to; a ticket to bind it where there is none.

    A ticket too for who set out to bind. One write before the platform is asked, once; a read, and a transaction for a
    session. Raises NotFound, Unauthenticated `platform_denied`, Refused `platform_snapshot`, TooMany, Unavailable.
    """
    require_offered(given.platform)
    purpose = platform_states.purpose_of(given, now)
    window = Window("platform", where.address, PER_ADDRESS_HOUR)
    limits.take_together([window], now)
    identity = identity_of(given)
    if purpose == "login":
        begun = changing(now, lambda attempt: _begin(attempt, identity, where.origin, key))
        if begun is not None:
            return {"session": begun, "binding": None}
    sealed = platform_states.ticket(identity, given.verifier, now)
    ticket = {"ticket": sealed, "expires_at": now + platform_states.LIFETIME}
    return {"session": None, "binding": ticket}


def identity_of(given: Returned) -> Identity:
    """Who the code stands for: the platform's name for them at our application, and its keyed hash."""
    if given.platform == "wechat":
        application, openid = settings().wechat_app, wechat.openid_of(given.code)
    else:
        application, openid = settings().alipay_app, alipay.openid_of(given.code)
    return Identity(given.platform, secrets.lookup_hash(given.platform, f"{application}/{openid}"))


def _begin(attempt: Attempt, identity: Identity, origin: Origin, key: Once | None) -> dict[str, Any] | None:
    """The session's tokens; None where the identity enters no account."""
    account = _account_of(identity)
    if account is None:
        return None
    owner = Owner(account.id, proved=identity.platform, generation=int(account.generation), origin=origin)
    session, step = sessions.begin(owner, attempt.now)
    denied = Unauthenticated("platform_denied")
    tries = Window("platform-identity", identity.hash, PER_HOUR)
    attempt.write(step, session_records.list_put(session), tries.step(attempt.now))
    attempt.write(accounts.unchanged_check(account, denied))
    attempt.write(platforms.stands_check(account.id, identity.platform, identity.hash, denied))
    attempt.once(key, session.id)
    return sessions.issued(session, attempt.now) | {"device_token": known_devices.token(account.phone_hash)}


def _account_of(identity: Identity) -> AccountItem | None:
    """One read, and another where the identity is known."""
    account_id = platforms.account_of(identity.platform, identity.hash)
    return accounts.find(account_id) if account_id else None


def replay(session_id: str, now: datetime) -> dict[str, Any]:
    """The answer again for a session that an earlier request began. Raises Unauthenticated where it ended."""
    return {"session": sessions.reissue(session_id, now), "binding": None}

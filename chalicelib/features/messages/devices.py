"""Devices that get push messages: each lies on the session of the person on it, and ends with it.

Logging out, ending a session from elsewhere, a changed credential, an erased account: nothing has to be taken away.
"""

import json
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.access.actor import Actor
from chalicelib.config import settings
from chalicelib.errors import FieldError, Invalid, Unauthenticated
from chalicelib.features.login import session_records, sessions
from chalicelib.features.login.session_records import SessionRecord
from chalicelib.notify import web_push
from chalicelib.notify.push_content import AUTH, Keys, device_key
from chalicelib.notify.web_push import Subscription
from chalicelib.person import telling
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.signatures import pairs
from chalicelib.store import secrets, vault

AT_MOST = 5
"""Devices that one message goes to, the latest ones: each may take seconds to answer."""


@dataclass(frozen=True)
class Given:
    """A browser's subscription as its page hands it over, keys in base64url: `key` is ours that it was made with."""

    endpoint: str
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)
    key: str


def key() -> str | None:
    """Our key as a browser takes it; none where the stage reaches no push service or has no key yet."""
    if not settings().push_hosts or "vapid" not in secrets.service():
        return None
    return web_push.public_key(pairs.p256_of(secrets.current("vapid").decode()))


def senders() -> dict[str, ec.EllipticCurvePrivateKey]:
    """Our keys that count, by what a browser knows each by: a subscription goes on with the one it was made with."""
    if "vapid" not in secrets.service():
        return {}
    believed = [pairs.p256_of(each.decode()) for each in secrets.believed("vapid")]
    return {web_push.public_key(each): each for each in believed}


def bind(actor: Actor, given: Given, now: datetime) -> None:
    """Lets push messages come to the device of this session. Two reads and a transaction; safe to repeat.

    Raises Invalid for an address that is no push service's, and for keys that are none.
    """
    _check(given)
    sealed = vault.seal(actor.session, "push", json.dumps(asdict(given)), now)

    def change(attempt: Attempt) -> None:
        session, account = sessions.standing(actor, now)
        if account is None:
            raise Unauthenticated()
        attempt.write(session_records.push_step(session, sealed), telling.pushes_step(account))

    changing(now, change)


def unbind(actor: Actor) -> None:
    """Ends it for the device of this session. One write; safe to repeat."""
    session_records.drop_push(actor.session)


def of(account: AccountItem, now: datetime) -> list[SessionRecord]:
    """The sessions that go on, on devices with push messages, the latest begun first. At most a query and a batch."""
    if not account.pushes:
        return []
    return [each for each in session_records.of_account(account.id) if each.push and _goes_on(each, account, now)]


def reached(account: AccountItem, now: datetime) -> list[SessionRecord]:
    """Those of them that a message would reach: not one that subscribed with a key of ours that counts no more."""
    found = of(account, now)
    keys = senders() if found else {}
    return [each for each in found if subscription(each).sender in keys]


def _goes_on(session: SessionRecord, account: AccountItem, now: datetime) -> bool:
    return sessions.belongs(session, account) and now <= min(session.idle_until, session.ends_at)


def subscription(session: SessionRecord) -> Subscription:
    """What the session's device gave us."""
    given = Given(**json.loads(vault.unseal(session.id, "push", str(session.push))))
    return Subscription(given.endpoint, Keys(_raw(given.p256dh), _raw(given.auth)), given.key)


def _check(given: Given) -> None:
    wrong = [] if web_push.is_registered(given.endpoint) else [FieldError("endpoint", "push_service_unknown")]
    if wrong := [*wrong, *_wrong_keys(given)]:
        raise Invalid(None, *wrong)


def _wrong_keys(given: Given) -> Iterable[FieldError]:
    if given.key not in senders():
        yield FieldError("key", "push_key_form")
    try:
        device_key(_raw(given.p256dh))
    except (ValueError, NotBase64):
        yield FieldError("p256dh", "push_key_form")
    try:
        fits = len(_raw(given.auth)) == AUTH
    except (ValueError, NotBase64):
        fits = False
    if not fits:
        yield FieldError("auth", "push_key_form")


def _raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))

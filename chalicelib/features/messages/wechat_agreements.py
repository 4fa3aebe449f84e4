"""Agreeing to a message by WeChat: the person goes to WeChat's own page, and comes back with what they tapped.

What comes back lies in the address and nobody signed it. So it counts only in the browser that left, for the account,
the binding and the scene that it left for, once, and for the WeChat that is bound to that account: who it is has been
told by WeChat itself (docs/decisions/141).
"""

import secrets as random
from dataclasses import dataclass, field
from datetime import datetime
from hmac import compare_digest
from typing import Any

from chalicelib import instants
from chalicelib.access.actor import Actor
from chalicelib.config import settings
from chalicelib.errors import NotFound, Refused
from chalicelib.features.login import platform_states
from chalicelib.features.login.platform_states import Returned
from chalicelib.notify import wechat
from chalicelib.person import accounts, agreements, platforms
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.platforms import PlatformBinding
from chalicelib.store import secrets, vault

_WECHAT, _PURPOSE = "wechat", "message"


@dataclass(frozen=True)
class Agreed:
    """What a browser brings back from WeChat's page, with the verifier that it kept."""

    openid: str = field(repr=False)
    scene: int
    state: str
    verifier: str = field(repr=False)


def offered() -> bool:
    """Whether messages go by WeChat at this stage: it has an application, its key, and a template."""
    return bool(settings().wechat_app and settings().wechat_template and "wechat_key" in secrets.service())


def left(account: AccountItem) -> int:
    """How many messages the account agreed to that were not sent yet. One read, or none."""
    return len(agreements.left(platforms.find(account.id, _WECHAT))) if account.wechat and offered() else 0


def start(actor: Actor, challenge: str, now: datetime) -> dict[str, Any]:
    """Where the page inside WeChat goes, and until when. One read; nothing is stored.

    Raises NotFound, Refused `wechat_not_bound`, and `wechat_agreements_enough`.
    """
    if not offered():
        raise NotFound()
    binding = _binding(actor)
    held = agreements.left(binding)
    _require_room(held)
    scene = random.choice([each for each in range(1, agreements.SCENES + 1) if each not in held])
    state = platform_states.begun(_WECHAT, _PURPOSE, challenge, now, *_of(binding, scene))
    url = wechat.confirm_url(f"{settings().public_url}/index.html", scene, state)
    return {"confirm_url": url, "expires_at": now + platform_states.LIFETIME}


def keep(actor: Actor, given: Agreed, now: datetime) -> int:
    """Keeps one more agreement; how many are left. Two reads and a transaction. Repeated it changes nothing.

    Raises NotFound, Unauthenticated `platform_denied`, Refused `wechat_not_bound`, `wechat_other`, and
    `wechat_agreements_enough`.
    """
    if not offered():
        raise NotFound()
    return changing(now, lambda attempt: _keep(attempt, actor, given))


def _keep(attempt: Attempt, actor: Actor, given: Agreed) -> int:
    account, binding = accounts.find(actor.account_id), _binding(actor)
    if account is None:
        raise NotFound()
    _require_begun(binding, given, attempt.now)
    identity = secrets.lookup_hash(_WECHAT, f"{settings().wechat_app}/{given.openid}")
    if not compare_digest(identity, str(binding.identity_hash)):
        raise Refused("wechat_other")
    held, returned = agreements.left(binding), _returned(binding, attempt.now)
    if given.scene in held or _way_back(given) in returned:
        return len(held)
    _require_room(held)
    sealed = vault.seal(account.id, "openid", given.openid, attempt.now)
    attempt.write(*agreements.given_steps(binding, account, given.scene, sealed, [*returned, _way_back(given)]))
    return len(held) + 1


def _of(binding: PlatformBinding, scene: int) -> tuple[str, ...]:
    """What a way back counts for: this binding of this account, and this scene."""
    return str(binding.pk), str(int(binding.generation)), str(scene)


def _require_begun(binding: PlatformBinding, given: Agreed, now: datetime) -> None:
    """Nothing but an agreement begins for a binding and a scene. Raises Unauthenticated `platform_denied`."""
    platform_states.purpose_of(Returned(_WECHAT, "", given.state, given.verifier), now, *_of(binding, given.scene))


def _way_back(given: Agreed) -> str:
    """Enough of the state to know it again: its end, and half of its tag."""
    return given.state[1:29]


def _returned(binding: PlatformBinding, now: datetime) -> list[str]:
    """The ways back that were counted and might come again."""
    return [each for each in binding.returned or () if instants.seconds(now) <= int(each[:8], 16)]


def _binding(actor: Actor) -> PlatformBinding:
    binding = platforms.find(actor.account_id, _WECHAT)
    if binding is None:
        raise Refused("wechat_not_bound")
    return binding


def _require_room(held: list[int]) -> None:
    if len(held) >= agreements.AT_MOST:
        raise Refused("wechat_agreements_enough")

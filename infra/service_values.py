"""Random values of a stage's service secret: made once, and turned so that nobody notices.

`{name: value, …, "former": {name: [{value, used_until, believed_until}]}}`, instants in seconds since 1970. A value
that another follows is used until every container believes the new one, and believed as long as what it made lives
(`chalicelib/store/secrets.py`).
"""

import secrets
from collections.abc import Callable
from typing import Any

from chalicelib.codes.key_set import OPEN_END
from chalicelib.config import ACCESS_LIFETIME, INVITATION_LIFETIME, REFRESH_IDLE, REFRESH_LIFETIME
from chalicelib.signatures import pairs
from chalicelib.store.secrets import MAX_AGE

Secret = dict[str, Any]

DAY = 86_400
NAMES = ("otp", "access", "refresh", "pepper", "device", "cursor", "identity", "origin", "vapid", *pairs.NEW)
LIVES = {
    "otp": int(INVITATION_LIFETIME.total_seconds()),
    "access": int(ACCESS_LIFETIME.total_seconds()),
    "refresh": int(REFRESH_IDLE.total_seconds()),
    "device": int(REFRESH_LIFETIME.total_seconds()),
    "cursor": DAY,
    "identity": DAY,
    "origin": OPEN_END,
    "vapid": int(REFRESH_LIFETIME.total_seconds()),
    **dict.fromkeys(pairs.NEW, DAY),
}
"""Seconds for which what was made with a value lives. `otp` makes login codes, passkeys' challenges and
invitations, which live longest. Of `origin` that is until the distribution sends the new one. A browser's subscription
is bound to the key `vapid` that it was made with, and ends with its session.

`pepper` is not among them: phones and documents are found by hashes under it.
"""
LEAD = 2 * MAX_AGE
"""Until then every container has read the secret again."""
MARGIN = 600
"""Clocks differ, and a container may go on with what it read while Secrets Manager does not answer."""


def complete(secret: Secret) -> Secret:
    """The secret with every value that was absent."""
    return {name: made(name) for name in NAMES if name not in secret} | secret


_PAIRS = {**pairs.NEW, "vapid": pairs.new_p256}


def made(name: str) -> str:
    """A new value of the name: a key pair where messages are signed with it, else random text."""
    make: Callable[[], str] = _PAIRS.get(name, lambda: secrets.token_urlsafe(32))
    return make()


def turned(secret: Secret, name: str, now: int, lead: int = LEAD) -> Secret:
    """The secret with a new value for `name`, used after `lead` seconds; the former one is believed for its life."""
    ends = min(now + lead + LIVES[name] + MARGIN, OPEN_END)
    former = {"value": secret[name], "used_until": now + lead, "believed_until": ends}
    return _with_former(secret | {name: made(name)}, name, [*_former(secret, name, now), former])


def ended(secret: Secret, name: str, now: int) -> Secret:
    """The secret whose former values of `name` are believed only until every container believes the new one."""
    end = now + LEAD
    former = [
        {**each, **{instant: min(each[instant], end) for instant in ("used_until", "believed_until")}}
        for each in _former(secret, name, now)
    ]
    return _with_former(secret, name, former)


def used_from(secret: Secret, name: str, now: int) -> int:
    """The instant from which every container believes the value of `name`; `now` where all do."""
    return max((each["used_until"] for each in _former(secret, name, now)), default=now)


def believed(secret: Secret, name: str, now: int) -> list[str]:
    """Every value of `name` that counts, the newest first."""
    return [secret[name], *(each["value"] for each in reversed(_former(secret, name, now)))]


def _former(secret: Secret, name: str, now: int) -> list[dict[str, Any]]:
    return [each for each in secret.get("former", {}).get(name, []) if each["believed_until"] > now]


def _with_former(secret: Secret, name: str, former: list[dict[str, Any]]) -> Secret:
    return {**secret, "former": {**secret.get("former", {}), name: former}}

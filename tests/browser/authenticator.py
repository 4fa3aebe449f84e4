"""An authenticator that knows which of its codes were used: each counts once, whoever of the tests typed it."""

import time
from base64 import b32decode
from typing import Any

from chalicelib.features.login.by_staff import totp

_STEP = 30
_NEIGHBOURS = (-1, 0, 1)
_used: set[tuple[str, int]] = set()


def fresh_code(login: dict[str, Any]) -> str:
    """Six digits of one of the three steps that the service takes at present; waits where all of them were used."""
    secret = str(login["totp_secret"])
    while (step := _unused(secret, time.time())) is None:
        time.sleep(1)
    _used.add((secret, step))
    return totp(b32decode(secret), step)


def _unused(secret: str, now: float) -> int | None:
    current, into = divmod(int(now), _STEP)
    # The step before is left alone where it would be over by the time the code arrives.
    steps = [current + each for each in _NEIGHBOURS if each >= 0 or into < _STEP // 2]
    return next((step for step in steps if (secret, step) not in _used), None)

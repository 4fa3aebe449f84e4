"""Quotas of an account: how much of each thing one account may make, each with its setting and its sentence."""

from datetime import datetime, timedelta

from chalicelib import config
from chalicelib.errors import TooMany
from chalicelib.retention.kinds import ERASURE_CHECKS_PER_DAY
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Change

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_QUOTAS = {
    "people": (config.PEOPLE_PER_ACCOUNT_DAY, _DAY),
    "venues": (config.VENUES_PER_ACCOUNT_DAY, _DAY),
    "uploads": (config.UPLOADS_PER_ACCOUNT_DAY, _DAY),
    "members": (config.MEMBERS_PER_ACCOUNT_DAY, _DAY),
    "appeals": (config.APPEALS_PER_ACCOUNT_DAY, _DAY),
    "erasure_checks": (ERASURE_CHECKS_PER_DAY, _DAY),
}


def step(what: str, account_id: str, now: datetime) -> Change:
    """The step that takes one of the account's places for what it makes; TooMany `too_many_<what>` without one."""
    limit, length = _QUOTAS[what]
    window = Window(f"made-{what}", account_id, limit, length)
    refusal = TooMany(f"too_many_{what}", retry_after=window.left_seconds(now), limit=limit)
    return window.step(now, refusal)

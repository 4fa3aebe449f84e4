"""The schedule that lets go what is due, and goes through the tables for keys that nothing needs any more."""

import time
from datetime import datetime

from chalicelib.config import POLICY_ZONE
from chalicelib.features.retention import key_inventory, working
from chalicelib.observability import measure

_SECONDS = 600.0
_LATE_HOUR = 6


def retire(now: datetime) -> dict[str, int]:
    """Goes on with the day's run and the month's inventory, for ten minutes at most. Running twice deletes once."""
    until = time.monotonic() + _SECONDS
    done = go_on(now, _SECONDS)
    take_inventory(now, until)
    return done


def go_on(now: datetime, seconds: float) -> dict[str, int]:
    """Goes on with the day's run, and says whether it is late: it is to be done by six in the morning, and a record
    that stays past its day is late at any hour."""
    done = working.run(now, seconds)
    is_late = done["left"] > 0 and now.astimezone(POLICY_ZONE).hour >= _LATE_HOUR
    measure("RetentionLate", "Count", int(is_late) + done["stayed"])
    return done


def take_inventory(now: datetime, until: float) -> None:
    """Goes on with the month's inventory of data keys until the process's clock is there."""
    while time.monotonic() < until and key_inventory.step(now):
        pass

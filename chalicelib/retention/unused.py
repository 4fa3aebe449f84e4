"""Whoever declares nothing for long: told first, then erased; a declaration in between keeps them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from chalicelib.retention.kinds import BY_NAME, PEOPLE

_KIND = BY_NAME[PEOPLE]


@dataclass(frozen=True)
class Told:
    """That somebody was told to be erased `on` a day, when their last declaration was of the day `last`."""

    last: date
    on: date


@dataclass(frozen=True)
class Next:
    """What is to be done today, and the day it leads to: look again on it, be erased on it, or erased today."""

    step: Literal["wait", "tell", "erase"]
    day: date


def next_step(last: date, told: Told | None, today: date) -> Next:
    """What is to be done of somebody whose last declaration was on the day `last`.

    Nobody is erased who was not told at least `told` days before, since that declaration, however late the job runs.
    """
    notice, over = timedelta(days=_KIND.told), last + timedelta(days=_KIND.days + 1)
    if told is not None and told.last == last:
        return Next("erase", today) if today >= told.on else Next("wait", told.on)
    if today < over - notice:
        return Next("wait", over - notice)
    return Next("tell", max(over, today + notice))

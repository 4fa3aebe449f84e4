"""What makes a list strange: it is held until two people say that it is right (epidemic §13, §14)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

OLDEST = timedelta(hours=6)
AHEAD = timedelta(hours=1)
MOST_CHANGED = 500
"""Counties; of the lists of 2022 the median changed 3, one in twenty over 26, and the strangest 801."""
EMPTY, OLD, EARLY, MANY = "empty", "old", "ahead", "many"


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The regions that a list says another level of, or none any more."""
    return {code for code in before.keys() | after.keys() if before.get(code) != after.get(code)}


def why(entries: int, at: datetime, regions_changed: int, now: datetime) -> list[str]:
    """What is strange about a list, nothing for one that is as usual."""
    found = {
        EMPTY: entries == 0,
        OLD: is_old(at, now),
        EARLY: at > now + AHEAD,
        MANY: regions_changed > MOST_CHANGED,
    }
    return [name for name, is_so in found.items() if is_so]


def is_old(at: datetime, now: datetime) -> bool:
    """Whether a list says nothing of now any more."""
    return now - at > OLDEST

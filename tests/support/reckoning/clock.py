"""Days, midnights and outages, as the rules in words have them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY, HOUR, MINUTE, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
GRACE = 2 * HOUR


def whole(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


def midnight(of: date) -> datetime:
    return datetime(of.year, of.month, of.day, tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Break:
    """An outage: when it began and ended, when it was recorded and taken back."""

    start: datetime
    end: datetime
    recorded: datetime
    withdrawn: datetime | None = None

    def serves(self, at: datetime) -> bool:
        """Whether something done at `at` may rest on it: it had not been taken back by then."""
        return self.withdrawn is None or at < self.withdrawn


def put_off(deadline: datetime, at: datetime, breaks: list[Break]) -> datetime:
    """A deadline that falls in an outage, or in the two hours after it, moves to their end, and again."""
    serving = [each for each in breaks if each.serves(at)]
    while True:
        later = [e.end + GRACE for e in serving if e.start <= deadline <= e.end + GRACE and e.end + GRACE > deadline]
        if not later:
            return deadline
        deadline = max(later)


def kept_open(of: date, at: datetime, breaks: list[Break]) -> bool:
    """Whether a day that is over still counts for a check-in at `at`, because part of it lay in an outage."""
    start, natural = midnight(of), midnight(of + DAY)
    end = natural
    while True:
        part = [e.end + GRACE for e in breaks if e.serves(at) and e.start < end and e.end > start]
        if max(part, default=end) <= end:
            return natural <= at <= end and end > natural
        end = max(part)


def goes_on(last: datetime, at: datetime, credited: set[date], breaks: list[Break]) -> bool:
    """Whether a declaration at `at` comes in time after the last one, or only credited days part them."""
    reached, left = whole(last), set(credited)
    while True:
        due = put_off(reached + DAY, at, breaks)
        if whole(at) <= due:
            return True
        named = [each for each in (day(due), day(reached)) if each in left]
        if not named:
            return False
        left.discard(named[0])
        reached = max(reached, midnight(named[0] + DAY) - SECOND)

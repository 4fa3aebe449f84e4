"""Days on which a check-in was asked for, and days on which none was because a cause still lasted."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import pairwise

from chalicelib.scoring.advance import Trail
from chalicelib.scoring.days import add_days, later, policy_day
from chalicelib.scoring.holds import is_open_ended
from chalicelib.scoring.rules import SCHEMES, Scheme
from chalicelib.scoring.state import State

type SchemeDays = frozenset[tuple[Scheme, date]]


@dataclass(frozen=True, slots=True)
class Asking:
    """Days, by scheme: `asked` of the person at some moment, or left free while a cause `lasted`."""

    asked: SchemeDays = frozenset()
    lasted: SchemeDays = frozenset()

    @property
    def unasked(self) -> SchemeDays:
        """The days on which nothing was asked on account of what lasted."""
        return self.lasted - self.asked

    def and_then(self, other: "Asking") -> "Asking":
        """Both together."""
        return Asking(self.asked | other.asked, self.lasted | other.lasted)


def asking(trail: Trail, until: datetime, zone: tzinfo, since: datetime | None = None) -> Asking:
    """What was asked from `since` (None: from the beginning) to `until`, by the states that a fold went through."""
    found = Asking()
    for (at, state), (end, _) in pairwise([*trail, (until, State())]):
        begin = at if since is None else max(at, since)
        if state.holds and begin < end:
            found = found.and_then(_between(state, policy_day(begin, zone), policy_day(_just_before(end), zone)))
    return found


def _just_before(at: datetime) -> datetime:
    return later(at, -datetime.resolution)


def _between(state: State, first: date, last: date) -> Asking:
    asked: set[tuple[Scheme, date]] = set()
    lasted: set[tuple[Scheme, date]] = set()
    for scheme in SCHEMES:
        holds = [hold for hold in state.holds if hold.scheme == scheme]
        day = first
        while holds and day <= last:
            is_free = all(is_open_ended(hold, day) for hold in holds)
            (lasted if is_free else asked).add((scheme, day))
            day = add_days(day, 1)
    return Asking(frozenset(asked), frozenset(lasted))

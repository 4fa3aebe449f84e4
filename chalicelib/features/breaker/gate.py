"""The breaker by rate: whether a fact that makes somebody worse takes effect, or is held until somebody looked at it.

People of a county who turn worse by one kind of fact are counted by the hour. Where that is more than its number and
ten times the median hour of two weeks, further ones of that kind are held: recorded, and not folded. Cases are never
held, only counted; what passed by size, with its number typed, is neither. What somebody declares or a gate measures
does not come here.

Of a list or a feed no more of a county than half a percent may turn worse in an hour, even where its usual hours have
more: lists may be sent in parts, each below the size at which a supervisor is asked.
"""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.desk.breaker_numbers import Numbers
from chalicelib.features.breaker import records
from chalicelib.features.breaker.records import HourRecord
from chalicelib.features.statistics import figures
from chalicelib.observability import measure
from chalicelib.person.changing import Attempt

CASE, CONTACT, DESIGNATION = "case", "contact", "designation"
HELD_KINDS = (CONTACT, DESIGNATION)


@dataclass(frozen=True)
class Passing:
    """A fact on its way to somebody: of what kind, with the id of the record that has it."""

    kind: str
    subject: str
    document_hash: str
    listed: str = ""
    """The proposal of the list or the feed by which it came."""

    def passes(self, attempt: Attempt, county: str) -> bool:
        """Counts one more of the county who turns worse; False where it is held, which is written then.

        One batch read; a query more over the number.
        """
        numbers, breaker, hour = records.read(county, self.kind, attempt.now)
        if breaker is not None and breaker.opened_at is not None and self.kind in HELD_KINDS:
            return self._hold(attempt, county, breaker)
        most = _most(county, self.kind, numbers, hour, attempt.now)
        if self.listed:
            most = min(most, int(hour.passed) + _share(county, numbers, hour))
        if int(hour.people) < most:
            attempt.write(records.count_step(hour, most, numbers.median_days))
            return True
        alarm()
        if self.kind in HELD_KINDS:
            return self._hold(attempt, county, breaker)
        attempt.write(records.count_step(hour, None, numbers.median_days))
        return True

    def _hold(self, attempt: Attempt, county: str, breaker: records.BreakerRecord | None) -> bool:
        held = records.held_record(county, self.kind, self.subject, self.document_hash, attempt.now)
        held.proposal = self.listed or None
        steps = records.hold_steps(county, self.kind, breaker, held, attempt.now)
        attempt.write(*steps)
        return False


def _most(county: str, kind: str, numbers: Numbers, hour: HourRecord, now: datetime) -> int:
    """How many may turn worse in this hour. What a release had looked at is not counted again."""
    passed = int(hour.passed)
    if int(hour.people) < passed + numbers.held_over:
        return passed + numbers.held_over
    usual = records.median_hour(county, kind, numbers.median_days, now)
    return passed + max(numbers.held_over, int(numbers.held_times * usual))


def _share(county: str, numbers: Numbers, hour: HourRecord) -> int:
    """How many of a county a list may turn worse in an hour. A query from `county_least` people on."""
    if int(hour.people) - int(hour.passed) < numbers.county_least:
        return numbers.county_least
    return max(numbers.county_least, numbers.county_per_mille * figures.people_of(county) // 1_000)


def alarm() -> None:
    """More people turn worse than usual: somebody has to look."""
    measure("RecolouringRate", "Count", 1)

"""Recorded outages of the system, and how far they put deadlines and the ends of days off.

A deadline that falls in an outage, or in the grace after it, moves to the end of the grace. What an outage gave before
it was withdrawn stays: it counts for whatever was done until then, whenever it was recorded.
"""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from chalicelib.scoring.days import add_days, day_start


@dataclass(frozen=True, slots=True)
class Outage:
    """A time, both ends included, in which the system could not be used.

    `recorded_at` None: known from the beginning. `withdrawn_at` None: it stands.
    """

    start: datetime
    end: datetime
    recorded_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outages:
    """Outages in order, each with the instant until which what fell in it may be done."""

    items: tuple[tuple[Outage, datetime], ...] = ()

    def known_at(self, at: datetime) -> "Outages":
        """Those that were recorded by `at`."""
        return Outages(tuple(item for item in self.items if item[0].recorded_at is None or item[0].recorded_at <= at))

    def _standing(self, at: datetime) -> tuple[tuple[Outage, datetime], ...]:
        return tuple(item for item in self.items if item[0].withdrawn_at is None or at < item[0].withdrawn_at)

    def extended(self, deadline: datetime, at: datetime) -> datetime:
        """`deadline` as it stands at `at`: the end of the grace when it falls in an outage, and so on from there."""
        if not self.items:
            return deadline
        for outage, until in self._standing(at):
            if outage.start <= deadline <= until:
                deadline = until
        return deadline

    def around(self, outage: Outage) -> tuple[datetime, datetime]:
        """When what may depend on an outage begins and ends: with those whose grace falls in the next."""
        start, until = outage.start, outage.end
        for other, grace in self.items:
            until = grace if other.start <= until <= grace else until
        for other, grace in reversed(self.items):
            start = other.start if other.start <= start <= grace else start
        return start, until

    def still_open(self, day: date, at: datetime, zone: tzinfo) -> bool:
        """Whether a check-in at `at`, on a later day, still counts for `day`, part of which lay in an outage."""
        start, midnight = day_start(day, zone), day_start(add_days(day, 1), zone)
        end = midnight
        for outage, until in self._standing(at):
            if outage.start < end and outage.end > start:
                end = max(end, until)
        return midnight < end and at <= end

"""Quiet hours: a daily span of a person's wall clock in which no message should arrive."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from chalicelib.scoring.days import add_days, later, local_instant

LEAD = timedelta(minutes=30)
"""A reminder moved out of quiet hours comes so long before they start: time to send and to read it."""
LONGEST = timedelta(hours=20)
"""Longer quiet hours would move a reminder before the declaration that it is about."""

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `start` to `end` on the wall clock of `zone`, over midnight if `end` is the earlier one."""

    start: time
    end: time
    zone: tzinfo

    @property
    def length(self) -> timedelta:
        """How long they last on a day without a clock change; a whole day if both ends are the same."""
        minutes = (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute
        return timedelta(minutes=minutes % 1440 or 1440)

    def before(self, at: datetime, lead: timedelta = LEAD) -> datetime:
        """`at`, or `lead` before the start of the quiet hours in which it lies."""
        span = self._around(at)
        return later(span[0], -lead) if span else at

    def after(self, at: datetime) -> datetime:
        """`at`, or the end of the quiet hours in which it lies."""
        span = self._around(at)
        return span[1] if span else at

    def _around(self, at: datetime) -> tuple[datetime, datetime] | None:
        """The quiet hours in which `at` lies: those that began today or yesterday on the local calendar."""
        today = at.astimezone(self.zone).date()
        over_midnight = self.end <= self.start
        for day in (add_days(today, -1), today):
            start, _ = _shown(day, self.start, self.zone)
            _, end = _shown(add_days(day, 1) if over_midnight else day, self.end, self.zone)
            if start <= at < end:
                return start, end
        return None


@dataclass(frozen=True, slots=True)
class QuietTerms:
    """What a rule set says of quiet hours: those of whoever set none, if it gives any, and how long before their start,
    or that of somebody's own, a reminder comes."""

    start: time | None = None
    end: time | None = None
    lead: timedelta = LEAD

    def of(self, zone: tzinfo) -> Quiet | None:
        """The hours that it gives to whoever set none, on the wall clock of a zone."""
        return None if self.start is None or self.end is None else Quiet(self.start, self.end, zone)


NONE_QUIET = QuietTerms()
"""Nobody has any until they set them."""


def _shown(day: date, clock: time, zone: tzinfo) -> tuple[datetime, datetime]:
    """The first and the last UTC instant at which the wall clock shows `clock`.

    They differ where it is set back. Where it is set forward over `clock` both are the instant at which that happens.
    """
    first, last = sorted(local_instant(day, clock.replace(fold=fold), zone) for fold in (0, 1))
    if first == last or first.astimezone(zone).time() == clock:
        return first, last
    before = first.astimezone(zone).utcoffset()
    while last - first > _SECOND:
        middle = first + (last - first) / 2
        first, last = (middle, last) if middle.astimezone(zone).utcoffset() == before else (first, middle)
    return last.replace(microsecond=0), last.replace(microsecond=0)

"""Observation: one piece of evidence, from the day on which it ended to the day on which it is cleared.

An observation has phases. Each is over when its days have passed and a run of its check-ins, none before it began,
ends that day or the day before; the next one begins on that day. A phase that is over stays so.
"""

from dataclasses import dataclass, replace
from datetime import date

from chalicelib.scoring.days import LAST_DAY, add_days
from chalicelib.scoring.rules import Colour, Phase, Terms
from chalicelib.scoring.runs import Days, last_normal_day, run_ending, run_first
from chalicelib.scoring.state import Evidence, Hold, Span


@dataclass(frozen=True, slots=True)
class Observation:
    """Evidence of a hold under the terms of its rule."""

    hold: Hold
    evidence: Evidence
    terms: Terms

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of the rule, or the one that a designation names."""
        terms, own = self.terms, self.evidence
        if own.days is None and own.checkins is None:
            return terms.phases
        first = terms.phases[0]
        days = first.days if own.days is None else own.days
        return (Phase(first.colour, days, first.checkins if own.checkins is None else own.checkins),)

    @property
    def phase(self) -> Phase:
        """The phase it is in."""
        return self.phases[len(self.passed)]

    @property
    def passed(self) -> tuple[date, ...]:
        """The days on which the phases before it were over. A rule set with fewer phases forgets those it has not."""
        return self.evidence.passed[: len(self.phases) - 1]

    @property
    def colour(self) -> Colour:
        """What it colours the person at present."""
        return self.phase.colour

    def lasts(self, today: date) -> bool:
        """Whether the cause still lasts: a case not released, a stay and rating not over."""
        return lasts(self.hold.rule, self.evidence, today)

    def start(self, today: date) -> date:
        """The day observation started; while the cause lasts, the last day of it known so far."""
        began = _ended(self.hold.rule, self.evidence, today)
        return max(began, self.hold.restarted_on or began)

    def begin(self, today: date) -> date:
        """The day the present phase began."""
        return self.passed[-1] if self.passed else self.start(today)

    def over_on(self, days: Days, today: date) -> date | None:
        """The day on which the present phase was over, by what is known `today`; None if it is not."""
        begin, phase = self.begin(today), self.phase
        done = add_days(begin, phase.days)
        if done > today or self.lasts(today):
            return None
        if phase.checkins:
            run = run_ending(days, today)
            enough = add_days(max(run.first, begin), phase.checkins - 1) if run else LAST_DAY
            if run is None or run.last < enough:
                return None
            done = max(done, enough)
        return done if done <= today else None

    def turns_on(self, days: Days) -> date | None:
        """The day on which the present phase is over with nobody doing anything, by the run so far; None if never."""
        last = self.evidence.last
        if last is None:
            return None
        begin, phase = self.begin(LAST_DAY), self.phase
        earliest = add_days(begin, phase.days)
        if is_of_region(self.hold.rule):
            earliest = max(earliest, add_days(last, 1))
        if not phase.checkins:
            return earliest
        normal = last_normal_day(days)
        if normal is None or (normal - max(run_first(days, normal), begin)).days + 1 < phase.checkins:
            return None
        over = max(earliest, normal)
        return over if over <= add_days(normal, 1) else None

    def run_first(self, days: Days, today: date) -> date | None:
        """The first day of the run of check-ins by which the present phase is over; None where it takes none."""
        run: Span | None = run_ending(days, today) if self.phase.checkins else None
        return max(run.first, self.begin(today)) if run else None

    def clears_on(self, first: date, today: date) -> date | None:
        """The earliest day it can clear, by a run that began on `first` and goes on; None while the cause lasts."""
        if self.lasts(today):
            return None
        begin = self.begin(today)
        for phase in self.phases[len(self.passed) :]:
            done = add_days(begin, phase.days)
            if phase.checkins:
                done = max(done, add_days(max(first, begin), phase.checkins - 1))
            begin = done
        return max(begin, today)

    def passing(self, on: date) -> Evidence:
        """The evidence after the present phase, which was over `on`."""
        return replace(self.evidence, passed=(*self.passed, on))

    @property
    def is_last_phase(self) -> bool:
        """Whether nothing is left after the present phase."""
        return len(self.passed) + 1 == len(self.phases)


def is_of_region(rule: str) -> bool:
    """Whether a rule is about stays, whose last day still belongs to the cause."""
    return rule.startswith("region.")


def lasts(rule: str, evidence: Evidence, today: date) -> bool:
    """Whether evidence of a rule still lasts `today`."""
    return evidence.last is None or (is_of_region(rule) and today <= evidence.last)


def _ended(rule: str, evidence: Evidence, today: date) -> date:
    if is_of_region(rule):
        return min(today, evidence.last or LAST_DAY)
    return evidence.last or evidence.first

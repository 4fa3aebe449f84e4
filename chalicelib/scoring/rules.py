"""Rule sets: versioned data that says which cause gives which colour for how long.

A rule set governs from its effective instant, open holds included; closed ones stay closed.
The sense of each rule is code (`fold.py`), its numbers are data (`rulesets/*.yaml`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from chalicelib.scoring.days import later
from chalicelib.scoring.exposure import DEFAULT_TERMS, ExposureTerms
from chalicelib.scoring.outages import Outage, Outages
from chalicelib.scoring.quiet import NONE_QUIET, QuietTerms

Scheme = Literal["domestic", "international"]
SCHEMES: tuple[Scheme, ...] = ("domestic", "international")


class Colour(StrEnum):
    """A colour, with the grade that gates in the field read."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def grade(self) -> str:
        """00 green, 01 yellow, 10 red."""
        return {"green": "00", "yellow": "01", "red": "10"}[self.value]

    @property
    def severity(self) -> int:
        """Red > yellow > green."""
        return {"green": 0, "yellow": 1, "red": 2}[self.value]


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of an observation: its colour, and the days and check-ins after which it is over."""

    colour: Colour
    days: int
    checkins: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What a rule does, in phases: 14 days and 14 check-ins are one, 7 days red and then 3 yellow are two."""

    phases: tuple[Phase, ...]

    @property
    def days(self) -> int:
        """The days of all phases together."""
        return sum(phase.days for phase in self.phases)


@dataclass(frozen=True, slots=True)
class Obliged:
    """Countries whose travellers must file, for departures from `first` to `last` (None: open)."""

    first: date
    last: date | None
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One version of the rules. `terms` is keyed by (rule, scheme); an absent rule is switched off."""

    version: str
    effective: datetime
    zone: tzinfo
    fever: Decimal
    symptoms: frozenset[str]
    contact_review_days: int
    outage_grace: timedelta
    terms: Mapping[tuple[str, str], Terms]
    valid_for: timedelta
    undeclared_after: timedelta
    closes_after: timedelta
    reminder_before: timedelta
    policy_start: date
    boarding_days: int
    unhealthy_symptoms: frozenset[str]
    nationalities: frozenset[str]
    obliged: tuple[Obliged, ...]
    exposure: ExposureTerms = DEFAULT_TERMS
    quiet: QuietTerms = NONE_QUIET

    @property
    def ends_holds(self) -> bool:
        """Whether no cause gives a colour any more, so that every hold closes as it takes effect."""
        return not self.terms

    def rule(self, name: str, scheme: Scheme) -> Terms | None:
        """The terms of a rule in a scheme, or None where it does not apply."""
        return self.terms.get((name, scheme))


class RuleBook:
    """Every rule set, by its effective instant. Raises ValueError when two collide or zones differ."""

    def __init__(self, rulesets: Iterable[RuleSet]) -> None:
        self.rulesets = tuple(sorted(rulesets, key=lambda r: r.effective))
        if not self.rulesets:
            raise ValueError("a rule book needs at least one rule set")
        if len({r.effective for r in self.rulesets}) < len(self.rulesets):
            raise ValueError("two rule sets take effect at the same instant")
        if len({r.version for r in self.rulesets}) < len(self.rulesets):
            raise ValueError("two rule sets have the same version")
        if len({str(r.zone) for r in self.rulesets}) > 1:
            raise ValueError("rule sets disagree about the time zone of policy days")
        self.zone = self.rulesets[0].zone

    def at(self, instant: datetime) -> RuleSet:
        """The rule set in force at `instant`; before the first one takes effect, the first."""
        for ruleset in reversed(self.rulesets[1:]):
            if ruleset.effective <= instant:
                return ruleset
        return self.rulesets[0]

    def changes(self, after: datetime) -> Iterable[datetime]:
        """The effective instants later than `after`, in order."""
        return (r.effective for r in self.rulesets[1:] if r.effective > after)

    def before(self, instant: datetime) -> RuleSet | None:
        """The rule set that another one replaces at exactly `instant`; None where nothing changes then."""
        for number, ruleset in enumerate(self.rulesets[1:]):
            if ruleset.effective == instant:
                return self.rulesets[number]
        return None


@dataclass(frozen=True, slots=True)
class Context:
    """What a fold or a decision is made under: the rule book and the recorded outages."""

    book: RuleBook
    outages: Outages

    @classmethod
    def of(cls, book: RuleBook, outages: Iterable[Outage]) -> "Context":
        """The grace after an outage is that of the rules in force at its end."""
        items = ((o, later(o.end, book.at(o.end).outage_grace)) for o in outages)
        return cls(book, Outages(tuple(sorted(items, key=lambda item: (item[0].start, item[1])))))

    def known_at(self, at: datetime) -> "Context":
        """The same with the outages that were recorded by `at`."""
        return Context(self.book, self.outages.known_at(at))

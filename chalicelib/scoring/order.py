"""The order in which facts are folded: by instant, and at the same instant by what they are.

The clock has milliseconds, and all facts of a list carry one instant. What people say and what is measured comes before
what is decided, and that before what is decided about it, whatever their ids: so a decision about something that was
said at its very instant applies.
"""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from chalicelib.scoring.days import add_days, day_start
from chalicelib.scoring.facts import (
    Annulment,
    AnomalyWithdrawn,
    BreachRecorded,
    CaseKnown,
    CaseOfContact,
    ContactKnown,
    DayCredited,
    Declaration,
    DeclaredBefore,
    DeclaredSettled,
    DepartureKnown,
    DesignationLifted,
    DesignationMade,
    Event,
    GateAnomaly,
    RatingKnown,
    ResidenceSet,
    StayKnown,
    StayWithdrawn,
)
from chalicelib.scoring.rules import Scheme
from chalicelib.scoring.state import Place


@dataclass(frozen=True, slots=True)
class Reached:
    """The instant of a fact of which nothing is left, or that has changed what came before it."""

    at: datetime
    of: Place

    @property
    def id(self) -> str:
        """The id of that fact."""
        return self.of[-1]


@dataclass(frozen=True, slots=True)
class Excusal:
    """A day on which nothing was asked in a scheme, on account of a cause that is gone: checked in when it was over."""

    id: str
    at: datetime
    scheme: Scheme
    on: date

    @classmethod
    def of(cls, scheme: Scheme, on: date, zone: tzinfo) -> "Excusal":
        """The excusal of a day, at the instant at which it was over."""
        return cls(f"excusal-{scheme}-{on}", day_start(add_days(on, 1), zone), scheme, on)


type Step = Event | Reached | Excusal
"""What is folded one after the other."""

_DAYS_THAT_COUNT = (Excusal, DayCredited)
_SAID_OR_SEEN = (ResidenceSet, StayKnown, Declaration, GateAnomaly)
_DECIDED = (RatingKnown, CaseKnown, ContactKnown, DesignationMade, BreachRecorded)
_DECIDED_ABOUT_IT = (
    *(DeclaredSettled, CaseOfContact, Annulment, AnomalyWithdrawn, StayWithdrawn, DesignationLifted),
    *(DepartureKnown, DeclaredBefore),
)
RANKS: dict[type[Event | Excusal], int] = {
    kind: rank for rank, kind in enumerate((*_DAYS_THAT_COUNT, *_SAID_OR_SEEN, *_DECIDED, *_DECIDED_ABOUT_IT))
}
"""What comes first of what became known at one instant, by kind."""


def in_order(step: Step) -> tuple[datetime, Place]:
    """The key by which everything that is folded is sorted."""
    return step.at, place(step)


def place(step: Step) -> Place:
    """Where something stands among what became known at its instant: by kind, then by version, then by id."""
    return step.of if isinstance(step, Reached) else (RANKS[type(step)], _version(step), step.id)


def _version(step: Step) -> int:
    """What replaces something comes after it, a withdrawal last."""
    match step:
        case CaseKnown():
            return step.revision
        case ContactKnown():
            return 2 if step.status == "withdrawn" else int(step.correction)
        case RatingKnown():
            return 2 if step.withdrawn else int(step.correction)
        case DesignationMade():
            return int(step.correction)
        case _:
            return 0

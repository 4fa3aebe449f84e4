"""What is known about a person, as events in the order in which they became known.

Every event has `at`, the aware instant at which it became known, and an `id` that stays the
same when the event is read again. In which order they are folded is said in one place (order.py).
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from chalicelib.scoring.fed_facts import CaseKnown, CaseOfContact, ContactKnown, RatingKnown, RiskLevel

__all__ = [
    "Annulment",
    "AnomalyWithdrawn",
    "BreachRecorded",
    "CaseKnown",
    "CaseOfContact",
    "Contact",
    "ContactKnown",
    "DayCredited",
    "Declaration",
    "DeclaredSettled",
    "DeclaredStay",
    "DepartureKnown",
    "DesignationLifted",
    "DesignationMade",
    "Event",
    "GateAnomaly",
    "RatingKnown",
    "ResidenceSet",
    "RiskLevel",
    "StayKnown",
    "StayWithdrawn",
    "TestResult",
    "contact_key",
    "positive_test_key",
]

ContactKind = Literal["none", "confirmed", "suspected", "symptomatic"]
TestOutcome = Literal["none", "negative", "positive", "pending"]


@dataclass(frozen=True, slots=True)
class Contact:
    """A declared contact: with whom, and on which day."""

    kind: ContactKind
    on: date


@dataclass(frozen=True, slots=True)
class TestResult:
    """A declared test: its result and the day it was taken."""

    __test__ = False

    result: TestOutcome
    on: date


@dataclass(frozen=True, slots=True)
class DeclaredStay:
    """A stay elsewhere, from its `first` to its `last` day, both included."""

    region: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration, which is also the day's check-in. `location` is a county or country code.

    A struck answer is None or empty: such a declaration is still a check-in and part of the chain.
    """

    id: str
    at: datetime
    temperature: Decimal | None = None
    symptoms: frozenset[str] = frozenset()
    contact: Contact | None = None
    test: TestResult | None = None
    location: str | None = None
    stays: tuple[DeclaredStay, ...] = ()


@dataclass(frozen=True, slots=True)
class Annulment:
    """Staff struck a declaration: its answers (`mistaken`) or all of it (`not_theirs`).

    `replacement` has the right answers. `reopens`: two of staff struck a forged check-in, having been shown what it
    closed, and want that open again.
    """

    id: str
    at: datetime
    declaration_id: str
    kind: Literal["mistaken", "not_theirs"]
    replacement: Declaration | None = None
    reopens: bool = False


@dataclass(frozen=True, slots=True)
class ResidenceSet:
    """Where the person lives: a stay on every day, suspended while a declared location differs."""

    id: str
    at: datetime
    region: str


@dataclass(frozen=True, slots=True)
class StayKnown:
    """A stay from an official record: a visit that is not suspect, an inbound travel record."""

    id: str
    at: datetime
    region: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class StayWithdrawn:
    """An official record of a stay was wrong: the person never was there by it."""

    id: str
    at: datetime
    stay_id: str


@dataclass(frozen=True, slots=True)
class DepartureKnown:
    """The person left the country: nothing is asked of them until they declare again; no hold ends by it."""

    id: str
    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class DeclaredSettled:
    """Staff decided a declared contact or test, named by `contact_key` or `positive_test_key`."""

    id: str
    at: datetime
    key: str
    outcome: Literal["confirmed", "refuted"]


@dataclass(frozen=True, slots=True)
class GateAnomaly:
    """A reading at a checkpoint or venue, or another anomaly that a guard `reported`.

    `on` is the day it was measured, where a gate without a network delivered it later.
    """

    id: str
    at: datetime
    temperature: Decimal | None = None
    reported: bool = False
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AnomalyWithdrawn:
    """A gate, within its 15 minutes, or staff took an anomaly back."""

    id: str
    at: datetime
    anomaly_id: str


@dataclass(frozen=True, slots=True)
class DesignationMade:
    """Two of staff designated the person; None stands for the day it was first made and the rule's days.

    `correction`: what was known under this id was not so, and is replaced from its beginning where that eases.
    `ground`: of which the sentence is made that the person reads.
    """

    id: str
    at: datetime
    colour: Literal["red", "yellow"]
    since: date | None = None
    days: int | None = None
    checkins: int | None = None
    correction: bool = False
    ground: str = ""


@dataclass(frozen=True, slots=True)
class DesignationLifted:
    """Staff lifted a designation: it `ended`, and what rested on it stands, or it was `wrong` from its beginning."""

    id: str
    at: datetime
    designation_id: str
    means: Literal["ended", "wrong"] = "ended"


@dataclass(frozen=True, slots=True)
class BreachRecorded:
    """Two of staff recorded that observation was not kept on the day `on`; None means every hold."""

    id: str
    at: datetime
    on: date
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class DayCredited:
    """Staff credited a check-in for the day `on`, on which one was due, missed through no fault of the person."""

    id: str
    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class DeclaredBefore:
    """What is left of declarations whose time is over: a chain of them from `first_at` to the last one, at `at`."""

    id: str
    at: datetime
    first_at: datetime


Event = (
    Declaration
    | Annulment
    | ResidenceSet
    | StayKnown
    | StayWithdrawn
    | DepartureKnown
    | RatingKnown
    | CaseKnown
    | ContactKnown
    | CaseOfContact
    | DeclaredSettled
    | GateAnomaly
    | AnomalyWithdrawn
    | DesignationMade
    | DesignationLifted
    | BreachRecorded
    | DayCredited
    | DeclaredBefore
)


def contact_key(kind: str, on: date) -> str:
    """The name of a declared contact: the same kind on the same day is the same fact."""
    return f"contact:{kind}:{on.isoformat()}"


def positive_test_key(on: date) -> str:
    """The name of a declared positive test: the same day is the same fact."""
    return f"test:positive:{on.isoformat()}"

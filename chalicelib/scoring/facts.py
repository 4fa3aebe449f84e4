"""What is known about a person, as events in the order in which they became known.

Every event has `at`, the aware instant at which it became known, and an `id` that stays the
same when the event is read again. Events are folded in the order of (at, id).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

ContactKind = Literal["none", "confirmed", "suspected", "symptomatic"]
TestOutcome = Literal["none", "negative", "positive", "pending"]
CaseKind = Literal["confirmed", "suspected", "asymptomatic"]
CaseStatus = Literal["open", "released", "excluded", "withdrawn"]
RiskLevel = Literal["low", "medium", "high", "key"]


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
class ResidenceSet:
    """Where the person lives: a stay on every day until a declared location differs."""

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
class RatingKnown:
    """A region rated from `first` to `last` (None: until further notice), both included.

    A later event with the same id replaces it. `at` is the instant the rating was published.
    """

    id: str
    at: datetime
    region: str
    level: RiskLevel
    first: date
    last: date | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class CaseKnown:
    """The one status of a case. `on` is the day of the status: found, discharged or released.

    Raises ValueError for a suspected case that is `released`: those are excluded or confirmed.
    """

    id: str
    at: datetime
    kind: CaseKind
    status: CaseStatus
    on: date

    def __post_init__(self) -> None:
        if self.kind == "suspected" and self.status == "released":
            raise ValueError("a suspected case is excluded or confirmed, not released")


@dataclass(frozen=True, slots=True)
class ContactKnown:
    """A traced contact. `settles` is the key of the declared contact that it confirms, if any."""

    id: str
    at: datetime
    kind: Literal["close", "building"]
    last_exposure: date
    status: Literal["confirmed", "withdrawn"] = "confirmed"
    settles: str | None = None


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
    """Two of staff designated the person; None stands for the day it was made and the rule's days."""

    id: str
    at: datetime
    colour: Literal["red", "yellow"]
    since: date | None = None
    days: int | None = None
    checkins: int | None = None


@dataclass(frozen=True, slots=True)
class DesignationLifted:
    """Staff lifted a designation."""

    id: str
    at: datetime
    designation_id: str


@dataclass(frozen=True, slots=True)
class BreachRecorded:
    """Two of staff recorded that observation was not kept on the day `on`; None means every hold."""

    id: str
    at: datetime
    on: date
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class DayCredited:
    """Staff credited a check-in for the day `on`, missed through no fault of the person."""

    id: str
    at: datetime
    on: date


Event = (
    Declaration
    | ResidenceSet
    | StayKnown
    | RatingKnown
    | CaseKnown
    | ContactKnown
    | DeclaredSettled
    | GateAnomaly
    | AnomalyWithdrawn
    | DesignationMade
    | DesignationLifted
    | BreachRecorded
    | DayCredited
)


@dataclass(frozen=True, slots=True)
class Annulment:
    """Staff struck a declaration: its answers (`mistaken`) or all of it (`not_theirs`)."""

    declaration_id: str
    kind: Literal["mistaken", "not_theirs"]
    replacement: Declaration | None = None


def contact_key(kind: str, on: date) -> str:
    """The name of a declared contact: the same kind on the same day is the same fact."""
    return f"contact:{kind}:{on.isoformat()}"


def positive_test_key(on: date) -> str:
    """The name of a declared positive test: the same day is the same fact."""
    return f"test:positive:{on.isoformat()}"


def strike(events: Iterable[Event], annulments: Iterable[Annulment]) -> tuple[Event, ...]:
    """The events as they stand after the annulments; fold them anew from nothing.

    A mistaken declaration keeps its instant and id, so that chain, streak and check-in day stand.
    """
    struck = {a.declaration_id: a for a in annulments}
    kept = (_after(event, struck.get(event.id)) for event in events)
    return tuple(event for event in kept if event is not None)


def _after(event: Event, annulment: Annulment | None) -> Event | None:
    if annulment is None or not isinstance(event, Declaration):
        return event
    if annulment.kind == "not_theirs":
        return None
    answers = annulment.replacement or Declaration(event.id, event.at)
    return replace(answers, id=event.id, at=event.at)

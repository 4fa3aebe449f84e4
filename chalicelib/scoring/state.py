"""What is remembered of a person's facts: enough for every decision, bounded in size.

A state is the fold of the facts so far. It is derived: folding all facts from nothing gives
the same state, so that one that is lost or of an older format is simply built again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from pydantic import ValidationError

from chalicelib.scoring.codec import IN_UTC, Rows

FORMAT = 3
"""Raised whenever the meaning of a field changes: older states are then rebuilt, not read."""

SchemeName = Literal["domestic", "international"]
Place = tuple[int, int, str]
"""Where a fact stands among those of its instant: what it is, which version, its id (order.py)."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Unwell:
    """A day with an unhealthy answer, and the instant of the first such answer."""

    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Chain:
    """Declarations of which none came more than 24 h after the one before."""

    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Residence:
    """Where the person lives: a stay from `first` (None: always) to `last` (None: still; else suspended since)."""

    region: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where the person last declared to be: since `first`, and last said so on `said`."""

    region: str
    first: date
    said: date


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in a region, days in a row joined into one. Official ones are kept apart from those declared."""

    region: str
    first: date
    last: date
    official: bool = False


@dataclass(frozen=True, slots=True)
class Rating:
    """A period of a region's rating. `matched` is the last day on which a known stay overlaps it, None without one."""

    id: str
    at: datetime
    published: datetime
    region: str
    level: str
    first: date
    last: date | None
    matched: date | None = None


@dataclass(frozen=True, slots=True)
class DeclaredFact:
    """A contact or a positive test that was declared, by its key, when first, and what staff made of it."""

    key: str
    at: datetime | None = None
    outcome: Literal["", "confirmed", "refuted"] = ""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """Something that staff should look at, on account of these schemes. `key` names the fact or the gate anomaly."""

    kind: Literal["contact.declared", "test.declared", "gate.anomaly"]
    key: str
    at: datetime
    schemes: tuple[SchemeName, ...] = ("domestic", "international")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One cause of a hold, lasting from `first` to `last` (None: open-ended).

    `days` and `checkins` replace those of the rule where a designation names its own. `passed` are the days on which
    phases of the observation were over. `named` is what was declared or measured, where a rule is about several things.
    """

    key: str
    first: date
    last: date | None
    days: int | None = None
    checkins: int | None = None
    passed: tuple[date, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """One rule that keeps a person red or yellow in one scheme, open since `opened_at`."""

    scheme: SchemeName
    rule: str
    opened_at: datetime
    evidence: tuple[Evidence, ...]
    restarted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """A piece of evidence that was observed to its end (`phase` None), or a phase of it that was over on the day `on`.

    It stays so whatever is found out later. `run_first` is the first day of the run of check-ins that made it.
    """

    at: datetime
    scheme: SchemeName
    rule: str
    key: str
    last: date
    phase: int | None = None
    on: date | None = None
    run_first: date | None = None


@dataclass(frozen=True, slots=True)
class Excused:
    """A day on which nothing was asked in a scheme, on account of a cause that was later moved or struck."""

    scheme: SchemeName
    on: date


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a source says of a stage of the person's infection, by its newest version. `number` counts its stages."""

    source: str
    ref: str
    number: int
    revision: int
    kind: Literal["confirmed", "suspected", "asymptomatic"]
    status: Literal["open", "released", "excluded", "withdrawn", "died"]
    on: date
    released_on: date | None
    at: datetime
    decides: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """The fold of a person's facts up to `folded_to`, both schemes at once."""

    folded_to: datetime | None = None
    last_place: Place = (0, 0, "")
    chain: Chain | None = None
    earlier_chain: Chain | None = None
    checked: tuple[Span, ...] = ()
    residence: Residence | None = None
    location: Location | None = None
    stays: tuple[Stay, ...] = ()
    abnormal: tuple[date, ...] = ()
    unhealthy: tuple[Unwell, ...] = ()
    holds: tuple[Hold, ...] = ()
    closings: tuple[Closing, ...] = ()
    ratings: tuple[Rating, ...] = ()
    declared: tuple[DeclaredFact, ...] = ()
    queue: tuple[QueueItem, ...] = ()
    credited: tuple[date, ...] = ()
    excused: tuple[Excused, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    departed_on: date | None = None
    struck: tuple[tuple[str, str], ...] = ()

    @property
    def has_declared(self) -> bool:
        """Before the first declaration there is no code."""
        return self.chain is not None

    @property
    def stay_regions(self) -> frozenset[str]:
        """The regions in which a rating would concern this person."""
        places = (self.residence, self.location, *self.stays)
        return frozenset(place.region for place in places if place is not None)

    def to_json(self) -> str:
        """The state as one compact text."""
        return f"{_BEGINNING}{_ROWS.dump(self)}]"

    @classmethod
    def from_json(cls, text: str) -> "State":
        """Reads `to_json`. Raises StateOutdated for another format: fold the facts anew."""
        if not text.startswith(_BEGINNING):
            raise StateOutdated(text.partition(",")[0])
        try:
            return _ROWS.load(text[len(_BEGINNING) : -1])
        except ValidationError as error:
            raise StateOutdated(str(FORMAT)) from error


_BEGINNING = f"[{FORMAT},"
_ROWS: Rows[State] = Rows(State, {datetime: IN_UTC})


class StateOutdated(Exception):
    """A stored state has another format than this program's: fold the facts anew."""


class OutOfOrder(Exception):
    """An event became known before what was already folded: fold all facts anew."""

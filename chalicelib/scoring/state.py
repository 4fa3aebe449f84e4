"""What is remembered of a person's facts: enough for every decision, bounded in size.

A state is the fold of the facts so far. It is derived: folding all facts from nothing gives
the same state, so that one that is lost or of an older format is simply built again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from pydantic import ValidationError

from chalicelib.scoring.codec import IN_UTC, Rows

FORMAT = 1
"""Raised whenever the meaning of a field changes: older states are then rebuilt, not read."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that is abnormal or unhealthy, and the fact to blame ("" for the answers themselves)."""

    on: date
    source: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Declarations of which none came more than 24 h after the one before."""

    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Residence:
    """Where the person lived: from `first` (None: always) to `last` (None: still)."""

    region: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in a region, days in a row joined into one."""

    region: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Rating:
    """A region's rating. `matched` is the last day on which a known stay overlaps it, None without one."""

    id: str
    at: datetime
    region: str
    level: str
    first: date
    last: date | None
    matched: date | None = None


@dataclass(frozen=True, slots=True)
class DeclaredFact:
    """A contact or a positive test that was declared, by its key, and what staff made of it."""

    key: str
    outcome: Literal["", "confirmed", "refuted"] = ""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """Something that staff should look at. `key` names the declared fact or the gate anomaly."""

    kind: Literal["contact.declared", "test.declared", "gate.anomaly"]
    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """One cause of a hold, lasting from `first` to `last` (None: open-ended).

    `days` and `checkins` replace those of the rule where a designation names its own.
    """

    key: str
    first: date
    last: date | None
    days: int | None = None
    checkins: int | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """One rule that keeps a person red or yellow in one scheme, open since `opened_at`."""

    scheme: Literal["domestic", "international"]
    rule: str
    opened_at: datetime
    evidence: tuple[Evidence, ...]
    restarted_on: date | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The fold of a person's facts up to `folded_to`, both schemes at once."""

    folded_to: datetime | None = None
    last_id: str = ""
    chain: Chain | None = None
    earlier_chain: Chain | None = None
    checked: tuple[Span, ...] = ()
    abnormal: tuple[Mark, ...] = ()
    unhealthy: tuple[Mark, ...] = ()
    credited: tuple[date, ...] = ()
    residence: Residence | None = None
    stays: tuple[Stay, ...] = ()
    ratings: tuple[Rating, ...] = ()
    declared: tuple[DeclaredFact, ...] = ()
    holds: tuple[Hold, ...] = ()
    queue: tuple[QueueItem, ...] = ()

    @property
    def has_declared(self) -> bool:
        """Before the first declaration there is no code."""
        return self.chain is not None

    @property
    def stay_regions(self) -> frozenset[str]:
        """The regions in which a rating would concern this person."""
        home = (self.residence.region,) if self.residence and self.residence.last is None else ()
        return frozenset((*home, *(stay.region for stay in self.stays)))

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

"""Facts that feeds and epidemiologists bring: cases, contacts of cases, ratings of regions.

A fact has versions. One that says `correction` replaces what was known: from the beginning where it eases, from its
own instant where it worsens. Any other version is the course of things, and counts from its own instant.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

CaseKind = Literal["confirmed", "suspected", "asymptomatic"]
CaseStatus = Literal["open", "released", "excluded", "withdrawn", "died"]
RiskLevel = Literal["low", "medium", "high", "key"]


@dataclass(frozen=True, slots=True)
class CaseKnown:
    """What a source says of a person's infection. `on` is the day of diagnosis, `released_on` that of the release.

    Per (source, source_ref) the newest `revision` counts. `decides`: an epidemiologist's word after sources disagreed,
    which outweighs all that were known before. A withdrawal names its `reason`: the result was wrong, or another
    person's. Raises ValueError for a suspected case that is released (those are excluded or confirmed) and for a
    release without its day.
    """

    id: str
    at: datetime
    kind: CaseKind
    status: CaseStatus
    on: date
    released_on: date | None = None
    source: str = "desk"
    source_ref: str = ""
    revision: int = 0
    decides: bool = False
    reason: Literal["", "wrong_result", "other_person"] = ""
    onset_on: date | None = None
    sampled_on: date | None = None
    isolated_on: date | None = None

    def __post_init__(self) -> None:
        if self.kind == "suspected" and self.status == "released":
            raise ValueError("a suspected case is excluded or confirmed, not released")
        if self.status == "released" and self.released_on is None:
            raise ValueError("a release has its day")


@dataclass(frozen=True, slots=True)
class ContactKnown:
    """A traced contact of the `cases` it names. `settles`: the key of the declared contact that it confirms, if any."""

    id: str
    at: datetime
    kind: Literal["close", "building"]
    last_exposure: date
    status: Literal["confirmed", "withdrawn"] = "confirmed"
    settles: str | None = None
    cases: tuple[str, ...] = ()
    correction: bool = False


@dataclass(frozen=True, slots=True)
class CaseOfContact:
    """The new status of a case that a contact names. The contact falls when all of them are excluded or withdrawn."""

    id: str
    at: datetime
    contact_id: str
    case_id: str
    status: CaseStatus


@dataclass(frozen=True, slots=True)
class RatingKnown:
    """A version of a period for which a region is rated, from `first` to `last` (None: until further notice).

    `at` is the instant at which the version was published, `published` that of the period's first one (None: this).
    `ended_by` is the period that took over, whose withdrawal gives the former end back.
    """

    id: str
    at: datetime
    region: str
    level: RiskLevel
    first: date
    last: date | None = None
    withdrawn: bool = False
    published: datetime | None = None
    ended_by: str | None = None
    correction: bool = False

"""Travel records as lines: stays of whoever has the document, as an official record knows them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.features.epidemic import outcomes
from chalicelib.person import arriving
from chalicelib.person.changing import Attempt
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import StayKnown
from chalicelib.scoring.runs import forget_before


def says_the_same(values: Mapping[str, Any], event: object) -> bool:
    """Whether a fact is the stay that a line tells of."""
    told = (values["place"], values["first"], values["last"])
    stays = isinstance(event, StayKnown)
    return stays and (event.region, event.first.isoformat(), event.last.isoformat()) == told  # type: ignore[attr-defined]


def is_dead(values: Mapping[str, Any], now: datetime) -> bool:
    """Whether the stay is older than what is remembered."""
    return date.fromisoformat(values["last"]) < forget_before(policy_day(now, POLICY_ZONE))


def apply(attempt: Attempt, row: Mapping[str, Any], at: datetime) -> str:
    """Puts the stay in force, known from `at` on; whoever turns worse by it is told. Returns what became of it."""
    reference = row["name"]
    arrived = arriving.arrive(attempt, row["hash"], stay(reference, row["values"], at))
    if arrived is not None and arrived.worse:
        arrived.person.notify("inbox_travel_record", urgent=True, reference=reference)
    return outcomes.of(arrived)


def stay(reference: str, values: Mapping[str, Any], at: datetime) -> StayKnown:
    """The stay that a line tells of, as the scoring core folds it."""
    first, last = (date.fromisoformat(values[name]) for name in ("first", "last"))
    return StayKnown(f"travel-{reference}", at, values["place"], first, last)

"""Travel records as lines: stays of whoever has the document, as an official record knows them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.desk.name_matches import NamedFact
from chalicelib.features.epidemic import outcomes
from chalicelib.features.imports import records
from chalicelib.features.imports.records import LineMark
from chalicelib.features.name_matches import settling
from chalicelib.features.name_matches.naming import Naming
from chalicelib.person import arriving
from chalicelib.person.arriving import Arrived
from chalicelib.person.changing import Attempt
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import StayKnown
from chalicelib.scoring.runs import forget_before
from chalicelib.store.transactions import Check


def says_the_same(values: Mapping[str, Any], event: object) -> bool:
    """Whether a fact is the stay that a line tells of."""
    if not isinstance(event, StayKnown):
        return False
    told = (values["place"], values["first"], values["last"])
    return (event.region, event.first.isoformat(), event.last.isoformat()) == told


def is_dead(values: Mapping[str, Any], now: datetime) -> bool:
    """Whether the stay is older than what is remembered."""
    return date.fromisoformat(values["last"]) < forget_before(policy_day(now, POLICY_ZONE))


def stay(reference: str, values: Mapping[str, Any], at: datetime) -> StayKnown:
    """The stay that a line tells of, as the scoring core folds it."""
    first, last = (date.fromisoformat(values[name]) for name in ("first", "last"))
    return StayKnown(f"travel-{reference}", at, values["place"], first, last)


def apply(attempt: Attempt, row: Mapping[str, Any], at: datetime) -> str:
    """Puts the stay in force, known from `at` on; whoever turns worse by it is told. Returns what became of it."""
    reference, values = row["name"], row["values"]
    told = {
        "hash": row["hash"],
        "digest": row["digest"],
        "values": {each: values[each] for each in ("place", "first", "last")},
    }
    naming = Naming(values["name"], NamedFact("travel", reference, told)) if values.get("name") else None
    return outcomes.of(_arrive(attempt, row["hash"], stay(reference, values, at), naming, reference))


def _arrive(
    attempt: Attempt, document_hash: str, stayed: StayKnown, naming: Naming | None, reference: str
) -> Arrived | None:
    arrived = arriving.arrive(attempt, document_hash, stayed, naming=naming)
    if arrived is not None and arrived.worse:
        arrived.person.notify("inbox_travel_record", urgent=True, reference=reference)
    return arrived


def settle(attempt: Attempt, fact: NamedFact, naming: Naming | None, at: datetime) -> None:
    """A stay whose name was compared takes effect, known from `at` on; of another person nothing follows, nor where its
    list was taken back. A read more."""
    mark = records.mark_of(fact.content["digest"])
    if naming is not None and mark is not None and records.stands(mark) and mark.name == fact.subject:
        attempt.write(Check(mark, (LineMark.outcome == mark.outcome) & (LineMark.name == fact.subject)))
        stayed = stay(fact.subject, fact.content["values"], at)
        _arrive(attempt, fact.content["hash"], stayed, naming, fact.subject)


settling.settles("travel", settle)

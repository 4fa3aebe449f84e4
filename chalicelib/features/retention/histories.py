"""A person's declarations and evidence whose time is over: they go where nothing rests on them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.features.retention import outcomes, resting
from chalicelib.features.retention.due_index import item_of
from chalicelib.features.retention.outcomes import Outcome
from chalicelib.person import colour, facts, history, shelf
from chalicelib.person import records as people
from chalicelib.person.history import AnnulmentRecord, DeclarationRecord, EvidenceRecord
from chalicelib.person.records import StateRecord
from chalicelib.retention import due
from chalicelib.retention.kinds import LOOKED_AT_AGAIN
from chalicelib.scoring.facts import DeclaredBefore
from chalicelib.scoring.retiring import without
from chalicelib.scoring.rules import Context
from chalicelib.store.transactions import Check, Put, Step

_BEFORE = "e#0#declared-before"


def is_history(record: Any) -> bool:
    """Whether a record is a fact that a person's colour follows from."""
    return isinstance(record, DeclarationRecord | AnnulmentRecord | EvidenceRecord)


def of(person_id: str, standing: Iterable[Any], today: date, now: datetime) -> list[Outcome]:
    """What becomes of a person's records that stand at a day which has come. A query, and as `resting.has_open`."""
    ripe: list[Any] = []
    others: list[Any] = []
    for record in standing:
        found = due.due(item_of(record))
        is_ripe = found is not None and not found.open and found.day <= today
        (ripe if is_ripe else others).append(record)
    return [*(outcomes.of(each, today, now) for each in others), *_ripe(person_id, ripe, today, now)]


def _ripe(person_id: str, ripe: list[Any], today: date, now: datetime) -> list[Outcome]:
    state = people.state(person_id)
    if not ripe:
        return []
    steps = None if state is None else _steps(state, ripe, now)
    if steps is None:
        return [_kept(each, today) for each in ripe]
    gone = [Outcome(_kind(each), "deleted", (outcomes.dropped(each),), (outcomes.place_of(each),)) for each in ripe]
    return [*gone, Outcome("", "moved", tuple(steps))]


def _steps(state: StateRecord, ripe: list[Any], now: datetime) -> list[Step] | None:
    """The steps beside the deletions; None where something rests on them."""
    if resting.has_open_appeal(state.person_id) or state.waits or resting.is_reported(ripe):
        return None
    records = history.history(state.person_id)
    keys = {(each.pk, each.sk) for each in ripe}
    going = {each.id for record in records if (record.pk, record.sk) in keys for each in facts.of_history([record])}
    whole = colour.with_ratings(list(facts.of_history(records)))
    context = Context.of(colour.book(), shelf.current().outages.all)
    left = without(whole, going, lambda events: colour.fold_known(None, events), context, now)
    if left is None:
        return None
    unread = Check(state, StateRecord.version == state.version)
    return [unread, *_beginning(state.person_id, left), *_orphans(records, ripe)]


def _beginning(person_id: str, left: Iterable[Any]) -> list[Put]:
    """What stays of declarations: when their chain began, written over what was written before."""
    found = next((each for each in left if isinstance(each, DeclaredBefore)), None)
    if found is None:
        return []
    name, content = facts.content(found)
    return [Put(EvidenceRecord(f"P#{person_id}", _BEFORE, at=found.at, fact=name, content=content))]


def _orphans(records: Iterable[Any], ripe: Iterable[Any]) -> list[Step]:
    """Annulments of the declarations that go: without them they say nothing."""
    gone = {each.sort_id for each in ripe if isinstance(each, DeclarationRecord)}
    kept = {each.sk for each in ripe}
    return [
        outcomes.dropped(each)
        for each in records
        if isinstance(each, AnnulmentRecord) and each.sk[3:] in gone and each.sk not in kept
    ]


def _kept(record: Any, today: date) -> Outcome:
    day = today + timedelta(days=LOOKED_AT_AGAIN)
    return Outcome(_kind(record), "kept", (outcomes.moved(record, day),))


def _kind(record: Any) -> str:
    return "evidence" if isinstance(record, EvidenceRecord) else "declarations"

"""What becomes of one record whose day has come: it goes, it stays because something rests on it, or it was not due."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import batched
from typing import Any, Literal

from chalicelib.access.actor import Actor
from chalicelib.config import settings
from chalicelib.features.credit.records import ReportRecord, ViolationRecord
from chalicelib.features.epidemic.case_records import CaseRecord, CaseRefRecord, CaseVersionRecord, versions
from chalicelib.features.erasure import ending, erasing
from chalicelib.features.login import session_records
from chalicelib.features.retention import resting
from chalicelib.features.retention.due_index import item_of
from chalicelib.person import accounts, travel
from chalicelib.person.person import Person
from chalicelib.person.records import StateRecord
from chalicelib.places import members
from chalicelib.retention import due
from chalicelib.retention.due import Due
from chalicelib.retention.kinds import BY_NAME
from chalicelib.store.tables import Record
from chalicelib.store.transactions import Change, Drop, Step, transact

_ROOM = 20
"""How many steps of one record may go with others into one transaction (DynamoDB: 100)."""
Became = Literal["deleted", "kept", "moved"]


@dataclass(frozen=True)
class Outcome:
    """`steps` belong into the transaction that counts it; `places` are the keys of what goes. `then`: what is
    left to do once it is written; where a run dies before it, a later day's does it."""

    kind: str
    became: Became
    steps: tuple[Step, ...]
    places: tuple[str, ...] = ()
    then: Callable[[], None] | None = None


def of(record: Any, today: date, now: datetime) -> Outcome:
    """What becomes of a record that stands at a day which has come."""
    item = item_of(record)
    found = due.due(item)
    if found is None:
        return Outcome("", "moved", (forgotten(record),))
    if found.open or found.day > today:
        return Outcome(found.kind.name, "moved", (moved(record, due.later(found, today)),))
    if _stays(item, record, found, now):
        return Outcome(found.kind.name, "kept", (moved(record, due.later(found, today)),))
    steps = _GOING.get(found.kind.name, _dropped)(record, item, found)
    return Outcome(found.kind.name, "deleted", tuple(steps), (place_of(record),))


def _stays(item: Mapping[str, Any], record: Any, found: Due, now: datetime) -> bool:
    if item["kind"]["S"] == "canary":
        return False
    if found.kind.rests == "people":
        return _has_people_or_logs_in(record, now)
    rested_on = found.kind.rests in ("holds", "history") and resting.rests(record, now)
    return rested_on or resting.is_reported([record])


def _has_people_or_logs_in(record: Any, now: datetime) -> bool:
    """Whether anybody is on an account, works at a venue by it, or logged in to it within its days."""
    if accounts.links(record.id) or members.of_account(record.id, 1, None):
        return True
    last = session_records.last_begun(record.id)
    return last is not None and due.day_of(last) + timedelta(days=90) >= due.day_of(now)


def moved(record: Any, day: date) -> Change:
    """The step by which a record is looked at again on a day."""
    model = type(record)
    to = due.partition(day, due.shard_of(record.pk, due.shards(settings().local)))
    return Change(record, (model.gsi4pk.set(to),), model.gsi4pk == record.gsi4pk, any_version=True)


def forgotten(record: Any) -> Change:
    """The step by which a record stands in the index no more."""
    model = type(record)
    actions = (model.gsi4pk.remove(), model.gsi4sk.remove())
    return Change(record, actions, model.gsi4pk == record.gsi4pk, any_version=True)


def dropped(record: Any) -> Drop:
    """The step by which a record goes, as it was looked at."""
    return Drop(record, type(record).gsi4pk == record.gsi4pk if record.gsi4pk else None)


def place_of(record: Record) -> str:
    """A record's key as one text."""
    return f"{record.Meta.table_name}/{record.pk}/{record.sk}"


def _dropped(record: Any, item: Any, found: Due) -> list[Step]:
    return [dropped(record)]


def _identity_taken(record: Any, item: Any, found: Due) -> list[Step]:
    """The case stays for epidemiology, and says no more of whom it is; nor do its versions."""
    if not isinstance(record, CaseRecord):
        return [dropped(record)]
    day = found.day + timedelta(days=BY_NAME["cases"].days - found.kind.days)
    to = due.partition(day, due.shard_of(record.pk, due.shards(settings().local)))
    blank = (CaseRecord.document.set(""), CaseRecord.document_hash.set(""), CaseRecord.last4.set(""))
    away = (CaseRecord.gsi2pk.remove(), CaseRecord.gsi2sk.remove(), CaseRecord.gsi4pk.set(to))
    listed = CaseRecord.gsi4sk.set("cases")
    named = [each for each in versions(record.id) if each.reached is not None]
    step = Change(record, (*blank, *away, listed), CaseRecord.gsi4pk == record.gsi4pk)
    return [step, *_but_few([Change(each, (CaseVersionRecord.reached.remove(),)) for each in named])]


def _case_dropped(record: Any, item: Any, found: Due) -> list[Step]:
    if not isinstance(record, CaseRecord):
        return [dropped(record)]
    refs = [Drop(CaseRefRecord(f"CASEREF#{record.source}#{record.source_ref}", "case"))] if record.stated else []
    return [dropped(record), *_but_few([Drop(each) for each in versions(record.id)]), *refs]


def _but_few(steps: Sequence[Step]) -> Sequence[Step]:
    """As many of the steps as a transaction has room for beside others; the rest are done, by themselves.

    They go with the record in any case: a run that dies between them begins with those that are left.
    """
    done, left = steps[_ROOM:], steps[:_ROOM]
    for some in batched(done, _ROOM):
        transact(some)
    return left


def _violation_dropped(record: Any, item: Any, found: Due) -> list[Step]:
    """A violation with its report and its withdrawal."""
    if not isinstance(record, ViolationRecord):
        return [dropped(record)]
    messages = ReportRecord.query(record.pk, consistent_read=True)
    return [dropped(record), *(Drop(each) for each in messages)]


def _account_ended(record: Any, item: Any, found: Due) -> list[Step]:
    """Nothing is left for the transaction: an account ends in steps of its own, which may be repeated."""
    if not isinstance(record, accounts.AccountItem):
        return [dropped(record)]
    ending.end_account(Actor(record.id, frozenset({"resident"})), found_at(found))
    return []


def _cleared(record: Any, item: Any, found: Due) -> list[Step]:
    """What an erasure that was interrupted has left goes; then the note of it."""
    if isinstance(record, accounts.LeavingItem):
        erasing.clear(record, found_at(found))
    return [dropped(record)]


def _trip_over(record: Any, item: Any, found: Due) -> list[Step]:
    """The journey goes; that it is over stays, because the international code is closed by it."""
    if not isinstance(record, StateRecord):
        return [dropped(record)]
    person = Person(record, found_at(found))
    person.plan_trip(None, departed_at=travel.departs_at(record))
    return person.steps()


def found_at(found: Due) -> datetime:
    """The instant of a due day's beginning, for what asks for an instant."""
    return datetime.fromisoformat(f"{found.day}T00:00:00+08:00")


_GOING: dict[str, Callable[[Any, Any, Due], list[Step]]] = {
    "case_identities": _identity_taken,
    "cases": _case_dropped,
    "violations": _violation_dropped,
    "accounts_without_people": _account_ended,
    "interrupted_erasures": _cleared,
    "trips": _trip_over,
}

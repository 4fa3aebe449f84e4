"""What is still held of somebody: by kind how much, since when and until when; and all of it as a copy."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access import quotas
from chalicelib.access.actor import Actor
from chalicelib.errors import Conflict
from chalicelib.features.credit import records as violations
from chalicelib.features.epidemic import case_records, contact_records, designation_records
from chalicelib.features.exchange import fact_records
from chalicelib.features.retention.copied import copy_of
from chalicelib.features.retention.due_index import item_of
from chalicelib.features.visits import records as visits
from chalicelib.notify.texts import say
from chalicelib.person import accounts, ownership
from chalicelib.person import records as people
from chalicelib.retention import due
from chalicelib.retention.kinds import BY_NAME
from chalicelib.store.tables import PersonRecord
from chalicelib.store.transactions import transact

_VISITS = 1_000
_UNTIL_ERASED = ("profile", "state", "account", "platform_binding")


def of_account(actor: Actor, language: str) -> dict[str, Any]:
    """What is held of an account and of its people. For each person three queries."""
    found = [{"person_id": None, "held": _summed(accounts.partition(actor.account_id), language)}]
    for link in accounts.links(actor.account_id):
        found.append({"person_id": link.person_id, "held": _summed(_records_of(link.person_id), language)})
    return {"items": found}


def exported(actor: Actor, now: datetime, language: str) -> dict[str, Any]:
    """All of it as a copy, each record by what it says of the person; nobody of staff is named in it."""
    whose = [(None, accounts.partition(actor.account_id))]
    whose += [(link.person_id, _records_of(link.person_id)) for link in accounts.links(actor.account_id)]
    return {
        "made_at": now,
        "people": [
            {"person_id": person_id, "held": _summed(records, language), "records": _copies(records)}
            for person_id, records in whose
        ],
    }


def of_document(actor: Actor, person_id: str, now: datetime, language: str) -> dict[str, Any]:
    """What offices still hold of the document of a certified person, whichever record it was filed under before.

    Three a day. Raises NotFound for another's person, Conflict `not_certified`, TooMany.
    """
    profile, state = ownership.own_records(actor, person_id)
    if state.certification != "certified":
        raise Conflict("not_certified")
    transact([quotas.step("erasure_checks", actor.account_id, now)])
    document = f"DOC#{profile.document_hash}"
    records: list[Any] = list(PersonRecord.query(document, consistent_read=True))
    for offices in (case_records, contact_records, designation_records):
        records += offices.of_document(profile.document_hash)
    records += violations.of_document(profile.document_hash)
    records += fact_records.of_all_partners(profile.document_hash)
    return {"held": _summed(records, language)}


def _records_of(person_id: str) -> list[Any]:
    return [*people.partition(person_id), *visits.of_person(person_id, _VISITS, None)]


def _summed(records: Iterable[Any], language: str) -> list[dict[str, Any]]:
    """By kind: how many, the first day of them, and the last day by which all of them have gone."""
    found: dict[str, dict[str, Any]] = {}
    for name, since, until, waits in _each(records):
        entry = found.setdefault(name, {"count": 0, "since": since, "until": until, "open": False})
        entry["count"] += 1
        entry["since"] = min(filter(None, (entry["since"], since)), default=None)
        entry["until"] = max(filter(None, (entry["until"], until)), default=None)
        entry["open"] |= waits
    return [_told(name, found[name], language) for name in sorted(found)]


def _told(name: str, entry: dict[str, Any], language: str) -> dict[str, Any]:
    kind = BY_NAME.get(name)
    until = None if entry["open"] or name in _UNTIL_ERASED else entry["until"]
    waits = kind is not None and kind.rests in ("holds", "history")
    return {
        "kind": name,
        "text": say(f"retention.{name}", language),
        "count": entry["count"],
        "since": entry["since"],
        "until": until,
        "waits_for_holds": waits,
    }


def _open_cases(records: Iterable[Any]) -> set[str]:
    """Where a partner's word of a case that is open here lies: it has no last day before the case has one."""
    cases = [each for each in records if isinstance(each, case_records.CaseRecord)]
    return {f"PFACT#{each.id}" for each in cases if (found := due.due(item_of(each))) is not None and found.open}


def _each(records: Iterable[Any]) -> Iterator[tuple[str, str | None, str | None, bool]]:
    """Each record's kind, first day, last day, and whether it is open still."""
    standing = _open_cases(records := list(records))
    for record in records:
        item = item_of(record)
        found, name = due.due(item), item["kind"]["S"]
        if found is not None and name not in _UNTIL_ERASED:
            last = found.day - timedelta(days=1)
            yield (
                found.kind.name,
                str(last - timedelta(days=found.kind.days)),
                str(last),
                found.open or record.pk in standing,
            )
        elif name == "visit":
            last = due.day_of(record.came) + timedelta(days=BY_NAME["visits"].days)
            yield "visits", str(due.day_of(record.came)), str(last), False
        elif name == "prior":
            yield "prior_registrations", None, str(due.day_of(record.expires_at)), False
        elif name in _UNTIL_ERASED:
            yield name, None, None, False


def _copies(records: Iterable[Any]) -> list[dict[str, Any]]:
    return [copy for record in records if (copy := copy_of(record)) is not None]

"""Appeals: a person says that something is wrong; it goes to who answers for that, with a deadline (domain: Questions).

An appeal leaves the colour as it is. What staff then do about it (annul, credit, withdraw) is an act of its own.
"""

import secrets as random
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access import quotas
from chalicelib.access.actor import Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.config import APPEAL_DEADLINE
from chalicelib.errors import Conflict, NotFound, invalid
from chalicelib.features.appeals import records
from chalicelib.features.appeals.records import AppealRecord
from chalicelib.features.declarations import declaring
from chalicelib.notify.texts import say
from chalicelib.person import history
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_state
from chalicelib.person.records import StateRecord
from chalicelib.store import vault
from chalicelib.store.limits import Window
from chalicelib.store.listing import Listing

DEPARTMENTS = {
    "colour": "data_bureau",
    "rules": "data_bureau",
    "checkpoint": "transport_bureau",
    "declaration": "hotline_12308",
    "account": "hotline_12345",
    "other": "command_office",
}
"""Who answers for what (domain: Questions and help)."""
_PER_DAY = 10


def file(
    actor: Actor,
    person_id: str,
    category: str,
    text: str,
    declaration_id: str | None,
    key: Once | None,
    now: datetime,
    language: str,
) -> dict[str, Any]:
    """Files an appeal. A read, one more for a declaration named, and a transaction.

    Raises NotFound for another's person, Invalid for a declaration that is not theirs, TooMany over ten a day.
    """
    state = own_state(actor, person_id)
    if declaration_id is not None:
        _require_theirs(person_id, declaration_id)
    record = _made(state, category, text, declaration_id, now)

    def write(attempt: Attempt) -> None:
        window = Window("appeals", person_id, _PER_DAY, timedelta(days=1))
        attempt.write(window.step(now), quotas.step("appeals", actor.account_id, now))
        attempt.write(people.must_still_exist(state), records.put(record))
        attempt.once(key, record.id)

    changing(now, write)
    return _view(record, now, language)


def _require_theirs(person_id: str, declaration_id: str) -> None:
    try:
        whose, sort_id = declaring.located(declaration_id)
    except NotFound:
        raise invalid("declaration_id", "unknown_declaration") from None
    if whose != person_id or history.declaration(person_id, sort_id) is None:
        raise invalid("declaration_id", "unknown_declaration")


def _made(state: StateRecord, category: str, text: str, declaration_id: str | None, now: datetime) -> AppealRecord:
    content = {"category": category, "region": state.county, "declaration": declaration_id}
    record = records.make(state.person_id, random.token_hex(6), now, now + APPEAL_DEADLINE, **content)
    record.text = vault.seal(record.id, "text", text, now, "appeal")
    return record


def replay_answer(actor: Actor, person_id: str, appeal_id: str, now: datetime, language: str) -> dict[str, Any]:
    """The answer to a request that filed this appeal, as it stands now. Raises NotFound for another's person."""
    own_state(actor, person_id)
    record = _known(appeal_id)
    if record.person_id != person_id:
        raise NotFound()
    return _view(record, now, language)


def of_person(
    actor: Actor, person_id: str, limit: int, cursor: str | None, now: datetime, language: str
) -> dict[str, Any]:
    """A page of a person's own appeals, newest first. A read and a query. Raises Invalid for another list's cursor."""
    listing = Listing("appeals of", person_id)
    before = listing.after(cursor)
    own_state(actor, person_id)
    found = records.of_person(person_id, limit + 1, before)

    def view(record: AppealRecord) -> dict[str, Any]:
        return _view(record, now, language)

    return listing.answer(found, limit, lambda record: record.id, view)


def waiting(actor: Actor, limit: int, cursor: str | None, now: datetime, language: str) -> dict[str, Any]:
    """A page of the open appeals in the actor's region, earliest deadline first. A query, for the country one a shard.

    Raises Invalid for another list's cursor.
    """
    listing = Listing("appeals", actor.region)
    found = records.waiting(actor.region, limit + 1, listing.after(cursor))
    return listing.answer(
        found, limit, lambda record: record.waiting_place, lambda record: _view(record, now, language)
    )


def decide(actor: Actor, appeal_id: str, *, accept: bool, reason: str, now: datetime, language: str) -> dict[str, Any]:
    """Upholds or rejects an appeal, once, with a reason that the person is told; audited.

    Past its deadline only a supervisor may. Raises NotFound, Conflict
    `appeal_decided` or `appeal_escalated`.
    """
    status = "upheld" if accept else "rejected"

    def change(attempt: Attempt) -> None:
        record = _reached(actor, appeal_id, now)
        person = attempt.person(record.person_id)
        attempt.write(records.decided(record, status, actor.account_id, reason, now))
        person.notify(f"inbox_appeal_{status}", reason=reason)
        attempt.audit(actor, f"appeal.{status}", person.id, region=record.region, reason=reason, appeal=record.id)

    changing(now, change)
    return _view(_known(appeal_id), now, language)


def _known(appeal_id: str) -> AppealRecord:
    record = records.find(appeal_id)
    if record is None:
        raise NotFound()
    return record


def _reached(actor: Actor, appeal_id: str, now: datetime) -> AppealRecord:
    record = _known(appeal_id)
    require_region(actor, record.region)
    if record.status != "open":
        raise Conflict("appeal_decided")
    if _is_escalated(record, now) and not actor.is_one_of({"supervisor"}):
        raise Conflict("appeal_escalated")
    return record


def _is_escalated(record: AppealRecord, now: datetime) -> bool:
    return record.status == "open" and now > record.due_at


def _view(record: AppealRecord, now: datetime, language: str) -> dict[str, Any]:
    department = DEPARTMENTS[record.category]
    return {
        "id": record.id,
        "person_id": record.person_id,
        "category": record.category,
        "department": department,
        "department_text": say(f"department.{department}", language),
        "text": vault.unseal(record.id, "text", record.text),
        "declaration_id": record.declaration,
        "status": record.status,
        "escalated": _is_escalated(record, now),
        "at": record.at,
        "due_at": record.due_at,
        "decided_at": record.decided_at,
        "reason": record.reason,
    }

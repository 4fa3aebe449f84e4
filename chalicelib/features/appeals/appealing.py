"""Appeals: a person says that something is wrong; it goes to who answers for that, with a deadline (domain: Questions).

An appeal leaves the colour as it is. What staff then do about it (annul, credit, withdraw) is an act of its own.
"""

import secrets as random
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access import quotas
from chalicelib.access.actor import Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.config import APPEAL_DEADLINE, IDENTITY_APPEAL_DEADLINE
from chalicelib.desk import changes
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.appeals import departments, elsewhere, records, subjects
from chalicelib.features.appeals.records import AppealRecord
from chalicelib.features.appeals.subjects import NOT_ME, About, Route
from chalicelib.features.credit import objecting, reporting
from chalicelib.notify.texts import say
from chalicelib.person import deadlines
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_state
from chalicelib.person.records import StateRecord
from chalicelib.store import vault
from chalicelib.store.limits import Window
from chalicelib.store.listing import Listing

_PER_DAY = 10


def file(
    actor: Actor, person_id: str, about: About, text: str, key: Once | None, now: datetime, language: str
) -> dict[str, Any]:
    """Files an appeal. A read, one more for a declaration or a violation named, and a transaction.

    One that names an office's decision goes to who can change it; one that objects to a violation holds its report.
    Raises NotFound for another's person, Invalid for what is none of theirs, Conflict `objected_already`,
    `violation_withdrawn`, TooMany over ten a day.
    """
    state = own_state(actor, person_id)
    record = _made(state, about, subjects.routed(state, about, now), text, now)

    def write(attempt: Attempt) -> None:
        window = Window("appeals", person_id, _PER_DAY, timedelta(days=1))
        attempt.write(window.step(now), quotas.step("appeals", actor.account_id, now))
        attempt.write(people.must_still_exist(state), records.put(record))
        if about.violation is not None:
            objecting.object_to(attempt, person_id, about.violation, record.id)
        elsewhere.send(attempt, record, text)
        attempt.once(key, record.id)

    changing(now, write)
    return _view(record, now, language)


def answered(attempt: Attempt, appeal_id: str, by: str, *, upheld: bool, reason: str) -> bool:
    """Decides an open appeal by the word of whoever it went to; the person is told. False if it was decided before."""
    record = records.find(appeal_id)
    if record is None or record.status != "open":
        return False
    status = "upheld" if upheld else "rejected"
    person = attempt.person(record.person_id)
    attempt.write(records.decided(record, status, by, reason, attempt.now))
    person.notify(f"inbox_appeal_{status}", reason=reason)
    ids = {"region": record.region, "reason": reason, "appeal": record.id}
    attempt.audit(Actor(by, frozenset()), f"appeal.{status}", person.id, **ids)
    return True


def _made(state: StateRecord, about: About, route: Route, text: str, now: datetime) -> AppealRecord:
    content = {"category": about.category, "region": route.region, "declaration": about.declaration}
    content |= {"department": route.department, "hold": route.hold, "violation": about.violation}
    deadline = IDENTITY_APPEAL_DEADLINE if about.category == NOT_ME else APPEAL_DEADLINE
    record = records.make(state.person_id, random.token_hex(6), now, now + deadline, **content)
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
    """A page of the open appeals in the actor's region and departments, earliest deadline first.

    A query, for the country one a shard. Raises Invalid for another list's cursor.
    """
    seen = sorted(departments.of(actor))
    listing = Listing("appeals", actor.region, *seen)
    found = records.waiting(actor.region, seen, limit + 1, listing.after(cursor))
    return listing.answer(
        found, limit, lambda record: record.waiting_place, lambda record: _seen(record, now, language)
    )


def one(actor: Actor, appeal_id: str, now: datetime, language: str) -> dict[str, Any]:
    """An appeal as staff see it, decided or not. A read, of `not_me` two more.

    Raises NotFound, Forbidden for another department's.
    """
    return _seen(_theirs(actor, appeal_id), now, language)


def decide(actor: Actor, appeal_id: str, *, accept: bool, reason: str, now: datetime, language: str) -> dict[str, Any]:
    """Upholds or rejects an appeal, once, with a reason that the person is told; audited.

    Past its deadline only a supervisor may. Raises NotFound, Forbidden for another department's and `same_person` for
    who established the violation that it is about, Conflict `appeal_decided` or `appeal_escalated`.
    """
    status = "upheld" if accept else "rejected"

    def change(attempt: Attempt) -> None:
        record = _reached(actor, appeal_id, now)
        person = attempt.person(record.person_id)
        attempt.write(records.decided(record, status, actor.account_id, reason, now))
        person.notify(f"inbox_appeal_{status}", reason=reason)
        if record.violation is not None:
            reporting.decided(attempt, person, record.violation, upheld=accept)
        attempt.audit(actor, f"appeal.{status}", person.id, region=record.region, reason=reason, appeal=record.id)
        elsewhere.decided(attempt, record, status, reason)

    changing(now, change)
    return _seen(_known(appeal_id), now, language)


def forward(actor: Actor, appeal_id: str, department: str, reason: str, now: datetime, language: str) -> dict[str, Any]:
    """Gives an open appeal to another department; the person is told, and the first deadline stands.

    Raises NotFound, Forbidden for another department's, Conflict `appeal_decided`, `appeal_escalated`, `unchanged`.
    """

    def change(attempt: Attempt) -> None:
        record = _reached(actor, appeal_id, now)
        if record.department == department:
            raise Conflict("unchanged")
        person = attempt.person(record.person_id)
        attempt.write(records.forwarded(record, department, reason, now))
        person.notify("inbox_appeal_forwarded", department=department, due_at=record.due_at.isoformat())
        named = {"appeal": record.id, "department": department}
        attempt.audit(actor, "appeal.forwarded", person.id, region=record.region, reason=reason, **named)

    changing(now, change)
    return _seen(_known(appeal_id), now, language)


def _known(appeal_id: str) -> AppealRecord:
    record = records.find(appeal_id)
    if record is None:
        raise NotFound()
    return record


def _theirs(actor: Actor, appeal_id: str) -> AppealRecord:
    record = _known(appeal_id)
    require_region(actor, record.region)
    departments.require(actor, record.department)
    return record


def _reached(actor: Actor, appeal_id: str, now: datetime) -> AppealRecord:
    record = _theirs(actor, appeal_id)
    if record.violation is not None:
        objecting.require_third(actor, record.violation)
    if record.status != "open":
        raise Conflict("appeal_decided", **changes.by(record.decided_by, record.decided_at))
    if _is_escalated(record, now) and not actor.is_one_of({"supervisor"}):
        raise Conflict("appeal_escalated")
    return record


def _is_escalated(record: AppealRecord, now: datetime) -> bool:
    return record.status == "open" and now > deadlines.moved(record.due_at, now)


def _seen(record: AppealRecord, now: datetime, language: str) -> dict[str, Any]:
    """As staff see it: of somebody who says that it is not them, with what was reported, by whom, and where."""
    found = subjects.sources(record.person_id) if record.category == NOT_ME else []
    return _view(record, now, language) | {"sources": found}


def _view(record: AppealRecord, now: datetime, language: str) -> dict[str, Any]:
    return {
        "id": record.id,
        "person_id": record.person_id,
        "category": record.category,
        "department": record.department,
        "department_text": say(f"department.{record.department}", language),
        "text": vault.unseal(record.id, "text", record.text),
        "declaration_id": record.declaration,
        "decision_ref": record.hold,
        "violation_id": record.violation,
        "forwarded": [_forwarding(each, language) for each in record.forwarded or []],
        "sources": [],
        "status": record.status,
        "escalated": _is_escalated(record, now),
        "at": record.at,
        "due_at": deadlines.moved(record.due_at, now) if record.status == "open" else record.due_at,
        "decided_at": record.decided_at,
        "reason": record.reason,
    }


def _forwarding(step: dict[str, str], language: str) -> dict[str, Any]:
    said = {name: say(f"department.{step[name]}", language) for name in ("from", "to")}
    return {"from_text": said["from"], "to_text": said["to"], "reason": step["reason"], "at": step["at"]}

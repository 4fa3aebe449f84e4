"""Reports to the credit register, up to the message that would leave; and taking them back.

Seven days after the person was told, or once an objection was rejected, a report is made; while an objection filed in
time is open, none is. What is taken back before it left never leaves; for what had left there is a withdrawal.
"""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.desk import offices
from chalicelib.errors import Conflict
from chalicelib.features.credit import evidence, records
from chalicelib.features.credit.records import ReportRecord, ViolationRecord
from chalicelib.observability import failure
from chalicelib.person import arriving, deadlines
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.person import Person

_AT_ONCE = 200
_BY = Actor("service", frozenset())


def run(now: datetime) -> int:
    """Does what is due. One that fails is found again by the next run and keeps no other waiting. Returns how many."""
    return sum(_one(record.id, now) for record in records.due(now, _AT_ONCE))


def _one(violation_id: str, now: datetime) -> bool:
    try:
        return changing(now, lambda attempt: _due(attempt, violation_id))
    except Exception as error:
        failure("violation not reported", error, violation=violation_id)
        return False


def _due(attempt: Attempt, violation_id: str) -> bool:
    """Nobody objected in time: it is reported, or taken back with the evidence that was."""
    record = records.find(violation_id)
    if record is None or record.status != records.OPEN:
        return False
    until = deadlines.moved(record.object_until, attempt.now)
    if until >= attempt.now:
        records.wait(record, until)
        attempt.write(records.rewrite(record))
        return False
    if any(evidence.taken_back(record.told["kind"], record.person_id, each) for each in record.told["evidence"]):
        withdraw(attempt, record, _holder(attempt, record), "annulled")
        attempt.audit(_BY, "violation.withdrawn", record.id, region=record.region, reason="annulled")
    else:
        report(attempt, record, _holder(attempt, record))
        attempt.audit(_BY, "violation.reported", record.id, region=record.region)
    return True


def report(attempt: Attempt, record: ViolationRecord, person: Person | None) -> None:
    """Writes the message that would leave, and tells the person, if there still is one."""
    record.status, record.reported_at = records.REPORTED, attempt.now
    records.wait_no_more(record)
    attempt.write(records.rewrite(record), records.report_put(record.id, "report", _message(record), attempt.now))
    if person is not None:
        person.notify("inbox_violation_reported", reference=record.id)


def _message(record: ViolationRecord) -> dict[str, Any]:
    """The report as the register takes it; its subject is the document that the violation has sealed."""
    told = record.told
    return {
        "id": record.id,
        "subject": {"sealed": f"VIOL#{record.id}", "last4": record.last4},
        "kind": told["kind"],
        "on": told["on"],
        "deciding_office": offices.named(told["office"], told["office_of"], "zh-CN"),
        "reference": record.proposal,
        "objection_until": record.object_until.isoformat(),
    }


def withdraw(attempt: Attempt, record: ViolationRecord, person: Person | None, because: str) -> None:
    """Takes a violation back: a message that has not left is dropped, one that had is followed by its withdrawal."""
    sent = records.report_of(record.id)
    record.status, record.withdrawn_at, record.because = records.WITHDRAWN, attempt.now, because
    records.wait_no_more(record)
    attempt.write(records.rewrite(record))
    if sent is not None:
        _take_back(attempt, record, sent, because)
    if person is not None:
        person.notify("inbox_violation_withdrawn", reference=record.id)


def _take_back(attempt: Attempt, record: ViolationRecord, sent: ReportRecord, because: str) -> None:
    if sent.status == records.NOT_SENT:
        attempt.write(records.report_dropped(sent))
    else:
        message = {"about": record.id, "reason": because}
        attempt.write(records.report_put(record.id, "withdrawal", message, attempt.now))


def _holder(attempt: Attempt, record: ViolationRecord) -> Person | None:
    """Whoever has the document by now; nobody where the person is gone."""
    state = arriving.holder(record.document_hash)
    return attempt.person(state) if state is not None else None


def decided(attempt: Attempt, person: Person, violation_id: str, *, upheld: bool) -> None:
    """An objection was decided: upheld takes it back; rejected it is reported, when the time for objections is over.

    Raises Conflict where it was taken back meanwhile.
    """
    record = records.find(violation_id)
    if record is None or record.status == records.WITHDRAWN:
        raise Conflict("violation_withdrawn")
    record.objection = None
    until = deadlines.moved(record.object_until, attempt.now)
    if upheld:
        withdraw(attempt, record, person, "upheld")
    elif record.status == records.OBJECTED and until < attempt.now:
        report(attempt, record, person)
    else:
        _go_on(attempt, record, until)


def _go_on(attempt: Attempt, record: ViolationRecord, until: datetime) -> None:
    """As it was before the objection."""
    if record.status == records.OBJECTED:
        record.status = records.OPEN
        records.wait(record, until)
    attempt.write(records.rewrite(record))

"""Objections: an appeal of the category `credit`, which nobody decides who established the violation."""

from datetime import datetime

from chalicelib.access.actor import Actor
from chalicelib.errors import Conflict, Forbidden, NotFound, invalid
from chalicelib.features.credit import records
from chalicelib.features.credit.records import ViolationRecord
from chalicelib.person import deadlines
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt


def of_person(person_id: str, violation_id: str) -> ViolationRecord:
    """The violation of a person by its id. Two reads at most. Raises Invalid on `violation_id` for none of theirs."""
    record = records.find(violation_id)
    if record is None or not _theirs(record, person_id):
        raise invalid("violation_id", "unknown_violation")
    return record


def _theirs(record: ViolationRecord, person_id: str) -> bool:
    if record.person_id == person_id:
        return True
    profile = people.profile(person_id)
    return profile is not None and profile.document_hash == record.document_hash


def object_to(attempt: Attempt, person_id: str, violation_id: str, appeal_id: str) -> None:
    """Notes the objection: in time, nothing leaves until it is decided; later it is an appeal like any other.

    Raises Invalid, Conflict `violation_withdrawn`, `objected_already` while one is open.
    """
    record = of_person(person_id, violation_id)
    if record.status == records.WITHDRAWN:
        raise Conflict("violation_withdrawn")
    if record.objection is not None:
        raise Conflict("objected_already")
    record.objection = appeal_id
    if record.status == records.OPEN and _in_time(record, attempt.now):
        record.status = records.OBJECTED
        records.wait_no_more(record)
    attempt.write(records.rewrite(record))


def _in_time(record: ViolationRecord, now: datetime) -> bool:
    return now <= deadlines.moved(record.object_until, now)


def require_third(actor: Actor, violation_id: str) -> None:
    """Raises Forbidden `same_person` for one of the two who established it, with another login of theirs too."""
    record = records.find(violation_id)
    if record is None:
        raise NotFound()
    if {actor.account_id, actor.document} & set(record.deciders):
        raise Forbidden("same_person")

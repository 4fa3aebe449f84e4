"""What two of staff agree to: that somebody broke a rule, shown by records of theirs. It colours nobody."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from chalicelib.config import CREDIT_CHILD, CREDIT_OBJECTION
from chalicelib.desk import staff
from chalicelib.errors import Conflict, Refused
from chalicelib.features.credit import evidence, records
from chalicelib.features.people.proxies import age_on
from chalicelib.features.proposals import kinds, touched_people
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.touched_people import Page
from chalicelib.identity.documents import Document
from chalicelib.person import arriving
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt
from chalicelib.person.records import ProfileRecord
from chalicelib.store import vault

ESTABLISHING = frozenset({"epidemiologist", "supervisor"})
_SEALED = ("document", "document_hash")


def sealed(violation_id: str, document: Document, now: datetime) -> str:
    """A document sealed for a violation, as the register is told it."""
    told = {"type": document.type, "number": document.number, "country": document.country}
    return vault.seal(violation_id, "document", json.dumps(told), now)


def _described(content: Content) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in _SEALED}


def _checked(content: Content, now: datetime) -> Iterable[str]:
    """A supervisor. Raises Conflict for who is gone: nobody would be told; Refused `under_14` and for the evidence."""
    person_id, told = str(content["person_id"]), content["told"]
    profile = people.profile(person_id)
    if profile is None or profile.document_hash != content["document_hash"]:
        raise Conflict()
    require_age(profile, date.fromisoformat(told["on"]))
    evidence.require_standing(told["kind"], person_id, told["evidence"])
    return ("supervisor",)


def require_age(profile: ProfileRecord, on: date) -> None:
    """Raises Refused `under_14` for who was a child on that day."""
    born = profile.details.get("birth_date")
    if born and age_on(date.fromisoformat(born), on) < CREDIT_CHILD:
        raise Refused("under_14")


def _apply(attempt: Attempt, approved: Approved) -> None:
    """It is written, and the person is told until when they may object."""
    content, now = approved.content, attempt.now
    until, told = now + CREDIT_OBJECTION, content["told"]
    names = ("person_id", "document_hash", "document", "last4", "region")
    given = {name: content[name] for name in names}
    record = records.make(content["subject"], now, until, told=told, proposal=approved.proposal_id, **given)
    record.deciders = _both(approved)
    attempt.write(records.put(record))
    state = arriving.holder(content["document_hash"])
    if state is None:
        raise Conflict()
    told_of = {"on": told["on"], "reference": record.id, "due_at": until.isoformat()}
    attempt.person(state).notify("inbox_violation", urgent=True, **told_of)


def _person(content: Content, page: Page) -> dict[str, Any]:
    """Whose record it is; it colours nobody."""
    return touched_people.listed([touched_people.row(arriving.holder(content["document_hash"]), content["last4"])])


def _both(approved: Approved) -> set[str]:
    """The accounts and the documents of the two: the same person with another login is no third one."""
    accounts = {approved.proposed_by, approved.approved_by}
    found = (staff.by_id(each) for each in accounts)
    return accounts | {str(each.document_hash) for each in found if each is not None and each.document_hash}


VIOLATION = kinds.register(
    Kind(
        name="violation",
        proposers=ESTABLISHING,
        approvers=ESTABLISHING,
        region=lambda content: str(content["region"]),
        apply=_apply,
        describe=_described,
        check=_checked,
        touched=lambda content, now: Touched(people=1),
        documents=lambda content: [str(content["document_hash"])],
        people=_person,
    )
)

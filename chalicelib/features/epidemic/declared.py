"""Declared contacts and tests, decided by staff: two make a contact of one, one says that it was none."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import eased
from chalicelib.errors import Conflict, NotFound, invalid
from chalicelib.features.epidemic import contact_records, notices
from chalicelib.features.epidemic.case_kind import EPIDEMIOLOGIST
from chalicelib.features.proposals import kinds, proposing, touched_people
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.proposals.touched_people import Page
from chalicelib.person import arriving, declared_queue, foreseen
from chalicelib.person import records as people
from chalicelib.person.arriving import Arrived
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.colour import SEVERITY
from chalicelib.person.declared_queue import DeclaredRecord
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import ContactKnown, DeclaredSettled, Event
from chalicelib.store.listing import Listing


@dataclass(frozen=True)
class Outcome:
    """What staff found of a declared contact or test: `confirmed`, as which kind and when last, or `refuted`."""

    outcome: str
    kind: str
    last_exposure: date | None
    reason: str


def decide(actor: Actor, declared_id: str, found: Outcome, key: Once | None, now: datetime) -> ProposalRecord:
    """Refutes at once what was declared, or proposes it as a contact.

    Raises NotFound, Forbidden `own_record`, Invalid for an exposure to come, Conflict `too_late` after the last day,
    `test_is_a_case` for a test that is confirmed: a case takes its place.
    """
    if found.last_exposure is not None and found.last_exposure > policy_day(now, POLICY_ZONE):
        raise invalid("last_exposure", "in_future")

    def change(attempt: Attempt) -> ProposalRecord:
        content = _content(actor, declared_id, found)
        record = proposing.propose(attempt, actor, Wanted(DECIDED, content["contact"], content, found.reason))
        attempt.once(key, record.id)
        return record

    return changing(now, change)


def _content(actor: Actor, declared_id: str, found: Outcome) -> dict[str, Any]:
    record, state = _reached(actor, declared_id)
    if record.is_test and found.outcome == "confirmed":
        raise Conflict("test_is_a_case")
    profile = people.profile(state.person_id)
    if profile is None:
        raise NotFound()
    return {
        "contact": _contact_id(declared_id),
        "declared": declared_id,
        "person_id": state.person_id,
        "outcome": found.outcome,
        "said": record.said,
        "kind": found.kind,
        "last_exposure": found.last_exposure.isoformat() if found.last_exposure else record.on,
        "document_hash": profile.document_hash,
        "last4": state.last4,
        "region": state.county,
        "reason": found.reason,
    }


def _reached(actor: Actor, declared_id: str) -> tuple[DeclaredRecord, StateRecord]:
    """What waits, and whose it is. Two reads. Raises NotFound for none and for another region's."""
    record = declared_queue.find(declared_id)
    state = people.state(record.person_id) if record is not None else None
    if record is None or state is None:
        raise NotFound()
    require_region(actor, state.county)
    return record, state


def _contact_id(declared_id: str) -> str:
    """The same each time, so that one proposal about it is open; another after a contact that was taken back."""
    number = 0
    while contact_records.find(found := sha256(f"{declared_id}#{number}".encode()).hexdigest()[:20]) is not None:
        number += 1
    return found


def _in_time(content: Content, now: datetime) -> Iterable[str]:
    """Raises Conflict for what was decided meanwhile, `too_late` for a contact after its last day."""
    record = declared_queue.find(content["declared"])
    if record is None:
        raise Conflict()
    if content["outcome"] == "confirmed" and policy_day(now, POLICY_ZONE).isoformat() > record.decide_by:
        raise Conflict("too_late")
    return ()


def _event(content: Content, now: datetime) -> Event:
    key = content["declared"].partition("-")[2].replace("-", ":", 2)
    if content["outcome"] == "refuted":
        return DeclaredSettled(f"settled-{content['contact']}", now, key, "refuted")
    known = contact_records.fact(content["contact"], content["kind"], content["last_exposure"], (), now)
    return replace(known, settles=key)


def _touched(content: Content, now: datetime) -> Touched:
    state = people.state(content["person_id"])
    if state is None:
        return Touched()
    before, after = foreseen.turned(state, [_event(content, now)], now)
    worse = SEVERITY[after] > SEVERITY[before]
    return Touched(1, int(worse and after == "red"), int(worse and after == "yellow"))


def _people(content: Content, page: Page) -> dict[str, Any]:
    state, day = people.state(content["person_id"]), content["last_exposure"]
    return touched_people.one(state, content["last4"], [_event(content, page.now)], page, last_exposure=day)


def _apply(attempt: Attempt, approved: Approved) -> None:
    content, event = approved.content, _event(approved.content, attempt.now)
    if declared_queue.find(content["declared"]) is None:
        raise Conflict()
    if isinstance(event, ContactKnown):
        _confirm(attempt, content, event)
    else:
        _refute(attempt, approved, event)


def _confirm(attempt: Attempt, content: Content, event: ContactKnown) -> None:
    claim = people.claim_of(content["document_hash"])
    if claim is None or claim.person_id != content["person_id"]:
        # Their document is another's, or was mended: what they declared is no fact about who has it.
        raise Conflict()
    names = ("document_hash", "last4", "region", "last_exposure")
    told = {name: content[name] for name in names} | {"contact_kind": content["kind"], "at": attempt.now}
    attempt.write(*contact_records.put_steps(event.id, (), ground="declared", status="confirmed", **told))
    arrived = arriving.arrive(attempt, content["document_hash"], event)
    if arrived is not None:
        notices.tell_contact(arrived, content["kind"], event.id)


def _refute(attempt: Attempt, approved: Approved, event: Event) -> None:
    content, state = approved.content, people.state(approved.content["person_id"])
    if state is None:
        raise Conflict()
    person = attempt.person(state)
    arrived = Arrived(person, dict(state.severity or {}))
    person.record(event)
    notices.tell_refuted(arrived, content["said"])
    place = {"region": content["region"], "reason": content["reason"], "by": approved.approved_by}
    attempt.write(
        eased.put(approved.proposal_id, "declared.refuted", content["declared"], now=attempt.now, **place),
    )


def waiting(actor: Actor, limit: int, cursor: str | None, now: datetime) -> dict[str, Any]:
    """A page of what can still be decided in the actor's region, the earliest first. Raises Invalid for another list's
    cursor."""
    listing = Listing("declared", actor.region)
    found = declared_queue.waiting(actor.region, limit + 1, listing.after(cursor), now)
    return listing.answer(found, limit, lambda record: record.waiting_place, _view)


def _view(record: DeclaredRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "person_id": record.person_id,
        "said": record.said,
        "case_ids": [],
        "kind": None,
        "last_exposure": record.on,
        "ground": "declared",
        "document_last4": record.last4,
        "region": record.region,
        "status": "declared",
        "at": record.at,
        "decide_by": record.decide_by,
    }


DECIDED = kinds.register(
    Kind(
        name="declared_contact",
        proposers=EPIDEMIOLOGIST,
        approvers=EPIDEMIOLOGIST,
        region=lambda content: str(content["region"]),
        apply=_apply,
        describe=lambda content: {name: each for name, each in content.items() if name != "document_hash"},
        check=_in_time,
        touched=_touched,
        documents=lambda content: [str(content["document_hash"])],
        takes_two=lambda content: content["outcome"] == "confirmed",
        people=_people,
    )
)

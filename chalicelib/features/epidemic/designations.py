"""Designations and breaches: proposed about somebody of the region, in force by a second person; and their end.

There is no ground that is not epidemiological, and a designation is a supervisor's to agree to.
"""

import secrets as random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import eased
from chalicelib.errors import Conflict, FieldError, NotFound, invalid
from chalicelib.features.epidemic import designating, designation_records
from chalicelib.features.epidemic.case_kind import EPIDEMIOLOGIST
from chalicelib.features.epidemic.designation_records import DesignationRecord
from chalicelib.features.proposals import kinds, proposing, reading, touched_people
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.proposals.touched_people import Page
from chalicelib.person import arriving, colour, foreseen
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.colour import SEVERITY
from chalicelib.person.ownership import require_not_own
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import BreachRecorded, DepartureKnown, Event
from chalicelib.store.transactions import Put

_DESIGNATING = frozenset({"epidemiologist", "supervisor"})
_OTHER = "other_public_health"
_LOOKED_BACK = timedelta(days=40)


@dataclass(frozen=True)
class NewDesignation:
    """What is designated: the colour, the ground, the document that orders it, and its own terms if it has any."""

    colour: str
    ground: str
    document_ref: str
    since: date | None
    days: int | None
    checkins: int | None
    reason: str


@dataclass(frozen=True)
class NewBreach:
    """Observation that was not kept on a day: of every hold, or of one rule's."""

    on: date
    rule: str | None
    evidence: str
    reason: str


def designate(actor: Actor, person_id: str, new: NewDesignation, key: Once | None, now: datetime) -> dict[str, Any]:
    """Proposes a designation. Raises NotFound, Forbidden `own_record`, Invalid for days beyond 28, Conflict `too_late`
    and, on another ground than the closed list's, `needs` a supervisor."""
    if new.ground == _OTHER and not actor.is_one_of({"supervisor"}):
        raise Conflict("needs", FieldError("needs", "supervisor"))
    today = policy_day(now, POLICY_ZONE)
    if new.since is not None and new.since > today:
        raise invalid("since", "in_future")
    told: dict[str, Any] = {"colour": new.colour, "ground": new.ground, "document_ref": new.document_ref}
    told |= {"since": (new.since or today).isoformat(), "days": new.days, "checkins": new.checkins}
    content = _about(actor, person_id) | {"told": told, "reason": new.reason}
    return _proposed(actor, DESIGNATION, content, key, now)


def breach(actor: Actor, person_id: str, new: NewBreach, key: Once | None, now: datetime) -> dict[str, Any]:
    """Proposes that observation was not kept. Raises NotFound, Forbidden `own_record`, Invalid for a day to come or
    long gone, Conflict `too_late` where nothing is observed."""
    today = policy_day(now, POLICY_ZONE)
    if new.on > today:
        raise invalid("on", "in_future")
    if new.on < today - _LOOKED_BACK:
        raise invalid("on", "too_early")
    told = {"on": new.on.isoformat(), "rule": new.rule, "evidence": new.evidence}
    content = _about(actor, person_id) | {"told": told, "reason": new.reason}
    return _proposed(actor, BREACH, content, key, now)


def _about(actor: Actor, person_id: str) -> dict[str, Any]:
    state, profile = people.state(person_id), people.profile(person_id)
    if state is None or profile is None:
        raise NotFound()
    require_region(actor, state.county)
    named = {"subject": random.token_hex(10), "person_id": person_id, "last4": state.last4}
    return named | {"document_hash": profile.document_hash, "region": state.county}


def _proposed(actor: Actor, kind: Kind, content: dict[str, Any], key: Once | None, now: datetime) -> dict[str, Any]:
    def write(attempt: Attempt) -> ProposalRecord:
        record = proposing.propose(attempt, actor, Wanted(kind, content["subject"], content, content["reason"]))
        attempt.once(key, record.id)
        return record

    return reading.view(changing(now, write), actor, now)


def open_proposal(actor: Actor, kind: Kind, subject: str, now: datetime) -> str:
    """The id of the open proposal about a designation or breach. Raises NotFound, Conflict where it is in force."""
    found = proposals.open_id(kind.name, subject, now)
    if found is None:
        region = designation_records.region_of(subject)
        if region is None:
            raise NotFound()
        require_region(actor, region)
        raise Conflict()
    return proposing.reached(actor, found).id


def _reached(actor: Actor, designation_id: str) -> DesignationRecord:
    record = designation_records.find(designation_id)
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    return record


def lift(actor: Actor, designation_id: str, means: str, reason: str, now: datetime) -> dict[str, Any]:
    """One person lifts a designation: it ended, or it was wrong from its beginning. It stands on the list of what was
    eased. Raises NotFound, Forbidden `own_record`, Conflict for one that was lifted."""

    def change(attempt: Attempt) -> DesignationRecord:
        record = _reached(actor, designation_id)
        if record.status not in ("in_force", "held", "waiting_match"):
            raise Conflict()
        require_not_own(actor, [record.document_hash])
        reached, record.status = record.status != "waiting_match", means
        attempt.write(Put(record))
        lifted = designation_records.lifted(record, means, now)
        arrived = arriving.arrive(attempt, record.document_hash, lifted) if reached else None
        if arrived is not None:
            arrived.person.notify(f"inbox_designation_{means}", reference=record.id)
        place = {"region": record.region, "reason": reason}
        by, listed_id = actor.account_id, random.token_hex(10)
        attempt.write(eased.put(listed_id, f"designation.{means}", record.id, by=by, now=now, **place))
        attempt.audit(actor, f"designation.{means}", record.id, **place)
        return record

    record = changing(now, change)
    shown = {"id": record.id, "person_id": record.person_id, "status": record.status}
    return shown | dict(record.told)


def depart(actor: Actor, person_id: str, on: date, reason: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """Somebody left the country: nothing is asked of them until they declare again; no hold ends by it.

    Raises NotFound, Forbidden `own_record`, Invalid for a day to come.
    """
    if on > policy_day(now, POLICY_ZONE):
        raise invalid("on", "in_future")

    def change(attempt: Attempt) -> None:
        state = _of_region(actor, person_id)
        person = attempt.person(state)
        person.record(DepartureKnown(f"departure-{random.token_hex(6)}", now, on))
        attempt.audit(actor, "person.departed", person_id, region=state.county, reason=reason, day=on.isoformat())
        attempt.once(key, on.isoformat())

    changing(now, change)
    return departed(actor, person_id, on.isoformat())


def departed(actor: Actor, person_id: str, on: str) -> dict[str, Any]:
    """The answer to a departure that was noted. Raises NotFound."""
    _of_region(actor, person_id)
    return {"person_id": person_id, "on": on}


def _of_region(actor: Actor, person_id: str) -> StateRecord:
    state = people.state(person_id)
    if state is None:
        raise NotFound()
    require_region(actor, state.county)
    return state


def _region(content: Content) -> str:
    return str(content["region"])


def _described(content: Content) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != "document_hash"}


def _event(content: Content, now: datetime) -> Event:
    return designation_records.fact(content["subject"], content["told"], now)


def _breach_event(content: Content, now: datetime) -> Event:
    told = content["told"]
    return BreachRecorded(f"breach-{content['subject']}", now, date.fromisoformat(told["on"]), told["rule"])


def _designation_needs(content: Content, now: datetime) -> Iterable[str]:
    """A supervisor. Raises Conflict `too_late` where the days are over already."""
    if not designating.has_effect(content["told"], now):
        raise Conflict("too_late")
    return ("supervisor",)


def _breach_in_time(content: Content, now: datetime) -> Iterable[str]:
    """Raises Conflict `too_late` where nothing is observed that could begin anew."""
    state = arriving.holder(content["document_hash"])
    if state is None or not _observed(state, content["told"]["rule"], now):
        raise Conflict("too_late")
    return ()


def _observed(state: StateRecord, rule: str | None, now: datetime) -> bool:
    schemes = colour.schemes_of(state)
    return any(rule in (None, view.rule) for scheme in schemes for view in colour.holds_of(state, scheme, now))


def _touched(content: Content, now: datetime) -> Touched:
    state = arriving.holder(content["document_hash"])
    if state is None:
        return Touched()
    before, after = foreseen.turned(state, [_event(content, now)], now)
    worse = SEVERITY[after] > SEVERITY[before]
    return Touched(1, int(worse and after == "red"), int(worse and after == "yellow"))


def _one(content: Content, now: datetime) -> Touched:
    return Touched(people=1)


def _person(content: Content, page: Page) -> dict[str, Any]:
    state = arriving.holder(content["document_hash"])
    return touched_people.one(state, content["last4"], [_event(content, page.now)], page)


def _breach_person(content: Content, page: Page) -> dict[str, Any]:
    state = arriving.holder(content["document_hash"])
    return touched_people.one(state, content["last4"], [_breach_event(content, page.now)], page)


def _apply(attempt: Attempt, approved: Approved) -> None:
    designating.designate(attempt, approved.content, attempt.now, counted=False)


def _apply_breach(attempt: Attempt, approved: Approved) -> None:
    content = approved.content
    attempt.write(designation_records.breach_put(content["subject"], content, attempt.now))
    arrived = arriving.arrive(attempt, content["document_hash"], _breach_event(content, attempt.now))
    if arrived is not None:
        arrived.person.notify(
            "inbox_breach", occasion=attempt.now, on=content["told"]["on"], reference=content["subject"]
        )


DESIGNATION = kinds.register(
    Kind(
        name="designation",
        proposers=_DESIGNATING,
        approvers=_DESIGNATING,
        region=_region,
        apply=_apply,
        describe=_described,
        check=_designation_needs,
        touched=_touched,
        documents=lambda content: [str(content["document_hash"])],
        people=_person,
    )
)
BREACH = kinds.register(
    Kind(
        name="breach",
        proposers=EPIDEMIOLOGIST,
        approvers=EPIDEMIOLOGIST,
        region=_region,
        apply=_apply_breach,
        describe=_described,
        check=_breach_in_time,
        touched=_one,
        documents=lambda content: [str(content["document_hash"])],
        people=_breach_person,
    )
)

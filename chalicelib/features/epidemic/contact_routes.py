"""Contacts: named one by one, or as the list of all whom a case exposed."""

from typing import Annotated, Any, Literal

from chalice import Response
from pydantic import Field, model_validator

from chalicelib.errors import invalid
from chalicelib.features.epidemic import cases, contact_tracing, declared
from chalicelib.features.epidemic.contact_tracing import Chosen, NewContact
from chalicelib.features.epidemic.declared import Outcome
from chalicelib.features.epidemic.shapes import CasePerson, ContactStatus, SubjectDecision
from chalicelib.features.proposals import deciding, reading
from chalicelib.features.proposals.records import IN_FORCE, ProposalRecord
from chalicelib.features.proposals.shapes import Proposal
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.fields import Id, Region
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Day, Passage, Shape

feature = Feature("epidemic")
EPIDEMIOLOGIST = ("epidemiologist",)
LOOKING = ("epidemiologist", "reviewer", "supervisor")
ContactKind = Literal["close", "building"]
Ground = Literal["exposure", "phone_interview", "flight_list", "residents_list", "other"]


class ContactEntry(Shape):
    """A contact of one case or more; of none only by a phone interview, and then with a region."""

    person: CasePerson
    case_ids: Annotated[list[Id], Field(max_length=10, default_factory=list)]
    kind: ContactKind
    last_exposure: Day
    ground: Ground
    region: Region | None = None
    reason: Passage

    @model_validator(mode="after")
    def of_a_case(self) -> "ContactEntry":
        if not self.case_ids and self.ground != "phone_interview":
            raise wrong("required", "case_ids")
        return self


class Exposures(Shape):
    """Whom of the exposed: with so many minutes together, at these venues; suspect visits only if it is said."""

    minimum_minutes: Annotated[int, Field(ge=0, le=1440)] | None = None
    venues: Annotated[list[Id], Field(max_length=100, default_factory=list)]
    include_suspect: bool = False


class ContactListEntry(Shape):
    """Everybody whom the case exposed in its infectious window, but those left out."""

    kind: ContactKind
    exposed: Annotated[Exposures, Field(alias="from", default_factory=lambda: Exposures.model_validate({}))]
    leave_out: Annotated[list[Id], Field(max_length=1000, default_factory=list)]
    reason: Passage


class DeclaredDecision(Shape):
    """What of a declared contact or test was found. `last_exposure`: another day than was declared."""

    outcome: Literal["confirmed", "refuted"]
    kind: ContactKind = "close"
    last_exposure: Day | None = None
    reason: Passage


class ContactWithdrawal(Shape):
    reason: Passage


class TracedContact(Shape):
    """`no_effect`: too long ago when it was agreed to; `held`: until the breaker is released;
    `waiting_match`: until the name that was given was compared; `other_person`: it was, and is another's.

    `last_exposure` is of a list the latest.
    `proposed` is by which `proposal`, about how many `people`. `declared` is what somebody of this `person_id` `said`,
    to be decided until `decide_by`, with no kind yet.
    """

    id: str
    case_ids: list[str]
    kind: ContactKind | None
    last_exposure: str
    ground: Ground | Literal["declared"]
    document_last4: str | None
    region: str
    status: ContactStatus | Literal["proposed", "declared"]
    at: str
    proposal: str | None = None
    people: int = 1
    person_id: str | None = None
    said: Literal["confirmed", "suspected", "positive"] | None = None
    decide_by: str | None = None


class TracedContactList(Shape):
    items: list[TracedContact]
    next_cursor: str | None


def _proposed(call: Call, made: str, **_: str) -> dict[str, Any]:
    return cases.replayed(call.actor, made, call.now)


@feature.route(
    "POST", "/v1/contacts", roles=EPIDEMIOLOGIST, body=ContactEntry, answer=Proposal, status=201, replay=_proposed
)
def name_contact(call: Call) -> dict[str, Any]:
    """Proposes somebody as a contact; a second epidemiologist puts it in force."""
    body: ContactEntry = call.body
    told = (tuple(body.case_ids), body.kind, body.last_exposure, body.ground, body.region, body.reason)
    return contact_tracing.name(call.actor, NewContact(body.person.named(), *told), call.once, call.now)


@feature.route(
    "POST",
    "/v1/cases/{case_id}/contacts",
    roles=EPIDEMIOLOGIST,
    body=ContactListEntry,
    answer=Proposal,
    status=201,
    replay=_proposed,
)
def propose_contacts(call: Call, case_id: str) -> dict[str, Any]:
    """Proposes all whom a case exposed as its contacts: one list, which two people see."""
    body: ContactListEntry = call.body
    chosen = Chosen(
        body.kind,
        body.exposed.minimum_minutes,
        frozenset(body.exposed.venues),
        body.exposed.include_suspect,
        frozenset(body.leave_out),
        body.reason,
    )
    return contact_tracing.propose_list(call.actor, case_id, chosen, call.once, call.now)


@feature.route(
    "GET", "/v1/contacts", roles=LOOKING, answer=TracedContactList, query=("case", "status", "limit", "cursor")
)
def list_contacts(call: Call) -> dict[str, Any]:
    """The contacts of a case; or those of one's region that wait: `declared` ones, or `proposed` ones. Masked."""
    query, page = call.query, (page_size(call), call.query.get("cursor"))
    if "case" in query:
        return contact_tracing.of_case(call.actor, query["case"][:64], *page)
    if "status" not in query:
        raise invalid("case", "required")
    if query["status"] not in ("declared", "proposed"):
        raise invalid("status", "not_allowed", expected="declared, proposed")
    listed = declared.waiting if query["status"] == "declared" else contact_tracing.proposed
    return listed(call.actor, *page, call.now)


def _decided(call: Call, record: ProposalRecord) -> Response:
    """201 for what waits for a second person, 200 for what is in force."""
    return reply(reading.view(record, call.actor, call.now), 200 if record.status == IN_FORCE else 201)


def _decided_before(call: Call, made: str, **_: str) -> Response:
    return _decided(call, deciding.replayed(call.actor, made, call.now))


@feature.route(
    "POST",
    "/v1/contacts/{contact_id}/decision",
    roles=EPIDEMIOLOGIST,
    body=DeclaredDecision,
    answer=Proposal,
    also=(201,),
    replay=_decided_before,
)
def decide_declared(call: Call, contact_id: str) -> Response:
    """Decides what somebody declared: refuted at once; confirmed once a second epidemiologist agrees."""
    body: DeclaredDecision = call.body
    found = Outcome(body.outcome, body.kind, body.last_exposure, body.reason)
    return _decided(call, declared.decide(call.actor, contact_id, found, call.once, call.now))


@feature.route(
    "POST",
    "/v1/contacts/{contact_id}/approval",
    roles=EPIDEMIOLOGIST,
    body=SubjectDecision,
    answer=Proposal,
    replay=_proposed,
)
def decide_contact(call: Call, contact_id: str) -> dict[str, Any]:
    """Decides the one open proposal about a contact, or about a list by its id."""
    body: SubjectDecision = call.body
    proposal_id = contact_tracing.open_proposal(call.actor, contact_id, call.now)
    record = deciding.decide(call.actor, proposal_id, body.decision_over(), call.once, call.now)
    return reading.view(record, call.actor, call.now)


@feature.route(
    "POST",
    "/v1/contacts/{contact_id}/withdrawal",
    roles=EPIDEMIOLOGIST,
    body=ContactWithdrawal,
    answer=TracedContact,
)
def withdraw_contact(call: Call, contact_id: str) -> dict[str, Any]:
    """Takes back somebody who never was a contact; one person, with a reason."""
    return contact_tracing.withdraw(call.actor, contact_id, call.body.reason, call.now)

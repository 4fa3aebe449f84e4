"""Designations, breaches, departures: what offices decide about one person."""

from typing import Annotated, Any, Literal

from pydantic import Field

from chalicelib.features.epidemic import cases, designations
from chalicelib.features.epidemic.designation_records import LONGEST_DAYS
from chalicelib.features.epidemic.designations import NewBreach, NewDesignation
from chalicelib.features.epidemic.shapes import SubjectDecision
from chalicelib.features.proposals import deciding, reading
from chalicelib.features.proposals.kinds import Kind
from chalicelib.features.proposals.shapes import Proposal
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Day, Line, Passage, Shape

feature = Feature("epidemic")
DESIGNATING = ("epidemiologist", "supervisor")
EPIDEMIOLOGIST = ("epidemiologist",)
Ground = Literal["quarantine_order", "returnee", "cohort_exposure", "other_public_health"]
Days = Annotated[int, Field(ge=1, le=LONGEST_DAYS)]
CheckIns = Annotated[int, Field(ge=0, le=LONGEST_DAYS)]
Rule = Annotated[str, Field(pattern=r"^[a-z]+(\.[a-z]+)?$", max_length=40)]


class DesignationEntry(Shape):
    """`document_ref`: the order that it rests on. Its own days, 28 at most, and check-ins, or those of the rule."""

    colour: Literal["red", "yellow"]
    ground: Ground
    document_ref: Line
    since: Day | None = None
    days: Days | None = None
    checkins: CheckIns | None = None
    reason: Passage


class Lifting(Shape):
    """`ended`: what rested on it stands. `wrong`: it is left out from its beginning."""

    reason: Passage
    means: Literal["ended", "wrong"] = "ended"


class Designation(Shape):
    id: str
    person_id: str
    status: Literal["in_force", "ended", "wrong"]
    colour: Literal["red", "yellow"]
    ground: Ground
    document_ref: str
    since: str
    days: int | None
    checkins: int | None


class BreachEntry(Shape):
    """Observation that was not kept on a day: of every hold, or of the `rule` that is named."""

    on: Day
    rule: Rule | None = None
    evidence: Passage
    reason: Passage


class DepartureEntry(Shape):
    on: Day
    reason: Passage


class DepartureNoted(Shape):
    person_id: str
    on: str


def _proposed(call: Call, made: str, **_: str) -> dict[str, Any]:
    return cases.replayed(call.actor, made, call.now)


@feature.route(
    "POST",
    "/v1/people/{person_id}/designations",
    roles=DESIGNATING,
    body=DesignationEntry,
    answer=Proposal,
    status=201,
    replay=_proposed,
)
def designate_person(call: Call, person_id: str) -> dict[str, Any]:
    """Proposes that somebody is red or yellow, on a ground of the closed list; a supervisor agrees."""
    body: DesignationEntry = call.body
    told = (body.colour, body.ground, body.document_ref, body.since, body.days, body.checkins, body.reason)
    return designations.designate(call.actor, person_id, NewDesignation(*told), call.once, call.now)


def _decided(call: Call, kind: Kind, subject: str) -> dict[str, Any]:
    proposal_id = designations.open_proposal(call.actor, kind, subject, call.now)
    record = deciding.decide(call.actor, proposal_id, call.body.decision_over(), call.once, call.now)
    return reading.view(record, call.actor, call.now)


@feature.route(
    "POST",
    "/v1/designations/{designation_id}/approval",
    roles=DESIGNATING,
    body=SubjectDecision,
    answer=Proposal,
    replay=_proposed,
)
def decide_designation(call: Call, designation_id: str) -> dict[str, Any]:
    """Decides the open proposal of a designation."""
    return _decided(call, designations.DESIGNATION, designation_id)


@feature.route("POST", "/v1/designations/{designation_id}/lifting", roles=DESIGNATING, body=Lifting, answer=Designation)
def lift_designation(call: Call, designation_id: str) -> dict[str, Any]:
    """Lifts a designation; one person, with a reason."""
    body: Lifting = call.body
    return designations.lift(call.actor, designation_id, body.means, body.reason, call.now)


@feature.route(
    "POST",
    "/v1/people/{person_id}/breaches",
    roles=EPIDEMIOLOGIST,
    body=BreachEntry,
    answer=Proposal,
    status=201,
    replay=_proposed,
)
def report_breach(call: Call, person_id: str) -> dict[str, Any]:
    """Proposes that observation was not kept on a day; a second epidemiologist agrees, and it begins anew."""
    body: BreachEntry = call.body
    new = NewBreach(body.on, body.rule, body.evidence, body.reason)
    return designations.breach(call.actor, person_id, new, call.once, call.now)


def _departed(call: Call, on: str, person_id: str) -> dict[str, Any]:
    return designations.departed(call.actor, person_id, on)


@feature.route(
    "POST",
    "/v1/people/{person_id}/departures",
    roles=DESIGNATING,
    body=DepartureEntry,
    answer=DepartureNoted,
    status=201,
    replay=_departed,
)
def note_departure(call: Call, person_id: str) -> dict[str, Any]:
    """Notes that somebody left the country: nothing is asked of them until they declare again, and no hold ends."""
    body: DepartureEntry = call.body
    return designations.depart(call.actor, person_id, body.on, body.reason, call.once, call.now)


@feature.route(
    "POST",
    "/v1/breaches/{breach_id}/approval",
    roles=EPIDEMIOLOGIST,
    body=SubjectDecision,
    answer=Proposal,
    replay=_proposed,
)
def decide_breach(call: Call, breach_id: str) -> dict[str, Any]:
    """Decides the open proposal of a breach."""
    return _decided(call, designations.BREACH, breach_id)

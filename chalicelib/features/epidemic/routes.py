"""Cases: entering, changing, looking at them; the name behind one, for a reason."""

from typing import Annotated, Any, Literal

from chalice import Response
from pydantic import Field, model_validator

from chalicelib.features.epidemic import cases, reveals
from chalicelib.features.epidemic.case_records import DESK, Said
from chalicelib.features.epidemic.cases import Changes, NewCase
from chalicelib.features.epidemic.shapes import CasePerson, SubjectDecision
from chalicelib.features.proposals import deciding, reading
from chalicelib.features.proposals.shapes import Proposal
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call, day_of, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.fields import DocumentType, Region
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import EARLIEST, Day, Line, Passage, Shape

feature = Feature("epidemic")
EPIDEMIOLOGIST = ("epidemiologist",)
LOOKING = ("epidemiologist", "reviewer", "supervisor")
CaseKind = Literal["confirmed", "suspected", "asymptomatic"]
CaseStatus = Literal["open", "released", "excluded", "withdrawn", "died"]
_DAYS = ("on", "released_on", "onset_on", "sampled_on", "isolated_on")
Source = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
Reference = Annotated[Line, Field(max_length=64)]
Because = Literal["wrong_result", "other_person"]


class CaseDays(Shape):
    """Days of onset, sampling and isolation: they give the window in which the case exposes others."""

    onset_on: Day | None = None
    sampled_on: Day | None = None
    isolated_on: Day | None = None

    def told(self) -> dict[str, Any]:
        """What is known, as it is kept."""
        names = {"kind", "status", "because", "decides", *_DAYS}
        return self.model_dump(mode="json", include=names, exclude_none=True)


class CaseProposal(Proposal):
    """`no_effect`: `older`, recorded and nothing else; `known`, because it came before."""

    no_effect: Literal["older", "known"] | None = None


class CaseEntry(CaseDays):
    """A case as it is found: open, `on` the day of diagnosis. By its `revision` a source tells of one again, whatever
    became of it."""

    person: CasePerson
    kind: CaseKind
    status: CaseStatus = "open"
    on: Day
    released_on: Day | None = None
    region: Region
    source: Source = DESK
    source_ref: Reference | None = None
    revision: Annotated[int, Field(ge=0, le=10**9)] | None = None
    note: Passage

    @model_validator(mode="after")
    def of_a_source(self) -> "CaseEntry":
        if self.revision is None and self.source != DESK:
            raise wrong("required", "revision")
        if self.revision is not None and self.source_ref is None:
            raise wrong("required", "source_ref")
        if self.revision is None and self.status != "open":
            raise wrong("not_allowed", "status", expected="open")
        return self


class CaseChange(CaseDays):
    """`version`: that of the case that was seen. A release has its day; a withdrawal may say `because` of what.

    `decides`: after sources disagreed it outweighs all that they had said.
    """

    version: Annotated[int, Field(ge=1)]
    reason: Passage
    kind: CaseKind | None = None
    status: CaseStatus | None = None
    on: Day | None = None
    released_on: Day | None = None
    because: Because | None = None
    decides: bool | None = None


class Told(Shape):
    kind: CaseKind
    status: CaseStatus
    on: str
    released_on: str | None
    onset_on: str | None
    sampled_on: str | None
    isolated_on: str | None
    because: Because | None
    decides: bool


class CaseVersion(Told):
    """`proposal`: by which it came in force. `no_effect`: it was older already, and changed nothing."""

    no_effect: Literal["older"] | None
    revision: int
    at: str
    reason: str
    proposal: str


class ListedCase(Told):
    """`name_match`: it gave another name than is on record with its number, and concerns nobody until both were
    compared (`waiting`), or for good (`other`: the number is wrong)."""

    id: str
    document_type: DocumentType
    document_last4: str
    region: str
    name_match: Literal["waiting", "other"] | None
    source: str
    source_ref: str | None
    revision: int
    version: int
    opened_at: str
    changed_at: str


class OtherSource(Shape):
    """Another case of the same document."""

    id: str
    source: str
    source_ref: str | None
    kind: CaseKind
    status: CaseStatus
    on: str


class Case(ListedCase):
    """`person_id` where the document is somebody's here; `open_proposal` about it; `history`, the latest first.

    `disagreement_since`: from then on sources say different things of it, which an epidemiologist `decides`.
    """

    other_sources: list[OtherSource]
    disagreement_since: str | None

    person_id: str | None
    open_proposal: str | None
    history: list[CaseVersion]


class CaseList(Shape):
    items: list[ListedCase]
    next_cursor: str | None


class RevealRequest(Shape):
    reason: Literal["deciding", "tracing", "appeal", "identity", "duty_to_tell"]


class RevealedDocument(Shape):
    type: DocumentType
    number: str
    country: str | None


class Revealed(Shape):
    """`name` is null where nobody here has the document."""

    name: str | None
    document: RevealedDocument


def _proposed(call: Call, made: str, **_: str) -> dict[str, Any]:
    return cases.replayed(call.actor, made, call.now)


def _entered(answer: dict[str, Any]) -> Response:
    """201 for what waits for a second person, 200 for what is in force or changes nothing."""
    return reply(answer, 201 if answer["status"] == "proposed" and answer["no_effect"] is None else 200)


def _entered_before(call: Call, made: str, **_: str) -> Response:
    return _entered(cases.entered_before(call.actor, made, call.now))


@feature.route(
    "POST",
    "/v1/cases",
    roles=EPIDEMIOLOGIST,
    body=CaseEntry,
    answer=CaseProposal,
    status=201,
    also=(200,),
    replay=_entered_before,
)
def enter_case(call: Call) -> Response:
    """Proposes a case, or what its source says of it by now; a second epidemiologist puts it in force."""
    body: CaseEntry = call.body
    said = Said(body.source, body.source_ref, body.revision)
    new = NewCase(body.person.named(), body.region, body.told(), said, body.note)
    return _entered(cases.enter(call.actor, new, call.once, call.now))


@feature.route(
    "GET", "/v1/cases", roles=LOOKING, answer=CaseList, query=("status", "region", "from", "limit", "cursor")
)
def list_cases(call: Call) -> dict[str, Any]:
    """Cases of a status (open ones if none is named) in a region, masked."""
    query = call.query
    status, region = query.get("status", "open"), query.get("region", call.actor.region)
    since = day_of(call, "from", EARLIEST) if "from" in query else None
    return cases.listed(call.actor, status, region, since, page_size(call), query.get("cursor"))


@feature.route("GET", "/v1/cases/{case_id}", roles=LOOKING, answer=Case)
def show_case(call: Call, case_id: str) -> dict[str, Any]:
    """A case, masked, with the history of what was known of it."""
    return cases.one(call.actor, case_id, call.now)


@feature.route("PATCH", "/v1/cases/{case_id}", roles=EPIDEMIOLOGIST, body=CaseChange, answer=CaseProposal)
def change_case(call: Call, case_id: str) -> dict[str, Any]:
    """Releases, excludes or withdraws a case at once; whatever makes anybody worse is a proposal."""
    body: CaseChange = call.body
    changes = Changes(body.version, body.reason, body.told())
    return cases.change(call.actor, case_id, changes, call.now)


@feature.route(
    "POST",
    "/v1/cases/{case_id}/approval",
    roles=EPIDEMIOLOGIST,
    body=SubjectDecision,
    answer=Proposal,
    replay=_proposed,
)
def decide_case(call: Call, case_id: str) -> dict[str, Any]:
    """Decides the one open proposal about a case."""
    body: SubjectDecision = call.body
    proposal_id = cases.open_proposal(call.actor, case_id, call.now)
    record = deciding.decide(call.actor, proposal_id, body.decision_over(), call.once, call.now)
    return reading.view(record, call.actor, call.now)


@feature.route("POST", "/v1/cases/{case_id}/reveals", roles=LOOKING, body=RevealRequest, answer=Revealed)
def reveal_case(call: Call, case_id: str) -> dict[str, Any]:
    """The name and number behind a case; audited, and the person reads that an office looked."""
    return reveals.of_case(call.actor, case_id, call.body.reason, call.now)


@feature.route("POST", "/v1/people/{person_id}/reveals", roles=LOOKING, body=RevealRequest, answer=Revealed)
def reveal_person(call: Call, person_id: str) -> dict[str, Any]:
    """The name and number of a person of one's region; audited, and they read that an office looked."""
    return reveals.of_person(call.actor, person_id, call.body.reason, call.now)

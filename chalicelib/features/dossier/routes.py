"""A person as the desk sees them: search, header, time line with any past day."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from chalicelib.config import POLICY_ZONE
from chalicelib.errors import invalid
from chalicelib.features.dossier import finding, header, timeline
from chalicelib.features.dossier.finding import Wanted
from chalicelib.features.dossier.timeline import Page
from chalicelib.features.showing.shapes import Hold, Scheme
from chalicelib.http.calls import Call, page_size
from chalicelib.http.documents import NamedDocument
from chalicelib.http.endpoint import Feature
from chalicelib.http.fields import DocumentType, ZoneLines
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import InstantOrDay, Plain, Shape

feature = Feature("dossier")
DESK = ("epidemiologist", "reviewer", "supervisor")
WorkItemName = Annotated[Plain, Field(max_length=160)]
Colour = Literal["green", "yellow", "red"]


class PeopleSearch(Shape):
    """A document typed, or the lines of one scanned: a passport's unless `type` says another. `phone_last4`: whether
    the account's phone ends like that. `item`: what waits about the person, as `<queue>:<id>` of the work list."""

    document: NamedDocument | None = None
    zone: ZoneLines | None = None
    type: DocumentType | None = None
    phone_last4: Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None = None
    item: WorkItemName | None = None

    @model_validator(mode="after")
    def one_of_them(self) -> "PeopleSearch":
        if (self.document is None) == (self.zone is None):
            raise wrong("required" if self.document is None else "unknown_field", "document")
        return self

    def wanted(self) -> Wanted:
        if self.document is None:
            return Wanted(self.type, zone=self.zone, phone_last4=self.phone_last4)
        named = self.document
        return Wanted(named.type, named.number, named.country, phone_last4=self.phone_last4)


class DeskCode(Shape):
    scheme: Scheme
    colour: Colour | None
    holds: list[Hold]


class PersonHeader(Shape):
    """`withheld`: no colour until it was decided who the person is."""

    person_id: str
    name_masked: str
    document_last4: str
    region: str
    certification: Literal["pending", "certified", "refused"]
    withheld: bool
    codes: list[DeskCode]


class PersonFound(Shape):
    """`person` is null for nobody's document, and `outside` the reader's region, where `ask` says whom to ask."""

    person: PersonHeader | None
    outside: bool
    ask: str | None
    phone_matches: bool | None


class PastHold(Shape):
    rule: str
    colour: Colour
    text: str
    since: str
    clears_on: str | None
    checkins_required: int
    checkins_done: int
    decision_ref: str | None


class PastCode(Shape):
    """A colour as it was then. `corrected`: what is known now about that instant is another one, `colour_by_now`, since
    `corrected_at`."""

    scheme: Scheme
    colour: Colour | None
    holds: list[PastHold]
    corrected: bool
    corrected_at: str | None
    colour_by_now: Colour | None


class TimelineEntry(Shape):
    """`corrected`: by what is known now it was not so, or it was taken back. `by`: the account that declared, or who of
    staff decided. `audit`: shard and number of the audit's entry. `more`: what only this kind of entry has."""

    id: str
    at: str
    kind: Literal["declarations", "holds", "visits", "readings", "messages", "decisions"]
    text: str
    corrected: bool
    scheme: Scheme | None
    rule: str | None
    colour: Colour | None
    opened: bool | None
    decision_ref: str | None
    declaration_id: str | None
    by: str | None
    reason: str | None
    audit: str | None
    more: dict[str, Any]


class Timeline(Shape):
    """`codes` are those of the instant `at`; the entries are those that were known by then."""

    person_id: str
    at: str
    codes: list[PastCode]
    items: list[TimelineEntry]
    next_cursor: str | None


@feature.route("POST", "/v1/people/searches", roles=DESK, body=PeopleSearch, answer=PersonFound)
def search_people(call: Call) -> dict[str, Any]:
    """The person of a document, masked; of another region's only whom to ask. Audited, seen by the person."""
    body: PeopleSearch = call.body
    return finding.search(call.actor, body.wanted(), body.item, call.now, call.language)


@feature.route("GET", "/v1/people/{person_id}/header", roles=DESK, answer=PersonHeader, query=("item",))
def show_header(call: Call, person_id: str) -> dict[str, Any]:
    """A person of one's region, masked: colour in each scheme, holds, certification. Audited, seen by the person."""
    state = finding.opened(call.actor, person_id, call.query.get("item"), call.now)
    return header.of(state, call.now, call.language)


@feature.route(
    "GET",
    "/v1/people/{person_id}/timeline",
    roles=DESK,
    answer=Timeline,
    query=("kind", "at", "item", "limit", "cursor"),
)
def show_timeline(call: Call, person_id: str) -> dict[str, Any]:
    """Everything that explains a person's colour, newest first; `at` a day or an instant shows what was known then."""
    kinds = [each for each in call.query.get("kind", "").split(",") if each]
    page = Page(kinds, _at(call), call.query.get("item"), page_size(call), call.query.get("cursor"))
    return timeline.of(call.actor, person_id, page, call.now, call.language)


def _at(call: Call) -> datetime | None:
    """The instant asked for; of a day its end, of today now."""
    text = call.query.get("at")
    if text is None:
        return None
    try:
        at: datetime | date = TypeAdapter(InstantOrDay).validate_python(text)
    except ValidationError:
        raise invalid("at", "bad_instant") from None
    if isinstance(at, datetime):
        return at
    end = datetime.combine(at + timedelta(days=1), time(), POLICY_ZONE) - timedelta(milliseconds=1)
    return call.now if at == call.now.astimezone(POLICY_ZONE).date() else end

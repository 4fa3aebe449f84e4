"""Names of the national list that mean no county: those that wait, and what staff say of one."""

from typing import Annotated, Any, Literal

from chalice import Response
from pydantic import Field

from chalicelib.features.proposals import deciding, reading
from chalicelib.features.proposals.records import IN_FORCE, ProposalRecord
from chalicelib.features.proposals.shapes import Proposal
from chalicelib.features.rating_list import held, names
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Passage, Plain, Shape

feature = Feature("rating_list")
EPIDEMIOLOGIST = ("epidemiologist",)
HELD = held.KIND
"""Registered with the routes, so that whoever decides on proposals knows it."""


class ListName(Shape):
    """`name`: province, city and county as the list writes them, parted by strokes. `candidates`: what it may mean."""

    name: str
    region: str
    reason: Literal["unknown", "ambiguous"]
    candidates: list[str]
    since: str


class ListNames(Shape):
    """`waiting`: how many names wait. Of `entries` of the list in force, `unresolved` have such a name."""

    items: list[ListName]
    waiting: int
    at: str | None
    entries: int
    unresolved: int
    next_cursor: str | None


class NameMeaning(Shape):
    """`code`: the region that the name means, or `ignore`."""

    name: Annotated[Plain, Field(max_length=250)]
    code: Annotated[str, Field(pattern=r"^([0-9]{6}|ignore)$")]
    reason: Passage | None = None


def _said(call: Call, record: ProposalRecord) -> Response:
    return reply(reading.view(record, call.actor, call.now), 200 if record.status == IN_FORCE else 201)


def _said_before(call: Call, made: str, **_: str) -> Response:
    return _said(call, deciding.replayed(call.actor, made, call.now))


@feature.route("GET", "/v1/ratings/names", roles=EPIDEMIOLOGIST, answer=ListNames, query=("limit", "cursor"))
def list_names(call: Call) -> dict[str, Any]:
    """The names of the national list that mean no county by themselves, by region."""
    return names.listed(call.actor, page_size(call), call.query.get("cursor"))


@feature.route(
    "POST",
    "/v1/ratings/names",
    roles=EPIDEMIOLOGIST,
    body=NameMeaning,
    answer=Proposal,
    status=201,
    also=(200,),
    replay=_said_before,
)
def say_name(call: Call) -> Response:
    """Says what a name means, for ever: a region once a second person agrees, `ignore` at once."""
    body: NameMeaning = call.body
    return _said(call, names.say(call.actor, body.name, body.code, body.reason or "", call.once, call.now))

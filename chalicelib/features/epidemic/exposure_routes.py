"""Exposures of a case: its visits, and who was there too."""

from typing import Any, Literal

from pydantic import Field

from chalicelib.features.epidemic import exposures
from chalicelib.features.epidemic.shapes import ContactStatus
from chalicelib.features.tracing.shapes import Exposed, Overlap
from chalicelib.features.visits.shapes import Entered
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape

feature = Feature("epidemic")


class CaseOverlap(Overlap):
    """`exposing`: in the days in which the case exposes others."""

    exposing: bool


class CaseExposed(Exposed):
    """`exposing`: by one overlap at least. Those alone can be made contacts of the case.

    `colour`: now, in the domestic scheme; null where none is shown, and of another region's people. `contact`: how they
    stand with this case already, null where nobody named them.
    """

    overlaps: list[CaseOverlap]  # type: ignore[assignment]
    exposing: bool
    colour: Literal["green", "yellow", "red"] | None
    contact: ContactStatus | Literal["proposed"] | None


class CaseTrace(Shape):
    """`from` to `until` the source is looked for; from `exposing_from` on the case exposes others, null where it never
    did. `person_id` is null where the document is nobody's here; `elsewhere` counts visits outside of one's region."""

    case_id: str
    person_id: str | None
    first: str = Field(alias="from")
    exposing_from: str | None
    until: str
    visits: list[Entered]
    elsewhere: int
    exposed: list[CaseExposed]
    total: int
    next_cursor: str | None


@feature.route(
    "GET",
    "/v1/cases/{case_id}/exposures",
    roles=("epidemiologist",),
    answer=CaseTrace,
    query=("limit", "cursor"),
)
def trace_case(call: Call, case_id: str) -> dict[str, Any]:
    """A case's visits in the 14 days before it to its isolation, and who was there too, by minutes."""
    limit, cursor = page_size(call, 1000), call.query.get("cursor")
    return exposures.of_case(call.actor, case_id, limit, cursor, call.now, call.language)

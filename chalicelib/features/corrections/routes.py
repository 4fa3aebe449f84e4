"""Where a case's correction has arrived."""

from typing import Any, Literal

from chalicelib.features.corrections import copies
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape

feature = Feature("corrections")


class CorrectedCopy(Shape):
    """`at`: when it was reached; of `ends_by` the instant at which what is wrong there has ended. `people`: how many
    contacts."""

    where: str
    status: Literal["done", "pending", "ends_by", "not_reachable", "not_sent"]
    at: str | None
    people: int | None


class CaseCorrections(Shape):
    """`corrected_at`: when the latest version came in force, null while there is only one. `complete`: none pends."""

    case_id: str
    corrected_at: str | None
    complete: bool
    copies: list[CorrectedCopy]


@feature.route(
    "GET",
    "/v1/cases/{case_id}/corrections",
    roles=("epidemiologist", "reviewer", "supervisor"),
    answer=CaseCorrections,
)
def show_corrections(call: Call, case_id: str) -> dict[str, Any]:
    """Every copy of what was known of a case before its latest version, and whether that has reached it."""
    return copies.of_case(call.actor, case_id, call.now)

"""How far each role reaches at the routes of names compared."""

from functools import cache

from tests.faults.names import compared
from tests.routes.cells import ALL, DESK, Case, of_staff


@cache
def _compared() -> str:
    """Names that differ, of a person of the region."""
    return compared()


CASES: dict[str, Case] = {
    "GET /v1/name-matches": Case(of_staff(*DESK, reach=ALL)),
    "GET /v1/name-matches/{match_id}": Case(of_staff(*DESK), lambda w: f"/v1/name-matches/{_compared()}"),
    "POST /v1/name-matches/{match_id}/decision": Case(
        of_staff(*DESK),
        lambda w: f"/v1/name-matches/{_compared()}/decision",
        lambda w: {"outcome": "other", "reason": "checked"},
        ruins=True,
    ),
}

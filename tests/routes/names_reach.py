"""How far each role reaches at the routes of names compared."""

from tests.routes.cells import ALL, DESK, Case, of_staff

CASES: dict[str, Case] = {
    "GET /v1/name-matches": Case(of_staff(*DESK, reach=ALL)),
    "GET /v1/name-matches/{match_id}": Case(of_staff(*DESK), lambda w: f"/v1/name-matches/{w.name_match}"),
    "POST /v1/name-matches/{match_id}/decision": Case(
        of_staff(*DESK),
        lambda w: f"/v1/name-matches/{w.name_match}/decision",
        lambda w: {"outcome": "other", "reason": "checked"},
        ruins=True,
    ),
}

"""How far each role reaches at the routes of ratings and campaigns."""

from tests.routes.cells import ALL, COUNTRY, DESK, EVERY_STAFF, Case, of_staff

CASES: dict[str, Case] = {
    "GET /v1/regions/{code}/risk": Case(
        of_staff(*EVERY_STAFF, "resident", "venue", reach=ALL), lambda w: "/v1/regions/630102/risk"
    ),
    "PUT /v1/regions/{code}/risk": Case(
        of_staff("epidemiologist"),
        lambda w: "/v1/regions/630224/risk",
        lambda w: {"level": "medium", "from": "2020-03-10"},
    ),
    "GET /v1/ratings": Case(of_staff(*DESK, "auditor", reach=ALL)),
    "GET /v1/ratings/names": Case(of_staff("epidemiologist", reach=ALL)),
    "POST /v1/ratings/names": Case(
        of_staff("epidemiologist"), None, lambda w: {"name": w.list_name, "code": "630102"}, ruins=True
    ),
    "POST /v1/ratings/preview": Case(
        of_staff("epidemiologist"), None, lambda w: {"region": "630102", "level": "medium", "from": "2020-03-10"}
    ),
    "POST /v1/ratings/{rating_id}/approval": Case(
        of_staff("epidemiologist", "supervisor"),
        lambda w: f"/v1/ratings/630223-{w.rating_proposed['id']}/approval",
        lambda w: {"version": 1, "content_hash": w.rating_proposed["content_hash"], "decision": "approve"},
    ),
    "POST /v1/ratings/{rating_id}/correction": Case(
        of_staff("epidemiologist"),
        lambda w: f"/v1/ratings/{w.rating}/correction",
        lambda w: {"level": "low", "reason": "a slip"},
    ),
    "POST /v1/ratings/{rating_id}/withdrawal": Case(
        of_staff("epidemiologist"),
        lambda w: f"/v1/ratings/{w.rating}/withdrawal",
        lambda w: {"reason": "a mistake"},
        ruins=True,
    ),
    "GET /v1/campaigns": Case(of_staff("epidemiologist", "supervisor", "auditor", reach=ALL)),
    "GET /v1/campaigns/{campaign_id}": Case(
        of_staff("epidemiologist", "supervisor", "auditor"), lambda w: f"/v1/campaigns/{w.campaign}"
    ),
    "GET /v1/campaigns/{campaign_id}/failures": Case(
        of_staff("epidemiologist", "supervisor", "auditor"), lambda w: f"/v1/campaigns/{w.campaign}/failures"
    ),
    "POST /v1/campaigns/pause": Case(of_staff("supervisor", reach=COUNTRY), None, lambda w: {"paused": False}),
    "POST /v1/campaigns/{campaign_id}/pause": Case(
        of_staff("supervisor"), lambda w: f"/v1/campaigns/{w.campaign}/pause"
    ),
    "POST /v1/campaigns/{campaign_id}/resume": Case(
        of_staff("supervisor"), lambda w: f"/v1/campaigns/{w.campaign}/resume"
    ),
    "POST /v1/campaigns/{campaign_id}/restart": Case(
        of_staff("supervisor"), lambda w: f"/v1/campaigns/{w.campaign}/restart"
    ),
    "POST /v1/campaigns/{campaign_id}/speed": Case(
        of_staff("supervisor"), lambda w: f"/v1/campaigns/{w.campaign}/speed", lambda w: {"units_at_once": 4}
    ),
    "POST /v1/campaigns/{campaign_id}/stop": Case(of_staff("supervisor"), lambda w: f"/v1/campaigns/{w.campaign}/stop"),
}

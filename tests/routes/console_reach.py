"""How far each role reaches at the routes that the staff console alone asks."""

from tests.auditing.steps import eased_there, raised
from tests.canaries.steps import a_canary
from tests.exports.steps import exported
from tests.faults.retention import END
from tests.retention.steps import a_finished_day
from tests.routes.cells import ALL, COUNTRY, DECIDERS, DESK, NOT_THEIRS, OPEN, Case, of_staff

CASES: dict[str, Case] = {
    "GET /v1/work": Case(of_staff(*DECIDERS, reach=ALL)),
    "GET /v1/appeals/templates": Case(of_staff(*DESK, reach=ALL)),
    "POST /v1/eased/{eased_id}/look": Case(
        of_staff("supervisor"), lambda w: f"/v1/eased/{eased_there()}/look", lambda w: {"finding": "in_order"}
    ),
    "GET /v1/retention": Case(OPEN),
    "GET /v1/canaries/{province}": Case(OPEN, lambda w: f"/v1/canaries/{a_canary()}"),
    "GET /v1/retention/runs": Case(of_staff("supervisor", "auditor", reach=ALL)),
    "GET /v1/retention/runs/{day}": Case(
        of_staff("supervisor", "auditor", reach=ALL), lambda w: f"/v1/retention/runs/{a_finished_day()}"
    ),
    "POST /v1/sunset": Case(of_staff("supervisor", reach=COUNTRY), None, lambda w: END),
    "GET /v1/retention/canaries": Case(of_staff("supervisor", "auditor", reach=ALL)),
    "GET /v1/audit/alarms": Case(of_staff("auditor", reach=ALL)),
    "GET /v1/audit/pairs": Case(of_staff("auditor", reach=ALL)),
    "POST /v1/audit/alarms/{alarm_id}/closing": Case(
        of_staff("auditor"), lambda w: f"/v1/audit/alarms/{raised()}/closing", lambda w: {"reason": "talked to them"}
    ),
    "POST /v1/exports": Case(
        of_staff("epidemiologist", "supervisor", "reviewer", "auditor", reach=ALL),
        None,
        lambda w: {"list": "ratings"},
    ),
    "GET /v1/exports/{export_id}": Case(
        dict.fromkeys(("epidemiologist", "supervisor", "reviewer", "auditor"), NOT_THEIRS),
        lambda w: f"/v1/exports/{exported()}",
    ),
    "GET /v1/regions/{code}/periods": Case(
        of_staff("epidemiologist", "supervisor", "auditor", "reviewer"), lambda w: "/v1/regions/630102/periods"
    ),
    "GET /v1/campaigns/pause": Case(of_staff("epidemiologist", "supervisor", "auditor", reach=ALL)),
    "GET /v1/audit/heads": Case(OPEN),
    "GET /v1/audit/heads/{hour}": Case(OPEN, lambda w: "/v1/audit/heads/20200310T09"),
    "POST /v1/people/searches": Case(
        of_staff(*DESK, reach=ALL), None, lambda w: {"document": {"type": "id_card", "number": w.number}}
    ),
    "GET /v1/people/{person_id}/header": Case(of_staff(*DESK), lambda w: f"/v1/people/{w.person}/header"),
    "GET /v1/people/{person_id}/timeline": Case(of_staff(*DESK), lambda w: f"/v1/people/{w.person}/timeline"),
    "GET /v1/work/counts": Case(of_staff(*DECIDERS, reach=ALL)),
}

"""How far each role reaches at the routes of rule sets: written by supervisors of the whole country."""

from tests.faults.rulesets import data
from tests.routes.cells import ALL, COUNTRY, Case, of_staff

_READERS = ("epidemiologist", "supervisor", "auditor")
CASES: dict[str, Case] = {
    "GET /v1/rulesets": Case(of_staff(*_READERS, reach=ALL)),
    "GET /v1/rulesets/{version}": Case(of_staff(*_READERS, reach=ALL), lambda w: "/v1/rulesets/1"),
    "GET /v1/rulesets/{version}/diff": Case(of_staff(*_READERS, reach=ALL), lambda w: "/v1/rulesets/1/diff"),
    "POST /v1/rulesets": Case(
        of_staff("supervisor", reach=COUNTRY), None, lambda w: {"data": data("drafted-by-whoever-may")}
    ),
    "PUT /v1/rulesets/{version}": Case(
        of_staff("supervisor", reach=COUNTRY),
        lambda w: f"/v1/rulesets/{w.ruleset}",
        lambda w: {"data": data(w.ruleset)},
    ),
    "POST /v1/rulesets/{version}/simulation": Case(
        of_staff("supervisor", reach=COUNTRY), lambda w: f"/v1/rulesets/{w.ruleset}/simulation"
    ),
    "GET /v1/rulesets/{version}/simulation": Case(
        of_staff(*_READERS, reach=COUNTRY), lambda w: f"/v1/rulesets/{w.simulated}/simulation"
    ),
    "POST /v1/rulesets/{version}/what-if": Case(
        of_staff("supervisor", reach=COUNTRY),
        lambda w: f"/v1/rulesets/{w.ruleset}/what-if",
        lambda w: {"since": "2020-03-01"},
    ),
    "GET /v1/rulesets/{version}/what-if": Case(
        of_staff("supervisor", reach=COUNTRY), lambda w: f"/v1/rulesets/{w.simulated}/what-if"
    ),
    "POST /v1/rulesets/{version}/approval": Case(
        of_staff("supervisor", reach=COUNTRY),
        lambda w: f"/v1/rulesets/{w.ruleset}/approval",
        lambda w: {"version": 99, "content_hash": "0" * 64, "decision": "approve"},
    ),
    "POST /v1/rulesets/{version}/withdrawal": Case(
        of_staff("supervisor", reach=COUNTRY),
        lambda w: f"/v1/rulesets/{w.ruleset}/withdrawal",
        lambda w: {"reason": "a slip"},
    ),
}

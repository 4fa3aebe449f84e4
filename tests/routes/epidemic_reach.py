"""How far each role reaches at the routes of cases, contacts and designations."""

from typing import Any

from tests.routes.cells import ALL, DESK, Case, of_staff


def _agreement(proposal: dict[str, Any]) -> Any:
    return {"version": 1, "content_hash": proposal["content_hash"], "decision": "approve", "reason": "checked"}


CASES: dict[str, Case] = {
    "GET /v1/cases": Case(of_staff(*DESK, reach=ALL), lambda w: f"/v1/cases?region={w.asking_region}"),
    "POST /v1/cases": Case(of_staff("epidemiologist", reach=ALL)),
    "GET /v1/cases/{case_id}": Case(of_staff(*DESK), lambda w: f"/v1/cases/{w.case}"),
    "PATCH /v1/cases/{case_id}": Case(
        of_staff("epidemiologist"), lambda w: f"/v1/cases/{w.case}", lambda w: {"version": 1, "reason": "checked"}
    ),
    "POST /v1/cases/{case_id}/approval": Case(
        of_staff("epidemiologist"),
        lambda w: f"/v1/cases/{w.proposed_case['subject']}/approval",
        lambda w: {
            "version": 1,
            "content_hash": w.proposed_case["content_hash"],
            "decision": "approve",
            "reason": "checked",
        },
    ),
    "POST /v1/cases/{case_id}/reveals": Case(
        of_staff(*DESK), lambda w: f"/v1/cases/{w.case}/reveals", lambda w: {"reason": "tracing"}
    ),
    "POST /v1/people/{person_id}/reveals": Case(
        of_staff(*DESK), lambda w: f"/v1/people/{w.person}/reveals", lambda w: {"reason": "tracing"}
    ),
    "GET /v1/cases/{case_id}/exposures": Case(of_staff("epidemiologist"), lambda w: f"/v1/cases/{w.case}/exposures"),
    "GET /v1/cases/{case_id}/corrections": Case(of_staff(*DESK), lambda w: f"/v1/cases/{w.case}/corrections"),
    "GET /v1/contacts": Case(of_staff(*DESK), lambda w: f"/v1/contacts?case={w.case}"),
    "POST /v1/contacts": Case(of_staff("epidemiologist", reach=ALL)),
    "POST /v1/cases/{case_id}/contacts": Case(
        of_staff("epidemiologist"),
        lambda w: f"/v1/cases/{w.case}/contacts",
        lambda w: {"kind": "close", "reason": "checked"},
    ),
    "POST /v1/contacts/{contact_id}/decision": Case(
        of_staff("epidemiologist"),
        lambda w: f"/v1/contacts/{w.declared_contact}/decision",
        lambda w: {"outcome": "confirmed", "reason": "checked"},
    ),
    "POST /v1/contacts/{contact_id}/approval": Case(
        of_staff("epidemiologist"),
        lambda w: f"/v1/contacts/{w.proposed_contact['subject']}/approval",
        lambda w: {
            "version": 1,
            "content_hash": w.proposed_contact["content_hash"],
            "decision": "approve",
            "reason": "checked",
        },
    ),
    "POST /v1/contacts/{contact_id}/withdrawal": Case(
        of_staff("epidemiologist"), lambda w: f"/v1/contacts/{w.contact}/withdrawal", lambda w: {"reason": "checked"}
    ),
    "POST /v1/people/{person_id}/designations": Case(
        of_staff("epidemiologist", "supervisor"),
        lambda w: f"/v1/people/{w.person}/designations",
        lambda w: {"colour": "red", "ground": "returnee", "document_ref": "17", "reason": "checked"},
    ),
    "POST /v1/designations/{designation_id}/approval": Case(
        of_staff("epidemiologist", "supervisor"),
        lambda w: f"/v1/designations/{w.proposed_designation['subject']}/approval",
        lambda w: _agreement(w.proposed_designation),
    ),
    "POST /v1/designations/{designation_id}/lifting": Case(
        of_staff("epidemiologist", "supervisor"),
        lambda w: f"/v1/designations/{w.designation}/lifting",
        lambda w: {"reason": "checked"},
    ),
    "POST /v1/people/{person_id}/breaches": Case(
        of_staff("epidemiologist"),
        lambda w: f"/v1/people/{w.person}/breaches",
        lambda w: {"on": "2020-03-09", "evidence": "seen", "reason": "checked"},
    ),
    "POST /v1/breaches/{breach_id}/approval": Case(
        of_staff("epidemiologist"),
        lambda w: f"/v1/breaches/{w.proposed_breach['subject']}/approval",
        lambda w: _agreement(w.proposed_breach),
    ),
    "POST /v1/people/{person_id}/departures": Case(
        of_staff("epidemiologist", "supervisor"),
        lambda w: f"/v1/people/{w.person}/departures",
        lambda w: {"on": "2020-03-09", "reason": "checked"},
    ),
    "GET /v1/eased": Case(of_staff("supervisor", reach=ALL)),
}

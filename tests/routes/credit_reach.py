"""How far each role reaches at the routes of the credit register, of appeals between departments, and of who looked."""

from tests.routes.cells import DESK, KIND, OWN, SELF, Case, of_staff

_APPEALS = of_staff("reviewer", "supervisor") | of_staff("epidemiologist", reach=KIND)
"""The world's appeal is the data bureau's."""

CASES: dict[str, Case] = {
    "POST /v1/people/{person_id}/violations": Case(
        of_staff("epidemiologist", "supervisor"),
        lambda w: f"/v1/people/{w.person}/violations",
        lambda w: {"kind": "breach", "on": "2020-03-09", "evidence": [w.declaration], "text": "seen at the market"},
    ),
    "POST /v1/violations/{violation_id}/approval": Case(
        of_staff("epidemiologist", "supervisor"),
        lambda w: f"/v1/violations/{w.proposed_violation['subject']}/approval",
        lambda w: {
            "version": 1,
            "content_hash": w.proposed_violation["content_hash"],
            "decision": "approve",
            "reason": "checked",
        },
    ),
    "GET /v1/me/held": Case(SELF),
    "GET /v1/me/export": Case(SELF),
    "POST /v1/me/erasure-check": Case(OWN, None, lambda w: {"person_id": w.person}),
    "GET /v1/me/lookers": Case(OWN, lambda w: f"/v1/me/lookers?person_id={w.person}"),
    "GET /v1/people/{person_id}/violations": Case(OWN | of_staff(*DESK), lambda w: f"/v1/people/{w.person}/violations"),
    "GET /v1/appeals/{appeal_id}": Case(_APPEALS, lambda w: f"/v1/appeals/{w.appeal}"),
    "POST /v1/appeals/{appeal_id}/decision": Case(
        _APPEALS, lambda w: f"/v1/appeals/{w.appeal}/decision", lambda w: {"accept": False, "reason": "checked"}
    ),
    "POST /v1/appeals/{appeal_id}/forwarding": Case(
        _APPEALS,
        lambda w: f"/v1/appeals/{w.appeal}/forwarding",
        lambda w: {"department": "command_office", "reason": "theirs"},
    ),
}

"""Good requests about the credit register, and about appeals between departments."""

from tests.credit.steps import declared, objection, propose
from tests.credit.steps import established as _established
from tests.faults.good import Good, own
from tests.proposals.steps import epidemiologist
from tests.support.resident_steps import NOON, log_in_staff, refreshed


def propose_violation() -> Good:
    _, person_id, filed = declared()
    body = {"kind": "false_declaration", "on": "2020-03-10", "evidence": [filed], "text": "The ticket says otherwise."}
    return Good(epidemiologist(), "POST", f"/v1/people/{person_id}/violations", body)


def approve_violation() -> Good:
    _, person_id, filed = declared()
    proposal = propose(epidemiologist(), person_id, [filed]).body
    body = {"version": 1, "content_hash": proposal["content_hash"], "decision": "approve", "reason": "seen"}
    return Good(log_in_staff("supervisor", NOON, "63"), "POST", f"/v1/violations/{proposal['subject']}/approval", body)


def object_to_violation() -> Good:
    client, person_id, filed = declared()
    body = {"category": "credit", "text": "I was at home.", "violation_id": _established(person_id, [filed])}
    return Good(refreshed(client, NOON), "POST", f"/v1/people/{person_id}/appeals", body)


def uphold_objection() -> Good:
    client, person_id, filed = declared()
    appeal = objection(client, person_id, _established(person_id, [filed])).body["id"]
    body = {"accept": True, "reason": "The ticket was another person's."}
    return Good(log_in_staff("reviewer", NOON, "63"), "POST", f"/v1/appeals/{appeal}/decision", body)


def forward_appeal() -> Good:
    filed = own("POST", "/v1/people/{}/appeals", {"category": "other", "text": "A question."}).send().body["id"]
    body = {"department": "transport_bureau", "reason": "It was at a gate."}
    return Good(log_in_staff("reviewer", NOON, "63"), "POST", f"/v1/appeals/{filed}/forwarding", body)

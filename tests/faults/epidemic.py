"""Good requests about cases."""

from tests.epidemic.steps import an_entry, enter, in_force, resident
from tests.faults.good import Good
from tests.proposals.steps import epidemiologist
from tests.support.resident_steps import a_document


def enter_case() -> Good:
    _, _, number = resident()
    return Good(epidemiologist(), "POST", "/v1/cases", an_entry(number))


def change_case() -> Good:
    _, _, number = resident()
    body = {"version": 1, "reason": "ruled out", "status": "excluded"}
    return Good(epidemiologist(), "PATCH", f"/v1/cases/{in_force(number)}", body)


def approve_case() -> Good:
    _, _, number = resident()
    proposal = enter(epidemiologist(), number).body
    body = {"version": 1, "content_hash": proposal["content_hash"], "decision": "approve", "reason": "seen"}
    return Good(epidemiologist(), "POST", f"/v1/cases/{proposal['subject']}/approval", body)


def reveal_case() -> Good:
    return Good(epidemiologist(), "POST", f"/v1/cases/{in_force(a_document())}/reveals", {"reason": "tracing"})


def reveal_person() -> Good:
    _, person_id, _ = resident()
    return Good(epidemiologist(), "POST", f"/v1/people/{person_id}/reveals", {"reason": "tracing"})

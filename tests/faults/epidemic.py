"""Good requests about cases."""

from tests.epidemic.steps import an_entry, enter, in_force, resident
from tests.faults.good import HOUR, Good
from tests.proposals.steps import epidemiologist
from tests.support.resident_steps import NOON, a_document, declare, log_in_staff
from tests.support.venue_steps import green, opened, poster_of, scan


def enter_case() -> Good:
    _, _, number = resident()
    return Good(epidemiologist(), "POST", "/v1/cases", an_entry(number))


def change_case(case_id: str = "") -> Good:
    _, _, number = resident()
    body = {"version": 1, "reason": "ruled out", "status": "excluded"}
    return Good(epidemiologist(), "PATCH", f"/v1/cases/{case_id or in_force(number)}", body)


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


def name_contact() -> Good:
    _, _, number = resident()
    form = {"kind": "close", "last_exposure": "2020-03-08", "ground": "exposure", "reason": "one table"}
    person = {"document": {"type": "id_card", "number": number}}
    return Good(
        epidemiologist(), "POST", "/v1/contacts", form | {"person": person, "case_ids": [in_force(a_document())]}
    )


def decide_declared(outcome: str = "confirmed") -> Good:
    client, person_id, _ = resident()
    declare(client, person_id, NOON, contact={"kind": "confirmed", "on": "2020-03-08"})
    path = f"/v1/contacts/{person_id}-contact-confirmed-2020-03-08/decision"
    return Good(epidemiologist(), "POST", path, {"outcome": outcome, "reason": "asked by phone"})


def approve_contact() -> Good:
    named = name_contact()
    proposal = named.send().body
    body = {"version": 1, "content_hash": proposal["content_hash"], "decision": "approve", "reason": "seen"}
    return Good(epidemiologist(), "POST", f"/v1/contacts/{proposal['subject']}/approval", body)


def withdraw_contact() -> Good:
    approved = approve_contact()
    assert approved.send().status == 200
    path = approved.path.replace("approval", "withdrawal")
    return Good(epidemiologist(), "POST", path, {"reason": "another name"})


def list_contacts() -> Good:
    manager, venue = opened()
    poster = poster_of(manager, venue["id"])
    sick = ""
    for _ in range(2):
        client, sick = green(NOON - 3 * HOUR)
        scan(client, sick, poster, NOON - 2 * HOUR)
        scan(client, sick, poster, NOON - HOUR, "out")
    case_id = in_force("", person={"person_id": sick})
    body = {"kind": "close", "reason": "one room"}
    return Good(epidemiologist(), "POST", f"/v1/cases/{case_id}/contacts", body)


def designate() -> Good:
    _, person_id, _ = resident()
    body = {"colour": "red", "ground": "returnee", "document_ref": "17", "reason": "the order"}
    return Good(epidemiologist(), "POST", f"/v1/people/{person_id}/designations", body)


def approve_designation() -> Good:
    proposal = designate().send().body
    body = {"version": 1, "content_hash": proposal["content_hash"], "decision": "approve", "reason": "seen"}
    path = f"/v1/designations/{proposal['subject']}/approval"
    return Good(log_in_staff("supervisor", NOON, "63"), "POST", path, body)


def lift_designation() -> Good:
    approved = approve_designation()
    assert approved.send().status == 200
    path = approved.path.replace("approval", "lifting")
    return Good(epidemiologist(), "POST", path, {"reason": "the order was lifted"})


def report_breach() -> Good:
    client, person_id, _ = resident()
    declare(client, person_id, NOON, temperature=38.5)
    body = {"on": "2020-03-10", "evidence": "seen at the market", "reason": "a report"}
    return Good(epidemiologist(), "POST", f"/v1/people/{person_id}/breaches", body)


def approve_breach() -> Good:
    proposal = report_breach().send().body
    body = {"version": 1, "content_hash": proposal["content_hash"], "decision": "approve", "reason": "seen"}
    return Good(epidemiologist(), "POST", f"/v1/breaches/{proposal['subject']}/approval", body)


def note_departure() -> Good:
    _, person_id, _ = resident()
    body = {"on": "2020-03-10", "reason": "the border's record"}
    return Good(epidemiologist(), "POST", f"/v1/people/{person_id}/departures", body)

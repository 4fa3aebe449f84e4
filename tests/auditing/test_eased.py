"""What one person eased is looked through by a supervisor, once, and not by who did it."""

from tests.auditing.steps import eased_there
from tests.support.client import Client
from tests.support.gate_steps import a_person
from tests.support.resident_steps import NOON, applied, log_in_staff


def listed(by: Client) -> list[dict]:
    return list(by.get("/v1/eased?limit=100", at=NOON).body["items"])


def test_it_waits_until_a_supervisor_of_the_region_found_it_in_order_or_not():
    supervisor, other = log_in_staff("supervisor", NOON, "4403"), log_in_staff("supervisor", NOON, "44")
    own, theirs = eased_there("440303", supervisor.account_id), eased_there("440304")
    assert [(each["id"], each["own"]) for each in listed(supervisor)] == [(own, True), (theirs, False)]
    named = supervisor.get("/v1/eased", at=NOON).body["logins"]
    assert set(named) == {supervisor.account_id}
    assert other.get("/v1/eased?region=440304", at=NOON).body["items"][0]["id"] == theirs
    path = f"/v1/eased/{theirs}/look"
    assert supervisor.post(path, {"finding": "not_in_order"}, at=NOON).fields == {"note": "required"}
    assert log_in_staff("supervisor", NOON, "45").post(path, {"finding": "in_order"}, at=NOON).status == 404
    mine = supervisor.post(f"/v1/eased/{own}/look", {"finding": "in_order"}, at=NOON)
    assert (mine.status, mine.body["code"]) == (403, "same_person")
    found = supervisor.post(path, {"finding": "not_in_order", "note": "no evidence of it"}, at=NOON)
    assert (found.status, found.body["finding"], found.body["looked_by"]) == (
        200,
        "not_in_order",
        supervisor.account_id,
    )
    assert other.post(path, {"finding": "in_order"}, at=NOON).status == 409
    assert [each["id"] for each in listed(supervisor)] == [own]
    assert other.post(f"/v1/eased/{own}/look", {"finding": "in_order"}, at=NOON).status == 200
    assert listed(other) == []


def test_annulments_and_credited_days_stand_on_the_list():
    client, person_id, _ = a_person()
    filed = client.get(f"/v1/people/{person_id}/declarations", at=NOON).body["items"][0]["id"]
    reviewer, supervisor = log_in_staff("reviewer", NOON, "63"), log_in_staff("supervisor", NOON, "63")
    body = {"kind": "mistaken", "reason": "seen by phone"}
    assert reviewer.post(f"/v1/declarations/{filed}/annulment", body, at=NOON).status == 201
    _, another = applied(Client())
    body = {"on": "2020-03-09", "reason": "the page did not open"}
    assert reviewer.post(f"/v1/people/{another['id']}/credits", body, at=NOON).status == 201
    mine = [(each["action"], each["subject"]) for each in listed(supervisor) if each["by"] == reviewer.account_id]
    assert mine == [("declaration.mistaken", filed), ("day.credit", another["id"])]

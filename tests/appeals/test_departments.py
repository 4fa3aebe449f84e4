"""Appeals to who can change it: of an office's decision its epidemiologists, forwarded with the first deadline."""

from datetime import timedelta

from chalicelib.identity.regions import name_of
from tests.epidemic.steps import MINUTE, code, in_force, inbox, resident
from tests.epidemic.test_contacts import contact_of
from tests.epidemic.test_designations import designated
from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Answer, Client
from tests.support.published import a_county, publish
from tests.support.resident_steps import NOON, a_document, declare, log_in_staff, refreshed

HOUR = timedelta(hours=1)


def appeal(client: Client, person_id: str, at=NOON, **changes) -> Answer:
    body = {"category": "colour", "text": "I was never there."} | changes
    return refreshed(client, at).post(f"/v1/people/{person_id}/appeals", body, at=at)


def forward(by: Client, appeal_id: str, department: str, at=NOON + MINUTE) -> Answer:
    body = {"department": department, "reason": "theirs to say"}
    return by.post(f"/v1/appeals/{appeal_id}/forwarding", body, at=at)


def open_of(by: Client, person_id: str) -> list[dict]:
    items = by.get("/v1/appeals?limit=100", at=NOON).body["items"]
    return [each for each in items if each["person_id"] == person_id]


def test_a_hold_says_which_office_reported_it_and_when_and_is_appealed_there():
    client, person_id, number = resident()
    in_force(number)
    (hold,) = code(client, person_id)["holds"]
    assert hold["reported_by"] == "disease control centre, Chengdong District, Xining, Qinghai"
    assert hold["known_at"] == "2020-03-10T04:00:00+00:00"
    filed = appeal(client, person_id, decision_ref=hold["decision_ref"])
    assert (filed.status, filed.body["department"]) == (201, "disease_control")
    assert [each["id"] for each in open_of(epidemiologist("6301"), person_id)] == [filed.body["id"]]
    assert open_of(log_in_staff("reviewer", NOON, "63"), person_id) == []
    refused = log_in_staff("reviewer", NOON, "63").post(
        f"/v1/appeals/{filed.body['id']}/decision", {"accept": True, "reason": "yes"}, at=NOON
    )
    assert refused.status == 403
    decided = epidemiologist().post(
        f"/v1/appeals/{filed.body['id']}/decision", {"accept": True, "reason": "yes"}, at=NOON
    )
    assert (decided.status, decided.body["status"]) == (200, "upheld")
    assert appeal(client, person_id, decision_ref="0" * 20).fields == {"decision_ref": "unknown_decision"}


def test_a_designation_and_a_contact_name_their_office_and_what_was_declared_the_person():
    client, person_id, _ = resident()
    designated(person_id)
    (hold,) = code(client, person_id)["holds"]
    assert "disease control centre" in hold["reported_by"]
    assert appeal(client, person_id, decision_ref=hold["decision_ref"]).body["department"] == "disease_control"
    client, person_id, number = resident()
    contact_of(number, in_force(a_document()))
    (hold,) = code(client, person_id)["holds"]
    assert hold["reported_by"] == "disease control centre, Chengdong District, Xining, Qinghai"
    client, person_id, _ = resident()
    declare(client, person_id, NOON + MINUTE, temperature=38.5, symptoms=["fever"])
    for hold in code(client, person_id, NOON + MINUTE)["holds"]:
        assert (hold["reported_by"], hold["decision_ref"]) == ("your own declaration", None)


def test_a_rating_is_appealed_to_the_authority_of_the_region_rated():
    client, person_id, _ = resident()
    region = a_county()
    declare(client, person_id, NOON + MINUTE, location=region)
    publish(region, "medium", NOON + MINUTE)
    at = NOON + 3 * MINUTE
    (hold,) = code(client, person_id, at)["holds"]
    assert (hold["decision_ref"], hold["rule"]) == (region, "region.medium")
    assert hold["reported_by"] == f"disease control centre, {name_of(region, 'en')}"
    assert hold["known_at"] == "2020-03-10T04:01:00+00:00"
    filed = appeal(client, person_id, at, decision_ref=region).body
    assert filed["department"] == "disease_control"
    assert [each["id"] for each in open_of(epidemiologist(region), person_id)] == [filed["id"]]
    assert open_of(epidemiologist("6301"), person_id) == []


def test_not_me_takes_a_day_and_staff_see_source_and_case():
    client, person_id, number = resident()
    case_id = in_force(number)
    filed = appeal(client, person_id, category="not_me").body
    assert (filed["department"], filed["due_at"]) == ("disease_control", "2020-03-11T04:00:00+00:00")
    assert (filed["decision_ref"], filed["sources"]) == (case_id, [])
    (seen,) = open_of(epidemiologist(), person_id)
    (source,) = seen["sources"]
    assert (source["kind"], source["source"], source["reference"]) == ("case", "desk", case_id)


def test_it_is_forwarded_once_told_and_keeps_its_deadline():
    client, person_id, _ = resident()
    filed = appeal(client, person_id).body
    reviewer, staff = log_in_staff("reviewer", NOON, "63"), epidemiologist()
    assert forward(staff, filed["id"], "disease_control").status == 403
    assert forward(log_in_staff("reviewer", NOON, "34"), filed["id"], "disease_control").status == 404
    given = forward(reviewer, filed["id"], "disease_control")
    assert (given.status, given.body["department"], given.body["due_at"]) == (200, "disease_control", filed["due_at"])
    assert [each["reason"] for each in given.body["forwarded"]] == ["theirs to say"]
    assert inbox(client, NOON + MINUTE)[0] == "appeal_forwarded"
    assert forward(reviewer, filed["id"], "command_office").status == 403
    same = forward(staff, filed["id"], "disease_control")
    assert (same.status, same.body["code"]) == (409, "unchanged")
    own = refreshed(client, NOON + MINUTE).get(f"/v1/people/{person_id}/appeals", at=NOON + MINUTE).body["items"]
    assert own[0]["department_text"] == "Disease control centre"
    late = NOON + timedelta(hours=49)
    escalated = forward(at_work(staff, late), filed["id"], "data_bureau", late)
    assert (escalated.status, escalated.body["code"]) == (409, "appeal_escalated")


def test_one_is_looked_at_by_who_answers_for_it_alone_also_when_it_is_decided():
    client, person_id, _ = resident()
    filed = appeal(client, person_id).body
    reviewer, path = log_in_staff("reviewer", NOON, "63"), f"/v1/appeals/{filed['id']}"
    seen = reviewer.get(path, at=NOON)
    assert (seen.status, seen.body["text"], seen.body["status"]) == (200, "I was never there.", "open")
    assert epidemiologist().get(path, at=NOON).status == 403
    assert log_in_staff("reviewer", NOON, "34").get(path, at=NOON).status == 404
    reviewer.post(f"{path}/decision", {"accept": False, "reason": "it is so"}, at=NOON + MINUTE)
    decided = reviewer.get(path, at=NOON + MINUTE).body
    assert (decided["status"], decided["reason"]) == ("rejected", "it is so")

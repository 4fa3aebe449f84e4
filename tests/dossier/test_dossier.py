"""A person as the desk sees them: found by document, masked, with everything that explains the colour."""

import pytest

from tests.epidemic.steps import DAY, MINUTE, change, in_force, resident
from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Answer, Client
from tests.support.gate_steps import verify
from tests.support.resident_steps import NOON, a_document, applied, declare, log_in_staff, refreshed
from tests.support.venue_steps import opened, poster_of, scan


def search(by: Client, number: str, at=NOON, **more) -> Answer:
    body = {"document": {"type": "id_card", "number": number}} | more
    return at_work(by, at).post("/v1/people/searches", body, at=at)


def timeline(by: Client, person_id: str, at=NOON, query: str = "") -> dict:
    answer = at_work(by, at).get(f"/v1/people/{person_id}/timeline?limit=100{query}", at=at)
    assert answer.status == 200, answer.raw
    return answer.body


def told(found: dict, *kinds: str) -> list[tuple]:
    return [
        (each["kind"], each["rule"], each["opened"], each["corrected"])
        for each in found["items"]
        if each["kind"] in kinds
    ]


def test_a_person_of_the_region_is_found_masked_by_the_full_document_alone():
    client, person_id, number = resident()
    staff = log_in_staff("reviewer", NOON, "6301")
    found = search(staff, number, phone_last4=client.phone[-4:]).body
    person = found["person"]
    assert (person["person_id"], person["document_last4"], person["region"]) == (person_id, number[-4:], "630102")
    assert [(each["scheme"], each["colour"]) for each in person["codes"]] == [("domestic", "green")]
    assert (found["outside"], found["ask"], found["phone_matches"]) == (False, None, True)
    assert number not in str(found)
    assert "测试人" not in str(found)
    assert (
        search(staff, number, phone_last4="0000" if client.phone[-4:] != "0000" else "0001").body["phone_matches"]
        is False
    )
    nobody = search(staff, a_document()).body
    assert nobody == {"person": None, "outside": False, "ask": None, "phone_matches": None}
    assert search(staff, number[:-1]).status == 422
    shown = staff.get(f"/v1/people/{person_id}/header", at=NOON)
    assert shown.body == person


def test_of_another_region_it_says_whom_to_ask_and_nothing_else():
    _, person_id, number = resident()
    staff = log_in_staff("epidemiologist", NOON, "34")
    assert search(staff, number, phone_last4="1234").body == {
        "person": None,
        "outside": True,
        "ask": "disease control centre, Qinghai",
        "phone_matches": None,
    }
    for path in ("header", "timeline"):
        assert staff.get(f"/v1/people/{person_id}/{path}", at=NOON).status == 404


def test_the_person_sees_each_opening_with_its_office_and_no_staff():
    client, person_id, number = resident()
    staff = log_in_staff("reviewer", NOON, "63")
    search(staff, number)
    timeline(staff, person_id, NOON + MINUTE)
    looks = refreshed(client, NOON + DAY).get(f"/v1/me/lookers?person_id={person_id}", at=NOON + DAY).body["items"]
    assert [(each["kind"], each["office"]) for each in looks] == [("person.opened", "data bureau, Qinghai")] * 2
    assert staff.account_id not in str(looks)


def test_the_time_line_explains_the_colour_and_ends_where_it_is_asked_to():
    client, person_id, number = resident()
    manager, venue = opened(NOON)
    scan(refreshed(client, NOON + MINUTE), person_id, poster_of(manager, venue["id"]), NOON + MINUTE)
    case_id, staff = in_force(number, NOON + DAY), epidemiologist()
    at = NOON + DAY + 2 * MINUTE
    found = timeline(staff, person_id, at)
    assert [(each["scheme"], each["colour"], each["corrected"]) for each in found["codes"]] == [
        ("domestic", "red", False)
    ]
    (hold,) = [each for each in found["items"] if each["kind"] == "holds" and each["scheme"] == "domestic"]
    assert (hold["rule"], hold["decision_ref"], hold["opened"]) == ("case.confirmed", case_id, True)
    assert hold["text"] == "Began: You are a confirmed case of COVID-19."
    decided = [each for each in found["items"] if each["decision_ref"] == case_id and each["kind"] == "decisions"]
    assert {each["more"]["action"] for each in decided} == {"case.in_force", "case.proposed"}
    assert all(each["audit"] and each["by"].startswith("staff-") for each in decided)
    assert "case_confirmed" in [each["more"].get("message") for each in found["items"]]
    (visit,) = [each for each in found["items"] if each["kind"] == "visits"]
    assert (visit["text"], visit["more"]["came"]) == (f"Visited {venue['name']}", "2020-03-10T04:01:00+00:00")
    instants = [each["at"] for each in found["items"]]
    assert instants == sorted(instants, reverse=True)
    only = timeline(staff, person_id, at, "&kind=visits,declarations")["items"]
    assert [each["kind"] for each in only] == ["visits", "declarations"]
    before = timeline(staff, person_id, at, "&at=2020-03-10")
    assert before["codes"][0]["colour"] == "green"
    assert before["at"] == "2020-03-10T15:59:59.999+00:00"
    assert max(each["at"] for each in before["items"]) < "2020-03-10T16"


def test_a_corrected_day_shows_what_was_known_then_and_is_marked():
    client, person_id, number = resident()
    staff, red = epidemiologist(), NOON + DAY
    case_id = in_force(number, red)
    excluded = NOON + 5 * DAY
    assert change(staff, case_id, excluded, status="excluded").status == 200
    declare(client, person_id, excluded + MINUTE)
    now = excluded + 2 * MINUTE
    then = timeline(staff, person_id, now, "&at=2020-03-12")["codes"][0]
    assert (then["colour"], [each["rule"] for each in then["holds"]]) == ("red", ["case.confirmed"])
    assert (then["corrected"], then["corrected_at"], then["colour_by_now"]) == (
        True,
        "2020-03-15T04:00:00+00:00",
        "green",
    )
    found = timeline(staff, person_id, now)
    assert ("holds", "case.confirmed", True, True) in told(found, "holds")
    assert ("holds", "case.confirmed", False, True) in told(found, "holds")
    assert (found["codes"][0]["colour"], found["codes"][0]["corrected"]) == ("green", False)
    # Before it was red there was nothing to correct.
    assert timeline(staff, person_id, now, "&at=2020-03-10")["codes"][0]["corrected"] is False


def test_readings_of_gates_stand_in_it_and_pages_have_no_gaps():
    client, person = applied(Client())
    person_id = person["id"]
    token = declare(client, person_id, NOON).body["code"]["token"]
    verify(log_in_staff("gate", NOON, "63"), token, venue_id=opened(NOON)[1]["id"], temperature=38.5)
    for days in range(1, 4):
        declare(client, person_id, NOON + days * DAY)
    staff, at = log_in_staff("reviewer", NOON, "63"), NOON + 4 * DAY
    whole = timeline(staff, person_id, at)["items"]
    assert [each["text"] for each in whole if each["kind"] == "readings"] == ["A gate measured a high temperature"]
    seen, cursor = [], ""
    while cursor is not None:
        page = at_work(staff, at).get(f"/v1/people/{person_id}/timeline?limit=3{cursor}", at=at).body
        seen += page["items"]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    # The look of the second reading stands in the audit and not in the time line.
    assert [each["id"] for each in seen] == [each["id"] for each in whole]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("kind=nothing", "kind"),
        ("at=2020-04-01", "at"),
        ("at=soon", "at"),
        ("item=none:1", "item"),
        ("cursor=x", "cursor"),
    ],
)
def test_what_is_wrong_is_named(query: str, field: str):
    _, person_id, _ = resident()
    answer = log_in_staff("reviewer", NOON, "63").get(f"/v1/people/{person_id}/timeline?{query}", at=NOON)
    assert (answer.status, list(answer.fields)) == (400, [field]), answer.raw

"""Who looked at me: every look of staff at a person, with the office and what for, and no name of staff."""

from tests.epidemic.steps import DAY, MINUTE, in_force, resident
from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in_staff, refreshed
from tests.support.venue_steps import guard_of, opened


def looks(client: Client, person_id: str, at=NOON) -> dict:
    answer = refreshed(client, at).get(f"/v1/me/lookers?limit=20&person_id={person_id}", at=at)
    assert answer.status == 200, answer.raw
    return answer.body


def reveal(by: Client, path: str, at=NOON, reason: str = "tracing") -> None:
    answer = at_work(by, at).post(f"/v1/{path}/reveals", {"reason": reason}, at=at)
    assert answer.status == 200, answer.raw


def test_every_look_is_there_with_its_office_and_what_it_was_for():
    client, person_id, number = resident()
    assert looks(client, person_id)["items"] == []
    case_id, staff = in_force(number), epidemiologist()
    reveal(staff, f"cases/{case_id}", NOON + MINUTE, "duty_to_tell")
    reveal(log_in_staff("reviewer", NOON, "6301"), f"people/{person_id}", NOON + 2 * MINUTE, "identity")
    at = NOON + 3 * MINUTE
    filed = refreshed(client, at).get(f"/v1/people/{person_id}/declarations", at=at).body["items"][0]["id"]
    assert log_in_staff("supervisor", at).get(f"/v1/declarations/{filed}", at=at).status == 200
    at = NOON + 4 * MINUTE
    exposures = f"/v1/people/{person_id}/exposures?from=2020-03-10&until=2020-03-10"
    assert at_work(staff, at).get(exposures, at=at).status == 200
    found = looks(client, person_id, NOON + DAY)["items"]
    assert [(each["kind"], each["office"], each["reason"]) for each in found] == [
        ("traced.person", "disease control centre, Qinghai", "To trace contacts"),
        ("declaration.looked_at", "National epidemic command office", "To decide about a correction or an appeal"),
        ("person.revealed", "data bureau, Xining, Qinghai", "To check who somebody is"),
        ("case.revealed", "disease control centre, Qinghai", "A duty to tell"),
    ]
    assert found[-1]["at"] == "2020-03-10T04:01:00+00:00"
    assert staff.account_id not in str(found)


def test_a_guards_look_up_names_the_venue_and_the_guards_words():
    client, person_id, number = resident()
    manager, venue = opened()
    document = {"type": "id_card", "number": number}
    body = {"document": document, "venue_id": venue["id"], "reason": "the battery is flat"}
    assert guard_of(manager, venue["id"]).post("/v1/codes/lookups", body, at=NOON).status == 200
    (found,) = looks(client, person_id)["items"]
    assert (found["kind"], found["office"], found["reason"]) == ("code.lookup", venue["name"], "the battery is flat")


def test_it_is_paged_and_has_decisions_and_other_people_left_out():
    client, person_id, number = resident()
    other, another, _ = resident()
    case_id, staff = in_force(number), epidemiologist()
    for minutes in range(5):
        path = f"cases/{case_id}" if minutes % 2 else f"people/{person_id}"
        reveal(staff, path, NOON + minutes * MINUTE)
    seen, cursor, at = [], "", NOON + DAY
    while cursor is not None:
        page = refreshed(client, at).get(f"/v1/me/lookers?limit=2{cursor}", at=at).body
        seen += page["items"]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert [each["at"] for each in seen] == sorted((each["at"] for each in seen), reverse=True)
    assert {each["person_id"] for each in seen} == {person_id}
    assert [each["kind"] for each in seen] == ["person.revealed", "case.revealed"] * 2 + ["person.revealed"]
    assert looks(other, another)["items"] == []
    assert refreshed(other, NOON).get(f"/v1/me/lookers?person_id={person_id}", at=NOON).status == 404

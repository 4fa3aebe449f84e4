"""Annulling a declaration: the answers or all of it go, and everything is as if it had been so at once."""

from datetime import timedelta
from typing import Any

from chalicelib.config import settings
from chalicelib.features.sweep import expiry_job
from chalicelib.person import colour
from chalicelib.person import records as people
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, applied, declaration, declare, log_in_staff, refreshed
from tests.support.traveller_steps import DAY, START, abroad, code, risks, set_trip, told, traveller

REASON = "12308 转来证据"
COUGH = {"symptoms": ["dry_cough"]}


def _annul(reference: str, at: Any, region: str = "", client: Client | None = None, **body: Any) -> Answer:
    staff = client or log_in_staff("reviewer", at, region)
    headers = {"idempotency_key": body.pop("key")} if "key" in body else {}
    return staff.post(
        f"/v1/declarations/{reference}/annulment", {"kind": "mistaken", "reason": REASON} | body, at=at, **headers
    )


def _listed(client: Client, person_id: str, at: Any) -> list[dict[str, Any]]:
    return list(refreshed(client, at).get(f"/v1/people/{person_id}/declarations", at=at).body["items"])


def _journey(days: int, mistaken: int) -> tuple[Client, str, str]:
    """A traveller who declared daily and ticked a dry cough by mistake on one day; the mistaken declaration's id."""
    client, person_id = traveller(START)
    set_trip(client, person_id, START)
    reference = ""
    for day in range(days):
        answer = abroad(client, person_id, START + day * DAY, **(COUGH if day == mistaken else {}))
        reference = answer.body["declaration"]["id"] if day == mistaken else reference
    return client, person_id, reference


def test_a_cough_ticked_by_mistake_is_struck_and_the_streak_stands():
    client, person_id, reference = _journey(4, 2)
    now = START + 3 * DAY + timedelta(hours=1)
    before = code(client, person_id, now)
    assert (before["colour"], [risk["kind"] for risk in before["risks"]]) == ("red", ["unhealthy"])
    answer = _annul(reference, now)
    assert answer.status == 201, answer.raw
    assert answer.body["colours"] == {"international": "green"}
    after = code(client, person_id, now)
    assert after["colour"] == "green"
    assert after["risks"] == []
    assert after["streak"]["days"] == before["streak"]["days"] == 4
    assert told(client, now, "annulled") != []


def test_what_was_annulled_is_listed_as_such():
    client, person_id, reference = _journey(3, 1)
    now = START + 2 * DAY + timedelta(hours=1)
    _annul(reference, now)
    listed = _listed(client, person_id, now)
    assert [each["annulled"] and each["annulled"]["kind"] for each in listed] == [None, "mistaken", None]
    assert listed[1]["symptoms"] == ["dry_cough"]


def test_right_answers_take_the_place_of_mistaken_ones():
    client, person_id, reference = _journey(2, 1)
    now = START + DAY + timedelta(hours=1)
    right = declaration(location="FR", symptoms=["diarrhea"])
    assert _annul(reference, now, answers=right).status == 201
    assert code(client, person_id, now)["colour"] == "green"
    assert "FR" in colour.load_state(people.state(person_id)).stay_regions


def test_worsened_goes_with_the_answers_it_came_from():
    client, person = applied(Client())
    declare(client, person["id"], NOON, **COUGH)
    answer = declare(client, person["id"], NOON + DAY, **COUGH)
    now = NOON + DAY + timedelta(minutes=1)
    assert answer.body["code"]["colour"] == "red"
    assert _annul(answer.body["declaration"]["id"], now, region="63").body["colours"] == {"domestic": "yellow"}


def test_a_declaration_that_is_not_theirs_goes_whole():
    client, person_id, reference = _journey(3, 1)
    now = START + 2 * DAY + timedelta(hours=1)
    assert _annul(reference, now, kind="not_theirs").status == 201
    after = code(client, person_id, now)
    assert (after["colour"], after["streak"]["days"]) == ("green", 1)


def test_with_the_only_declaration_the_code_goes_and_its_token_ends():
    client, person = applied(Client())
    answer = declare(client, person["id"], NOON)
    now = NOON + timedelta(minutes=1)
    _annul(answer.body["declaration"]["id"], now, kind="not_theirs")
    after = code(client, person["id"], now)
    assert (after["colour"], after["token"]) == (None, None)
    guard = log_in_staff("gate", now)
    verified = guard.post("/v1/codes/verify", {"token": answer.body["code"]["token"]}, at=now).body
    assert (verified["valid"], verified["reason"]) == (False, "revoked")


def test_the_state_is_the_one_that_a_rebuild_gives():
    client, person_id, reference = _journey(4, 2)
    now = START + 3 * DAY + timedelta(hours=1)
    _annul(reference, now)
    abroad(client, person_id, now + timedelta(hours=1))
    stored = people.state(person_id)
    assert stored.scoring == colour.rebuild(person_id, ()).to_json()


def test_nobody_is_made_graver_by_one_hand():
    client, person = applied(Client())
    answer = declare(client, person["id"], NOON)
    reference, now = answer.body["declaration"]["id"], NOON + timedelta(minutes=1)
    refused = _annul(reference, now, region="63", answers=declaration(**COUGH))
    assert (refused.status, refused.body["code"], refused.fields) == (409, "needs", {"needs": "second_person"})
    assert code(client, person["id"], now)["colour"] == "green"
    assert _listed(client, person["id"], now)[0]["annulled"] is None


def test_a_check_in_of_an_observation_is_struck_by_two_only():
    client, person = applied(Client())
    declare(client, person["id"], NOON, **COUGH)
    forged = declare(client, person["id"], NOON + DAY).body["declaration"]["id"]
    now = NOON + 2 * DAY + timedelta(minutes=1)
    declare(refreshed(client, now), person["id"], now)
    refused = _annul(forged, now, region="63", kind="not_theirs")
    assert (refused.status, refused.fields) == (409, {"needs": "second_person"})
    assert _annul(forged, now, region="63").status == 201  # its answers are struck, the check-in stands


def test_a_mistaken_test_goes_from_every_declaration_that_repeats_it():
    client, person = applied(Client())
    test = {"test": {"result": "positive", "on": "2020-03-09"}, "symptoms": ["sore_throat"]}
    first = declare(client, person["id"], NOON, **test).body["declaration"]["id"]
    again = declare(client, person["id"], NOON + DAY, **test)
    assert {hold["rule"] for hold in again.body["code"]["holds"]} == {"symptom", "test.declared", "worsened"}
    now = NOON + DAY + timedelta(minutes=1)
    answer = _annul(first, now, region="63", answers=declaration(symptoms=["sore_throat"]))
    assert answer.status == 201, answer.raw
    after = code(client, person["id"], now)
    assert {hold["rule"] for hold in after["holds"]} == {"symptom", "worsened"}
    assert colour.rebuild(person["id"], ()).to_json() == people.state(person["id"]).scoring


def test_once_and_the_same_key_gives_the_same_answer():
    client, _person, reference = _journey(2, 1)
    now = START + DAY + timedelta(hours=1)
    staff = log_in_staff("reviewer", now)
    first = _annul(reference, now, client=staff, key="one")
    again = _annul(reference, now, client=staff, key="one")
    assert (first.status, again.status, first.body) == (201, 201, again.body)
    assert _annul(reference, now).body["code"] == "annulled_already"
    assert len(told(client, now, "annulled")) == 1


def test_only_staff_of_the_region_may():
    client, person = applied(Client())
    reference = declare(client, person["id"], NOON).body["declaration"]["id"]
    assert _annul(reference, NOON, region="34").status == 403
    assert _annul(reference, NOON, client=refreshed(client, NOON)).status == 403
    assert _annul(reference, NOON, client=log_in_staff("auditor", NOON)).status == 403


def test_what_is_wrong_is_named():
    client, person = applied(Client())
    reference = declare(client, person["id"], NOON).body["declaration"]["id"]
    answers = _annul(reference, NOON, kind="not_theirs", answers=declaration())
    assert (answers.status, answers.fields) == (400, {"answers": "answers_of_nobody"})
    future = _annul(reference, NOON + DAY, answers=declaration(contact={"kind": "confirmed", "on": "2020-03-11"}))
    assert (future.status, future.fields) == (400, {"answers.contact.on": "in_future"})
    for unknown in ("x", "0" * 20, f"{person['id']}-0000000000000-{'0' * 20}"):
        assert _annul(unknown, NOON).status == 404


def test_it_is_on_record_with_its_reason(cloud):
    client, person = applied(Client())
    reference = declare(client, person["id"], NOON, **COUGH).body["declaration"]["id"]
    cloud.messages(settings().messages_queue_url)
    assert _annul(reference, NOON + timedelta(minutes=1), region="63").status == 201
    auditor = log_in_staff("auditor", NOON)
    found = auditor.get(f"/v1/audit?subject={person['id']}", at=NOON).body["items"]
    assert [(each["action"], each["reason"]) for each in found] == [("declaration.mistaken", REASON)]
    expiry_job.sweep(NOON + timedelta(minutes=2))
    queued = [m for m in cloud.messages(settings().messages_queue_url) if m.get("account_id") == client.account_id]
    assert [each["kind"] for each in queued] == ["inbox"]


def test_risks_are_those_of_the_declarations_that_stand():
    client, person_id, reference = _journey(2, 1)
    now = START + DAY + timedelta(hours=1)
    assert set(risks(client, person_id, now)) == {"unhealthy"}
    _annul(reference, now, kind="not_theirs")
    assert risks(client, person_id, now) == {}


def test_staff_look_at_what_they_decide_about_and_each_look_is_on_record():
    client, person = applied(Client())
    reference = declare(client, person["id"], NOON, **COUGH).body["declaration"]["id"]
    staff, path = log_in_staff("reviewer", NOON, "63"), f"/v1/declarations/{reference}"
    seen = staff.get(path, at=NOON).body
    assert (seen["id"], seen["symptoms"], seen["annulled"]) == (reference, ["dry_cough"], None)
    _annul(reference, NOON, client=staff)
    assert staff.get(path, at=NOON).body["annulled"]["kind"] == "mistaken"
    assert log_in_staff("reviewer", NOON, "34").get(path, at=NOON).status == 403
    assert refreshed(client, NOON).get(path, at=NOON).status == 403
    looks = log_in_staff("auditor", NOON).get(f"/v1/audit?subject={person['id']}", at=NOON).body["items"]
    assert [each["action"] for each in looks].count("declaration.looked_at") == 2

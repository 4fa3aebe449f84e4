"""Gates: anomalies turn green yellow at once and never red, and can be taken back; people without a phone."""

from datetime import timedelta

import pytest

from chalicelib.desk import waiting as waiting_records
from chalicelib.features.login import sessions
from chalicelib.features.login.sessions import Owner
from chalicelib.features.sweep import expiry_job
from tests.support.client import Client
from tests.support.gate_steps import DAY, MINUTE, a_person, a_yellow_person, colour_of, decide, look, messages, verify
from tests.support.ready_venues import a_venue
from tests.support.resident_steps import NOON, a_document, applied, declare, log_in_staff, refreshed
from tests.support.showing_phone import Phone, token_for
from tests.support.traveller_steps import abroad, traveller
from tests.support.venue_steps import guard_of, opened


@pytest.fixture
def gate():
    return log_in_staff("gate")


def on_duty_at(gate, at):
    """The same guard with an access token that is valid at `at`."""
    session, step = sessions.begin(Owner(gate.account_id, frozenset({"gate"}), proved="staff"), at)
    step.record.save()
    gate.token = sessions.issued(session, at)["access_token"]
    return gate


@pytest.mark.parametrize(
    ("reading", "colour"),
    [
        ({}, "green"),
        ({"temperature": 37.2}, "green"),
        ({"temperature": 37.3}, "yellow"),
        ({"temperature": 41.0}, "yellow"),
        ({"anomaly": "coughs without end"}, "yellow"),
        ({"temperature": 36.5, "anomaly": "coughs without end"}, "yellow"),
    ],
)
def test_a_reading_at_the_gate_turns_green_yellow_at_once(gate, reading, colour):
    client, person_id, token = a_person()
    answer = verify(gate, token, **reading).body
    assert (answer["valid"], answer["colour"], answer["anomaly"] is not None) == (True, colour, colour == "yellow")
    assert colour_of(client, person_id, NOON) == colour
    assert ("anomaly" in messages(client, NOON)) == (colour == "yellow")


def test_the_person_is_told_by_sms_and_the_old_code_has_ended(gate, cloud):
    from chalicelib.config import settings

    client, _, token = a_person()
    cloud.messages(settings().messages_queue_url)
    verify(gate, token, temperature=38.0)
    expiry_job.sweep(NOON + MINUTE)
    queued = cloud.messages(settings().messages_queue_url)
    assert [each["kind"] for each in queued if each.get("account_id") == client.account_id] == ["inbox"]
    assert verify(gate, token, NOON + MINUTE).body["reason"] == "revoked"


def test_whoever_is_yellow_stays_yellow_and_goes_to_staff(gate):
    client, person_id, _ = a_person()
    token = declare(client, person_id, NOON + MINUTE, symptoms=["fever"]).body["code"]["token"]
    later = NOON + DAY
    token = token_for(refreshed(client, later), person_id, later)
    answer = verify(log_in_staff("gate", later), token, later, temperature=39.0).body
    assert (answer["colour"], answer["anomaly"]["queued"]) == ("yellow", True)
    assert "anomaly_waiting" in messages(client, later)
    staff = log_in_staff("epidemiologist", later)
    waiting = staff.get("/v1/anomalies?limit=100", at=later).body["items"]
    (found,) = [each for each in waiting if each["person_id"] == person_id]
    assert found["temperature"] == 39.0
    assert staff.get(f"/v1/anomalies/{found['id']}", at=later).body == found
    assert decide(staff, found["id"], later, "kept").status == 200
    assert staff.get(f"/v1/anomalies/{found['id']}", at=later).body == found | {"status": "kept"}


def test_a_scheme_that_one_does_not_hold_makes_no_reading_wait(gate):
    # A traveller with a fever is red; at home, where they have no code, they would be yellow.
    client, person_id = traveller(NOON)
    token = abroad(client, person_id, NOON, symptoms=["fever"]).body["code"]["token"]
    answer = verify(gate, token, temperature=38.0).body
    assert (answer["colour"], answer["anomaly"]["queued"]) == ("red", False)


def test_the_same_report_twice_is_one_report(gate):
    client, _, token = a_person()
    first = verify(gate, token, key="report-1", temperature=38.0).body
    again = verify(gate, token, NOON + MINUTE, key="report-1", temperature=38.0).body
    assert (again["valid"], again["colour"], again["anomaly"]["id"]) == (True, "yellow", first["anomaly"]["id"])
    assert messages(client, NOON + MINUTE).count("anomaly") == 1
    other = verify(gate, token, NOON + MINUTE, key="report-1", temperature=39.0)
    assert (other.status, other.body["code"]) == (409, "idempotency_conflict")


def test_a_report_of_a_code_that_ended_as_soon_as_it_was_made_says_so(gate):
    client, person_id, token = a_person()
    declare(client, person_id, NOON + timedelta(seconds=1), symptoms=["fever"])
    assert verify(gate, token, NOON + timedelta(seconds=3), temperature=38.0).body["reason"] == "revoked"


def test_a_stale_picture_turns_nobody_yellow(gate):
    client, person_id, _ = a_person()
    phone = Phone()
    refreshed(client, NOON)
    phone.bind(client, person_id, NOON)
    shown = phone.show(token_for(client, person_id, NOON, phone), NOON)
    answer = verify(gate, shown, NOON + 5 * MINUTE, temperature=39.0).body
    assert (answer["presentation"], answer["colour"], answer["anomaly"]) == ("stale", "green", None)
    assert colour_of(client, person_id, NOON + 5 * MINUTE) == "green"


def test_the_gate_takes_its_own_back_within_a_quarter_of_an_hour(gate):
    client, person_id, token = a_person()
    anomaly = verify(gate, token, temperature=38.0).body["anomaly"]["id"]
    gate = on_duty_at(gate, NOON + 15 * MINUTE)
    assert decide(gate, anomaly, NOON + 15 * MINUTE).status == 200
    assert colour_of(client, person_id, NOON + 15 * MINUTE) == "green"
    assert "anomaly_withdrawn" in messages(client, NOON + 15 * MINUTE)
    again = decide(gate, anomaly, NOON + 15 * MINUTE)
    assert (again.status, again.body["code"]) == (409, "anomaly_settled")


def test_later_or_at_another_gate_it_takes_staff(gate):
    client, person_id, token = a_person()
    anomaly = verify(gate, token, temperature=38.0).body["anomaly"]["id"]
    assert decide(log_in_staff("gate", region="63"), anomaly, NOON + MINUTE).status == 404
    after = NOON + 15 * MINUTE + timedelta(seconds=1)
    late = decide(on_duty_at(gate, after), anomaly, after)
    assert (late.status, late.body["code"]) == (409, "anomaly_too_late")
    assert decide(log_in_staff("supervisor"), anomaly, NOON + 14 * MINUTE).status == 200
    assert colour_of(client, person_id, NOON + DAY) == "green"


def test_staff_of_another_region_decide_nothing_here():
    gate = log_in_staff("gate", region="63")
    _, _, token = a_person()
    anomaly = verify(gate, token, temperature=38.0).body["anomaly"]["id"]
    assert decide(log_in_staff("supervisor", region="42"), anomaly, NOON).status == 404
    assert decide(log_in_staff("supervisor", region="63"), anomaly, NOON).status == 200


def test_what_waits_can_be_kept_once(gate):
    _, _, token = a_yellow_person()
    anomaly = verify(gate, token, NOON + 2 * MINUTE, temperature=39.0).body["anomaly"]["id"]
    staff = log_in_staff("epidemiologist")
    assert decide(staff, anomaly, NOON + 3 * MINUTE, "kept").body == {"id": anomaly, "status": "kept"}
    assert decide(staff, anomaly, NOON + 3 * MINUTE, "kept").status == 409
    listed = staff.get("/v1/anomalies?limit=100", at=NOON + 3 * MINUTE).body["items"]
    assert anomaly not in [each["id"] for each in listed]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"temperature": 365}, "temperature"),
        ({"temperature": "36,5"}, "temperature"),
        ({"temperature": "36.5"}, "temperature"),
        ({"temperature": 36.55}, "temperature"),
        ({"anomaly": ""}, "anomaly"),
        ({"anomaly": "x" * 121}, "anomaly"),
        ({"venue_id": "a b"}, "venue_id"),
        ({"token": ""}, "token"),
        ({"token": "x" * 9001}, "token"),
        ({"token": None}, "token"),
        ({"checked_at": "2020-03-10T00:00:00Z"}, "checked_at"),
    ],
)
def test_what_a_gate_cannot_say_is_named(gate, changes, field):
    answer = gate.post("/v1/codes/verify", {"token": "HC1:X"} | changes, at=NOON)
    assert (answer.status, list(answer.fields)) == (400, [field])


def test_what_waits_is_paged_and_no_other_region_hides_it(monkeypatch):
    monkeypatch.setattr(waiting_records, "_READ_AT_ONCE", 2)
    made = {"44": [], "45": []}
    for region in ("44", "44", "44", "45", "44", "45"):
        _, _, token = a_yellow_person()
        gate = log_in_staff("gate", region=region)
        made[region].append(verify(gate, token, NOON + 2 * MINUTE, temperature=39.0).body["anomaly"]["id"])
    for region, ids in made.items():
        staff, seen, cursor = log_in_staff("reviewer", region=region), [], ""
        while cursor is not None:
            page = staff.get(f"/v1/anomalies?limit=1{cursor and f'&cursor={cursor}'}", at=NOON + 2 * MINUTE).body
            seen, cursor = seen + [each["id"] for each in page["items"]], page["next_cursor"]
        assert sorted(seen) == sorted(ids)
    for cursor in ("x", "0" * 20, "", "x" * 4_000):
        assert staff.get(f"/v1/anomalies?cursor={cursor}", at=NOON).fields == {"cursor": "bad_cursor"}


# People without a phone.


def test_a_person_without_a_phone_is_looked_up_and_told(gate):
    venue = a_venue(name="西宁站")
    client, _, _ = a_person(number=(number := a_document()))
    answer = look(gate, number, venue)
    assert answer.status == 200, answer.raw
    assert answer.body == {
        "colour": "green",
        "grade": "00",
        "scheme": "domestic",
        "certification": "pending",
        "expired": False,
        "checked_at": "2020-03-10T04:00:00+00:00",
    }
    entries = refreshed(client, NOON).get("/v1/me/messages", at=NOON).body["items"]
    assert any(entry["kind"] == "looked_up" and "西宁站" in entry["text"] for entry in entries)


def test_who_is_unknown_and_who_never_declared_look_the_same(gate):
    venue = a_venue()
    applied(Client(), number=(number := a_document()))
    unknown, undeclared = look(gate, a_document(), venue), look(gate, number, venue)
    assert unknown.body == undeclared.body
    assert unknown.body["colour"] is None


def test_every_look_stands_in_the_audit_with_who_where_and_why(gate):
    venue = a_venue()
    _, person_id, _ = a_person(number=(number := a_document()))
    look(gate, number, venue, reason="old man without a phone")
    entries = log_in_staff("auditor").get(f"/v1/audit?subject={person_id}", at=NOON).body["items"]
    found = [(each["action"], each["reason"], each["ids"]) for each in entries]
    assert found == [("code.lookup", "old man without a phone", {"venue": venue})]


def test_a_repeated_look_counts_and_tells_once(gate):
    venue = a_venue()
    _, person_id, _ = a_person(number=(number := a_document()))
    first = look(gate, number, venue, key="look-1")
    again = look(gate, number, venue, key="look-1")
    assert (again.status, again.body) == (200, first.body)
    entries = log_in_staff("auditor").get(f"/v1/audit?subject={person_id}", at=NOON).body["items"]
    assert len(entries) == 1


def test_a_guard_has_sixty_looks_an_hour():
    gate, venue = log_in_staff("gate", region="630105"), a_venue(region="630105")
    statuses = [look(gate, a_document(), venue).status for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    assert look(log_in_staff("gate", region="63010"), a_document(), venue).status == 200


def test_an_unknown_venue_and_one_of_another_region_are_told_apart(gate):
    unknown = look(gate, a_document(), "nowhere")
    assert (unknown.status, unknown.body["code"]) == (404, "unknown_venue")
    refused = look(log_in_staff("gate", region="42"), a_document(), a_venue())
    assert (refused.status, refused.body["code"]) == (403, "not_your_venue")


def test_a_checkpoint_that_is_no_venue_looks_people_up_too(gate):
    client, person_id, _ = a_person(number=(number := a_document()))
    answer = look(gate, number, None)
    assert (answer.status, answer.body["colour"]) == (200, "green")
    assert messages(client, NOON)[0] == "looked_up_on_the_way"
    (seen,) = refreshed(client, NOON).get(f"/v1/me/lookers?person_id={person_id}", at=NOON).body["items"]
    assert seen["kind"] == "code.lookup"
    assert seen["office"]


def test_a_venues_own_guard_says_where_they_stand():
    manager, venue = opened()
    answer = look(guard_of(manager, venue["id"]), a_document(), None)
    assert (answer.status, list(answer.fields)) == (400, ["venue_id"])


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"document": {"type": "id_card", "number": "11010519491231002"}}, 422, "document.number"),
        ({"document": {"type": "id_card", "number": "110105194912310021"}}, 422, "document.number"),
        ({"document": {"type": "stamp", "number": "1"}}, 400, "document.type"),
        ({"reason": ""}, 400, "reason"),
        ({"reason": None}, 400, "reason"),
        ({"venue_id": 7}, 400, "venue_id"),
        ({"name": "张三"}, 400, "name"),
    ],
)
def test_a_look_says_what_is_wrong(gate, changes, status, field):
    answer = look(gate, a_document(), a_venue(), **changes)
    assert (answer.status, list(answer.fields)) == (status, [field]), answer.raw


def test_residents_do_not_look_people_up():
    client, _ = applied(Client())
    assert look(client, a_document(), a_venue()).status == 403

"""Visits that a guard records: whoever shows a code; late, twice and out of order."""

from datetime import timedelta
from random import Random

import pytest

from chalicelib.codes.claims import Payload
from chalicelib.codes.token import make
from chalicelib.config import settings
from chalicelib.features.visits import records as visits_records
from chalicelib.person import signing
from chalicelib.store.reading import read_together
from tests.support.resident_steps import NOON, declare, log_in_staff, refreshed
from tests.support.venue_steps import decide, green, guard_of, opened, own_visits, scan, scanned_by, token_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_a_guard_scans_what_a_person_shows(place):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    answer = scanned_by(guard, token_of(client, person, NOON), venue_id, NOON + MINUTE, temperature=36.4)
    assert answer.status == 201, answer.raw
    assert answer.body["visit"]["by_gate"]
    assert answer.body["code"] == {
        "scheme": "domestic",
        "colour": "green",
        "grade": "00",
        "certification": "pending",
        "name_masked": "测**",
        "document_last4": answer.body["code"]["document_last4"],
        "presentation": "copy",
    }
    assert person not in answer.raw
    assert own_visits(client, person)[0]["temperature"] == 36.4


def test_a_guard_of_another_venue_may_not(place, far_away):
    _, venue_id, code = place
    other = guard_of(far_away[0], far_away[1])
    client, person = green()
    shown = token_of(client, person, NOON)
    assert scanned_by(other, shown, venue_id, NOON).body["code"] == "not_your_venue"
    assert scanned_by(other, shown, None, NOON, venue_code=code).status == 403
    assert scanned_by(client, shown, venue_id, NOON).status == 403
    assert own_visits(client, person) == []


def test_who_is_no_guard_learns_nothing_of_a_code(place):
    _, venue_id, code = place
    client, person = green()
    shown = token_of(client, person, NOON)
    declare(client, person, NOON + MINUTE, symptoms=["fever"])
    stranger, _ = green()
    for text in (shown, token_of(client, person, NOON + MINUTE), "HC1:NCF", "https://example.org/"):
        asked = [
            scanned_by(stranger, text, venue_id, NOON + HOUR),
            scanned_by(stranger, text, None, NOON, venue_code=code),
        ]
        assert [answer.body["code"] for answer in asked] == ["not_your_venue"] * 2, text


def test_gate_staff_stand_at_any_venue_of_their_region(place):
    _, venue_id, _ = place
    client, person = green()
    shown = {"shown": token_of(client, person, NOON), "venue_id": venue_id, "direction": "in"}
    assert log_in_staff("gate", region="63").post("/v1/visits", shown, at=NOON).status == 201
    assert log_in_staff("gate", region="11").post("/v1/visits", shown, at=NOON).status == 403


def test_a_guard_needs_what_the_person_shows(place):
    manager, venue_id, code = place
    guard = guard_of(manager, venue_id)
    _, person = green()
    assert scan(guard, person, code, NOON).status == 404
    neither = refreshed(guard, NOON).post("/v1/visits", {"venue_id": venue_id}, at=NOON)
    assert neither.fields == {"person_id": "person_or_shown"}


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ("https://weixin.qq.com/x", "shown_not_a_health_code"),
        ("HC1:6BF", "shown_malformed"),
        ("6901234567892", "shown_not_a_health_code"),
    ],
)
def test_what_is_no_health_code_is_no_visit(place, shown, code):
    manager, venue_id, _ = place
    answer = scanned_by(guard_of(manager, venue_id), shown, venue_id, NOON)
    assert (answer.status, answer.fields) == (422, {"shown": code})


def test_a_code_that_ended_is_refused_now_and_taken_from_before(place):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    shown = token_of(client, person, NOON)
    declare(client, person, NOON + HOUR, symptoms=["fever"])
    later = NOON + 2 * HOUR
    assert scanned_by(guard, shown, venue_id, later).fields == {"shown": "shown_revoked"}
    late = scanned_by(guard, shown, venue_id, later, client_at=(NOON + MINUTE).isoformat())
    assert (late.status, late.body["visit"]["at"]) == (201, "2020-03-10T04:01:00+00:00")
    assert late.body["code"]["colour"] == "yellow"


@pytest.mark.parametrize(("seconds", "status"), [(4, 503), (6, 422)])
def test_a_code_that_no_index_shows_yet_is_asked_for_again(place, seconds, status):
    manager, venue_id, _ = place
    payload = Payload("0" * 20, "domestic", "green", "certified", "测*", "0000", "1")
    shown = make(payload, keys=signing.ring(), issuer=settings().issuer, issued_at=NOON, expires_at=NOON + DAY)
    answer = scanned_by(guard_of(manager, venue_id), shown, venue_id, NOON + timedelta(seconds=seconds))
    assert answer.status == status, answer.raw


def test_the_venue_is_the_one_of_the_code(place, far_away):
    client, person = green()
    assert scan(client, person, place[2], NOON, venue_id=far_away[1]).fields == {"venue_id": "bad_value"}
    assert scan(client, person, place[2], NOON, venue_id=place[1]).status == 201


def test_a_person_deleted_meanwhile_is_no_visit_and_no_crash(place):
    manager, venue_id, code = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    shown = token_of(client, person, NOON)
    assert refreshed(client, NOON).call("DELETE", f"/v1/people/{person}", at=NOON).status == 204
    later = NOON + HOUR
    assert scanned_by(guard, shown, venue_id, later, client_at=NOON.isoformat()).fields == {"shown": "shown_revoked"}
    assert scan(client, person, code, later).status == 404


def test_of_a_person_deleted_only_the_visits_are_kept_for_tracing(place):
    client, person = green()
    scan(client, person, place[2], NOON)
    key = visits_records.presence_key(person)
    assert read_together([key]) != [None]
    assert refreshed(client, NOON).call("DELETE", f"/v1/people/{person}", at=NOON).status == 204
    assert read_together([key]) == [None]
    assert len(visits_records.of_person(person, 5, None)) == 1


def test_late_deliveries_are_one_visit_in_any_order(place):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    scans = [("in", 0), ("in", 3), ("out", 30), ("in", 60), ("out", 61), ("in", 400)]
    for seed in range(4):
        client, person = green()
        shown = token_of(client, person, NOON)
        delivered = scans * 2
        Random(seed).shuffle(delivered)
        for direction, minutes in delivered:
            at = NOON + minutes * MINUTE
            answer = scanned_by(guard, shown, venue_id, NOON + 10 * HOUR, direction, client_at=at.isoformat())
            assert answer.status in (200, 201), answer.raw
        seen = [(each["at"][11:16], (each["left"] or "")[11:16]) for each in own_visits(client, person)]
        assert seen == [("10:40", ""), ("05:00", "05:01"), ("04:00", "04:30")], seed


def test_a_delivery_twice_is_answered_alike(place):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    shown, late = token_of(client, person, NOON), {"client_at": (NOON + MINUTE).isoformat(), "temperature": 38.0}
    first = scanned_by(guard, shown, venue_id, NOON + HOUR, **late)
    again = scanned_by(guard, shown, venue_id, NOON + HOUR + MINUTE, **late)
    assert (first.status, again.status) == (201, 200)
    assert again.body["visit"]["id"] == first.body["visit"]["id"]
    holds = refreshed(client, NOON + 2 * HOUR).get(f"/v1/people/{person}/code", at=NOON + 2 * HOUR).body["holds"]
    assert [hold["rule"] for hold in holds] == ["gate.anomaly"]
    assert again.body["anomaly"] is None


@pytest.mark.parametrize("wrong", [None, 63 * MINUTE])
def test_a_delivery_again_hours_later_measures_nothing_anew(place, wrong):
    """Also where a gate writes microseconds, and where its clock is wrong: that error is never told twice alike."""
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    shown, scanned_at = token_of(client, person, NOON), NOON + 5 * MINUTE + timedelta(microseconds=123_456)
    for at, way in ((NOON + HOUR, timedelta(seconds=0.2)), (NOON + 3 * HOUR, timedelta(seconds=1.7))):
        sent = {"sent_at": (at + wrong - way).isoformat()} if wrong else {}
        late = {"client_at": (scanned_at + (wrong or timedelta(0))).isoformat(), "temperature": 38.0} | sent
        assert scanned_by(guard, shown, venue_id, at, **late).status in (200, 201)
    kinds = [each["kind"] for each in refreshed(client, at).get("/v1/me/messages", at=at).body["items"]]
    assert [kind for kind in kinds if kind.startswith("anomaly")] == ["anomaly"]
    assert len(own_visits(client, person)) == 1


@pytest.mark.parametrize(
    ("hours", "code"), [(1, "scan_ahead"), (0.1, "scan_ahead"), (-73, "scan_too_old"), (-1000, "scan_too_old")]
)
def test_a_scan_of_another_time_is_refused(place, hours, code):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    late = (NOON + hours * HOUR).isoformat()
    answer = scanned_by(guard, token_of(client, person, NOON), venue_id, NOON, client_at=late)
    assert (answer.status, answer.fields) == (400, {"client_at": code})


def test_a_clock_that_is_ahead_by_a_moment_counts_as_now(place):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    late = (NOON + MINUTE).isoformat()
    visit = scanned_by(guard, token_of(client, person, NOON), venue_id, NOON, client_at=late).body["visit"]
    assert visit["at"] == "2020-03-10T04:00:00+00:00"


@pytest.mark.parametrize("error", [HOUR, -HOUR])
def test_a_gates_clock_an_hour_wrong_is_put_right(place, error):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    shown, now = token_of(client, person, NOON), NOON + 3 * HOUR
    clock = {"client_at": (NOON + HOUR + error).isoformat(), "sent_at": (now + error).isoformat()}
    visit = scanned_by(guard, shown, venue_id, now, **clock).body["visit"]
    assert visit["at"] == "2020-03-10T05:00:00+00:00"


def test_a_code_made_just_now_is_taken_at_a_clock_that_is_a_little_behind(place):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    late = (NOON - MINUTE).isoformat()
    answer = scanned_by(guard, token_of(client, person, NOON), venue_id, NOON + HOUR, client_at=late)
    assert (answer.status, answer.body["visit"]["at"]) == (201, "2020-03-10T03:59:00+00:00")


def test_a_residents_clock_decides_nothing(place):
    _, _, code = place
    client, person = green()
    answer = scan(client, person, code, NOON + HOUR, client_at=NOON.isoformat())
    assert (answer.status, answer.fields) == (422, {"client_at": "gate_only"})


@pytest.mark.parametrize("text", ["2020-03-10", "2020-03-10T04:00:00", "yesterday", 1583812800, "0001-01-01T00:00:00Z"])
def test_what_is_no_instant(place, text):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    answer = scanned_by(guard, token_of(client, person, NOON), venue_id, NOON, client_at=text)
    assert (answer.status, list(answer.fields)) == (400, ["client_at"])


def test_a_scan_from_before_the_venue_closed_counts_and_one_from_after_does_not(cloud):
    manager, venue = opened()
    guard = guard_of(manager, venue["id"])
    client, person = green()
    shown, later = token_of(client, person, NOON), NOON + 2 * HOUR
    decide(venue["id"], "closed", NOON + HOUR, reason="关闭")
    before = scanned_by(guard, shown, venue["id"], later, client_at=(NOON + MINUTE).isoformat())
    assert (before.status, before.body["visit"]["at"]) == (201, "2020-03-10T04:01:00+00:00")
    after = scanned_by(guard, shown, venue["id"], later, client_at=(NOON + HOUR).isoformat())
    assert (after.status, after.body["code"]) == (409, "venue_not_open")


def test_a_departure_that_a_gate_delivers_late_has_its_instant_and_a_residents_has_none(place):
    manager, venue_id, code = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    visit = scan(client, person, code, NOON).body["visit"]
    path, then = f"/v1/visits/{visit['id']}/departure", {"client_at": (NOON + MINUTE).isoformat()}
    own = refreshed(client, NOON + HOUR).post(path, then, at=NOON + HOUR)
    assert (own.status, own.fields) == (422, {"client_at": "gate_only"})
    left = refreshed(guard, NOON + HOUR).post(path, then, at=NOON + HOUR)
    assert (left.status, left.body["left"]) == (200, "2020-03-10T04:01:00+00:00")
    ahead = guard.post(path, {"client_at": (NOON + 2 * HOUR).isoformat()}, at=NOON + HOUR)
    assert ahead.fields == {"client_at": "scan_ahead"}

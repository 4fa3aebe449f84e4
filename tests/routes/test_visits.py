"""Visits: in and out, twice, late, out of order, impossible, feverish; and what each costs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest

from tests.calls import calls_of
from tests.client import Client
from tests.journeys import NOON, applied, apply, declare, log_in, log_in_staff, refreshed
from tests.places import (
    LANZHOU,
    decide,
    green,
    guard_of,
    opened,
    poster_of,
    scan,
    scanned_by,
    screen_of,
    token_of,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture(scope="module")
def place(cloud):
    """A manager, the id of an approved restaurant in Xining, its poster's code."""
    manager, venue = opened()
    return manager, venue["id"], poster_of(manager, venue["id"])


@pytest.fixture(scope="module")
def far_away(cloud):
    manager, venue = opened(location=LANZHOU, region="620102")
    return manager, venue["id"], poster_of(manager, venue["id"])


def own_visits(client: Client, person_id: str, at=NOON + DAY, query: str = ""):
    return refreshed(client, at).get(f"/v1/people/{person_id}/visits{query}", at=at).body["items"]


def _colour(client: Client, person_id: str, at) -> str:
    return refreshed(client, at).get(f"/v1/people/{person_id}/code", at=at).body["colour"]


# In and out.


def test_scanning_a_venue_is_a_visit_with_the_colour_for_the_guard(place):
    _, venue_id, code = place
    client, person = green()
    answer = scan(client, person, code, NOON + MINUTE)
    assert answer.status == 201, answer.raw
    visit = answer.body["visit"]
    assert (visit["at"], visit["open"], visit["suspect"]) == ("2020-03-10T04:01:00+00:00", True, False)
    assert (visit["venue"]["id"], visit["colour"], answer.body["code"]["colour"]) == (venue_id, "green", "green")
    assert visit["until"] == "2020-03-10T08:01:00+00:00"
    assert answer.body["code"]["token"].startswith("HC1:")


def test_the_url_and_the_part_after_it_are_taken(place):
    _, _, code = place
    client, person = green()
    assert scan(client, person, code.partition("#")[2], NOON).status == 201


def test_scanning_twice_is_one_visit(place):
    _, _, code = place
    client, person = green()
    first = scan(client, person, code, NOON)
    again = scan(client, person, code, NOON + MINUTE)
    assert (first.status, again.status) == (201, 200)
    assert again.body["visit"]["id"] == first.body["visit"]["id"]
    assert again.body["visit"]["at"] == first.body["visit"]["at"]
    assert len(own_visits(client, person)) == 1


def test_scanning_at_once_is_one_visit(place):
    _, _, code = place
    client, person = green()
    refreshed(client, NOON)
    body = {"person_id": person, "venue_code": code, "direction": "in"}
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda n: client.post("/v1/visits", body, at=NOON + n * MINUTE), range(6)))
    assert {answer.status for answer in answers} <= {200, 201, 503}
    assert sum(answer.status == 201 for answer in answers) == 1
    assert len(own_visits(client, person)) == 1


def test_out_ends_it_and_in_begins_another(place):
    _, _, code = place
    client, person = green()
    first = scan(client, person, code, NOON).body["visit"]
    out = scan(client, person, code, NOON + HOUR, "out")
    assert (out.status, out.body["visit"]["id"]) == (200, first["id"])
    assert out.body["visit"]["left"] == "2020-03-10T05:00:00+00:00"
    assert scan(client, person, code, NOON + 2 * HOUR).status == 201
    assert [each["open"] for each in own_visits(client, person, NOON + 2 * HOUR)] == [True, False]


def test_nobody_is_inside_for_ever(place):
    _, _, code = place
    client, person = green()
    scan(client, person, code, NOON)
    assert own_visits(client, person, NOON + 4 * HOUR)[0]["open"]
    assert not own_visits(client, person, NOON + 4 * HOUR + MINUTE)[0]["open"]
    assert scan(client, person, code, NOON + 5 * HOUR).status == 201


def test_only_the_way_out_seen_is_a_visit_too(place):
    _, _, code = place
    client, person = green()
    answer = scan(client, person, code, NOON, "out")
    assert (answer.status, answer.body["visit"]["direction"], answer.body["visit"]["open"]) == (201, "out", False)


def test_departure_by_the_visits_id(place):
    _, _, code = place
    client, person = green()
    visit = scan(client, person, code, NOON).body["visit"]
    path = f"/v1/visits/{visit['id']}/departure"
    left = refreshed(client, NOON + HOUR).post(path, at=NOON + HOUR)
    assert (left.status, left.body["left"], left.body["open"]) == (200, "2020-03-10T05:00:00+00:00", False)
    again = client.post(path, {}, at=NOON + HOUR + MINUTE)
    assert (again.status, again.body["left"]) == (200, left.body["left"])
    assert log_in(Client()).post(path, at=NOON).status == 404
    assert client.post("/v1/visits/nothing/departure", at=NOON + HOUR).status == 404


def test_a_departure_after_the_end_changes_nothing(place):
    _, _, code = place
    client, person = green()
    visit = scan(client, person, code, NOON).body["visit"]
    later = NOON + 6 * HOUR
    left = refreshed(client, later).post(f"/v1/visits/{visit['id']}/departure", at=later).body
    assert (left["left"], left["until"]) == (None, "2020-03-10T08:00:00+00:00")


def test_the_family_comes_along(place):
    _, _, code = place
    client, parent = green()
    child = _child(client)
    answer = scan(client, parent, code, NOON + MINUTE, people=[child])
    assert [each["person_id"] for each in answer.body["people"]] == [child]
    assert answer.body["people"][0]["visit"]["id"] != answer.body["visit"]["id"]
    assert len(own_visits(client, child)) == 1
    assert scan(client, parent, code, NOON + MINUTE, people=[parent]).fields == {"people": "twice_the_same"}


def _child(client: Client) -> str:
    from chalicelib.identity.check_characters import resident_check
    from chalicelib.services import certification
    from tests.places import _SERIALS

    own = client.get("/v1/people", at=NOON).body["items"][0]["id"]
    certification.certify(own, NOON)
    body = f"63010220150101{next(_SERIALS) % 1000:03d}"
    more = {"relation": "dependant", "dependant_reason": "child"}
    answer = apply(client, number=body + resident_check(body), **more)
    assert answer.status == 201, answer.raw
    return answer.body["id"]


def test_another_accounts_person_is_not_found(place):
    _, _, code = place
    client, person = green()
    _, other = green()
    assert scan(client, other, code, NOON).status == 404
    assert scan(client, person, code, NOON, people=[other]).status == 404
    assert own_visits(client, person) == []


def test_a_person_without_a_code_yet_is_recorded(place):
    _, _, code = place
    client, person = applied(Client())
    answer = scan(client, person["id"], code, NOON)
    assert (answer.status, answer.body["visit"]["colour"]) == (201, None)


def test_a_retry_with_its_key_is_the_first_answer(place):
    _, _, code = place
    client, person = green()
    refreshed(client, NOON)
    body = {"person_id": person, "venue_code": code, "direction": "in"}
    first = client.post("/v1/visits", body, at=NOON, idempotency_key="q")
    again = client.post("/v1/visits", body, at=NOON + MINUTE, idempotency_key="q")
    assert (again.status, again.body["visit"]["id"]) == (201, first.body["visit"]["id"])
    other = client.post("/v1/visits", body | {"direction": "out"}, at=NOON + MINUTE, idempotency_key="q")
    assert (other.status, other.body["code"]) == (409, "idempotency_conflict")


def test_a_retry_of_a_second_scan_is_its_answer(place):
    _, _, code = place
    client, person = green()
    scan(client, person, code, NOON)
    body = {"person_id": person, "venue_code": code, "direction": "in"}
    answers = [client.post("/v1/visits", body, at=NOON + n * MINUTE, idempotency_key="s") for n in (1, 2)]
    assert [answer.status for answer in answers] == [200, 200]


# The guard scans the person.


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


def test_a_person_deleted_meanwhile_is_no_visit_and_no_crash(place):
    manager, venue_id, code = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    shown = token_of(client, person, NOON)
    assert refreshed(client, NOON).call("DELETE", f"/v1/people/{person}", at=NOON).status == 204
    later = NOON + HOUR
    assert scanned_by(guard, shown, venue_id, later, client_at=NOON.isoformat()).fields == {"shown": "shown_revoked"}
    assert scan(client, person, code, later).status == 404


# Late, twice, out of order.


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


# What cannot be true.


def test_far_from_the_venue_is_kept_marked_and_colours_nobody(far_away):
    _, _, code = far_away
    client, person = green()
    _rate("620102", "medium")
    answer = scan(client, person, code, NOON, location={"lat": 36.6, "lon": 101.7, "accuracy": 20})
    assert (answer.status, answer.body["visit"]["suspect"]) == (201, True)
    assert [mark["kind"] for mark in answer.body["visit"]["marks"]] == ["far_from_venue"]
    assert _colour(client, person, NOON + MINUTE) == "green"
    assert own_visits(client, person)[0]["suspect"]


def test_a_visit_in_a_rated_county_colours(far_away):
    _, _, code = far_away
    client, person = green()
    _rate("620102", "medium")
    answer = scan(client, person, code, NOON, location={"lat": LANZHOU["lat"], "lon": LANZHOU["lon"]})
    assert not answer.body["visit"]["suspect"]
    assert (answer.body["code"]["colour"], _colour(client, person, NOON)) == ("yellow", "yellow")


def _rate(region: str, level: str) -> None:
    from chalicelib.store.ratings import RatingsRecord

    rating = {"id": f"{region}:2020-03-01", "at": (NOON - DAY).isoformat(), "level": level, "first": "2020-03-01"}
    RatingsRecord(f"R#{region}", "ratings", ratings=[rating]).save()


@pytest.fixture(autouse=True)
def _without_ratings(cloud):
    yield
    from chalicelib.store.ratings import RatingsRecord

    RatingsRecord("R#620102", "ratings").delete()


def test_another_city_minutes_ago(place, far_away):
    client, person = green()
    assert not scan(client, person, place[2], NOON).body["visit"]["suspect"]
    moved = scan(client, person, far_away[2], NOON + 5 * MINUTE)
    assert [mark["kind"] for mark in moved.body["visit"]["marks"]] == ["impossible_travel"]
    assert moved.body["visit"]["marks"][0]["text"].startswith("Was elsewhere")
    arrived = scan(client, person, far_away[2], NOON + 90 * MINUTE)
    assert (arrived.status, arrived.body["visit"]["suspect"]) == (201, False)


def test_a_trusted_scan_ends_the_suspect_visit(place, far_away):
    client, person = green()
    scan(client, person, place[2], NOON)
    scan(client, person, far_away[2], NOON + 5 * MINUTE)
    scan(client, person, far_away[2], NOON + 90 * MINUTE)
    at_far = [each for each in own_visits(client, person, NOON + 91 * MINUTE) if each["venue"]["id"] == far_away[1]]
    assert [(each["suspect"], each["open"]) for each in at_far] == [(False, True), (True, False)]


def test_an_old_screen_code_is_marked(place):
    manager, venue_id, _ = place
    client, person = green()
    code = screen_of(manager, venue_id, NOON)
    assert not scan(client, person, code, NOON + 2 * MINUTE).body["visit"]["suspect"]
    other, second = green()
    late = scan(other, second, code, NOON + 2 * MINUTE + timedelta(seconds=1)).body["visit"]
    assert [mark["kind"] for mark in late["marks"]] == ["old_code"]


def test_a_doubtful_scan_of_who_is_there_is_the_same_visit(place):
    manager, venue_id, code = place
    client, person = green()
    first = scan(client, person, code, NOON).body["visit"]
    again = scan(client, person, screen_of(manager, venue_id, NOON), NOON + HOUR)
    assert (again.status, again.body["visit"]["id"]) == (200, first["id"])


def test_a_suspect_visit_with_a_fever_colours_nobody(place):
    manager, venue_id, _ = place
    client, person = green()
    answer = scan(client, person, screen_of(manager, venue_id, NOON), NOON + HOUR, temperature=38.5)
    assert (answer.body["visit"]["suspect"], answer.body["anomaly"]) == (True, None)
    assert _colour(client, person, NOON + HOUR) == "green"


# The venue's code.


def test_a_revoked_poster_is_refused_and_counts_for_scans_from_before(cloud):
    manager, venue = opened()
    guard = guard_of(manager, venue["id"])
    code = poster_of(manager, venue["id"])
    client, person = green()
    shown = token_of(client, person, NOON)
    refreshed(manager, NOON + HOUR).post(f"/v1/venues/{venue['id']}/posters/revocation", at=NOON + HOUR)
    later = NOON + 2 * HOUR
    assert scan(client, person, code, later).fields == {"venue_code": "venue_code_revoked"}
    late = scanned_by(guard, shown, None, later, venue_code=code, client_at=NOON.isoformat())
    assert late.status == 201, late.raw
    assert scan(client, person, poster_of(manager, venue["id"], later), later).status in (200, 201)


def test_a_poster_lives_a_year(place):
    _, _, code = place
    client, person = green(NOON + 366 * DAY)
    assert scan(client, person, code, NOON + 366 * DAY).status == 201
    after = scan(client, person, code, NOON + 367 * DAY)
    assert (after.status, after.fields) == (422, {"venue_code": "venue_code_expired"})


def _forged() -> str:
    from chalicelib.codes import keys, venue

    key = keys.new_key()
    return venue.poster("0123456789abcdef0123", 1, keys=keys.KeyRing([key]), issuer="QH", now=NOON)[0]


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("https://weixin.qq.com/r/abc", "venue_code_foreign"),
        ("WIFI:T:WPA;S:x;;", "venue_code_foreign"),
        ("场所码", "venue_code_foreign"),
        ("HC1:NCF", "venue_code_foreign"),
        (_forged(), "venue_code_forged"),
        ("https://evil.example/v#" + _forged(), "venue_code_forged"),
    ],
)
def test_what_is_no_venue_code(place, code, field):
    client, person = green()
    answer = scan(client, person, code, NOON)
    assert (answer.status, answer.body["code"], answer.fields) == (422, "invalid_venue_code", {"venue_code": field})


def test_a_closed_venue_takes_nobody(cloud):
    manager, venue = opened()
    code = poster_of(manager, venue["id"])
    decide(venue["id"], "closed", reason="关闭")
    client, person = green()
    assert scan(client, person, code, NOON).body["code"] == "venue_not_open"


# Temperature and anomalies.


@pytest.mark.parametrize("temperature", [365, "36,5", "36.5", True, 36.55, 29.9, 45.1, [], {}])
def test_what_is_no_temperature(place, temperature):
    _, _, code = place
    client, person = green()
    assert list(scan(client, person, code, NOON, temperature=temperature).fields) == ["temperature"]
    assert own_visits(client, person) == []


def test_a_venue_may_ask_for_the_temperature(cloud):
    manager, venue = opened(asks_temperature=True)
    code = poster_of(manager, venue["id"])
    client, person = green()
    assert scan(client, person, code, NOON).fields == {"temperature": "temperature_required"}
    assert scan(client, person, code, NOON, temperature=36.5).status == 201
    assert scan(client, person, code, NOON + MINUTE, "out").status == 200


@pytest.mark.parametrize(("temperature", "colour"), [(37.2, "green"), (37.3, "yellow"), (40.0, "yellow")])
def test_a_fever_turns_yellow_at_once_and_the_guard_sees_it(place, temperature, colour):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    answer = scanned_by(guard, token_of(client, person, NOON), venue_id, NOON + MINUTE, temperature=temperature)
    assert answer.body["code"]["colour"] == colour
    assert _colour(client, person, NOON + MINUTE) == colour
    assert (answer.body["anomaly"] is not None) == (colour == "yellow")


def test_a_guard_reports_another_anomaly_and_a_resident_cannot(place):
    manager, venue_id, code = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    assert scan(client, person, code, NOON, anomaly="咳嗽").status == 403
    answer = scanned_by(guard, token_of(client, person, NOON), venue_id, NOON + MINUTE, anomaly="咳嗽")
    assert answer.body["code"]["colour"] == "yellow"
    assert answer.body["anomaly"]["queued"] is False


def test_who_is_yellow_already_goes_to_staff(place):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    declare(client, person, NOON, symptoms=["dry_cough"])
    answer = scanned_by(guard, token_of(client, person, NOON), venue_id, NOON + MINUTE, temperature=38.0)
    assert (answer.body["code"]["colour"], answer.body["anomaly"]["queued"]) == ("yellow", True)


def test_the_same_gate_takes_it_back_within_a_quarter_of_an_hour(place):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    anomaly = scanned_by(guard, token_of(client, person, NOON), venue_id, NOON, temperature=38.0).body["anomaly"]
    assert anomaly["withdraw_until"] == "2020-03-10T04:15:00+00:00"
    from chalicelib.services import anomalies
    from chalicelib.services.access import Actor

    anomalies.decide(Actor(guard.account_id, frozenset({"gate"})), anomaly["id"], "withdrawn", "量错了", NOON + MINUTE)
    assert _colour(client, person, NOON + MINUTE) == "green"


# What a visit tells the rules.


def test_every_county_and_day_is_one_fact(place):
    client, person = _from_wuhan()
    for hours in (1, 6, 11):
        scan(client, person, place[2], NOON + hours * HOUR)
    from chalicelib.services import facts
    from chalicelib.store import records

    known = [each for each in facts.of_history(records.history(person)) if type(each).__name__ == "StayKnown"]
    assert [(each.region, str(each.first)) for each in known] == [("630102", "2020-03-10")]
    scan(client, person, place[2], NOON + 15 * HOUR)
    known = [each for each in facts.of_history(records.history(person)) if type(each).__name__ == "StayKnown"]
    assert [str(each.first) for each in known] == ["2020-03-10", "2020-03-11"]


def _from_wuhan() -> tuple[Client, str]:
    """Somebody whose records name no county of the venues here."""
    client, person = applied(Client(), residence="420102")
    declare(client, person["id"], NOON, location="420102")
    return client, person["id"]


def test_the_state_can_be_built_again_from_the_records(place, far_away):
    from chalicelib.services import scoring
    from chalicelib.store import people

    client, person = green()
    _rate("620102", "high")
    scan(client, person, place[2], NOON + MINUTE)
    scan(client, person, far_away[2], NOON + 3 * HOUR, temperature=37.5)
    state = people.state(person)
    assert scoring.rebuilt(person, ()).to_json() == scoring.opened(state).to_json()
    assert _colour(client, person, NOON + 3 * HOUR) == "red"


# Lists.


def test_a_venues_day_is_seen_by_who_works_there(place):
    manager, venue = opened()
    guard, code = guard_of(manager, venue["id"]), poster_of(manager, venue["id"])
    ids = []
    for minutes in range(5):
        client, person = green()
        ids.append(scan(client, person, code, NOON + minutes * MINUTE).body["visit"]["id"])
    path = f"/v1/venues/{venue['id']}/visits"
    first = guard.get(f"{path}?limit=2", at=NOON + HOUR / 6).body
    second = guard.get(f"{path}?limit=5&cursor={first['next_cursor']}", at=NOON + HOUR / 6).body
    assert [each["id"] for each in first["items"] + second["items"]] == ids[::-1]
    assert second["next_cursor"] is None
    assert first["items"][0]["name_masked"] == "测**"
    assert "person_id" not in first["items"][0]
    assert guard.get(f"{path}?day=2020-03-09", at=NOON).body["items"] == []
    assert log_in(Client()).get(path, at=NOON).status == 403


def test_staff_looks_are_audited(place):
    from chalicelib.store import audit

    _, venue = opened()
    staff = log_in_staff("epidemiologist", region="63")
    assert staff.get(f"/v1/venues/{venue['id']}/visits", at=NOON).status == 200
    assert "visits.listed" in [entry.action for entry in audit.of_subject(venue["id"], 10, None)]
    elsewhere = log_in_staff("epidemiologist", region="11")
    assert elsewhere.get(f"/v1/venues/{venue['id']}/visits", at=NOON).status == 403


def test_ones_own_visits_page_newest_first(place):
    client, person = green()
    for day in range(4):
        scan(client, person, place[2], NOON + day * DAY)
    end = NOON + 4 * DAY
    path = f"/v1/people/{person}/visits"
    first = refreshed(client, end).get(f"{path}?limit=3", at=end).body
    second = client.get(f"{path}?limit=3&cursor={first['next_cursor']}", at=end).body
    days = [each["at"][8:10] for each in first["items"] + second["items"]]
    assert (days, second["next_cursor"]) == (["13", "12", "11", "10"], None)
    assert client.get(f"{path}?cursor=x", at=end).fields == {"cursor": "bad_cursor"}
    other, _ = green()
    assert other.get(path, at=NOON).status == 404


# What it costs.


def test_a_visit_is_one_batch_read_and_one_transaction(place):
    _, _, code = place
    client, person = green()
    scan(client, person, code, NOON)
    refreshed(client, NOON + 5 * HOUR)
    body = {"person_id": person, "venue_code": code, "direction": "in"}
    with calls_of("dynamodb") as made:
        assert client.post("/v1/visits", body, at=NOON + 5 * HOUR).status == 201
    assert made == ["BatchGetItem", "TransactWriteItems"]


def test_a_county_new_to_the_person_costs_one_batch_read_more(far_away):
    client, person = green()
    body = {"person_id": person, "venue_code": far_away[2], "direction": "in"}
    with calls_of("dynamodb") as made:
        assert client.post("/v1/visits", body, at=NOON + MINUTE).status == 201
    assert made == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]


def test_a_busy_venue_costs_no_more(cloud):
    from chalicelib.store.visits import VisitRecord, visit_put

    manager, venue = opened()
    code = poster_of(manager, venue["id"])
    with VisitRecord.batch_write() as batch:
        for number in range(400):
            batch.save(visit_put(_stranger(number, venue["id"]), "2020-03-10").record)
    client, person = green()
    body = {"person_id": person, "venue_code": code, "direction": "in"}
    with calls_of("dynamodb") as made:
        assert client.post("/v1/visits", body, at=NOON + MINUTE).status == 201
    assert made == ["BatchGetItem", "TransactWriteItems"]


def _stranger(number: int, venue_id: str):
    from chalicelib.store.visits import VisitRecord

    return VisitRecord(
        f"PV#{number:020x}",
        f"visit#{int(NOON.timestamp() * 1000):013d}#{number:020x}",
        venue_id=venue_id,
        venue_name="x",
        venue_type="restaurant",
        region="630102",
        came=NOON,
        direction="in",
        recorded_at=NOON,
        recorded_by="x",
        name_masked="x",
        last4="0000",
    )


def test_no_key_of_the_venue_is_written_by_those_who_enter(place):
    """20 entries a second at one door: each writes its own partition, the venue's day is in shards."""
    from chalicelib.store.visits import shard_of

    shards = [shard_of(f"{number:020x}") for number in range(800)]
    assert len(set(shards)) == 8
    assert max(shards.count(each) for each in set(shards)) < 150

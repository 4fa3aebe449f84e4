"""Visits that cannot be true, and codes that are none of the venue's."""

from datetime import timedelta

import pytest

from tests.support.resident_steps import NOON, refreshed
from tests.support.showing_phone import Phone, token_for
from tests.support.venue_steps import (
    LANZHOU,
    colour_of,
    decide,
    green,
    guard_of,
    opened,
    own_visits,
    poster_of,
    scan,
    scanned_by,
    screen_of,
    token_of,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_far_from_the_venue_is_kept_marked_and_colours_nobody(far_away, rate):
    _, _, code = far_away
    client, person = green()
    rate("620102", "medium")
    answer = scan(client, person, code, NOON, location={"lat": 36.6, "lon": 101.7, "accuracy": 20})
    assert (answer.status, answer.body["visit"]["suspect"]) == (201, True)
    assert [mark["kind"] for mark in answer.body["visit"]["marks"]] == ["far_from_venue"]
    assert colour_of(client, person, NOON + MINUTE) == "green"
    assert own_visits(client, person)[0]["suspect"]


def test_a_visit_in_a_rated_county_colours(far_away, rate):
    _, _, code = far_away
    client, person = green()
    rate("620102", "medium")
    answer = scan(client, person, code, NOON, location={"lat": LANZHOU["lat"], "lon": LANZHOU["lon"]})
    assert not answer.body["visit"]["suspect"]
    assert (answer.body["code"]["colour"], colour_of(client, person, NOON)) == ("yellow", "yellow")


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


def test_a_picture_of_a_live_code_is_marked_and_colours_nobody(place):
    manager, venue_id, _ = place
    guard = guard_of(manager, venue_id)
    client, person = green()
    phone = Phone()
    phone.bind(refreshed(client, NOON), person, NOON)
    shown = phone.show(token_for(client, person, NOON, phone), NOON)
    stale = scanned_by(guard, shown, venue_id, NOON + 5 * MINUTE, temperature=39.0).body
    assert ([mark["kind"] for mark in stale["visit"]["marks"]], stale["anomaly"]) == (["old_code"], None)
    assert (stale["code"]["presentation"], colour_of(client, person, NOON + 5 * MINUTE)) == ("stale", "green")
    fresh = phone.show(token_for(refreshed(client, NOON), person, NOON, phone), NOON + 6 * MINUTE)
    assert not scanned_by(guard, fresh, venue_id, NOON + 6 * MINUTE).body["visit"]["suspect"]


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
    assert colour_of(client, person, NOON + HOUR) == "green"


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
        ("https://example.org/" + "7" * 7_000, "venue_code_foreign"),
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

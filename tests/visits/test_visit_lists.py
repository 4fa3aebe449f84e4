"""Lists of visits: one's own, and a venue's day."""

from datetime import timedelta

from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in, log_in_staff, refreshed
from tests.support.venue_steps import green, guard_of, opened, poster_of, scan

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


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
    for day in ("2020-W11-2", "20200310", "", "2020-02-30"):
        assert guard.get(f"{path}?day={day}", at=NOON).fields == {"day": "bad_date"}
    assert log_in(Client()).get(path, at=NOON).status == 403


def test_staff_looks_are_audited(place):
    from chalicelib.desk import audit

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

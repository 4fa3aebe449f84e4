"""Finding again: who was there with a person, who was at a venue, and who may look."""

from datetime import timedelta

import pytest

from chalicelib.config import VISIT_SHARDS
from chalicelib.desk import audit
from tests.support.aws_calls import calls_of
from tests.support.resident_steps import NOON, log_in_staff, refreshed
from tests.support.venue_steps import LANZHOU, green, opened, poster_of, scan, screen_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LATER = NOON + 2 * DAY


@pytest.fixture(scope="module")
def door(cloud):
    """An approved restaurant in Xining, its manager and its poster's code."""
    manager, venue = opened()
    return manager, venue["id"], poster_of(manager, venue["id"])


def stayed(code: str, start: float, end: float | None, **more) -> str:
    """Somebody who was there, in minutes from noon; their id."""
    client, person = green(NOON - HOUR)
    scan(client, person, code, NOON + start * MINUTE, **more)
    if end is not None:
        scan(client, person, code, NOON + end * MINUTE, "out")
    return person


def trace(person: str, query: str = "?from=2020-03-09&until=2020-03-12", region: str = "63", at=LATER):
    return log_in_staff("epidemiologist", at, region).get(f"/v1/people/{person}/exposures{query}", at=at)


def test_who_was_there_too_by_minutes(door):
    _, _, code = door
    case = stayed(code, 0, 60)
    long, short, brief = stayed(code, -20, 45), stayed(code, 40, 90), stayed(code, 55, 90)
    after = stayed(code, 61, 90)
    body = trace(case).body
    assert [(each["person_id"], each["minutes"]) for each in body["exposed"]] == [(long, 45), (short, 20)]
    assert {brief, after}.isdisjoint(each["person_id"] for each in body["exposed"])
    overlap = body["exposed"][0]["overlaps"][0]
    assert (overlap["from"], overlap["until"]) == ("2020-03-10T04:00:00+00:00", "2020-03-10T04:45:00+00:00")
    assert (overlap["certain"], overlap["suspect"]) == (True, False)
    assert body["visits"][0]["venue"]["id"] == door[1]


def test_who_never_scanned_out_is_there_to_the_longest_stay(cloud):
    manager, venue = opened()
    code = poster_of(manager, venue["id"])
    forgot = stayed(code, -200, None)
    case = stayed(code, 0, 60)
    body = trace(case).body
    assert [(each["person_id"], each["minutes"]) for each in body["exposed"]] == [(forgot, 40)]
    assert not body["exposed"][0]["overlaps"][0]["certain"]


def test_suspect_visits_are_shown_apart_and_last(cloud):
    manager, venue = opened()
    code = poster_of(manager, venue["id"])
    case, true = stayed(code, 0, 60), stayed(code, 40, 60)
    forged = stayed(code, 0, 60, location=LANZHOU)
    found = [(each["person_id"], each["minutes"], each["suspect_minutes"]) for each in trace(case).body["exposed"]]
    assert found == [(true, 20, 0), (forged, 0, 60)]


def test_over_midnight_and_over_days(cloud):
    manager, venue = opened(type="hotel")
    code = poster_of(manager, venue["id"])
    evening = 11 * 60
    case, other = stayed(code, evening, evening + 120), stayed(code, evening + 65, evening + 240)
    assert [each["minutes"] for each in trace(case, "?from=2020-03-11&until=2020-03-11").body["exposed"]] == [55]
    assert trace(case, "?from=2020-03-12&until=2020-03-12").body["exposed"] == []
    assert trace(other, "?from=2020-03-11&until=2020-03-11").body["exposed"][0]["person_id"] == case


def test_whoever_goes_in_and_out_all_day_is_traced_in_one_reading(cloud):
    manager, venue = opened()
    code = poster_of(manager, venue["id"])
    client, case = green(NOON - HOUR)
    for turn in range(4):
        scan(client, case, code, NOON + turn * HOUR)
        scan(client, case, code, NOON + turn * HOUR + 30 * MINUTE, "out")
    other = stayed(code, 0, 240)
    staff = log_in_staff("epidemiologist", LATER, "63")
    with calls_of("dynamodb") as made:
        body = staff.get(f"/v1/people/{case}/exposures?from=2020-03-10&until=2020-03-10", at=LATER).body
    assert [(each["person_id"], each["minutes"]) for each in body["exposed"]] == [(other, 120)]
    assert made.count("Query") == 1 + 1 + VISIT_SHARDS


def test_a_visit_that_ended_the_day_before_is_none_of_the_day(door):
    case = stayed(door[2], 0, 60)
    assert trace(case, "?from=2020-03-11&until=2020-03-11").body["visits"] == []
    assert len(trace(case, "?from=2020-03-10&until=2020-03-10").body["visits"]) == 1


def test_visits_of_other_regions_are_only_counted(door):
    manager, venue = opened(region="620102", location=LANZHOU)
    code = poster_of(manager, venue["id"])
    case = stayed(code, 0, 60)
    stayed(code, 0, 60)
    body = trace(case).body
    assert (body["visits"], body["exposed"], body["elsewhere"]) == ([], [], 1)
    assert trace(case, region="62").body["total"] == 1
    assert trace(case, region="").body["total"] == 1


def test_a_limit_shows_the_first_and_counts_all(cloud):
    manager, venue = opened()
    code = poster_of(manager, venue["id"])
    case = stayed(code, 0, 60)
    for start in range(3):
        stayed(code, start, 60)
    query = "?from=2020-03-10&until=2020-03-10&limit=2"
    body = trace(case, query).body
    assert ([each["minutes"] for each in body["exposed"]], body["total"]) == ([60, 59], 3)
    rest = trace(case, f"{query}&cursor={body['next_cursor']}").body
    assert ([each["minutes"] for each in rest["exposed"]], rest["next_cursor"]) == ([58], None)
    assert trace(case, f"{query}&cursor=x").fields == {"cursor": "bad_cursor"}


def test_who_was_at_a_venue(cloud):
    manager, venue = opened()
    code = poster_of(manager, venue["id"])
    before, during, brief = stayed(code, -90, -30), stayed(code, -30, 30), stayed(code, 59, 120)
    staff = log_in_staff("epidemiologist", LATER, "63")
    path = f"/v1/venues/{venue['id']}/exposures"
    body = staff.get(f"{path}?from=2020-03-10T04:00:00Z&until=2020-03-10T13:00:00%2B08:00", at=LATER)
    assert body.status == 200, body.raw
    assert [(each["person_id"], each["minutes"]) for each in body.body["people"]] == [(during, 30), (brief, 1)]
    assert before not in body.raw
    assert staff.get(path, at=LATER).body["people"] == []
    elsewhere = log_in_staff("epidemiologist", LATER, "11")
    assert elsewhere.get(path, at=LATER).status == 403


def test_every_look_is_on_record(door):
    _, venue_id, code = door
    case = stayed(code, 0, 60)
    trace(case)
    log_in_staff("epidemiologist", LATER, "63").get(f"/v1/venues/{venue_id}/exposures", at=LATER)
    assert [entry.action for entry in audit.of_subject(case, 5, None)] == ["traced.person"]
    assert "traced.venue" in [entry.action for entry in audit.of_subject(venue_id, 9, None)]


@pytest.mark.parametrize("role", ["supervisor", "gate", "reviewer", "auditor"])
def test_other_roles_may_not_look(door, role):
    _, venue_id, code = door
    client, person = green()
    scan(client, person, code, NOON)
    for path in (f"/v1/people/{person}/exposures", f"/v1/venues/{venue_id}/exposures"):
        assert log_in_staff(role, region="63").get(path, at=NOON).status == 403
        assert refreshed(client, NOON).get(path, at=NOON).status == 403


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?from=2020-03-12&until=2020-03-10", "until"),
        ("?from=2020-01-01&until=2020-03-10", "until"),
        ("?from=yesterday", "from"),
        ("?from=2020-W11-2", "from"),
        ("?until=20200310", "until"),
        ("?until=2020-02-30", "until"),
        ("?until=0001-01-01", "until"),
        ("?limit=0", "limit"),
        ("?limit=1001", "limit"),
    ],
)
def test_what_is_no_window(door, query, field):
    _, person = green()
    assert list(trace(person, query).fields) == [field]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?from=2020-03-10T00:00:00", "from"),
        ("?from=2020-03-01T00:00:00Z&until=2020-03-10T00:00:00Z", "until"),
        ("?from=2020-03-10T00:00:00Z&until=2020-03-09T00:00:00Z", "until"),
        ("?until=0001-01-01T00:00:00Z", "until"),
    ],
)
def test_what_is_no_window_at_a_venue(door, query, field):
    staff = log_in_staff("epidemiologist", LATER, "63")
    assert list(staff.get(f"/v1/venues/{door[1]}/exposures{query}", at=LATER).fields) == [field]


def test_nobody_known_is_not_found(door):
    assert trace("0123456789abcdef0123").status == 404


def test_an_old_screen_is_no_exposure_by_itself(door):
    manager, venue_id, code = door
    case = stayed(code, 300, 330)
    client, person = green(NOON)
    scan(client, person, screen_of(manager, venue_id, NOON), NOON + 301 * MINUTE)
    found = {each["person_id"]: each["minutes"] for each in trace(case).body["exposed"]}
    assert found == {person: 0}

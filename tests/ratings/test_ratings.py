"""Ratings: two people where anybody gets worse, one else; what they do to whoever stayed there."""

from datetime import datetime, timedelta

import pytest

from chalicelib.features.ratings import authorities
from chalicelib.person import colour
from chalicelib.person import records as people
from chalicelib.person.authorities import DESK, LIST, authority_of
from tests.ratings.steps import approve, correct, epidemiologist, in_force, march, rate, risk, withdraw
from tests.support.client import Client
from tests.support.published import a_county, a_minute_passes, shown, stayed, told
from tests.support.resident_steps import NOON, applied, declare, log_in_staff

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def _hold(client: Client, person_id: str, at: datetime) -> tuple[str, str, str, str | None]:
    code = shown(client, person_id, at)
    hold = code["holds"][0] if code["holds"] else {"rule": "", "since": "", "clears_on": None}
    return code["colour"], hold["rule"], hold["since"], hold["clears_on"]


def _equals_rebuilt(person_id: str) -> None:
    stored = people.state(person_id)
    assert colour.load_state(stored) == colour.rebuild(person_id, ())


def test_a_rating_takes_two_and_everybody_sees_it():
    county, first = a_county(), epidemiologist()
    asked = rate(county, "medium", "2020-03-01", NOON, by=first)
    assert (asked.status, asked.body["status"], asked.body["needs"]) == (201, "proposed", ["second_person"])
    assert risk(county, NOON)["level"] is None
    assert approve(asked, NOON, by=first).body["code"] == "same_person"
    assert approve(asked, NOON).body["status"] == "in_force"
    seen = applied(Client(), NOON)[0].get(f"/v1/regions/{county}/risk", at=NOON).body
    assert (seen["level"], [each["from"] for each in seen["ratings"]]) == ("medium", ["2020-03-01"])
    assert risk(county, NOON, on="2020-02-29")["level"] is None


def test_its_own_route_decides_it_by_its_id_and_by_its_region():
    for subject in ("rating", "region"):
        county = a_county()
        asked = rate(county, "medium", "2020-03-01", NOON)
        body = {"version": 1, "content_hash": asked.body["content_hash"], "decision": "approve"}
        name = county if subject == "region" else f"{county}-{asked.body['id']}"
        answer = epidemiologist().post(f"/v1/ratings/{name}/approval", body, at=NOON)
        assert (answer.status, answer.body["status"]) == (200, "in_force"), answer.raw


def test_the_number_of_those_who_stayed_there_is_shown():
    county = a_county()
    for _ in range(3):
        stayed(county)
    asked = rate(county, "high", "2020-03-01", NOON)
    touches = asked.body["touches"]
    assert (touches["people"], touches["to_red"], touches["estimated"]) == (3, 3, True)
    body = {"region": county, "level": "medium", "from": "2020-03-01"}
    foreseen = epidemiologist().post("/v1/ratings/preview", body, at=NOON)
    assert (foreseen.body["touches"]["people"], foreseen.body["touches"]["to_yellow"]) == (3, 3)


def test_what_makes_nobody_worse_is_in_force_at_once():
    county = a_county()
    in_force(county, "high", "2020-03-01", march(5))
    lowered = rate(county, "low", "2020-03-08", march(8))
    assert (lowered.status, lowered.body["status"]) == (200, "in_force")
    assert risk(county, march(8))["level"] == "low"
    assert risk(county, march(8), on="2020-03-07")["level"] == "high"


def test_a_resident_of_a_rated_county_turns_yellow_and_is_released():
    """Check 7 of the epidemic side, and its end."""
    county = a_county()
    client, person_id = stayed(county, march(4))
    name = in_force(county, "medium", "2020-03-01", march(5, 12))
    now = march(5, 12) + MINUTE
    assert _hold(client, person_id, now) == ("yellow", "region.medium", "2020-03-05", None)
    withdrawn = withdraw(name, march(6))
    assert withdrawn.body["status"] == "in_force"
    a_minute_passes()
    assert _hold(client, person_id, march(6) + MINUTE)[0] == "green"
    declare(client, person_id, march(6, 12), location=county)
    _equals_rebuilt(person_id)


def test_who_left_in_time_has_a_day_on_which_it_clears():
    """Check 8: declared there on the third, elsewhere on the fourth."""
    county, elsewhere = a_county(), a_county()
    client, person_id = stayed(county, march(3), residence=elsewhere)
    declare(client, person_id, march(4), location=elsewhere)
    in_force(county, "medium", "2020-03-01", march(5, 12))
    assert _hold(client, person_id, march(5, 12)) == ("yellow", "region.medium", "2020-03-03", "2020-03-10")
    assert shown(client, person_id, march(5, 12))["holds"][0]["checkins_done"] == 2
    declare(client, person_id, march(5, 13), location=elsewhere)
    assert len(told(client, march(5, 14), "rated")) == 1
    for day in range(6, 11):
        declare(client, person_id, march(day), location=elsewhere)
    assert _hold(client, person_id, march(10, 10))[0] == "green"
    _equals_rebuilt(person_id)


def _raised() -> tuple[Client, str, str, str]:
    """Check 11: medium from the first, high from the seventh, with daily check-ins; the county, the high period."""
    county = a_county()
    client, person_id = stayed(county, march(4), residence=county)
    in_force(county, "medium", "2020-03-01", march(5))
    assert rate(county, "high", "2020-03-01", march(7)).body["code"] == "use_correction"
    declare(client, person_id, march(5, 10), location=county)
    declare(client, person_id, march(6, 10), location=county)
    high = in_force(county, "high", "2020-03-07", march(7))
    for day in (7, 8, 9):
        declare(client, person_id, march(day, 10), location=county)
    assert _hold(client, person_id, march(9, 10))[:2] == ("red", "region.high")
    assert _hold(client, person_id, march(9, 10))[3] is None
    return client, person_id, county, high


def test_a_rating_that_was_raised_by_mistake_is_corrected():
    client, person_id, _, high = _raised()
    assert correct(high, march(9, 11), level="low").body["status"] == "in_force"
    a_minute_passes()
    assert _hold(client, person_id, march(9, 12)) == ("yellow", "region.medium", "2020-03-06", "2020-03-13")
    _equals_rebuilt(person_id)


def test_a_rating_that_ends_leaves_its_term():
    client, person_id, county, _ = _raised()
    assert rate(county, "low", "2020-03-09", march(9, 11)).status == 200
    a_minute_passes()
    assert _hold(client, person_id, march(9, 12)) == ("red", "region.high", "2020-03-08", "2020-03-22")
    _equals_rebuilt(person_id)


def test_a_withdrawn_rating_gives_the_former_one_its_end_back():
    client, person_id, county, high = _raised()
    assert withdraw(high, march(10, 11)).body["status"] == "in_force"
    a_minute_passes()
    assert _hold(client, person_id, march(10, 12))[:2] == ("yellow", "region.medium")
    assert _hold(client, person_id, march(10, 12))[3] is None
    assert risk(county, march(10, 12))["level"] == "medium"
    _equals_rebuilt(person_id)


def test_withdrawing_a_low_one_that_shields_from_a_graver_takes_two():
    county = a_county()
    in_force(county, "low", "2020-03-06", march(6))
    name = risk(county, march(6))["ratings"][0]["id"]
    prefecture = f"{county[:4]}00"
    in_force(prefecture, "high", "2020-03-05", march(5))
    try:
        asked = withdraw(name, march(7))
        assert (asked.status, asked.body["needs"]) == (201, ["second_person"])
    finally:
        assert withdraw(risk(prefecture, march(7))["ratings"][0]["id"], march(7)).status == 200
        a_minute_passes()


def test_a_planned_period_stands_and_the_one_before_ends_in_time():
    county = a_county()
    in_force(county, "medium", "2020-03-20", march(5))
    in_force(county, "medium", "2020-03-06", march(6))
    (running,) = risk(county, march(6))["ratings"]
    assert (running["from"], running["until"]) == ("2020-03-06", "2020-03-19")
    assert rate(county, "low", "2020-03-20", march(6)).body["code"] == "use_correction"


def test_two_who_rate_a_region_at_once():
    county = a_county()
    first, second = rate(county, "medium", "2020-03-01", NOON), rate(county, "high", "2020-03-01", NOON)
    assert (first.status, second.status, second.body["code"]) == (201, 409, "proposal_open")


def test_what_was_agreed_to_is_what_was_shown():
    """Meanwhile another period of the region was put in force by one hand."""
    county = a_county()
    in_force(county, "medium", "2020-03-01", march(5))
    asked = rate(county, "high", "2020-03-08", march(8))
    in_force_name = risk(county, march(8))["ratings"][0]["id"]
    assert correct(in_force_name, march(8, 10), level="low").status == 200
    answer = approve(asked, march(8, 11))
    assert (answer.status, answer.body["code"]) == (409, "conflict")


def test_a_county_that_becomes_graver_is_not_told_twice():
    county = a_county()
    client, person_id = stayed(county, march(4))
    high = in_force(county, "high", "2020-03-04", march(5))
    declare(client, person_id, march(5, 10), location=county)
    assert correct(high, march(6), level="key").status == 200
    a_minute_passes()
    declare(client, person_id, march(6, 10), location=county)
    assert len(told(client, march(6, 11), "rated")) == 1


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"level": "grave"}, 400, "invalid_request"),
        ({"until": "2020-02-28"}, 400, "invalid_request"),
        ({"from": "2019-12-01"}, 400, "invalid_request"),
        ({"from": "2031-01-01"}, 400, "invalid_request"),
        ({"from": "01.03.2020"}, 400, "invalid_request"),
    ],
)
def test_what_makes_no_sense_is_refused(changes, status, code):
    body = {"level": "medium", "from": "2020-03-01"} | changes
    answer = epidemiologist().call("PUT", f"/v1/regions/{a_county()}/risk", body, at=NOON)
    assert (answer.status, answer.body["code"]) == (status, code)


@pytest.mark.parametrize("region", ["000000", "639999", "XX", "63", "nothing"])
def test_there_is_no_rating_of_no_region(region):
    assert rate(region, "medium", "2020-03-01", NOON).status == 404
    assert epidemiologist().get(f"/v1/regions/{region}/risk", at=NOON).status == 404


def test_each_rates_their_own_region_and_countries_are_those_of_the_whole():
    county = a_county()
    assert rate(county, "medium", "2020-03-01", NOON, by=epidemiologist("11")).status == 404
    assert rate("IT", "high", "2020-03-01", NOON, by=epidemiologist("63")).status == 404
    asked = rate("IS", "high", "2020-03-01", NOON)
    assert asked.status == 201
    assert approve(asked, NOON, by=epidemiologist("63")).status == 404


def test_the_list_rates_what_it_is_registered_for(monkeypatch):
    county = a_county()
    name = in_force(county, "high", "2020-03-01", march(5))
    monkeypatch.setattr(authorities, "authority_of", lambda region: LIST)
    for answer in (rate(county, "low", "2020-03-08", march(8)), correct(name, march(8), level="low")):
        assert (answer.status, answer.body["code"]) == (422, "not_yours_to_say")


def test_the_longest_registered_prefix_is_the_authority():
    assert authority_of("630102") == DESK
    assert authority_of("990102") == LIST


def test_over_a_thousand_people_take_a_supervisor_and_the_number(monkeypatch):
    from chalicelib.features.ratings import touched

    monkeypatch.setattr(touched, "people_in", lambda region: 1_200)
    county = a_county()
    asked = rate(county, "medium", "2020-03-01", NOON)
    assert set(asked.body["needs"]) == {"second_person", "supervisor", "count"}
    assert approve(asked, NOON).body["code"] == "needs"
    supervisor = log_in_staff("supervisor", NOON)
    assert approve(asked, NOON, by=supervisor).body["code"] == "needs"
    assert approve(asked, NOON, by=supervisor, count=1_200).status == 200


def test_freeing_over_a_thousand_people_takes_two(monkeypatch):
    from chalicelib.features.ratings import touched

    county = a_county()
    name = in_force(county, "high", "2020-03-01", march(5))
    monkeypatch.setattr(touched, "people_in", lambda region: 1_200)
    assert withdraw(name, march(6)).status == 201


def test_a_request_sent_twice_rates_once():
    county, by = a_county(), epidemiologist()
    headers = {"idempotency_key": f"rate-{county}"}
    first, again = (rate(county, "medium", "2020-03-01", NOON, by=by, headers=headers) for _ in range(2))
    assert (first.status, first.body["id"]) == (again.status, again.body["id"])

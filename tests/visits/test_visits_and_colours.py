"""What a visit tells the rules: temperatures, anomalies, counties."""

from datetime import timedelta

import pytest

from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, apply, declare, refreshed
from tests.support.venue_steps import (
    colour_of,
    green,
    guard_of,
    opened,
    own_visits,
    poster_of,
    scan,
    scanned_by,
    token_of,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


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
    assert colour_of(client, person, NOON + MINUTE) == colour
    assert (answer.body["anomaly"] is not None) == (colour == "yellow")


def test_the_venues_list_shows_the_guard_who_turned_yellow_there(cloud):
    manager, venue = opened()
    guard, code = guard_of(manager, venue["id"]), poster_of(manager, venue["id"])
    client, person = green()
    fevered = scan(client, person, code, NOON, temperature=38.5).body
    other, second = green()
    scan(other, second, code, NOON)
    measured = scanned_by(guard, token_of(other, second, NOON), venue["id"], NOON + MINUTE, temperature=38.0).body
    assert [each["visit"]["colour"] for each in (fevered, measured)] == ["yellow", "yellow"]
    items = guard.get(f"/v1/venues/{venue['id']}/visits", at=NOON + MINUTE).body["items"]
    assert {(each["id"], each["colour"], each["anomaly_id"]) for each in items} == {
        (each["visit"]["id"], "yellow", each["anomaly"]["id"]) for each in (fevered, measured)
    }


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


def test_whoever_works_there_takes_it_back_within_a_quarter_of_an_hour(place, far_away):
    """Also what a visitor typed, and what a colleague measured; nobody else does, the visitor least of all."""
    manager, venue_id, code = place
    guard, colleague, elsewhere = (guard_of(manager, venue_id), guard_of(manager, venue_id), guard_of(*far_away[:2]))
    client, person = green()
    typed = scan(client, person, code, NOON, temperature=38.5).body["anomaly"]
    other, second = green()
    measured = scanned_by(guard, token_of(other, second, NOON), venue_id, NOON, temperature=38.0).body["anomaly"]
    assert measured["withdraw_until"] == "2020-03-10T04:15:00+00:00"
    for anomaly, whose, who in ((typed, client, person), (measured, other, second)):
        assert [_take_back(each, anomaly).status for each in (elsewhere, whose)] == [404, 403]
        assert _take_back(colleague, anomaly).status == 200
        assert colour_of(whose, who, NOON + MINUTE) == "green"


def _take_back(client, anomaly):
    body = {"outcome": "withdrawn", "reason": "量错了"}
    at = NOON + MINUTE
    return refreshed(client, at).post(f"/v1/anomalies/{anomaly['id']}/decision", body, at=at)


def test_who_guards_another_venue_takes_nothing_of_their_own_back(place, far_away):
    guard = guard_of(*far_away[:2])
    person = apply(guard).body
    declare(guard, person["id"], NOON)
    typed = scan(guard, person["id"], place[2], NOON, temperature=38.5).body["anomaly"]
    assert _take_back(guard, typed).status == 404


def test_every_county_and_day_is_one_fact(place):
    client, person = _from_wuhan()
    for hours in (1, 6, 11):
        scan(client, person, place[2], NOON + hours * HOUR)
    from chalicelib.person import facts, history

    known = [each for each in facts.of_history(history.history(person)) if type(each).__name__ == "StayKnown"]
    assert [(each.region, str(each.first)) for each in known] == [("630102", "2020-03-10")]
    scan(client, person, place[2], NOON + 15 * HOUR)
    known = [each for each in facts.of_history(history.history(person)) if type(each).__name__ == "StayKnown"]
    assert [str(each.first) for each in known] == ["2020-03-10", "2020-03-11"]


def _from_wuhan() -> tuple[Client, str]:
    """Somebody whose records name no county of the venues here."""
    client, person = applied(Client(), residence="420102")
    declare(client, person["id"], NOON, location="420102")
    return client, person["id"]


def test_the_state_can_be_built_again_from_the_records(place, far_away, rate):
    from chalicelib.person import colour
    from chalicelib.person import records as people

    client, person = green()
    rate("620102", "high")
    scan(client, person, place[2], NOON + MINUTE)
    scan(client, person, far_away[2], NOON + 3 * HOUR, temperature=37.5)
    state = people.state(person)
    assert colour.rebuild(person, ()).to_json() == colour.load_state(state).to_json()
    assert colour_of(client, person, NOON + 3 * HOUR) == "red"

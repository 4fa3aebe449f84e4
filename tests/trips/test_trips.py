"""The trip of a traveller: what is accepted, what it shows, what puts it at risk, and that it never costs a day."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.config import settings
from chalicelib.features.messages import job as messages_job
from chalicelib.features.sweep import expiry_job
from tests.support.client import Client
from tests.support.resident_steps import applied, refreshed
from tests.support.traveller_steps import (
    DAY,
    START,
    abroad,
    code,
    risks,
    set_trip,
    told,
    traveller,
    trip,
    with_passport,
)


def test_a_trip_is_kept_and_shown_with_both_times():
    client, person_id = traveller()
    answer = set_trip(client, person_id, flight_number="ca 0940", destination="pek")
    assert answer.status == 200, answer.raw
    shown = answer.body
    assert (shown["flight_number"], shown["destination"], shown["departs_on"]) == ("CA940", "PEK", "2020-05-05")
    assert shown["departs_beijing"] == "2020-05-05T19:30:00+08:00"
    assert shown["departs_local"] == "2020-05-05T13:30:00+02:00"
    assert (shown["departure"]["city"], shown["arrival"]["city"]) == ("Rome", "Beijing")
    assert client.get(f"/v1/people/{person_id}/trip", at=START).body == shown
    assert code(client, person_id, START)["trip"]["flight_number"] == "CA940"


def test_the_policy_day_of_a_departure_is_shanghais():
    client, person_id = traveller()
    shown = set_trip(client, person_id, departs_at="2020-05-05T18:30:00+02:00").body
    assert shown["departs_on"] == "2020-05-06"


def test_an_expected_day_is_enough_without_a_ticket():
    client, person_id = traveller()
    answer = set_trip(client, person_id, ticketed=False, flight_number=None, departs_at="2020-05-10")
    assert answer.status == 200, answer.raw
    assert (answer.body["departs_on"], answer.body["ticketed"]) == ("2020-05-10", False)


def test_there_is_no_trip_before_one_is_given_and_after_it_is_cancelled():
    client, person_id = traveller()
    path = f"/v1/people/{person_id}/trip"
    assert client.get(path, at=START).status == 404
    set_trip(client, person_id)
    assert client.call("DELETE", path, at=START).status == 204
    assert client.call("DELETE", path, at=START).status == 204
    assert client.get(path, at=START).status == 404
    assert code(client, person_id, START)["trip"] is None


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"flight_number": "CA"}, "flight_number", "flight_form"),
        ({"flight_number": "0000"}, "flight_number", "flight_form"),
        ({"flight_number": "CA00000"}, "flight_number", "flight_form"),
        ({"flight_number": "HELLO WORLD"}, "flight_number", "flight_form"),
        ({"flight_number": None}, "flight_number", "flight_required"),
        ({"departs_at": "2020-04-20T11:59:59+08:00"}, "departs_at", "departed"),
        ({"departs_at": "2022-04-20T12:00:00+08:00"}, "departs_at", "departs_too_late"),
        ({"departs_at": "2020-05-05T13:30:00"}, "departs_at", "bad_instant"),
        ({"departs_at": "2020-02-30T13:30:00Z"}, "departs_at", "bad_instant"),
        ({"departs_at": "tomorrow"}, "departs_at", "bad_instant"),
        ({"departs_at": 1588678200}, "departs_at", "bad_instant"),
        ({"departs_at": "2020-05-05"}, "departs_at", "departure_time_required"),
        ({"departs_at": "0001-01-01T00:00:00+08:00"}, "departs_at", "bad_instant"),
        ({"departs_at": "9999-12-31T23:59:59-08:00"}, "departs_at", "bad_instant"),
        ({"from_country": "ZZ"}, "from_country", "unknown_country"),
        ({"from_country": "ITA"}, "from_country", "unknown_country"),
        ({"from_country": "YU"}, "from_country", "former_country"),
        ({"from_country": "UK"}, "from_country", "former_country"),
        ({"transit": [{"country": "DD", "left_airport": False}]}, "transit.0.country", "former_country"),
        ({"transit": [{"country": "FR", "left_airport": "no"}]}, "transit.0.left_airport", "wrong_type"),
        ({"from_country": "CN", "departure_airport": None}, "from_country", "begins_in_china"),
        ({"destination": "北"}, "destination", "unknown_destination"),
        ({"destination": "QQQ"}, "destination", "unknown_destination"),
        ({"destination": "CDG"}, "destination", "destination_abroad"),
        ({"destination": "999999"}, "destination", "unknown_destination"),
        ({"departure_airport": "ZZZ"}, "departure_airport", "unknown_airport"),
        ({"departure_airport": "CDG"}, "departure_airport", "airport_off_the_way"),
        ({"ticketed": "yes"}, "ticketed", "wrong_type"),
        ({"colour": "green"}, "colour", "unknown_field"),
    ],
)
def test_each_wrong_field_of_a_trip_is_named(change, field, why):
    client, person_id = traveller()
    answer = set_trip(client, person_id, **change)
    assert (answer.status, answer.fields) == (400, {field: why}), answer.raw
    assert client.get(f"/v1/people/{person_id}/trip", at=START).status == 404


def test_all_wrong_fields_are_named_at_once_and_an_old_code_with_its_successor():
    client, person_id = traveller()
    answer = set_trip(client, person_id, flight_number="?", from_country="ZR", destination="QQQ")
    assert set(answer.fields) == {"flight_number", "from_country", "destination"}
    assert "CD" in next(each["detail"] for each in answer.body["errors"] if each["field"] == "from_country")


@pytest.mark.parametrize("destination", ["PEK", "BJS", "XNN", "110105", "310000", "Beijing", "北京", "CN"])
def test_a_destination_may_be_an_airport_a_city_or_a_region(destination):
    client, person_id = traveller()
    assert set_trip(client, person_id, destination=destination).status == 200


def test_only_a_travellers_code_has_a_trip():
    client, person = applied(Client(), START)
    answer = set_trip(client, person["id"])
    assert (answer.status, answer.body["code"], answer.fields) == (422, "not_eligible", {"trip": "international_only"})


def test_another_persons_trip_is_not_found():
    _, person_id = traveller()
    other, _ = traveller()
    for method, body in (("GET", None), ("PUT", trip()), ("DELETE", None)):
        assert other.call(method, f"/v1/people/{person_id}/trip", body, at=START).status == 404


def test_setting_changing_and_cancelling_a_trip_never_touch_the_streak():
    client, person_id = traveller()
    abroad(client, person_id, START)
    for day in range(1, 4):
        at = START + day * DAY
        set_trip(client, person_id, at, departs_at=f"2020-05-0{4 + day}T13:30:00+02:00")
        abroad(client, person_id, at - timedelta(minutes=1))
        refreshed(client, at).call("DELETE", f"/v1/people/{person_id}/trip", at=at)
    assert code(client, person_id, at)["streak"]["days"] == 4


def test_a_trip_comes_with_a_declaration_stays_without_and_goes_with_null():
    client, person_id = traveller()
    assert abroad(client, person_id, START, trip=trip()).body["code"]["trip"]["flight_number"] == "CA940"
    kept = abroad(client, person_id, START + DAY / 2).body["code"]
    assert kept["trip"]["flight_number"] == "CA940"
    assert abroad(client, person_id, START + DAY, trip=None).body["code"]["trip"] is None


def test_a_wrong_trip_in_a_declaration_is_named_and_nothing_is_filed():
    client, person_id = traveller()
    answer = abroad(client, person_id, START, trip=trip(flight_number="?"))
    assert (answer.status, answer.fields) == (400, {"trip.flight_number": "flight_form"})
    assert client.get(f"/v1/people/{person_id}/declarations", at=START).body["items"] == []


def test_what_was_prefilled_is_accepted_after_the_flight_left():
    client, person_id = traveller()
    set_trip(client, person_id, departs_at="2020-04-20T13:00:00+08:00")
    later = START + timedelta(hours=3)
    same = trip(departs_at="2020-04-20T05:00:00Z")
    assert abroad(client, person_id, later, trip=same).status == 201
    assert abroad(client, person_id, later, trip=trip(departs_at="2020-04-20T05:00:01Z")).status == 400


def test_who_is_obliged_to_file():
    client, person_id = traveller()
    assert set_trip(client, person_id).body["required"] is True
    through_germany = {"from_country": "ZA", "departure_airport": None, "departs_at": "2020-05-05T13:30:00+02:00"}
    stays_inside = [{"country": "DE", "left_airport": False}]
    assert set_trip(client, person_id, **through_germany, transit=stays_inside).body["required"] is False
    leaves = [{"country": "DE", "left_airport": True}]
    assert set_trip(client, person_id, **through_germany, transit=leaves).body["required"] is True


def test_a_foreigner_is_not_obliged():
    client, person_id = with_passport(nationality="IT", document={"country": "IT"})
    assert set_trip(client, person_id).body["required"] is False


def test_boardable_after_enough_days_and_not_before():
    client, person_id = traveller()
    set_trip(client, person_id)
    for day in range(16):
        shown = abroad(client, person_id, START + day * DAY - day * timedelta(minutes=1)).body["code"]
        assert shown["boardable"] == (day >= 14), day
        assert shown["risks"] == []
    assert shown["earliest_boarding_on"] == "2020-05-05"


def test_a_broken_chain_is_told_once_with_the_earliest_day():
    client, person_id = traveller()
    set_trip(client, person_id, departs_at="2020-05-04T13:30:00+02:00")
    abroad(client, person_id, START)
    late = START + DAY + timedelta(seconds=1)
    assert risks(client, person_id, START + DAY) == {}
    for seconds in (0, 60, 120):
        expiry_job.sweep(late + timedelta(seconds=seconds))
    assert risks(client, person_id, late) == {"lapsed": "2020-05-05"}
    assert risks(client, person_id, late + DAY / 4) == {"lapsed": "2020-05-05"}
    abroad(client, person_id, late + DAY / 2)
    assert len(told(client, late + DAY, "risk_lapsed")) == 1


def test_a_risk_that_went_and_came_again_is_told_again():
    client, person_id = traveller()
    abroad(client, person_id, START)
    for minute, day in enumerate(("04-30", "05-05", "04-30")):
        departs_at, at = f"2020-{day}T13:30:00+02:00", START + timedelta(minutes=minute)
        set_trip(client, person_id, at, departs_at=departs_at)
        set_trip(client, person_id, at, departs_at=departs_at, flight_number="CA941")
    assert len(told(client, START + DAY / 2, "risk_lapsed")) == 2


def test_an_unhealthy_answer_puts_the_trip_at_risk_and_says_from_when_on_it_does_not():
    client, person_id = traveller()
    set_trip(client, person_id, departs_at="2020-05-04T13:30:00+02:00")
    shown = abroad(client, person_id, START, symptoms=["fatigue"]).body["code"]
    assert shown["colour"] == "green"
    assert [(risk["kind"], risk["earliest_boarding_on"]) for risk in shown["risks"]] == [("unhealthy", "2020-05-05")]
    assert "2020-05-05" not in shown["risks"][0]["text"]
    assert "Tuesday 5 May" in shown["risks"][0]["text"]
    assert len(told(client, START, "risk_unhealthy")) == 1


def test_without_photos_there_is_a_code_and_no_boarding():
    client, person_id = with_passport()
    shown = abroad(client, person_id, START).body["code"]
    assert (shown["colour"], shown["boardable"]) == ("green", False)
    assert [risk["kind"] for risk in shown["risks"]] == ["photos_missing"]


def test_a_late_start_is_told_when_the_day_has_passed():
    client, person_id = traveller()
    set_trip(client, person_id)
    last_moment = datetime(2020, 4, 21, 15, 59, 59, tzinfo=UTC)
    expiry_job.sweep(last_moment)
    assert told(client, last_moment, "risk_lapsed") == []
    expiry_job.sweep(last_moment + timedelta(seconds=1))
    assert len(told(client, last_moment + timedelta(seconds=1), "risk_lapsed")) == 1


def test_a_risk_reaches_the_phone_once(cloud):
    client, person_id = traveller()
    cloud.messages(settings().messages_queue_url)
    abroad(client, person_id, START)
    set_trip(client, person_id, departs_at="2020-04-25T13:30:00+02:00")
    for minutes in (1, 2):
        expiry_job.sweep(START + timedelta(minutes=minutes))
    for message in cloud.messages(settings().messages_queue_url) * 2:
        if message.get("account_id") == client.account_id:
            messages_job.work(message, datetime.fromisoformat(message["at"]))
    (text,) = cloud.sms(client.phone)
    assert "at risk" in text


def test_the_code_closes_two_days_after_departure_and_opens_again():
    client, person_id = traveller()
    departs = START + timedelta(hours=12)
    set_trip(client, person_id, departs_at=departs.isoformat())
    abroad(client, person_id, START)
    closes = departs + 2 * DAY
    for at in (START + timedelta(hours=22), closes, closes + 3 * DAY):
        expiry_job.sweep(at)
    after = code(client, person_id, closes)
    assert (after["closed"], after["token"], after["holds"]) == (True, None, [])
    assert [each["kind"] for each in told(client, closes + 3 * DAY)] == [
        "undeclared",
        "lapsed",
        "expiring",
        "risk_lapsed",
    ]
    assert abroad(client, person_id, closes + 4 * DAY).body["code"]["closed"] is False


def test_airports_are_found_by_code_and_city():
    answer = Client().get("/v1/airports?q=milan", at=START)
    assert {each["code"] for each in answer.body["items"]} >= {"MXP", "LIN"}
    assert Client().get("/v1/airports?q=fco", at=START).body["items"][0]["timezone"] == "Europe/Rome"
    assert Client().get("/v1/airports?q=x", at=START).status == 400
    assert Client().get("/v1/airports?q=(((", at=START).body["items"] == []

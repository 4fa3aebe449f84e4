"""The FAQ of the international edition, put to the system: filing, streak, trip and reminders.

Each test is one question, by its number; what it expects is the answer that travellers were given in 2020.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.config import settings
from chalicelib.features.messages import job as messages_job
from chalicelib.features.people import certification_job
from chalicelib.features.sweep import expiry_job
from chalicelib.person import shelf
from chalicelib.person.outages import OutagesRecord
from tests.support.client import Client
from tests.support.resident_steps import log_in_staff, refreshed
from tests.support.traveller_steps import DAY, abroad, code, risks, set_trip, told, traveller, trip

SECOND = timedelta(seconds=1)
WHO_HELPS = "airline"


def beijing(day: int, hour: int = 12, minute: int = 0, second: int = 0) -> datetime:
    """An instant in April 2020 on a clock in Beijing; 31 is the 1st of May."""
    return datetime.fromisoformat(f"2020-04-01T{hour:02d}:{minute:02d}:{second:02d}+08:00") + (day - 1) * DAY


def filed_daily(first: int, last: int, **departure: Any) -> tuple[Client, str]:
    """A traveller who declares each noon from `first` to `last`, with a flight if one is named."""
    client, person_id = traveller(beijing(first))
    for day in range(first, last + 1):
        assert abroad(client, person_id, beijing(day)).status == 201
    if departure:
        assert set_trip(client, person_id, beijing(last), **departure).status == 200
    return client, person_id


def flight(day: int, hour: int = 20) -> dict[str, Any]:
    return {"departs_at": beijing(day, hour).isoformat()}


def filings(client: Client, person_id: str, at: datetime) -> list[dict[str, Any]]:
    answer = refreshed(client, at).get(f"/v1/people/{person_id}/declarations?limit=100", at=at)
    return list(answer.body["items"])


def test_q2_must_health_be_declared_every_day():
    """Each is valid for 24 h, the streak stands under the code, one day forgotten breaks it."""
    client, person_id = filed_daily(10, 13)
    shown = code(client, person_id, beijing(13))
    assert (shown["streak"]["days"], shown["streak"]["since"]) == (4, "2020-04-10")
    assert shown["valid_until"] == "2020-04-14T04:00:00+00:00"
    forgotten = abroad(client, person_id, beijing(15)).body["code"]
    assert (forgotten["streak"]["days"], forgotten["streak"]["since"]) == (1, "2020-04-15")


@pytest.mark.parametrize(
    ("began", "departs", "enough"),
    [
        (8, 8, True),
        (8, 15, True),
        (9, 15, False),
        (8, 21, True),
        (8, 22, True),
        (9, 22, False),
        (9, 23, True),
        (10, 23, False),
        (11, 25, True),
    ],
)
def test_q2_since_when_for_a_flight_in_the_transition_period_and_after(began, departs, enough):
    """8 to 22 April: from the 8th on. Later: from the fourteenth day before the flight on."""
    client, person_id = filed_daily(began, departs)
    set_trip(client, person_id, beijing(departs), **flight(departs))
    shown = code(client, person_id, beijing(departs, 20))
    assert (shown["boardable"], [risk["kind"] for risk in shown["risks"]]) == (enough, [] if enough else ["lapsed"])


def test_q5_where_are_my_earlier_declarations():
    client, person_id = filed_daily(10, 12)
    abroad(client, person_id, beijing(12, 18), temperature=36.9, symptoms=["diarrhea"])
    items = filings(client, person_id, beijing(12, 19))
    days = [datetime.fromisoformat(each["at"]).day for each in items]
    assert (days, items[0]["temperature"], items[0]["symptoms"]) == ([12, 12, 11, 10], 36.9, ["diarrhea"])


def test_q6_why_am_i_told_that_my_code_runs_out(cloud):
    """Two hours before the end of each declaration's 24 h, by text message, once."""
    client, _ = filed_daily(10, 10)
    cloud.messages(settings().messages_queue_url)
    expiry_job.sweep(beijing(11, 10) - SECOND)
    assert told(client, beijing(11, 10), "expiring") == []
    for minute in (0, 1, 2):
        expiry_job.sweep(beijing(11, 10, minute))
    for message in cloud.messages(settings().messages_queue_url):
        if message.get("account_id") == client.account_id:
            messages_job.work(message, datetime.fromisoformat(message["at"]))
    (text,) = cloud.sms(client.phone)
    assert "04-11 12:00" in text
    assert len(told(client, beijing(11, 11), "expiring")) == 1


@pytest.mark.parametrize(
    "answers",
    [
        {"temperature": 37.3},
        {"symptoms": ["dry_cough"]},
        {"symptoms": ["fatigue"]},
        {"test": {"result": "positive", "on": "2020-04-20"}},
        {"contact": {"kind": "suspected", "on": "2020-04-20"}},
    ],
)
def test_q7_why_is_my_trip_at_risk_after_what_i_declared(answers):
    client, person_id = filed_daily(18, 19, **flight(33))
    abroad(client, person_id, beijing(20), **answers)
    shown = code(client, person_id, beijing(20))
    (risk,) = shown["risks"]
    assert (risk["kind"], risk["earliest_boarding_on"], shown["boardable"]) == ("unhealthy", "2020-05-05", False)
    assert WHO_HELPS in risk["text"]


def test_q7_why_is_my_trip_at_risk_after_a_day_without_declaring():
    client, person_id = filed_daily(18, 20, **flight(34))
    assert risks(client, person_id, beijing(21)) == {}
    assert risks(client, person_id, beijing(21) + SECOND) == {"lapsed": "2020-05-05"}


@pytest.fixture
def outage(cloud) -> Iterator[None]:
    """The system was down from 9:00 to 15:00 on 21 April, as a supervisor of the whole country recorded."""
    body = {"from": beijing(21, 9).isoformat(), "until": beijing(21, 15).isoformat(), "reason": "A broken line"}
    at = beijing(21, 15, 30)
    assert log_in_staff("supervisor", at).post("/v1/outages", body, at=at).status == 201
    yield
    OutagesRecord("OUTAGES", "outages").delete(add_version_condition=False)
    shelf.current(fresh=True)


@pytest.mark.parametrize(("hour", "second", "days"), [(16, 0, 14), (17, 0, 14), (17, 1, 1)])
def test_q8_the_system_could_not_be_reached(outage, hour, second, days):
    """What fell due meanwhile may be done until two hours after its end."""
    client, person_id = filed_daily(8, 20, **flight(22))
    shown = abroad(client, person_id, beijing(21, hour, 0, second)).body["code"]
    assert (shown["streak"]["days"], bool(shown["risks"])) == (days, days == 1)


def test_q8_something_was_wrong_with_what_i_declared_may_i_board():
    """What was missed or mistaken is put right from the next time on; in the end the airline decides."""
    client, person_id = filed_daily(8, 20, **flight(22))
    abroad(client, person_id, beijing(21, 12, 30), temperature=36.4)
    after = code(client, person_id, beijing(21, 12, 30))
    assert (after["streak"]["days"], after["boardable"]) == (1, False)
    assert WHO_HELPS in after["risks"][0]["text"]


def test_q11_may_i_declare_before_i_have_a_ticket():
    """An expected day is enough, and the days count all the same; so they do with no trip at all."""
    client, person_id = filed_daily(20, 22)
    expected = {"ticketed": False, "flight_number": None, "departs_at": "2020-05-10"}
    assert set_trip(client, person_id, beijing(22), **expected).status == 200
    assert abroad(client, person_id, beijing(23)).body["code"]["streak"]["days"] == 4
    assert set_trip(client, person_id, beijing(23), **flight(38)).body["risks"] == []
    assert code(client, person_id, beijing(23))["streak"]["days"] == 4


def test_q12_i_ticked_dry_cough_by_mistake():
    """What was sent cannot be changed; declaring again goes on, and fourteen days follow."""
    client, person_id = filed_daily(20, 20, **flight(34))
    wrong = abroad(client, person_id, beijing(21), symptoms=["dry_cough"]).body["declaration"]["id"]
    for method in ("PUT", "PATCH", "DELETE"):
        answer = refreshed(client, beijing(21)).call(method, f"/v1/declarations/{wrong}", {}, at=beijing(21))
        assert answer.status in (403, 404, 405)
    shown = abroad(client, person_id, beijing(21, 13)).body["code"]
    assert (shown["colour"], risks(client, person_id, beijing(21, 13))) == ("red", {"unhealthy": "2020-05-06"})
    for day in range(22, 36):
        shown = abroad(client, person_id, beijing(day)).body["code"]
        assert (shown["colour"], shown["streak"]["days"]) == ("green" if day == 35 else "red", day - 19)


def test_q12_staff_correct_a_mistake_on_evidence():
    """The answer goes as if it had never been; the days stay."""
    client, person_id = filed_daily(8, 20, **flight(22))
    wrong = abroad(client, person_id, beijing(21), symptoms=["dry_cough"]).body["declaration"]["id"]
    abroad(client, person_id, beijing(22))
    assert (code(client, person_id, beijing(22))["colour"], len(risks(client, person_id, beijing(22)))) == ("red", 1)
    evidence = {"kind": "mistaken", "reason": "12308: a doctor's letter of that day"}
    path, at = f"/v1/declarations/{wrong}/annulment", beijing(22, 13)
    assert refreshed(client, at).post(path, evidence, at=at).status == 403
    assert log_in_staff("reviewer", at).post(path, evidence, at=at).status == 201
    shown = code(client, person_id, at)
    assert (shown["colour"], shown["risks"], shown["streak"]["days"], shown["boardable"]) == ("green", [], 15, True)


@pytest.mark.parametrize(
    ("start", "left_airport", "required"),
    [("ZA", False, False), ("ZA", True, True), ("DE", False, True)],
)
def test_q13_i_only_change_planes_in_a_listed_country(start, left_airport, required):
    client, person_id = traveller(beijing(20))
    way = {"from_country": start, "transit": [{"country": "FR", "left_airport": left_airport}]}
    answer = set_trip(client, person_id, beijing(20), **flight(36), **way, departure_airport=None)
    assert answer.body["required"] is required


def test_q14_which_flight_when_there_are_several():
    """One: the last leg, whose departure counts."""
    client, person_id = traveller(beijing(20))
    legs = {"from_country": "IT", "transit": [{"country": "FR", "left_airport": False}], "departure_airport": "CDG"}
    answer = set_trip(client, person_id, beijing(20), flight_number="CA934", **flight(36), **legs)
    assert (answer.status, answer.body["departure"]["city"], answer.body["departs_on"]) == (200, "Paris", "2020-05-06")
    both = set_trip(client, person_id, beijing(20), flight_number="AF1205/CA934", **flight(36), **legs)
    assert (both.status, both.fields) == (400, {"flight_number": "flight_form"})


def test_q15_my_flight_was_cancelled_or_an_address_was_wrong():
    """All but who one is may be changed, a name only until it was certified; the days already filed stay."""
    client, person_id = filed_daily(20, 23, **flight(36))
    person = f"/v1/people/{person_id}"
    assert refreshed(client, beijing(23)).call("DELETE", f"{person}/trip", at=beijing(23)).status == 204
    changed = client.call("PATCH", person, {"residence": "310101", "address": "Somewhere else 2"}, at=beijing(23))
    assert (changed.status, changed.body["address"]) == (200, "Somewhere else 2")
    certification_job.work({"person_id": person_id}, beijing(23))
    assert client.call("PATCH", person, {"name": "Other"}, at=beijing(23)).status == 409
    again = abroad(client, person_id, beijing(24), trip=trip(**flight(38)), location="DE")
    assert (again.status, again.body["code"]["streak"]["days"]) == (201, 5)


@pytest.mark.parametrize(("gap", "days"), [(DAY - SECOND, 2), (DAY, 2), (DAY + SECOND, 1)])
def test_q19_is_it_from_midnight_to_midnight_or_24_hours(gap, days):
    """24 hours from the instant of the last declaration, whatever the calendar says."""
    client, person_id = traveller(beijing(20, 23))
    abroad(client, person_id, beijing(20, 23))
    assert abroad(client, person_id, beijing(20, 23) + gap).body["code"]["streak"]["days"] == days


def test_q24_the_plane_does_not_land_where_the_ticket_says():
    """The ticket counts: landing in Tianjin changes neither the destination nor anything else."""
    client, person_id = filed_daily(8, 20, destination="PEK", **flight(20, 13))
    landed = abroad(client, person_id, beijing(21, 8), location="120116")
    assert landed.body["code"]["trip"]["destination"] == "PEK"
    assert (landed.body["code"]["risks"], landed.body["code"]["streak"]["days"]) == ([], 14)


def test_q25_i_did_not_declare_for_over_24_hours():
    """The days in a row begin anew. A flight later than the fourteenth day from then is not touched."""
    client, person_id = filed_daily(20, 22, **flight(39))
    late = beijing(23, 12, 30)
    shown = abroad(client, person_id, late).body["code"]
    assert (shown["streak"]["since"], shown["risks"]) == ("2020-04-23", [])
    assert set_trip(client, person_id, late, **flight(36)).body["risks"][0]["kind"] == "lapsed"
    assert code(client, person_id, late)["earliest_boarding_on"] == "2020-05-07"


def test_q26_my_flight_was_changed_after_fourteen_days():
    client, person_id = filed_daily(8, 23, **flight(23))
    moved = set_trip(client, person_id, beijing(23), flight_number="MU788", **flight(24))
    assert (moved.status, moved.body["risks"]) == (200, [])
    shown = abroad(client, person_id, beijing(24)).body["code"]
    assert (shown["streak"]["days"], shown["boardable"]) == (17, True)


@pytest.mark.parametrize(
    ("departs_at", "counts_as", "required"),
    [
        ("2020-04-07T08:59:59-07:00", "2020-04-07", False),
        ("2020-04-07T09:00:00-07:00", "2020-04-08", True),
        ("2020-04-22T23:30:00-07:00", "2020-04-23", True),
        ("2020-04-23T10:00:00+13:00", "2020-04-23", True),
        ("2020-04-23T04:00:00+12:00", "2020-04-23", True),
        ("2020-04-23T03:59:59+12:00", "2020-04-22", True),
    ],
)
def test_q28_beijing_time_or_local_time(departs_at, counts_as, required):
    """Days are Beijing's, and both times are shown."""
    client, person_id = traveller(beijing(1))
    way = {"from_country": "US", "departure_airport": "SFO"}
    shown = set_trip(client, person_id, beijing(1), departs_at=departs_at, **way).body
    assert (shown["departs_on"], shown["required"]) == (counts_as, required)
    assert datetime.fromisoformat(shown["departs_local"]) == datetime.fromisoformat(departs_at)
    assert (shown["departs_beijing"][-6:], shown["departs_local"][-6:]) == ("+08:00", "-07:00")

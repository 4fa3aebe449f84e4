"""What residents asked of the Xinkang and the Ankang code, put to the system; the answers are those given in 2020."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from chalicelib.features.login.by_code import code_of
from chalicelib.features.people import certification_job
from chalicelib.features.recoveries import relay_job
from chalicelib.person.ratings import RatingsRecord
from tests.support.client import Client
from tests.support.resident_steps import (
    NOON,
    a_document,
    a_phone,
    applied,
    apply,
    ask_for_code,
    declare,
    entered,
    log_in,
    log_in_staff,
)
from tests.support.venue_steps import guard_of, poster_of, refreshed, scan, scanned_by, token_of, venue_form
from tests.support.venue_steps import opened as open_venue

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
PASSWORD = "correct horse 42"
WUHAN, HARBIN = "420106", "230103"


@pytest.fixture
def rated(cloud) -> Iterator[None]:
    """Wuchang is rated high and Nangang medium since the 1st of February 2020."""
    for region, level in ((WUHAN, "high"), (HARBIN, "medium")):
        rating = {"id": f"{region}:2020-02-01", "at": "2020-02-01T00:00:00+08:00", "level": level}
        RatingsRecord(f"R#{region}", "ratings", ratings=[rating | {"first": "2020-02-01"}]).save()
    yield
    for region in (WUHAN, HARBIN):
        RatingsRecord(f"R#{region}", "ratings").delete(add_version_condition=False)


def back_from(region: str, days_ago: int, at: datetime = NOON) -> dict:
    """The answer of somebody who came back so many days ago."""
    last = at.date() - timedelta(days=days_ago)
    return {"stays": [{"region": region, "from": (last - DAY).isoformat(), "until": last.isoformat()}]}


def colour(client: Client, person_id: str, at: datetime) -> str:
    return str(refreshed(client, at).get(f"/v1/people/{person_id}/code", at=at).body["colour"])


# 信康码


def test_how_does_one_get_in_by_scanning():
    """Scan the place's code, give the temperature, show the colour to who stands there."""
    manager, venue = open_venue(type="hospital")
    client, person = applied(Client())
    declare(client, person["id"], NOON)
    code = poster_of(manager, venue["id"])
    entered = scan(client, person["id"], code, NOON, temperature=36.4)
    assert (entered.status, entered.body["code"]["colour"]) == (201, "green")
    hot = scan(client, person["id"], code, NOON + timedelta(hours=5), temperature=37.3)
    assert hot.body["code"]["colour"] == "yellow"


@pytest.mark.parametrize(
    "kind",
    [
        *("airport", "railway_station", "coach_station", "hospital", "hotel", "construction_site", "checkpoint"),
        *("government_or_company", "factory", "school", "bank", "restaurant", "shopping_complex"),
        *("culture_or_sport", "community"),
    ],
)
def test_which_places_hang_a_code(kind):
    assert log_in(Client()).post("/v1/venues", venue_form(type=kind), at=NOON).status == 201


def test_what_shows_a_guard_and_who_comes_from_elsewhere():
    """Whoever shows a code is registered without touching anything; a green one goes through."""
    manager, venue = open_venue(type="checkpoint")
    guard = guard_of(manager, venue["id"])
    client, person = applied(Client(), residence="110105")
    declare(client, person["id"], NOON, location="630102")
    seen = scanned_by(guard, token_of(client, person["id"], NOON), venue["id"], NOON)
    assert (seen.status, seen.body["code"]["colour"]) == (201, "green")


# 安康码: applying


def test_must_i_register_again():
    """No: the record is there and only to be confirmed."""
    client, person = applied(Client(), number=(number := a_document()))
    again = apply(client, NOON, number=number)
    assert (again.status, again.body["id"]) == (201, person["id"])
    assert len(client.get("/v1/people", at=NOON).body["items"]) == 1


@pytest.mark.parametrize(
    ("region", "days_ago", "expected"),
    [(WUHAN, 15, "green"), (WUHAN, 14, "green"), (WUHAN, 13, "red"), (HARBIN, 7, "green"), (HARBIN, 6, "yellow")],
)
def test_i_came_back_long_ago_and_am_well_what_do_i_answer(rated, region, days_ago, expected):
    """The truth: after fourteen days (medium risk: seven) it does not colour the code."""
    client, person = applied(Client())
    assert declare(client, person["id"], NOON, **back_from(region, days_ago)).status == 201
    assert colour(client, person["id"], NOON) == expected


def test_what_others_know_counts_beside_what_i_answer(rated):
    """Leaving a stay out later takes nothing back."""
    client, person = applied(Client())
    declare(client, person["id"], NOON, **back_from(WUHAN, 2))
    declare(client, person["id"], NOON + MINUTE)
    assert colour(client, person["id"], NOON + MINUTE) == "red"


# 安康码: logging in


def with_password() -> tuple[Client, str]:
    client, _ = applied(Client(), number=(number := a_document()))
    assert client.call("PUT", "/v1/me/password", {"password": PASSWORD}, at=NOON).status == 204
    return client, number


def test_i_am_registered_and_it_says_there_is_no_such_user():
    """Check what was typed; log in by document number and password; register again; then ask staff."""
    client, number = with_password()
    by_document = {"document": {"type": "id_card", "number": number}, "password": PASSWORD}
    assert Client().post("/v1/login/sessions", by_document, at=NOON).body["account"]["id"] == client.account_id
    mistyped = by_document | {"document": {"type": "id_card", "number": a_document()}}
    assert Client().post("/v1/login/sessions", mistyped, at=NOON).body["code"] == "wrong_login"


def test_it_says_that_i_am_registered_already():
    """Whoever has the document's name and phone learns that another record has it, and whom to ask."""
    number = a_document()
    applied(Client(), number=number)
    client = log_in(Client())
    person_id = apply(client, NOON, number=number).body["id"]
    certification_job.work({"person_id": person_id}, NOON)
    waiting = client.get(f"/v1/people/{person_id}", at=NOON).body["waiting"]
    assert (waiting["kind"], "12345" in waiting["text"]) == ("contest", True)
    recovery = {"document": {"type": "id_card", "number": number}, "name": "测试人", "new_phone": client.phone}
    asked = Client().post("/v1/login/recoveries", recovery | {"evidence": "It is my card."}, at=NOON)
    assert (asked.status, asked.body["status"]) == (202, "waiting")


def test_it_says_that_the_password_is_wrong():
    """Forgotten: a code to the phone, then a new one."""
    client, _ = with_password()
    wrong = {"phone": client.phone, "password": "wrong horse 42"}
    assert Client().post("/v1/login/sessions", wrong, at=NOON).body["code"] == "wrong_login"
    later = NOON + 5 * MINUTE
    asked = ask_for_code(Client(), client.phone, later, "reset_password").body["challenge_id"]
    fresh = Client()
    session = fresh.post("/v1/login/sessions", {"challenge_id": asked, "code": code_of(asked)}, at=later)
    entered(fresh, session)
    assert fresh.call("PUT", "/v1/me/password", {"password": "another horse 43"}, at=later).status == 204
    right = {"phone": client.phone, "password": "another horse 43"}
    assert Client().post("/v1/login/sessions", right, at=later).status == 201


def test_the_password_is_wrong_and_the_phone_is_no_longer_mine():
    """First another phone, by staff on evidence; then the password through that phone."""
    client, number = with_password()
    new = a_phone()
    wanted = {"document": {"type": "id_card", "number": number}, "name": "测试人", "new_phone": new, "evidence": "…"}
    case = Client().post("/v1/login/recoveries", wanted, at=NOON).body["id"]
    decision = {"accept": True, "reason": "Seen with the card."}
    path = f"/v1/recoveries/{case}/decision"
    assert log_in_staff("reviewer").post(path, decision, at=NOON).status == 200
    relay_job.relay(NOON + DAY)
    back = log_in(Client(), new, NOON + DAY + MINUTE)
    assert back.account_id == client.account_id
    password = {"password": "another horse 43"}
    assert back.call("PUT", "/v1/me/password", password, at=NOON + DAY + MINUTE).status == 204


# 安康码: colours


def checked_in(client: Client, person_id: str, first: int, last: int) -> list[str]:
    """Normal check-ins on the days from `first` to `last` after NOON's, and the colour after each."""
    found = []
    for day in range(first, last + 1):
        found.append(declare(client, person_id, NOON + day * DAY).body["code"]["colour"])
    return found


def test_how_does_a_yellow_code_turn_green(rated):
    """After seven days and seven normal check-ins in a row."""
    client, person = applied(Client())
    declare(client, person["id"], NOON, **back_from(HARBIN, 0))
    assert checked_in(client, person["id"], 1, 7) == ["yellow"] * 6 + ["green"]


def test_how_does_a_red_code_turn_green(rated):
    """After fourteen days and fourteen normal check-ins in a row."""
    client, person = applied(Client())
    declare(client, person["id"], NOON, **back_from(WUHAN, 0))
    assert checked_in(client, person["id"], 1, 14) == ["red"] * 13 + ["green"]


def test_how_does_a_yellow_code_turn_red(rated):
    """By an abnormal check-in."""
    client, person = applied(Client())
    declare(client, person["id"], NOON, **back_from(HARBIN, 0))
    assert declare(client, person["id"], NOON + DAY, symptoms=["fever"]).body["code"]["colour"] == "red"


@pytest.mark.parametrize("symptom", ["fever", "dry_cough", "shortness_of_breath", "other_respiratory"])
def test_it_was_green_and_turned_when_i_checked_in(symptom):
    """By what was answered; the code says so, and what the way back is."""
    client, person = applied(Client())
    assert declare(client, person["id"], NOON).body["code"]["colour"] == "green"
    shown = declare(client, person["id"], NOON + DAY, symptoms=[symptom]).body["code"]
    (hold,) = shown["holds"]
    assert (shown["colour"], hold["rule"], hold["checkins_required"]) == ("yellow", "symptom", 7)
    assert date.fromisoformat(hold["clears_on"]) == date(2020, 3, 18)


def test_it_was_green_and_a_checkpoint_turned_it():
    manager, venue = open_venue(type="checkpoint")
    guard = guard_of(manager, venue["id"])
    client, person = applied(Client())
    declare(client, person["id"], NOON)
    scanned_by(guard, token_of(client, person["id"], NOON), venue["id"], NOON, temperature=37.5)
    assert colour(client, person["id"], NOON) == "yellow"


@pytest.mark.parametrize(("region", "required"), [(None, False), (HARBIN, True), (WUHAN, True)])
def test_must_i_check_in_every_day(rated, region, required):
    """While green, no; while yellow or red, every day until it turns."""
    client, person = applied(Client())
    declare(client, person["id"], NOON, **(back_from(region, 1) if region else {}))
    tomorrow = NOON + DAY
    shown = refreshed(client, tomorrow).get(f"/v1/people/{person['id']}/code", at=tomorrow).body
    assert shown["checkin"]["required"] is required
    assert (shown["expired"], shown["valid_until"]) == (False, None)


@pytest.mark.parametrize(
    ("category", "department"),
    [
        ("rules", "data_bureau"),
        ("checkpoint", "transport_bureau"),
        ("other", "command_office"),
        ("account", "hotline_12345"),
        ("declaration", "hotline_12308"),
    ],
)
def test_who_answers_my_question(category, department):
    """Platform and rules, the roads back, everything else: each has its own; the colour stays meanwhile."""
    client, person = applied(Client())
    declare(client, person["id"], NOON, symptoms=["fever"])
    asked = client.post(f"/v1/people/{person['id']}/appeals", {"category": category, "text": "Please look."}, at=NOON)
    assert (asked.status, asked.body["department"]) == (201, department)
    assert datetime.fromisoformat(asked.body["due_at"]) == NOON + 2 * DAY
    assert colour(client, person["id"], NOON) == "yellow"

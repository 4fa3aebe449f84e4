"""The first people of a local stage, made through the deployed API."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from local.abroad import seed_traveller
from local.door import seed_venue
from local.offices import Office
from local.outbreak import COUNTY, REFERENCE, seed_outbreak
from local.residents import seed_residents
from tests.support.deployed_stack import Deployed

BEFORE = timedelta(hours=2)
"""Longer than any run: a staff's one-time code of then was used by no other test."""


def _then() -> datetime:
    return datetime.now(UTC) - BEFORE


def test_residents_in_each_colour(deployed: Deployed) -> None:
    made = seed_residents(deployed.client, _then())
    assert [resident["colour"] for resident in made] == ["green", "green", "yellow", "red"]


def test_a_traveller_who_flies_tomorrow_and_a_venue_that_is_open(deployed: Deployed) -> None:
    now = _then()
    assert seed_traveller(deployed.client, now)["colour"].startswith("green")
    assert seed_venue(deployed.client, deployed.staff, now)["phone"]


def test_a_case_a_contact_and_a_rated_county_are_made_once(deployed: Deployed) -> None:
    now = _then()
    later = now + timedelta(minutes=5)
    for at in (now, later):
        made = seed_outbreak(deployed.client, deployed.staff, at)
        assert [resident["colour"] for resident in made] == ["red", "red", "green"]
    staff = Office.logged_in(deployed.client, deployed.staff, "epidemiologist", later)
    listed = staff.call("GET", "/v1/cases?region=630102&limit=100", at=later).json()["items"]
    (case,) = [each for each in listed if each["source_ref"] == REFERENCE]
    (met,) = staff.call("GET", f"/v1/cases/{case['id']}/exposures?limit=10", at=later).json()["exposed"]
    assert (met["minutes"], met["contact"], met["exposing"]) == (60, None, True)
    contacts = staff.call("GET", f"/v1/contacts?case={case['id']}", at=later).json()["items"]
    assert [contact["status"] for contact in contacts] == ["confirmed", "confirmed"]
    assert staff.call("GET", f"/v1/regions/{COUNTY}/risk", at=later).json()["level"] == "medium"


def test_staff_enough_for_two_to_agree_in_a_region_and_in_the_country(deployed: Deployed) -> None:
    places = Counter((login["roles"][0], login["region"]) for login in deployed.staff)
    assert places == {
        ("epidemiologist", "63"): 3,
        ("epidemiologist", "34"): 1,
        ("epidemiologist", ""): 2,
        ("supervisor", "63"): 2,
        ("supervisor", ""): 2,
        **{(role, ""): 1 for role in ("gate", "reviewer", "auditor", "exchange_desk")},
    }
    assert all(login["password"] and login["totp_secret"] for login in deployed.staff)


def test_each_is_another_natural_person(deployed: Deployed) -> None:
    assert len({login["document"] for login in deployed.staff}) == len(deployed.staff)

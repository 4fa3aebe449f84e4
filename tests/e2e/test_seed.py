"""The first people of a local stage, made through the deployed API."""

from collections import Counter
from datetime import UTC, datetime

from local.abroad import seed_traveller
from local.door import seed_venue
from local.residents import seed_residents
from tests.support.deployed_stack import Deployed


def test_residents_in_each_colour(deployed: Deployed) -> None:
    made = seed_residents(deployed.client, datetime.now(UTC))
    assert [resident["colour"] for resident in made] == ["green", "green", "yellow", "red"]


def test_a_traveller_who_flies_tomorrow_and_a_venue_that_is_open(deployed: Deployed) -> None:
    now = datetime.now(UTC)
    assert seed_traveller(deployed.client, now)["colour"].startswith("green")
    assert seed_venue(deployed.client, deployed.staff, now)["phone"]


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

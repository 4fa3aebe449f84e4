"""The first people of a local stage, made through the deployed API."""

from datetime import UTC, datetime

from local.abroad import seed_traveller
from local.door import seed_venue
from local.residents import seed_residents
from local.seed import ROLES
from tests.support.deployed_stack import Deployed


def test_residents_in_each_colour(deployed: Deployed) -> None:
    made = seed_residents(deployed.client, datetime.now(UTC))
    assert [resident["colour"] for resident in made] == ["green", "green", "yellow", "red"]


def test_a_traveller_who_flies_tomorrow_and_a_venue_that_is_open(deployed: Deployed) -> None:
    now = datetime.now(UTC)
    assert seed_traveller(deployed.client, now)["colour"].startswith("green")
    assert seed_venue(deployed.client, deployed.staff, now)["phone"]


def test_a_login_for_each_staff_role(deployed: Deployed) -> None:
    assert {role for login in deployed.staff for role in login["roles"]} == set(ROLES)
    assert all(login["password"] and login["totp_secret"] for login in deployed.staff)

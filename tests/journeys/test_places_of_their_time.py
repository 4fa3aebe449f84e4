"""Places as people named them in April 2020, through the API: counties by codes of then, airports as tickets print."""

import pytest

from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, declare
from tests.support.traveller_steps import set_trip, traveller


@pytest.mark.parametrize(("rated", "stay"), [("630106", "630122"), ("630122", "630106")])
def test_a_stay_meets_a_rating_under_another_code_of_its_county(rate, rated, stay):
    rate(rated, "medium")
    client, person = applied(Client())
    stays = [{"region": stay, "from": "2020-03-05", "until": "2020-03-08"}]
    answer = declare(client, person["id"], NOON, stays=stays)
    assert (answer.status, answer.body["code"]["colour"]) == (201, "yellow")


@pytest.mark.parametrize("region", ["630122", "632321", "340221", "340222", "421023", "220381", "370684", "130521"])
def test_somebody_lives_in_a_county_of_april_2020(cloud, region):
    _, person = applied(Client(), residence=region)
    assert person["residence"] == region


@pytest.mark.parametrize(
    "changes",
    [
        {"departure_airport": "TSE", "from_country": "KZ"},
        {"departure_airport": "KIV", "from_country": "MD"},
        {"departure_airport": "FRU", "from_country": "KG"},
        {"departure_airport": "BSL", "from_country": "CH"},
        {"destination": "Xi’an"},
        {"destination": "Xian"},
        {"destination": "Macau"},
        {"destination": "Kaohsiung"},
        {"destination": "GMQ"},
        {"destination": "HTT"},
        {"flight_number": "CA–982\u202c"},
    ],
)
def test_a_ticket_is_taken_as_it_was_printed(cloud, changes):
    client, person_id = traveller()
    assert set_trip(client, person_id, **changes).status in (200, 201)

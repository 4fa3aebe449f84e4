"""What is rated, as staff and residents read it, and the log of versions."""

from datetime import timedelta

from chalicelib.person import ratings, shelf
from tests.proposals.steps import at_work
from tests.ratings.steps import epidemiologist, in_force, march
from tests.support.client import Client
from tests.support.published import a_county
from tests.support.resident_steps import NOON, applied, log_in_staff, refreshed

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_staff_list_what_is_rated_in_their_region():
    city = a_county()[:4]
    counties = sorted(county for _ in range(3) if (county := a_county()))
    for county in counties:
        in_force(county, "medium", "2020-03-01", NOON)
    listed, cursor = [], ""
    for _ in range(100):
        path = f"/v1/ratings?region=&on=2020-03-10&limit=2{cursor and f'&cursor={cursor}'}"
        page = at_work(epidemiologist(), NOON).get(path, at=NOON).body
        listed += [each["region"] for each in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert set(counties) <= set(listed)
    assert listed == sorted(listed)
    assert log_in_staff("reviewer", NOON, "11").get(f"/v1/ratings?region={city}", at=NOON).status == 404


def test_the_log_has_every_version_in_order():
    before = shelf.current(fresh=True).ratings
    county = a_county()
    in_force(county, "high", "2020-03-01", march(5))
    in_force(county, "low", "2020-03-08", march(8))
    after = shelf.current(fresh=True).ratings
    logged = ratings.entries(range(before + 1, after + 1))
    levels = [(entry["level"], entry.get("last")) for region, entry in logged.values() if region == county]
    assert levels == [("high", None), ("high", "2020-03-07"), ("low", None)]


def test_the_page_of_a_region_needs_a_login():
    assert Client().get("/v1/regions/630102/risk", at=NOON).status == 401
    client, _ = applied(Client(), NOON)
    assert refreshed(client, NOON).get("/v1/regions/630102/risk?on=yesterday", at=NOON).status == 400

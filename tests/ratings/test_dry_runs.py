"""Dry runs: everybody whom a rating would touch is folded, nobody written; what is large needs one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.desk import breaker_numbers
from chalicelib.person import records as people
from chalicelib.person.indexed import SHARDS
from chalicelib.store.transactions import transact
from tests.campaigns.steps import MINUTE, at_rest, minutes, status_of
from tests.proposals.steps import at_work, decide, needs_of, seen
from tests.ratings.steps import epidemiologist, rate
from tests.support.published import a_county, a_minute_passes, stayed, told
from tests.support.resident_steps import NOON, declare, log_in_staff

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _small(cloud):
    before = breaker_numbers.current()
    _set(replace(before, simulated=1))
    at_rest(cloud)
    yield
    _set(before)


def _set(numbers: breaker_numbers.Numbers) -> None:
    transact([breaker_numbers.put(breaker_numbers.find(), numbers, "a test", NOON)])


def _try_out(county: str, at, level: str = "high", **more):
    body = {"region": county, "level": level, "from": "2020-03-01"} | more
    by = at_work(epidemiologist(at=at), at)
    return by.post("/v1/ratings/preview?exact=1", body, at=at)


def test_what_is_large_waits_for_a_dry_run_and_two_supervisors(cloud):
    # Visitors: nobody of this county is known to live there.
    county = a_county()
    here = [stayed(county) for _ in range(3)]
    declare(*here[0], NOON, temperature=38.5)
    proposal = rate(county, "high", "2020-03-01", NOON).body
    first, second = (log_in_staff("supervisor", NOON, county[:2]) for _ in range(2))
    assert set(proposal["needs"]) == {"second_person", "third_person", "supervisor", "count", "simulation"}
    assert needs_of(decide(first, proposal["id"], count=3)) == {"simulation"}

    versions = [people.state(person).version for _, person in here]
    begun = _try_out(county, NOON)
    assert (begun.status, begun.body["touches"]["people"]) == (202, 3), begun.raw
    campaign = begun.body["campaign_id"]
    assert _try_out(county, NOON).body["campaign_id"] == campaign
    now = minutes(cloud, NOON, 3)
    assert status_of(campaign) == "done"
    shown = at_work(first, now).get(f"/v1/campaigns/{campaign}", at=now).body
    assert (shown["kind"], shown["people"]["seen"], shown["units"]) == ("dry_run", 3, {"total": SHARDS, "done": SHARDS})
    assert sum(shown["changes"].values()) == 3
    assert [people.state(person).version for _, person in here] == versions
    assert [told(client, now, "rated") for client, _ in here] == [[], [], []]

    assert "simulation" not in seen(first, proposal["id"], now)["needs"]
    agreed = decide(first, proposal["id"], at=now, count=3)
    assert (agreed.status, agreed.body["status"]) == (200, "proposed"), agreed.raw
    assert decide(second, proposal["id"], at=now, count=3).body["status"] == "in_force"
    a_minute_passes()


def test_a_dry_run_is_of_one_content_and_six_hours(cloud):
    county = a_county()
    for _ in range(2):
        stayed(county)
    made = [rate(county, "high", "2020-03-02", NOON).body["id"]]
    begun = _try_out(county, NOON).body["campaign_id"]
    minutes(cloud, NOON, 2)
    supervisor = log_in_staff("supervisor", NOON, county[:2])
    assert needs_of(decide(supervisor, made[0], at=NOON + 3 * MINUTE, count=2)) == {"simulation"}
    same = _try_out(county, NOON + 4 * MINUTE, **{"from": "2020-03-02"}).body["campaign_id"]
    assert same != begun
    minutes(cloud, NOON + 4 * MINUTE, 2)
    assert needs_of(decide(supervisor, made[0], at=NOON + 7 * HOUR, count=2)) == {"simulation"}
    assert decide(supervisor, made[0], at=NOON + HOUR, count=2).body["status"] == "proposed"


def test_a_preview_of_nothing_that_could_be_is_refused():
    county = a_county()
    assert _try_out("999999", NOON).status == 404
    assert _try_out(county, NOON, until="2020-02-01").fields == {"until": "until_before_from"}
    assert _try_out(county, NOON, rating=f"{county}-none").status == 404
    estimate = at_work(epidemiologist(), NOON).post(
        "/v1/ratings/preview", {"region": county, "level": "high", "from": "2020-03-01"}, at=NOON
    )
    assert (estimate.status, estimate.body["campaign_id"]) == (200, None)

"""The simulation of a nation at once: what binds, binds; and every number that it rests on is told."""

import random
import re

import pytest

from bench.limits import AS_IT_COMES, PREPARED, SETTINGS, setting
from bench.nation import ASSUMED, BURSTS, Stage, contended, run, swept
from infra.package import ROOT, merged_parts

HOURS = 3600


@pytest.mark.parametrize(
    ("shards", "workers", "binding"),
    [(16, 100, 16), (256, 100, 100), (256, 1000, 256), (1, 1, 1)],
)
def test_an_evening_takes_what_its_workers_or_its_shards_take(shards: int, workers: int, binding: int) -> None:
    people, rate = 400_000, 15
    least = people / (binding * rate)
    assert least <= swept(people, shards, workers, rate) <= least * 1.35 + 180


def test_more_chains_give_up_less() -> None:
    few, many = (contended(500, shards, random.Random(1), seconds=2)[0] for shards in (4, 64))
    assert few > 10
    assert many == 0


def test_nothing_is_turned_away_where_no_limit_is_near() -> None:
    found = Stage(PREPARED, BURSTS[3], random.Random(1)).run(20)
    assert (found.refused, found.first) == ({}, "nowhere")
    assert len(found.took) >= found.asked * 0.99


def test_an_account_as_it_comes_is_bound_by_the_gateway_first() -> None:
    found = Stage(AS_IT_COMES, BURSTS[0], random.Random(1)).run(5)
    assert found.first == "API Gateway's requests a second"


def test_every_row_has_its_name_once_and_no_target_is_missed() -> None:
    rows = list(run())
    assert len({row["name"] for row in rows}) == len(rows)
    assert [row["name"] for row in rows if not row["ok"]] == []


def test_what_it_rests_on_stands_in_the_documentation() -> None:
    text = (ROOT / "docs" / "scale.md").read_text()
    assert [name for name in ASSUMED if f"`{name}`" not in text] == []
    assert all(len(source) > 15 for _, source in ASSUMED.values())


def test_an_account_as_it_comes_has_what_prod_is_deployed_with() -> None:
    assert {name: getattr(AS_IT_COMES, name) for name in SETTINGS} == {
        "RequestsPerSecond": 5_000,
        "CostlyPerSecond": 500,
        "ApiReady": 0,
        "RescoringAtOnce": 100,
    }
    assert setting("RequestsPerSecond") == merged_parts("parameters")["Parameters"]["RequestsPerSecond"]["Default"]


@pytest.mark.parametrize(("costly", "least"), [(True, "CostlyPerSecond"), (False, "RequestsPerSecond")])
def test_a_route_takes_no_more_than_its_own_setting(costly: bool, least: str) -> None:
    for account in (AS_IT_COMES, PREPARED):
        assert account.route(costly=costly) == getattr(account, least)


def test_the_list_to_be_asked_for_has_what_the_simulation_has() -> None:
    table = (ROOT / "docs" / "scale.md").read_text().partition("### To be asked for")[2].partition("\n### ")[0]
    for name, before in vars(AS_IT_COMES).items():
        if name != "name":
            line = next(line for line in table.splitlines() if _QUOTAS.get(name, f"`{name}`") in line)
            assert {f"{before:,}", f"{getattr(PREPARED, name):,}"} <= set(re.findall(r"[\d,]*\d", line)), name


_QUOTAS = {
    "gateway": "API Gateway, requests a second",
    "executions": "Lambda, concurrent executions",
    "writes": "warm throughput",
    "sms": "SNS text messages",
}

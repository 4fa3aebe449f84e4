"""What works by itself is stopped and started by one command each, on the packaged stack."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from infra import workers
from infra.home import Home
from tests.support.deployed_stack import Deployed

SOME = ("Heads", "Exports")
"""An hourly schedule and a queue that no other test waits for meanwhile."""


@pytest.fixture
def home(deployed: Deployed) -> Iterator[Home]:
    yield deployed.running.home
    list(workers.start(deployed.running.home, SOME))


def off(home: Home) -> set[str]:
    return {each.function for each in workers.sources(home) if not each.on}


def test_every_function_that_something_calls_is_known_with_the_sweep_in_front(home: Home) -> None:
    found = workers.sources(home)
    assert found[0].function == "Expiry"
    streams = sorted(each.says for each in found if each.function == "Statistics")
    assert len(streams) == 4
    assert all(each.startswith("stream of kangma-local-") for each in streams)
    assert "Photos" not in {each.function for each in found}, "uploads of meanwhile would be lost"
    rules = [each for each in found if each.rule and each.function == "Heads"]
    assert [each.says for each in rules] == ["rate(1 hour)"]


def test_what_was_stopped_starts_again_and_nothing_else(home: Home) -> None:
    """The receipts of a provider that is not there were off before, and stay so."""
    assert off(home) == {"Delivery"}
    assert {each.function for each in workers.stop(home, SOME)} == set(SOME)
    assert off(home) == {"Delivery", *SOME}
    assert list(workers.stop(home, SOME)) == []
    assert {each.function for each in workers.start(home)} == set(SOME)
    assert off(home) == {"Delivery"}


def test_a_schedule_that_somebody_else_switched_off_starts_by_its_name(home: Home) -> None:
    heads = next(each for each in workers.sources(home, ["Heads"]))
    home.client("events").disable_rule(Name=heads.name)
    assert list(workers.start(home)) == []
    assert [each.function for each in workers.start(home, ["Heads"])] == ["Heads"]
    assert off(home) == {"Delivery"}


def test_a_schedule_without_a_target_is_said(home: Home) -> None:
    events, heads = home.client("events"), next(each for each in workers.sources(home, ["Heads"]))
    targets = events.list_targets_by_rule(Rule=heads.name)["Targets"]
    events.remove_targets(Rule=heads.name, Ids=[each["Id"] for each in targets])
    try:
        (found,) = workers.sources(home, ["Heads"])
        assert found.line() == "Heads: on, rate(1 hour), WITHOUT TARGET"
    finally:
        events.put_targets(Rule=heads.name, Targets=targets)


def test_a_name_that_nothing_has_is_refused(home: Home) -> None:
    with pytest.raises(SystemExit, match="Nothing calls Head by itself on local"):
        list(workers.stop(home, ["Head"]))


@pytest.mark.skipif(sys.platform != "linux", reason="which processes run is told by /proc alone")
def test_a_crowd_waits_in_line_and_starts_no_crowd_of_copies(deployed: Deployed) -> None:
    """docs/decisions/147-in-line.md."""

    def asked(number: int) -> int:
        ask = deployed.http if number % 2 else deployed.invoke_api
        return ask("GET", "/v1/health").status

    with ThreadPoolExecutor(24) as pool:
        assert set(pool.map(asked, range(48))) == {200}
    stage = deployed.running.cloud.log.parent
    assert 0 < sum("APIHandler" in line for line, _ in _workers(stage)) <= 3


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has loaded is told by /proc alone")
def test_functions_use_the_libraries_of_the_package(deployed: Deployed) -> None:
    """And not those of this checkout, which were packed for no Lambda."""
    assert deployed.http("GET", "/v1/health").status == 200
    stage = deployed.running.cloud.log.parent
    loaded = [line for _, maps in _workers(stage) for line in maps.splitlines() if "pydantic_core" in line]
    assert loaded
    assert [line for line in loaded if f"{stage}/layer/" not in line] == []


def _workers(stage: Path) -> Iterator[tuple[str, str]]:
    """The command and the memory maps of each process of a stage's functions."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"{stage}/state/tmp/ministack-lambda-" in (line := (process / "cmdline").read_text()):
                yield line, (process / "maps").read_text()

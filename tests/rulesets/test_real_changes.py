"""Three changes as they came in 2022, each drafted from docs/rulesets, simulated on people and published."""

import json
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from chalicelib.config import POLICY_ZONE
from chalicelib.features.sweep import expiry_job
from chalicelib.person import records as people
from chalicelib.person.changing import changing
from chalicelib.scoring.facts import ContactKnown
from chalicelib.scoring.ruleset_data import parse_ruleset
from chalicelib.scoring.ruleset_diff import differences, reach
from tests.campaigns.steps import MINUTE
from tests.ratings.steps import in_force
from tests.rulesets.steps import draft, publish, simulate, supervisor, work_off
from tests.support.client import Client
from tests.support.published import a_county
from tests.support.resident_steps import applied, declare

DOCS = Path(__file__).parents[2] / "docs" / "rulesets"
NAMES = ("2021-05-14", "2022-06-28", "2022-11-11", "2022-12-07")
DAY = timedelta(days=1)


def _data(name: str) -> dict[str, Any]:
    return dict(json.loads((DOCS / f"{name}.json").read_text()))


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=POLICY_ZONE)


def _contact(first: date, last: date, kind: str) -> str:
    """Somebody who was in contact with a case on a day, and checked in on every day from then on."""
    client, person = applied(Client(), _noon(first))
    declare(client, person["id"], _noon(first))
    fact = ContactKnown(f"contact-{person['id']}", _noon(first) + MINUTE, kind, first)
    changing(_noon(first) + MINUTE, lambda attempt: attempt.person(person["id"]).record(fact))
    _check_in(client, person["id"], first + DAY, last)
    return str(person["id"])


def _check_in(client: Client, person: str, first: date, last: date, **answers: Any) -> None:
    while first <= last:
        assert declare(client, person, _noon(first), **answers).status == 201
        first += DAY


def _publish(cloud: Any, name: str, at: datetime, **more: Any) -> dict[str, int]:
    """The colours that change by it, as its simulation says; it is in force then."""
    first, second = supervisor(at), supervisor(at)
    answer = draft(first, at, _data(name))
    assert answer.status == 201, answer.raw
    said = simulate(cloud, name, at, first)["result"]
    publish(name, at + 3 * MINUTE, first, second, **more)
    work_off(cloud, at + 3 * MINUTE)
    return {pair: count for pair, count in said["changes"]["domestic"].items() if count}


def _begun(name: str) -> datetime:
    """The instant from which it governs, with what is due then done."""
    instant = datetime.fromisoformat(_data(name)["effective"])
    expiry_job.sweep(instant, 1_000)
    return instant


def _colour(person: str) -> str:
    return str(people.state(person).severity["domestic"])


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_rule_set(name):
    assert parse_ruleset(_data(name)).version == name


@pytest.mark.parametrize(("before", "after"), list(pairwise(NAMES)))
def test_each_says_what_changed_and_concerns_everybody(before, after):
    found = differences(_data(before), _data(after))
    assert "rules.contact.close.domestic" in [each.path for each in found]
    assert reach(found) == "everybody"


def test_what_each_changed_for_people(cloud):
    _publish(cloud, "2021-05-14", _noon(date(2021, 5, 13)))
    _begun("2021-05-14")

    close = _contact(date(2022, 6, 20), date(2022, 6, 27), "close")
    assert _colour(close) == "red"
    assert _publish(cloud, "2022-06-28", _noon(date(2022, 6, 27))) == {"red>yellow": 1}
    assert _colour(close) == "red"
    _begun("2022-06-28")
    assert _colour(close) == "yellow"

    close = _contact(date(2022, 11, 5), date(2022, 11, 10), "close")
    building = _contact(date(2022, 11, 5), date(2022, 11, 10), "building")
    assert _publish(cloud, "2022-11-11", _noon(date(2022, 11, 10))) == {"red>yellow": 1, "yellow>green": 1}
    _begun("2022-11-11")
    assert (_colour(close), _colour(building)) == ("yellow", "green")

    county = a_county()
    at = _noon(date(2022, 12, 5))
    client, person = applied(Client(), at)
    declare(client, person["id"], at, location=county)
    in_force(county, "high", "2022-12-01", at + MINUTE)
    _check_in(client, person["id"], date(2022, 12, 6), date(2022, 12, 6), location=county)
    assert _colour(person["id"]) == "yellow"
    said = _publish(cloud, "2022-12-07", _noon(date(2022, 12, 6)) + MINUTE)
    assert said["yellow>green"] >= 1
    _begun("2022-12-07")
    assert _colour(person["id"]) == "green"

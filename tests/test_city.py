"""A small city's day through the real routes, in a process of its own: what was sent is found again, exactly."""

from typing import Any

import pytest

from tests.test_budgets import printed


@pytest.fixture(scope="module")
def day() -> dict[str, Any]:
    rows = printed("-m", "bench.city", "60", "5")
    return {row["name"].removeprefix("a city's day: "): row for row in rows}


@pytest.mark.parametrize(
    "what",
    [
        "answers that were not expected",
        "figures that differ",
        "lists of visits that differ",
        "tracing that differs",
        "messages that differ",
        "colours that differ",
    ],
)
def test_nothing_differs_from_what_was_sent(day, what):
    assert day[what]["value"] == 0, day[what]


def test_the_day_was_eventful(day):
    assert day["scans"]["value"] > 100
    assert day["scans"]["delivered"] > day["scans"]["records"] > 200

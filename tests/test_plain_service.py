"""The plain service of the benchmarks stays a yardstick: it asks the same of AWS and answers the same."""

import json
from dataclasses import replace

import pytest

from bench.alike import Script, difference
from bench.memory.transport import Call
from tests.test_budgets import printed

READ = Call("dynamodb", "GetItem", 1, 1.0, 0.0, 120)
WRITE = Call("dynamodb", "TransactWriteItems", 3, 0.0, 7.0, 2_000)


def answered(*calls: Call, status: int = 201, **content: object) -> Script:
    body = {"id": "0123456789", "at": "2020-03-10T04:00:00+00:00", "colour": "green"} | content
    return Script(list(calls), {}, {"statusCode": status, "body": json.dumps(body)})


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    (differences,) = printed("-m", "bench.alike")
    return differences


@pytest.mark.parametrize(
    "path", ["show code", "show code, 100th day", "declare", "declare, worse", "verify", "request a code"]
)
def test_it_asks_and_answers_as_the_service_does(found: dict[str, str], path: str) -> None:
    assert found[path] == ""


def test_new_ids_spaces_and_the_form_of_an_instant_make_no_difference() -> None:
    other = answered(READ, replace(WRITE, size=2_100), id="9876543210", at="2020-03-10T04:00:00Z")
    assert difference(answered(READ, WRITE), other) == ""


@pytest.mark.parametrize(
    "other",
    [
        answered(READ, WRITE, status=202),
        answered(READ),
        answered(READ, replace(WRITE, steps=2)),
        answered(READ, replace(WRITE, write_units=8.0)),
        answered(READ, replace(WRITE, size=3_000)),
        answered(READ, WRITE, colour="red"),
        answered(READ, WRITE, id="01234"),
        answered(READ, WRITE, more=None),
        answered(READ, WRITE, at="2020-03-10T04:00:01Z"),
    ],
    ids=[
        "status",
        "a call less",
        "a step less",
        "a unit more",
        "larger",
        "value",
        "length of an id",
        "field",
        "instant",
    ],
)
def test_whatever_else_differs_is_said(other: Script) -> None:
    assert difference(answered(READ, WRITE), other)

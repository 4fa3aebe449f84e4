"""Each function may do what it does and nothing else: policies against the calls of the whole test run.

These tests run last. A run of everything begins the record anew (tests/conftest.py).
"""

import json
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from chalicelib.features.canaries.records import COUNTY
from infra.archives import SERVICES
from tests.support.recorder import Call, recorded

ROOT = Path(__file__).resolve().parent.parent
CONFIG = json.loads((ROOT / ".chalice" / "config.json").read_text())["lambda_functions"]
FUNCTIONS = {name.removesuffix("_handler"): settings["iam_policy_file"] for name, settings in CONFIG.items()}
IMPLIED = yaml.safe_load((ROOT / "infra" / "implied_actions.yaml").read_text())
# AWS has no resource to name for these.
WITHOUT_RESOURCE = {
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "sns:Publish",
    "cloudwatch:PutMetricData",
}


class Grant(NamedTuple):
    """An action on resources whose logical name is like `resource`, on partitions whose keys are like `partition`."""

    action: str
    resource: str
    partition: str = "*"

    def allows(self, call: Call) -> bool:
        """Whether it covers a call; what is about no partition is never among those of one."""
        pairs = zip((call.resource, call.partition), (self.resource, self.partition), strict=True)
        return call.action == self.action and all(name == like or fnmatchcase(name, like) for name, like in pairs)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_call_is_granted(function: str) -> None:
    grants = granted(function)
    assert {call for call in recorded().get(function, set()) if not any(each.allows(call) for each in grants)} == set()


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_grant_is_used(function: str) -> None:
    called = recorded().get(function, set())
    unused = {grant for grant in granted(function, implied=False) if not any(map(grant.allows, called))}
    assert unused == set(), f"never called by {function} in the last run of all tests"


@pytest.mark.parametrize(
    ("grant", "call", "allowed"),
    [
        (Grant("dynamodb:PutItem", "T"), Call("dynamodb:PutItem", "T", "CAMP#"), True),
        (Grant("dynamodb:PutItem", "T", "CAMP#*"), Call("dynamodb:PutItem", "T", "CAMP#"), True),
        (Grant("dynamodb:PutItem", "T", "CAMP#*"), Call("dynamodb:PutItem", "T", "AUDIT#"), False),
        (Grant("dynamodb:PutItem", "T", "CAMP#*"), Call("dynamodb:PutItem", "T"), False),
        (Grant("dynamodb:PutItem", "T"), Call("dynamodb:PutItem", "U"), False),
        (Grant("dynamodb:Scan", "T/index/*"), Call("dynamodb:Scan", "T/index/gsi2"), True),
        (Grant("dynamodb:Scan", "T/index/gsi1"), Call("dynamodb:Scan", "T/index/gsi2"), False),
        (Grant("dynamodb:Scan", "T/index/*"), Call("dynamodb:Scan", "T"), False),
    ],
)
def test_a_grant_covers_what_it_names(grant: Grant, call: Call, allowed: bool) -> None:
    assert grant.allows(call) is allowed


def test_conditions_on_partitions_are_read_and_others_do_not_widen() -> None:
    found = granted("simulation", implied=False)
    assert {each.partition for each in found if each.resource == "OperationsTable"} == {"CAMP#*", "LEASE#*"}
    assert Grant("dynamodb:Scan", "PeopleTable/index/gsi1") in found


def test_the_probe_of_canaries_can_write_no_region_s_rating_but_that_of_theirs() -> None:
    written = [each for each in statements("canaries") if "dynamodb:PutItem" in each["Action"]]
    (limits,) = [each["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"] for each in written]
    assert set(limits) == {"CANARY#*", f"R#{COUNTY}", "RLOG", "RLOG#*"}
    assert not [each for each in statements("canaries") if "PeopleTable" in json.dumps(each)]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_grant_is_wider_than_its_resource(function: str) -> None:
    for statement in statements(function):
        for action in statement["Action"]:
            assert "*" not in action
            assert action in WITHOUT_RESOURCE or statement.get("Resource", "*") not in ("*", ["*"]), action


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_function_lists_a_whole_bucket(function: str) -> None:
    for statement in statements(function):
        if "s3:ListBucket" in statement["Action"]:
            prefixes = statement["Condition"]["StringLike"]["s3:prefix"]
            assert [prefix for prefix in prefixes if not prefix.endswith("/*") or prefix == "/*"] == []


def test_the_layer_keeps_the_description_of_every_service_called() -> None:
    called = {call.action.split(":")[0] for calls in recorded().values() for call in calls}
    assert called - SERVICES == set()


def granted(function: str, implied: bool = True) -> set[Grant]:
    """Every action, resource and partition of the function's policy, with or without what AWS asks for itself."""
    return {
        Grant(action, resource, partition)
        for statement in statements(function)
        for action in statement["Action"]
        for resource in resources(statement)
        for partition in partitions(statement)
        if implied or not is_implied(action, statement)
    }


def partitions(statement: dict[str, Any]) -> list[str]:
    """Patterns of the partitions that a statement is limited to; whatever there are without such a limit."""
    tests = statement.get("Condition", {})
    return [_kind(like) for like in tests.get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", ["*"])]


def _kind(like: str) -> str:
    """A limit to one partition (`R#990099`) by its kind: calls are recorded by no more (`R#`)."""
    kind, mark, one = like.partition("#")
    return like if one.endswith("*") else kind + mark


def statements(function: str) -> list[dict[str, Any]]:
    policy = json.loads((ROOT / ".chalice" / FUNCTIONS[function]).read_text())
    return list(policy["Statement"])


def resources(statement: dict[str, Any]) -> list[str]:
    """Logical names; an index of a table is `<table>/index/<name>`, an object of a bucket is the bucket."""
    return [_logical(resource) for resource in statement.get("Resource", ["*"])]


def _logical(resource: Any) -> str:
    match resource:
        case {"Fn::GetAtt": [name, _]} | {"Ref": name}:
            return str(name)
        case {"Fn::Sub": text} if ".Arn}/index/" in text:
            table, _, index = str(text).removeprefix("${").partition(".Arn}")
            return table + index
        case {"Fn::Sub": text} if text.startswith("${"):
            return str(text).removeprefix("${").partition(".")[0].rstrip("}")
        case _:
            return "*"


def is_implied(action: str, statement: dict[str, Any]) -> bool:
    """Whether AWS, not the function's code, is why this is granted."""
    conditions = {key for test in statement.get("Condition", {}).values() for key in test}
    return any(
        action in entry["actions"]
        and ("condition" not in entry or entry["condition"] in conditions)
        and entry.get("statement") in (None, statement["Sid"])
        for entry in IMPLIED
    )

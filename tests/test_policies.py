"""Each function may do what it does and nothing else: policies against the calls of the whole test run.

These tests run last. A run of everything begins the record anew (tests/conftest.py).
"""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

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


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_call_is_granted(function: str) -> None:
    assert recorded().get(function, set()) - granted(function) == set()


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_grant_is_used(function: str) -> None:
    called = recorded().get(function, set())
    unused = {call for call in granted(function, implied=False) if call not in called}
    assert unused == set(), f"never called by {function} in the last run of all tests"


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_grant_is_wider_than_its_resource(function: str) -> None:
    for statement in statements(function):
        for action in statement["Action"]:
            assert "*" not in action
            assert action in WITHOUT_RESOURCE or statement.get("Resource", "*") not in ("*", ["*"]), action


def test_the_layer_keeps_the_description_of_every_service_called() -> None:
    called = {action.split(":")[0] for calls in recorded().values() for action, _ in calls}
    assert called - SERVICES == set()


def granted(function: str, implied: bool = True) -> set[Call]:
    """Every action and resource of the function's policy, with or without those that AWS asks for itself."""
    return {
        (action, resource)
        for statement in statements(function)
        for action in statement["Action"]
        for resource in resources(statement)
        if implied or not is_implied(action, statement)
    }


def statements(function: str) -> list[dict[str, Any]]:
    policy = json.loads((ROOT / ".chalice" / FUNCTIONS[function]).read_text())
    return list(policy["Statement"])


def resources(statement: dict[str, Any]) -> list[str]:
    """Logical names; an index of a table is `<table>/index`, an object of a bucket is the bucket."""
    return [_logical(resource) for resource in statement.get("Resource", ["*"])]


def _logical(resource: Any) -> str:
    match resource:
        case {"Fn::GetAtt": [name, _]} | {"Ref": name}:
            return str(name)
        case {"Fn::Sub": text} if text.endswith("/index/*"):
            return str(text).removeprefix("${").partition(".")[0] + "/index"
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

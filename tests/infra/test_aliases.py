"""What people wait for is called by the alias `live` alone, so that it starts from its version's snapshot."""

import json
from functools import cache
from typing import Any

import pytest
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

from infra.aliases import aliases, with_release
from infra.deploy import load_template
from infra.package import ROOT, package

AWAITED = {"APIHandler", "Messages", "Codes", "Certification", "Photos"}
PARAMETERS = {"Stage": "prod", "IdentityUrl": "https://identity.example", "SnapStart": "PublishedVersions"}
# Who names a function without calling it: its versions and their alias, alarms on it, its log, what a stack says of it.
ONLY_NAMING = {
    "AWS::Lambda::Version",
    "AWS::Lambda::Alias",
    "AWS::CloudWatch::Alarm",
    "AWS::Logs::LogGroup",
}


@cache
def prod() -> dict[str, Any]:
    return load_template(package("prod"))


@cache
def transformed() -> dict[str, Any]:
    """Prod's resources as CloudFormation sees them after the SAM transform."""
    return _transformed(prod(), PARAMETERS)


def _transformed(template: dict[str, Any], parameters: dict[str, str]) -> dict[str, Any]:
    released = json.dumps(with_release(template, parameters)).replace('"./', '"s3://archives/')
    return dict(Translator({}, Parser()).translate(json.loads(released), parameters)["Resources"])


@pytest.fixture(autouse=True)
def _a_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")


def of_type(kind: str, resources: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: each["Properties"] for name, each in resources.items() if each["Type"] == kind}


def mentions(value: Any) -> set[str]:
    """Every logical id that a part of a template refers to."""
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), _]}:
            return {name}
        case dict():
            return set().union(*map(mentions, value.values()))
        case list():
            return set().union(*map(mentions, value))
        case str():
            return {part.partition("}")[0].partition(".")[0] for part in value.split("${")[1:]}
        case _:
            return set()


def test_what_people_wait_for_has_an_alias() -> None:
    assert set(aliases(prod())) == AWAITED


@pytest.mark.parametrize("function", sorted(AWAITED))
def test_nothing_calls_it_by_its_bare_name(function: str) -> None:
    bare = [
        name
        for name, resource in transformed().items()
        if resource["Type"] not in ONLY_NAMING and name != function and function in mentions(resource)
    ]
    assert bare == []


def test_every_path_of_the_api_leads_to_the_alias() -> None:
    paths = transformed()["RestAPI"]["Properties"]["Body"]["paths"]
    integrations = [
        method["x-amazon-apigateway-integration"]["uri"] for path in paths.values() for method in path.values()
    ]
    assert len(integrations) >= len(paths) > 50
    assert {frozenset(mentions(uri) - {"AWS::Partition", "AWS::Region"}) for uri in integrations} == {
        frozenset({"APIHandlerAliaslive"})
    }


def test_the_gateway_may_call_the_alias() -> None:
    assert transformed()["APIHandlerInvokePermission"]["Properties"]["FunctionName"] == {"Ref": "APIHandlerAliaslive"}


READY = {"APIHandler": ("ApiIsReady", "ApiReady"), "Codes": ("CodesAreReady", "CodesReady")}
"""Functions whose containers a stage may keep ready, each with its condition and its parameter."""


@pytest.mark.parametrize("function", sorted(AWAITED))
def test_its_version_starts_from_a_snapshot_and_goes_when_the_next_is_in_force(function: str) -> None:
    resources = transformed()
    alias = resources[f"{function}Aliaslive"]["Properties"]
    version = alias["FunctionVersion"]["Fn::GetAtt"][0]
    assert resources[version]["Properties"]["FunctionName"] == {"Ref": function}
    assert resources[version]["DeletionPolicy"] == "Delete"
    snapshot: Any = {"Ref": "SnapStart"}
    if function in READY:
        snapshot = {"Fn::If": [READY[function][0], "None", snapshot]}
    assert resources[function]["Properties"]["SnapStart"] == {"ApplyOn": snapshot}


@pytest.mark.parametrize("function", sorted(AWAITED))
def test_containers_are_kept_ready_at_the_alias_only_where_the_stage_asks_and_then_without_a_snapshot(
    function: str,
) -> None:
    kept = transformed()[f"{function}Aliaslive"]["Properties"].get("ProvisionedConcurrencyConfig")
    if function not in READY:
        assert kept is None
        return
    condition, number = READY[function]
    ready = {"ProvisionedConcurrentExecutions": {"Ref": number}}
    assert kept == {"Fn::If": [condition, ready, {"Ref": "AWS::NoValue"}]}
    assert prod()["Conditions"][condition] == {"Fn::Not": [{"Fn::Equals": [{"Ref": number}, "0"]}]}


@pytest.mark.parametrize("stage", json.loads((ROOT / "infra" / "stages.json").read_text()).items(), ids=lambda s: s[0])
def test_a_stage_without_snapshots_keeps_containers_ready_and_none_takes_the_account_s(stage: Any) -> None:
    settings, defaults = stage[1], load_template(package("prod"))["Parameters"]
    api, codes = int(settings["ApiReady"]), int(settings["CodesReady"])
    assert settings["SnapStart"] == "PublishedVersions" or min(api, codes) > 0
    assert codes <= int(settings.get("CodesAtOnce", defaults["CodesAtOnce"]["Default"]))
    assert api <= 600  # Six in ten of a new account's executions are the API's (test_template.py).


def test_what_nobody_waits_for_is_called_as_it_is() -> None:
    functions = set(of_type("AWS::Lambda::Function", transformed()))
    assert (
        {name.partition("Version")[0] for name in of_type("AWS::Lambda::Version", transformed())} == AWAITED < functions
    )


def _versions(template: dict[str, Any], parameters: dict[str, str]) -> set[tuple[str, str]]:
    resources = _transformed(template, parameters)
    functions = of_type("AWS::Lambda::Function", resources)
    return {
        (name, functions[name.partition("Version")[0]]["Description"])
        for name in of_type("AWS::Lambda::Version", resources)
    }


def test_a_changed_setting_makes_a_new_version_that_lambda_can_publish() -> None:
    before = _versions(prod(), PARAMETERS)
    after = _versions(prod(), {**PARAMETERS, "PublicUrl": "https://elsewhere.example"})
    assert len(before | after) == 2 * len(AWAITED)
    assert {text for _, text in before} & {text for _, text in after} == set()


def test_a_changed_library_or_table_makes_a_new_version() -> None:
    text = json.dumps(prod())
    for old, new in (("layer-deployment.zip", "another-layer.zip"), ("PAY_PER_REQUEST", "PROVISIONED")):
        assert _versions(json.loads(text.replace(old, new)), PARAMETERS) & _versions(prod(), PARAMETERS) == set()


def test_deploying_the_same_again_makes_none() -> None:
    assert _versions(json.loads(json.dumps(prod())), PARAMETERS) == _versions(prod(), PARAMETERS)


def test_what_a_stack_says_of_itself_names_the_bare_function() -> None:
    assert prod()["Outputs"]["APIHandlerArn"]["Value"] == {"Fn::GetAtt": ["APIHandler", "Arn"]}

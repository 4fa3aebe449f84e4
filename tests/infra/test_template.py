"""The one template: what every table, queue and setting must have, whoever adds the next."""

import json
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from infra.archives import SERVICES, is_needed
from infra.package import ROOT, combined_parts, merged_parts, package
from tests.support import cloud


@cache
def resources() -> dict[str, Any]:
    return dict(combined_parts()["Resources"])


@cache
def packaged() -> Path:
    return package("prod")


def of_type(kind: str) -> list[str]:
    return [name for name, r in resources().items() if r.get("Type") == kind]


@pytest.mark.parametrize("name", of_type("AWS::DynamoDB::Table"))
def test_a_table_is_protected(name: str) -> None:
    table = resources()[name]
    properties = table["Properties"]
    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    assert properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]
    assert properties["SSESpecification"]["KMSMasterKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
    assert properties["DeletionProtectionEnabled"] == {"Fn::If": ["AreProtected", True, False]}
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert properties["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}


@pytest.mark.parametrize("name", [q for q in of_type("AWS::SQS::Queue") if "DeadLetter" not in q])
def test_a_queue_is_encrypted_and_ends_in_a_watched_dead_letter_queue(name: str) -> None:
    properties = resources()[name]["Properties"]
    dead = name.replace("Queue", "DeadLetterQueue")
    assert properties["KmsMasterKeyId"]
    assert properties["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": [dead, "Arn"]}
    watched = [resources()[a]["Properties"].get("Dimensions") for a in of_type("AWS::CloudWatch::Alarm")]
    assert [{"Name": "QueueName", "Value": {"Fn::GetAtt": [dead, "QueueName"]}}] in watched


@pytest.mark.parametrize("name", of_type("AWS::S3::Bucket"))
def test_a_bucket_is_closed_on_aws(name: str) -> None:
    access = resources()[name]["Properties"]["PublicAccessBlockConfiguration"]
    on_aws = access["Fn::If"][1] if "Fn::If" in access else access
    assert set(on_aws.values()) == {True}
    assert len(on_aws) == 4


def test_every_queue_reports_partial_failures() -> None:
    functions = json.loads((packaged() / "sam.json").read_text())["Resources"].values()
    events = [e for f in functions for e in f.get("Properties", {}).get("Events", {}).values() if e["Type"] == "SQS"]
    assert events
    assert all(e["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"] for e in events)


def test_every_function_has_a_policy_a_role_and_an_alarm_of_its_own() -> None:
    template = json.loads((packaged() / "sam.json").read_text())["Resources"]
    functions = {n: r["Properties"] for n, r in template.items() if r["Type"] == "AWS::Serverless::Function"}
    roles = {json.dumps(f["Role"]) for f in functions.values()}
    throttles = [
        r["Properties"]["Dimensions"][0]["Value"]["Ref"]
        for r in template.values()
        if r["Type"] == "AWS::CloudWatch::Alarm" and r["Properties"].get("MetricName") == "Throttles"
    ]
    assert len(roles) == len(functions)
    assert sorted(throttles) == sorted(functions)


def test_nothing_that_is_kept_stands_in_the_way_of_a_second_first_deployment() -> None:
    """What a failed creation left behind would be kept for ever, and nobody would know of it."""
    kept = {name for name, resource in resources().items() if resource.get("DeletionPolicy") == "Retain"}
    assert kept == set()


def costly() -> list[dict[str, Any]]:
    api = json.loads((packaged() / "sam.json").read_text())["Resources"]["RestAPI"]["Properties"]
    return [each for each in api["MethodSettings"] if each["ResourcePath"] != "/*"]


def paths() -> dict[str, Any]:
    api = json.loads((packaged() / "sam.json").read_text())["Resources"]["RestAPI"]["Properties"]
    return dict(api["DefinitionBody"]["paths"])


def test_costly_routes_are_throttled_under_the_names_that_cloudformation_knows() -> None:
    named = {(each["ResourcePath"], each["HttpMethod"]) for each in costly()}
    decoded = {(path.removeprefix("/").replace("~1", "/"), method) for path, method in named}
    assert {path.count("/") for path, _ in named} == {1}, "`/` of a path is `~1`, but for the first"
    assert {(path, verb) for path, verb in decoded if verb.lower() not in paths().get(path, {})} == set()
    assert {("/v1/login/codes", "POST"), ("/v1/login/sessions", "POST"), ("/v1/login/proofs", "POST")} <= decoded
    assert ("/v1/login/platforms/{platform}/sessions", "POST") in decoded
    assert {each["ThrottlingRateLimit"]["Ref"] for each in costly()} == {"CostlyPerSecond"}


def test_what_hashes_a_password_for_somebody_unknown_is_costly() -> None:
    decoded = {each["ResourcePath"].removeprefix("/").replace("~1", "/") for each in costly()}
    assert {path for path in OPEN_AND_COSTLY if path not in decoded} == set()


OPEN_AND_COSTLY = ("/v1/login/codes", "/v1/login/sessions", "/v1/login/recoveries", "/v1/staff/enrolments")
"""Of the routes that anybody may call (tests/test_architecture.py, OPEN)."""


def test_every_method_asks_for_the_distributions_key_before_a_function_runs() -> None:
    body = json.loads((packaged() / "sam.json").read_text())["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    open_methods = [
        (path, verb) for path, methods in body["paths"].items() for verb, m in methods.items() if not m.get("security")
    ]
    (scheme,) = body["securityDefinitions"].values()
    assert open_methods == []
    assert (scheme["type"], scheme["name"].lower()) == ("apiKey", "x-api-key")


def test_the_distribution_sends_the_key_that_the_api_asks_for() -> None:
    sent = resources()["Distribution"]["Properties"]["DistributionConfig"]["Origins"][1]["OriginCustomHeaders"]
    (key,) = [each["HeaderValue"] for each in sent if each["HeaderName"] == "X-Api-Key"]
    assert resources()["GatewayKey"]["Properties"]["Value"] == key
    assert "${GatewayKeyNumber}" in resources()["GatewaySecret"]["Properties"]["Name"]["Fn::Sub"]
    assert resources()["RestAPI"]["Properties"]["GatewayResponses"]["INVALID_API_KEY"]["StatusCode"] == "404"


def test_an_address_of_its_own_takes_no_old_tls() -> None:
    config = resources()["Distribution"]["Properties"]["DistributionConfig"]
    certified = config["ViewerCertificate"]["Fn::If"][1]
    assert certified["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert certified["AcmCertificateArn"] == {"Ref": "CertificateArn"}
    assert config["Aliases"]["Fn::If"][0] == "HasCertificate"


def test_two_stages_of_one_account_make_nothing_of_the_same_name() -> None:
    """What an account has once is infra/account.yaml's; every name that a stage fixes says which stack it is of."""
    once = {"AWS::ApiGateway::Account"} & {resource.get("Type") for resource in resources().values()}
    named = {"Name", "LogGroupName", "DashboardName", "TableName", "BucketName", "QueueName", "RoleName"}
    fixed = {
        (name, json.dumps(value))
        for name, resource in resources().items()
        if resource.get("Type") not in ("AWS::Logs::SubscriptionFilter", "AWS::Logs::MetricFilter")
        for key, value in resource.get("Properties", {}).items()
        if key in named and "AWS::StackName" not in json.dumps(value) and "APIHandler" not in json.dumps(value)
    }
    assert (once, fixed) == (set(), set())


def test_who_simulates_reads_people_and_writes_only_what_was_counted() -> None:
    """By the role itself: whatever the code does, a simulation changes nobody and tells nobody anything."""
    policy = json.loads((ROOT / ".chalice" / "policy-simulation.json").read_text())
    granted = {
        (action, json.dumps(resource))
        for statement in policy["Statement"]
        for action in statement["Action"]
        for resource in statement["Resource"]
    }
    dynamodb = {(action, where) for action, where in granted if action.startswith("dynamodb:")}
    reading = {"dynamodb:Query", "dynamodb:Scan", "dynamodb:GetItem", "dynamodb:BatchGetItem"}
    written = {where for action, where in dynamodb if action not in reading}
    assert written == {json.dumps({"Fn::GetAtt": ["OperationsTable", "Arn"]})}
    assert {action for action, where in dynamodb if "PeopleTable" in where} == {"dynamodb:Query", "dynamodb:Scan"}
    scanned = {where for action, where in dynamodb if action == "dynamodb:Scan"}
    assert scanned == {json.dumps({"Fn::Sub": "${PeopleTable.Arn}/index/gsi1"})}
    limits = [
        each["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
        for each in policy["Statement"]
        if set(each["Action"]) & {"dynamodb:PutItem", "dynamodb:DeleteItem"}
    ]
    assert limits == [["CAMP#*"], ["LEASE#*"]]
    assert not [action for action, _ in granted if action.startswith(("sns:", "ses:", "sqs:Send", "s3:"))]


ACCOUNT_AT_ONCE = 1000
"""Lambda's executions at once in an account, before a quota is raised (docs/scale.md)."""


def test_queues_leave_the_api_six_in_ten_of_the_account_s_executions() -> None:
    template = json.loads((packaged() / "sam.json").read_text())
    functions = {
        n: r["Properties"] for n, r in template["Resources"].items() if r["Type"] == "AWS::Serverless::Function"
    }
    events = [e for f in functions.values() for e in f.get("Events", {}).values() if e["Type"] == "SQS"]
    limits = [e["Properties"]["ScalingConfig"]["MaximumConcurrency"]["Ref"] for e in events]
    limits += [
        f["ReservedConcurrentExecutions"]["Ref"] for f in functions.values() if "ReservedConcurrentExecutions" in f
    ]
    taken = sum(template["Parameters"][name]["Default"] for name in limits)
    scheduled = sum(e["Type"] == "Schedule" for f in functions.values() for e in f.get("Events", {}).values())
    assert taken + scheduled <= ACCOUNT_AT_ONCE * 4 // 10
    assert "ReservedConcurrentExecutions" not in functions["APIHandler"]


def test_no_function_has_the_name_of_a_resource() -> None:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    typed = {name.lower() for name, resource in resources().items() if "Type" in resource}
    assert typed & set(config["lambda_functions"]) == set()


def test_tests_know_the_settings_that_functions_get() -> None:
    settings = combined_parts()["Globals"]["Function"]["Environment"]["Variables"]
    known = {name for name in cloud.environment(1, 2) if not name.startswith("AWS_")}
    assert known == set(settings)


def test_the_layer_holds_every_requirement() -> None:
    with zipfile.ZipFile(packaged() / "layer-deployment.zip") as layer:
        names = "\n".join(layer.namelist()).lower().replace("-", "_")
    pins = re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    missing = [name for name, version in pins if f"/{name.lower().replace('-', '_')}_{version}.dist_info/" not in names]
    # Lambda's and Chalice's own layout name a distribution by its archive's spelling.
    assert missing == []


def test_code_and_layer_fit_lambda_together() -> None:
    """Unpacked, 250 MiB at most; a stage here gets the layer otherwise (docs/decisions/143)."""
    archives = [zipfile.ZipFile(packaged() / name) for name in ("layer-deployment.zip", "deployment.zip")]
    assert sum(entry.file_size for archive in archives for entry in archive.infolist()) < 250 * 1024**2


if sys.platform == "linux":  # Lambda's wheels are for Linux.

    def test_the_package_needs_nothing_but_itself(tmp_path: Path) -> None:
        """The local cloud runs functions beside our own environment, which hides what the layer lacks."""
        for archive in ("layer-deployment.zip", "deployment.zip"):
            with zipfile.ZipFile(packaged() / archive) as content:
                content.extractall(tmp_path)
        (layer,) = tmp_path.glob("python/lib/*/site-packages")
        clients = "; ".join(f"boto3.client({service!r}, region_name='ap-southeast-1')" for service in sorted(SERVICES))
        program = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(layer)!r}]; import app, boto3; {clients}"
        done = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("python/lib/python3.13/site-packages/botocore/data/dynamodb/2012-08-10/service-2.json.gz", True),
        ("python/lib/python3.13/site-packages/botocore/data/ec2/2016-11-15/service-2.json.gz", False),
        ("python/lib/python3.13/site-packages/botocore/data/endpoints.json", True),
        ("python/lib/python3.13/site-packages/botocore/data/partitions.json", True),
        ("python/lib/python3.13/site-packages/boto3/examples/s3.rst", False),
        ("python/lib/python3.13/site-packages/botocore/docs/docstring.py", True),
        ("python/lib/python3.13/site-packages/pydantic/main.py", True),
        ("python/lib/python3.13/site-packages/phonenumbers/geodata/data0.py", False),
        ("python/lib/python3.13/site-packages/phonenumbers/data/region_CN.py", True),
        ("python/lib/python3.13/site-packages/fontTools/misc/bezierTools.c", False),
        ("python/lib/python3.13/site-packages/fontTools/misc/bezierTools.py", True),
    ],
)
def test_only_what_is_never_read_is_taken_out(name: str, needed: bool) -> None:
    assert is_needed(name) == needed


def test_services_are_named_as_botocore_names_them() -> None:
    import botocore.session

    assert set(botocore.session.get_session().get_available_services()) >= SERVICES


def test_nothing_keeps_the_queries_of_pages() -> None:
    """WeChat leads back to a page with what names somebody in its address (docs/decisions/141)."""
    behaviours = resources()["Distribution"]["Properties"]["DistributionConfig"]
    assert "Logging" not in behaviours
    assert "OriginRequestPolicyId" not in behaviours["DefaultCacheBehavior"]
    assert behaviours["DefaultCacheBehavior"]["CachePolicyId"] == {"Ref": "PageCachePolicy"}
    kept = resources()["PageCachePolicy"]["Properties"]["CachePolicyConfig"]
    assert kept["ParametersInCacheKeyAndForwardedToOrigin"]["QueryStringsConfig"] == {"QueryStringBehavior": "none"}
    assert "LoggingConfiguration" not in resources()["WebBucket"]["Properties"]
    edge = merged_parts("firewall")["Resources"]
    kinds = {each.get("Type") for each in (*edge.values(), *resources().values())}
    assert (
        kinds & {"AWS::WAFv2::LoggingConfiguration", "AWS::CloudFront::RealtimeLogConfig", "AWS::CloudTrail::Trail"}
        == set()
    )
    rules = edge["Firewall"]["Properties"]
    samples = [each["VisibilityConfig"]["SampledRequestsEnabled"] for each in (rules, *rules["Rules"])]
    assert (set(samples), len(samples)) == ({False}, 5)

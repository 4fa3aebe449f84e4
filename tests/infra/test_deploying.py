"""Deployment against whatever state a stack is in, and the stages that refuse it."""

from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError, WaiterError

from infra import account, deploy, release, stack, stages
from infra.home import Home
from infra.package import combined_parts
from infra.stack import DeploymentFailed


class CloudFormation:
    """A stack in a state; notes what it is asked to do."""

    def __init__(self, status: str | None, fails: bool = False) -> None:
        self.status, self.fails, self.done = status, fails, list[str]()
        self.asked = list[dict[str, str]]()
        self.exceptions = type("Errors", (), {"ClientError": ClientError})

    def describe_stacks(self, **asked: str) -> dict[str, Any]:
        if self.status is None:
            raise ClientError({"Error": {"Code": "ValidationError", "Message": "does not exist"}}, "DescribeStacks")
        return {"Stacks": [{"StackStatus": self.status}]}

    def __getattr__(self, name: str) -> Any:
        if name not in ("create_stack", "update_stack", "delete_stack"):
            raise AttributeError(name)
        return partial(self._ask, name)

    def _ask(self, name: str, **given: Any) -> None:
        self.done.append(name)
        self.asked.append({each["ParameterKey"]: each["ParameterValue"] for each in given.get("Parameters", ())})

    def get_waiter(self, kind: str) -> "CloudFormation":
        self.done.append(kind)
        return self

    def wait(self, **given: Any) -> None:
        if self.fails and self.done[-1] == "stack_create_complete":
            raise WaiterError("stack_create_complete", "terminal", {})

    def describe_stack_events(self, **asked: str) -> dict[str, Any]:
        event = {"LogicalResourceId": "RestAPI", "ResourceStatus": "CREATE_FAILED", "ResourceStatusReason": "no role"}
        return {"StackEvents": [event]}


def home(cloud: CloudFormation) -> Home:
    return Home("staging", "http://nowhere", _clients={"cloudformation": cloud})


CREATED = ["create_stack", "stack_create_complete"]


@pytest.mark.parametrize(
    ("status", "does"),
    [
        (None, CREATED),
        ("CREATE_COMPLETE", ["update_stack", "stack_update_complete"]),
        ("UPDATE_ROLLBACK_COMPLETE", ["update_stack", "stack_update_complete"]),
        ("ROLLBACK_COMPLETE", ["delete_stack", "stack_delete_complete", *CREATED]),
        ("ROLLBACK_FAILED", ["delete_stack", "stack_delete_complete", *CREATED]),
        ("DELETE_FAILED", ["delete_stack", "stack_delete_complete", *CREATED]),
    ],
)
def test_a_deployment_begins_from_any_end_of_the_last_one(status: str | None, does: list[str]) -> None:
    cloud = CloudFormation(status)
    stack.bring(home(cloud), "https://template", {})
    assert cloud.done == does


def test_tables_are_protected_once_all_is_made() -> None:
    """What is protected a rollback of the creation leaves behind."""
    cloud = CloudFormation(None)
    stack.bring(Home("staging", _clients={"cloudformation": cloud}), "https://template", {"Stage": "staging"})
    assert cloud.done == [*CREATED, "update_stack", "stack_update_complete"]
    assert [request.get("Protected") for request in cloud.asked] == ["false", "true"]


def test_a_creation_that_failed_protects_nothing() -> None:
    cloud = CloudFormation(None, fails=True)
    with pytest.raises(DeploymentFailed):
        stack.bring(Home("staging", _clients={"cloudformation": cloud}), "https://template", {})
    assert cloud.done == CREATED


@pytest.mark.parametrize(
    ("status", "says"),
    [("UPDATE_IN_PROGRESS", "under way"), ("UPDATE_ROLLBACK_FAILED", "continue-update-rollback")],
)
def test_what_no_deployment_can_mend_is_said_in_a_sentence(status: str, says: str) -> None:
    cloud = CloudFormation(status)
    with pytest.raises(DeploymentFailed, match=says):
        stack.bring(home(cloud), "https://template", {})
    assert cloud.done == []


def test_a_failed_creation_names_the_resource() -> None:
    with pytest.raises(DeploymentFailed, match="RestAPI: no role"):
        stack.bring(home(CloudFormation(None, fails=True)), "https://template", {})


class Bucket:
    """S3 without the bucket that is asked for."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}

    def head_bucket(self, **asked: str) -> None:
        raise ClientError({"Error": {"Code": "404"}}, "HeadBucket")

    def create_bucket(self, **asked: Any) -> None:
        self.made = asked

    def get_caller_identity(self) -> dict[str, str]:
        return {"Account": "123456789012"}


@pytest.mark.parametrize(("region", "named"), [("us-east-1", False), ("ap-southeast-1", True), ("cn-north-1", True)])
def test_every_region_but_s3s_own_is_named_as_the_bucket_s_place(region: str, named: bool) -> None:
    cloud = Bucket()
    deploy._archive_bucket(Home("staging", "http://nowhere", region, _clients={"s3": cloud, "sts": cloud}))
    assert ("CreateBucketConfiguration" in cloud.made) == named


WHOLE = {
    "PublicUrl": "https://code.gov.cn",
    "IdentityUrl": "https://identity.gov.cn",
    "AlarmEmail": "night@gov.cn",
    "FirewallArn": "arn:…",
    "CertificateArn": "arn:…",
    "CertificateId": "ASCA…",
    "SmsApplication": "1400000000",
}


@pytest.mark.parametrize("stage", ["prod", "mainland"])
def test_a_stage_that_people_rely_on_is_deployed_whole_or_not_at_all(stage: str) -> None:
    assert stages.lacking_of(stage, WHOLE) == ()
    needed = {"PublicUrl", "IdentityUrl", *stages._PEOPLE_RELY_ON[stage]}
    for name in needed:
        assert stages.lacking_of(stage, {**WHOLE, name: ""}) == (name,)
    for wrong in ("https://kangma.example", "http://code.gov.cn", "https://localhost", "code.gov.cn"):
        assert stages.lacking_of(stage, {**WHOLE, "PublicUrl": wrong}) == ("PublicUrl",)


def test_the_refusal_is_one_sentence_that_names_what_is_missing() -> None:
    with pytest.raises(stages.Lacking) as refused:
        stages.parameters_of("prod")
    text = str(refused.value)
    assert {"AlarmEmail", "FirewallArn", "CertificateArn", "PublicUrl"} <= set(text.replace(",", "").split())
    assert "\n" not in text


def test_staging_may_lack_what_only_people_need() -> None:
    assert stages.parameters_of("staging")["AlarmEmail"] == ""
    with pytest.raises(LookupError, match="no stage nowhere"):
        stages.parameters_of("nowhere")


class Account(Bucket):
    """An account in which SNS has made one of its logs before."""

    def __init__(self) -> None:
        super().__init__()
        self.logs: dict[str, int] = {}
        self.told: dict[str, str] = {}

    def create_log_group(self, **given: str) -> None:
        if not given["logGroupName"].endswith("/Failure"):
            raise ClientError({"Error": {"Code": "ResourceAlreadyExistsException"}}, "CreateLogGroup")

    def put_retention_policy(self, **given: Any) -> None:
        self.logs[given["logGroupName"]] = given["retentionInDays"]

    def set_sms_attributes(self, attributes: dict[str, str]) -> None:
        self.told = attributes


def test_logs_that_sns_made_before_are_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    cloud = Account()
    monkeypatch.setattr(account, "deploy_alone", lambda home, template: None)
    monkeypatch.setattr(Home, "outputs", lambda home: {"SmsReporterRole": "arn:role"})
    account.prepare(Home("staging", None, "eu-west-1", _clients={"logs": cloud, "sns": cloud, "sts": cloud}))
    assert sorted(cloud.logs) == account.log_names("eu-west-1", "123456789012")
    assert cloud.told["DeliveryStatusIAMRole"] == "arn:role"


def test_the_account_has_once_what_stages_share() -> None:
    kinds = {resource["Type"] for resource in account.template()["Resources"].values()}
    assert kinds == {"AWS::IAM::Role", "AWS::ApiGateway::Account"}


def test_the_account_is_ready_before_the_first_of_a_stage_is_made(monkeypatch) -> None:
    """API Gateway writes a stage's access log by the account's role alone: without it the stage could not be made."""
    done: list[str] = []
    outputs = {"WebBucketName": "web", "DistributionId": "d", "DistributionDomain": "x"}
    home = SimpleNamespace(outputs=lambda: outputs)
    monkeypatch.setattr(release, "Home", SimpleNamespace(on_aws=lambda stage: home))
    monkeypatch.setattr(release, "parameters_of", lambda stage: {"PublicUrl": "https://x"})
    monkeypatch.setattr(release, "package", Path)
    monkeypatch.setattr(release, "load_template", lambda out: {})
    monkeypatch.setattr(release.account, "prepare", lambda home: done.append("account"))
    for name in ("deploy", "publish", "_forget_pages"):
        monkeypatch.setattr(release, name, lambda *args, name=name, **more: done.append(name))
    release.release("staging")
    assert done == ["account", "deploy", "publish", "_forget_pages"]


def test_only_the_account_has_the_log_role() -> None:
    assert "AWS::ApiGateway::Account" in {each["Type"] for each in account.template()["Resources"].values()}
    for stage in ("prod", "mainland"):
        assert "AWS::ApiGateway::Account" not in {
            each.get("Type") for each in combined_parts(stage)["Resources"].values()
        }

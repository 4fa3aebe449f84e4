"""What an account and region has once for all stages in it: the log role of API Gateway, and SNS's reports.

Two stages in one account would each make it and take it from the other. It may be brought about again at any time.
"""

from typing import Any

from botocore.exceptions import ClientError
from chalice.package import YAMLTemplateSerializer

from infra.deploy import deploy_alone
from infra.home import Home
from infra.package import ROOT

_LOGS = ("DirectPublishToPhoneNumber", "DirectPublishToPhoneNumber/Failure")
_KEPT_DAYS = 7


def prepare(home: Home) -> None:
    """Makes the account ready for stages, before the first one is deployed."""
    shared = Home("account", home.endpoint, home.region)
    deploy_alone(shared, template())
    reporter = shared.outputs().get("SmsReporterRole")
    if reporter:
        _make_logs(home)
        _hear_of_messages(home, reporter)


def template() -> dict[str, Any]:
    """The account's own stack."""
    text = (ROOT / "infra" / "account.yaml").read_text()
    return dict(YAMLTemplateSerializer().load_template(text, "account.yaml"))


def log_names(region: str, account: str) -> list[str]:
    """The logs that SNS writes its reports to; it fixes their names."""
    return [f"sns/{region}/{account}/{name}" for name in _LOGS]


def _make_logs(home: Home) -> None:
    logs = home.client("logs")
    for name in log_names(home.region, home.client("sts").get_caller_identity()["Account"]):
        try:
            logs.create_log_group(logGroupName=name)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceAlreadyExistsException":
                raise
        logs.put_retention_policy(logGroupName=name, retentionInDays=_KEPT_DAYS)


def _hear_of_messages(home: Home, role: str) -> None:
    """Has SNS report on every text message. A setting of the account, which no template can make."""
    wanted = {"DeliveryStatusIAMRole": role, "DeliveryStatusSuccessSamplingRate": "100"}
    home.client("sns").set_sms_attributes(attributes=wanted)

"""The local cloud for tests that run in this process: the template's data resources, without functions.

Names are fixed before anything starts, because the service reads its settings when it is imported and
pytest imports every test first. So the cloud itself is started only when a test asks for it.
"""

import json
import os
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalicelib.config import Settings
from infra import keys
from infra.home import REGION, Home
from infra.package import merged_parts
from local import identity_service
from local.cloud import HOST, NAME
from tests.support import platforms, scratch, second_cloud

ACCOUNT = "000000000000"
PARTS = ("parameters", "keys", "tables", "queues", "storage", "mail")
QUEUES = ("Messages", "Codes", "Certification", "Rescoring", "Simulation", "Exports")
NAME_PROPERTY = {
    "AWS::DynamoDB::Table": "TableName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::SecretsManager::Secret": "Name",
}


class DataHome(Home):
    """The test cloud as a stage's home. It has no outputs: its settings are known beforehand."""

    def settings(self) -> dict[str, str]:
        return {name.upper(): os.environ[name.upper()] for name in Settings.__dataclass_fields__}


@dataclass(frozen=True)
class TestCloud:
    """What a test may ask of the local cloud beside the service itself."""

    __test__ = False
    home: Home
    identity: identity_service.Behaviour

    def messages(self, queue_url: str) -> list[dict[str, Any]]:
        """Takes everything out of a queue and returns the bodies."""
        sqs, bodies = self.home.client("sqs"), []
        while found := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
            for message in found:
                sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
                bodies.append(json.loads(message["Body"]))
        return bodies

    def mails(self, to: str) -> list[dict[str, Any]]:
        """The e-mails sent to an address, oldest first, as {"Subject", "BodyText", …}."""
        with urllib.request.urlopen(f"{self.home.endpoint}/_ministack/ses/messages", timeout=5) as answer:
            sent = json.load(answer)["messages"].values()
        return [mail for mails in sent for mail in mails if to in mail["To"]]

    def sms(self, to: str) -> list[str]:
        """The texts sent to a phone, oldest first."""
        from local.sms import fetch

        return [m["text"] for m in fetch(str(self.home.endpoint)) if m["to"] == to]


def environment(port: int, identity_port: int) -> dict[str, str]:
    """The functions' environment in the test cloud at this port, all of it known beforehand."""
    endpoint = f"http://{HOST}:{port}"
    queue = f"{endpoint}/{ACCOUNT}/"
    return {
        "STAGE": "local",
        **{
            f"{n.upper()}_TABLE": name_of(f"{n}Table")
            for n in ("People", "Accounts", "Epidemic", "Venues", "Operations")
        },
        **{f"{n.upper()}_QUEUE_URL": queue + name_of(f"{n}Queue") for n in QUEUES},
        "SERVICE_SECRET": name_of("ServiceSecret"),
        "SIGNING_SECRET": name_of("SigningSecret"),
        "DATA_KEY": f"alias/{name_of('DataKey')}",
        "PHOTOS_BUCKET": name_of("PhotosBucket"),
        "PHOTOS_KEY": f"alias/{name_of('PhotosKey')}",
        "IMPORTS_BUCKET": name_of("ImportsBucket"),
        "IMPORTS_KEY": f"alias/{name_of('ImportsKey')}",
        "AUDIT_BUCKET": name_of("AuditBucket"),
        "WEB_BUCKET": name_of("WebBucket"),
        "PUBLIC_URL": f"http://{NAME}:{port}/{name_of('WebBucket')}",
        "RELYING_PARTY": NAME,
        "IDENTITY_URL": f"http://{HOST}:{identity_port}",
        "ISSUER": "QH",
        "EXCHANGE_ID": "630000",
        "EXCHANGE_REGION": "63",
        "RATED_BY_LIST": "99",
        "RATINGS_URL": "",
        "MAIL_FROM": "notices@kangma.example",
        "MAIL_SERVER": "",
        "SMS_PROVIDERS": "",
        "SMS_URL": "",
        "SMS_APPLICATION": "",
        "SMS_SIGNATURE": "康码",
        "PUSH_HOSTS": "fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,*.notify.windows.com",
        **platforms.settings(identity_port + 1),
        "POWERTOOLS_SERVICE_NAME": "kangma",
        "POWERTOOLS_METRICS_NAMESPACE": "Kangma",
        "LOG_LEVEL": "WARNING",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }


def name_of(logical_id: str) -> str:
    """A resource's name in the test cloud, from its name in the template."""
    return f"test-{logical_id.lower()}"


def template() -> dict[str, Any]:
    """The data resources, each under a name that is known beforehand."""
    parts = merged_parts(*PARTS)
    resources = {k: r for k, r in parts["Resources"].items() if r.get("Condition") != "OnAws"}
    for logical_id, resource in resources.items():
        if resource["Type"] in NAME_PROPERTY:
            resource["Properties"][NAME_PROPERTY[resource["Type"]]] = name_of(logical_id)
    for key in ("DataKey", "PhotosKey", "ImportsKey"):
        resources[f"{key}Alias"] = {
            "Type": "AWS::KMS::Alias",
            "Properties": {"AliasName": f"alias/{name_of(key)}", "TargetKeyId": {"Ref": key}},
        }
    return {**parts, "Resources": resources}


@contextmanager
def running(port: int, identity_port: int) -> Iterator[TestCloud]:
    """The test cloud from start to end of a session, in a folder of its own."""
    with scratch.folder() as folder:
        cloud = second_cloud.start(port, Path(folder))
        try:
            home = DataHome("test", cloud.endpoint)
            key = _create(home)
            keys.put_values(home.client("secretsmanager"), os.environ["SERVICE_SECRET"], **platforms.made()[2])
            identity = identity_service.serve(identity_port, key)
            with platforms.served(identity), platforms.served(platforms.server(identity_port + 1)):
                yield TestCloud(home, identity.RequestHandlerClass.behaviour)
        finally:
            cloud.stop()


def _create(home: Home) -> bytes:
    """Creates the stack and its secrets; the key shared with the real-name service."""
    cloud = home.client("cloudformation")
    parameters = {"Stage": "local", "LocalUrl": str(home.endpoint), "IdentityUrl": "unused"}
    given = [{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()]
    cloud.create_stack(StackName=home.stack, TemplateBody=json.dumps(template()), Parameters=given)
    cloud.get_waiter("stack_create_complete").wait(
        StackName=home.stack, WaiterConfig={"Delay": 0.1, "MaxAttempts": 300}
    )
    second_cloud.mend(home)
    secrets = keys.ensure(home.client("secretsmanager"), os.environ["SERVICE_SECRET"], os.environ["SIGNING_SECRET"])
    return secrets["identity"].encode()

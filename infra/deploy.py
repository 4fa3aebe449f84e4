"""Deploys a stage's package through CloudFormation: upload what it names, create or update, wait."""

import hashlib
import json
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError, WaiterError

from infra import keys
from infra.aliases import with_release
from infra.home import APP, Home

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]


class DeploymentFailed(Exception):
    """CloudFormation refused; the message names the resource and the reason."""


def deploy(home: Home, template: dict[str, Any], package: Path, parameters: dict[str, str]) -> None:
    """Brings the stack to the template. `package` is the folder with the archives it names."""
    bucket = _archive_bucket(home)
    uploaded = _with_archives_uploaded(home, bucket, template, package)
    url = _upload_template(home, bucket, with_release(uploaded, parameters))
    given = [{"ParameterKey": k, "ParameterValue": v} for k, v in {"Stage": home.stage, **parameters}.items()]
    _apply(home, {"StackName": home.stack, "TemplateURL": url, "Capabilities": CAPABILITIES, "Parameters": given})
    outputs = home.settings()
    keys.ensure(home.client("secretsmanager"), outputs["SERVICE_SECRET"], outputs["SIGNING_SECRET"])


def load_template(package: Path) -> dict[str, Any]:
    """The template that `infra.package` left in a folder."""
    return dict(json.loads((package / "sam.json").read_text()))


def _apply(home: Home, request: dict[str, Any]) -> None:
    cloud = home.client("cloudformation")
    exists = bool(home.describe())
    try:
        (cloud.update_stack if exists else cloud.create_stack)(**request)
        kind = "stack_update_complete" if exists else "stack_create_complete"
        # Local stacks are there at once; a distribution on AWS takes minutes.
        delay = 0.3 if home.endpoint else 10
        cloud.get_waiter(kind).wait(StackName=home.stack, WaiterConfig={"Delay": delay, "MaxAttempts": 400})
    except WaiterError as error:
        raise DeploymentFailed(_reason(home)) from error
    except ClientError as error:
        if "No updates are to be performed" not in str(error):
            raise DeploymentFailed(str(error)) from error


def _reason(home: Home) -> str:
    events = home.client("cloudformation").describe_stack_events(StackName=home.stack)["StackEvents"]
    failed = [e for e in events if e["ResourceStatus"].endswith("FAILED") and e.get("ResourceStatusReason")]
    lines = [f"{e['LogicalResourceId']}: {e['ResourceStatusReason']}" for e in reversed(failed)]
    return "The deployment failed. " + ("; ".join(lines[:3]) or "CloudFormation gave no reason.")


def _archive_bucket(home: Home) -> str:
    account = home.client("sts").get_caller_identity()["Account"]
    bucket, store = f"{APP}-packages-{account}-{home.region}", home.client("s3")
    try:
        store.head_bucket(Bucket=bucket)
    except ClientError:
        store.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": home.region})
    return bucket


def _with_archives_uploaded(home: Home, bucket: str, template: dict[str, Any], package: Path) -> dict[str, Any]:
    """The template with every local archive's name replaced by where it was uploaded to."""
    places: dict[str, str] = {}
    for resource in template["Resources"].values():
        for name in ("CodeUri", "ContentUri"):
            local = resource.get("Properties", {}).get(name)
            if isinstance(local, str):
                if local not in places:
                    places[local] = f"s3://{bucket}/{_upload(home, bucket, package / local)}"
                resource["Properties"][name] = places[local]
    return template


def _upload(home: Home, bucket: str, archive: Path) -> str:
    body = archive.read_bytes()
    key = f"{hashlib.sha256(body).hexdigest()[:32]}{archive.suffix}"
    store = home.client("s3")
    try:
        store.head_object(Bucket=bucket, Key=key)
    except ClientError:
        store.put_object(Bucket=bucket, Key=key, Body=body)
    return key


def _upload_template(home: Home, bucket: str, template: dict[str, Any]) -> str:
    body = json.dumps(template, ensure_ascii=False).encode()
    key = f"{hashlib.sha256(body).hexdigest()[:32]}.template.json"
    home.client("s3").put_object(Bucket=bucket, Key=key, Body=body)
    host = home.endpoint or f"https://s3.{home.region}.amazonaws.com"
    return f"{host}/{bucket}/{key}"

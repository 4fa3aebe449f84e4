"""Deploys a stage's package through CloudFormation: upload what it names, create or update, wait."""

import hashlib
import json
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra import keys, stack
from infra.aliases import with_release
from infra.home import APP, Home

_FIRST_REGION = "us-east-1"
"""S3's own: the one region that a bucket must not name as its place."""


def deploy(home: Home, template: dict[str, Any], package: Path, parameters: dict[str, str]) -> None:
    """Brings the stack to the template. `package` is the folder with the archives it names."""
    bucket = _archive_bucket(home)
    uploaded = _with_archives_uploaded(home, bucket, template, package)
    url = _upload_template(home, bucket, with_release(uploaded, parameters))
    stack.bring(home, url, {"Stage": home.stage, **parameters})
    outputs = home.settings()
    keys.ensure(home.client("secretsmanager"), outputs["SERVICE_SECRET"], outputs["SIGNING_SECRET"])


def deploy_alone(home: Home, template: dict[str, Any]) -> None:
    """Brings a stack without archives and parameters to a template."""
    stack.bring(home, _upload_template(home, _archive_bucket(home), template), {})


def load_template(package: Path) -> dict[str, Any]:
    """The template that `infra.package` left in a folder."""
    return dict(json.loads((package / "sam.json").read_text()))


def _archive_bucket(home: Home) -> str:
    account = home.client("sts").get_caller_identity()["Account"]
    bucket, store = f"{APP}-packages-{account}-{home.region}", home.client("s3")
    try:
        store.head_bucket(Bucket=bucket)
    except ClientError:
        place = {} if home.region == _FIRST_REGION else {"LocationConstraint": home.region}
        store.create_bucket(Bucket=bucket, **({"CreateBucketConfiguration": place} if place else {}))
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
    store = home.client("s3")
    store.put_object(Bucket=bucket, Key=key, Body=body)
    # The client's own address: another partition has another ending.
    return f"{store.meta.endpoint_url}/{bucket}/{key}"

"""Pictures in S3: uploads in quarantine, and the re-encoded copies that alone are looked at.

Both are encrypted under the photos' own key. A link is signed by the
function that gives it out and lives by the real clock, as S3 counts it.
"""

from datetime import timedelta
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.config import settings
from chalicelib.container import client_per_container

QUARANTINE = "quarantine/"
COPIES = "photos/"
_LISTED = 1000


@client_per_container(close=lambda client: client.close())
def _client() -> Any:
    # On AWS only the bucket's own regional address answers a browser's form without a redirect.
    style = "path" if settings().local else "virtual"
    timeouts: dict[str, Any] = {"connect_timeout": 2, "read_timeout": 10}
    return boto3.client("s3", config=Config(signature_version="s3v4", s3={"addressing_style": style}, **timeouts))


def upload_form(key: str, content_type: str, size: int, lifetime: timedelta) -> dict[str, Any]:
    """`url` and `fields` of a form that stores exactly `size` bytes of one type under one key. No call."""
    fields = {"Content-Type": content_type, "success_action_status": "204"} | {
        "x-amz-server-side-encryption": "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id": settings().photos_key,
    }
    conditions: list[Any] = [{name: value} for name, value in fields.items()]
    form: dict[str, Any] = _client().generate_presigned_post(
        settings().photos_bucket,
        key,
        Fields=fields,
        Conditions=[*conditions, ["content-length-range", size, size]],
        ExpiresIn=int(lifetime.total_seconds()),
    )
    return form


def uploaded(key: str, most: int) -> bytes | None:
    """The bytes of an upload, at most `most` and one more; None if it is not there. One call."""
    try:
        found = _client().get_object(Bucket=settings().photos_bucket, Key=key)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
            return None
        raise
    return bytes(found["Body"].read(most + 1))


def keep(key: str, picture: bytes) -> None:
    """Stores a copy. One call."""
    sealed = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": settings().photos_key}
    _client().put_object(Bucket=settings().photos_bucket, Key=key, Body=picture, ContentType="image/jpeg", **sealed)


def link(key: str, lifetime: timedelta) -> str:
    """A link by which whoever holds it sees the picture for so long. No call."""
    seen = {"ResponseContentType": "image/jpeg", "ResponseCacheControl": "no-store"}
    wanted = {"Bucket": settings().photos_bucket, "Key": key} | seen
    url: str = _client().generate_presigned_url("get_object", wanted, ExpiresIn=int(lifetime.total_seconds()))
    return url


def remove(*keys: str) -> None:
    """Deletes pictures, there or not. One call."""
    if keys:
        doomed = {"Objects": [{"Key": key} for key in keys], "Quiet": True}
        _client().delete_objects(Bucket=settings().photos_bucket, Delete=doomed)


def remove_all(person_id: str) -> None:
    """Deletes every picture of a person. Two calls, four for somebody who has any."""
    for folder in (QUARANTINE, COPIES):
        prefix = f"{folder}{person_id}/"
        while found := _keys(prefix):
            remove(*found)


def _keys(prefix: str) -> list[str]:
    answer = _client().list_objects_v2(Bucket=settings().photos_bucket, Prefix=prefix, MaxKeys=_LISTED)
    return [each["Key"] for each in answer.get("Contents", [])]

"""Bodies of revocation lists, in the bucket that the distribution serves: one of any size comes from the edge.

A body's key is its path, `v1/revocations/<id>` (infra/web.yaml); without a distribution in front the API serves it.
"""

from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.config import settings
from chalicelib.container import client_per_container

MEDIA = "application/octet-stream"
CACHED = "public, max-age=86400, immutable"
_ABSENT = ("NoSuchKey", "AccessDenied")


@client_per_container(close=lambda client: client.close())
def _client() -> Any:
    style = "path" if settings().local else "virtual"
    timeouts: dict[str, Any] = {"connect_timeout": 2, "read_timeout": 10}
    return boto3.client("s3", config=Config(signature_version="s3v4", s3={"addressing_style": style}, **timeouts))


def _place(list_id: str) -> dict[str, str]:
    return {"Bucket": settings().web_bucket, "Key": f"v1/revocations/{list_id}"}


def put(list_id: str, body: bytes) -> None:
    """Stores a body, or a part of one; the same again is the same. One call."""
    _client().put_object(**_place(list_id), Body=body, ContentType=MEDIA, CacheControl=CACHED)


def find(list_id: str) -> bytes | None:
    """A body, or a part of one; None for what is unknown or no longer kept. One call.

    To whoever may not list a bucket, S3 says of what is not there that it is denied.
    """
    try:
        return bytes(_client().get_object(**_place(list_id))["Body"].read())
    except ClientError as error:
        if error.response["Error"]["Code"] in _ABSENT:
            return None
        raise

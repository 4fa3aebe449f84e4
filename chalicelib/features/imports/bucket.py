"""Files in S3: uploads as they came, and what was found in them, in parts. All of it goes after seven days."""

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.config import settings
from chalicelib.container import client_per_container

_BLOCK = 1 << 20
_DIGEST, _READERS = 16, 8
_ABSENT = ("NoSuchKey", "AccessDenied")


@client_per_container(close=lambda client: client.close())
def _client() -> Any:
    style = "path" if settings().local else "virtual"
    timeouts: dict[str, Any] = {"connect_timeout": 2, "read_timeout": 10}
    return boto3.client("s3", config=Config(signature_version="s3v4", s3={"addressing_style": style}, **timeouts))


def upload_form(key: str, most: int, lifetime: timedelta) -> dict[str, Any]:
    """`url` and `fields` of a form that stores at most so many bytes under one key. No call."""
    fields = {"success_action_status": "204"} | {
        "x-amz-server-side-encryption": "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id": settings().imports_key,
    }
    conditions: list[Any] = [{name: value} for name, value in fields.items()]
    form: dict[str, Any] = _client().generate_presigned_post(
        settings().imports_bucket,
        key,
        Fields=fields,
        Conditions=[*conditions, ["content-length-range", 1, most]],
        ExpiresIn=int(lifetime.total_seconds()),
    )
    return form


def fetch(key: str, path: Path) -> str | None:
    """Writes an upload to `path`, a block at a time; its SHA-256, None where it is not there. One call.

    To whoever may not list a bucket, S3 says of what is not there that it is denied.
    """
    try:
        body = _client().get_object(Bucket=settings().imports_bucket, Key=key)["Body"]
    except ClientError as error:
        if error.response["Error"]["Code"] in _ABSENT:
            return None
        raise
    digest = sha256()
    with path.open("wb") as file:
        while block := body.read(_BLOCK):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def put_rows(key: str, rows: Iterable[Any]) -> None:
    """Stores rows as JSON lines. One call."""
    put_text(key, "\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows))


def put_text(key: str, content: str) -> None:
    """Stores a text. One call."""
    sealed = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": settings().imports_key}
    _client().put_object(Bucket=settings().imports_bucket, Key=key, Body=content.encode(), **sealed)


class Gone(Exception):
    """What was stored is no more, or may not be read."""


def rows(key: str) -> list[Any]:
    """The rows that were stored under a key, which may be none. One call. Raises Gone."""
    try:
        body = _client().get_object(Bucket=settings().imports_bucket, Key=key)["Body"].read()
    except ClientError as error:
        if error.response["Error"]["Code"] in _ABSENT:
            raise Gone(key) from error
        raise
    return [json.loads(line) for line in body.decode().split("\n") if line]


def rows_left(key: str) -> list[Any]:
    """The rows that are shown of a key: none where they are gone. One call."""
    try:
        return rows(key)
    except Gone:
        return []


def put_digests(key: str, digests: Iterable[bytes]) -> None:
    """Stores digests of 16 bytes. One call."""
    sealed = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": settings().imports_key}
    _client().put_object(Bucket=settings().imports_bucket, Key=key, Body=b"".join(digests), **sealed)


def digests(keys: Iterable[str]) -> Iterator[bytes]:
    """The digests that were stored under these keys, each. A call a key, several at once."""
    with ThreadPoolExecutor(_READERS) as readers:
        for content in readers.map(_content, keys):
            yield from (content[at : at + _DIGEST] for at in range(0, len(content), _DIGEST))


def _content(key: str) -> bytes:
    return bytes(_client().get_object(Bucket=settings().imports_bucket, Key=key)["Body"].read())


def put_file(key: str, path: Path, media: str) -> None:
    """Stores a file. One call."""
    sealed = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": settings().imports_key}
    with path.open("rb") as file:
        _client().put_object(Bucket=settings().imports_bucket, Key=key, Body=file, ContentType=media, **sealed)


def link(key: str, name: str, lifetime: timedelta) -> str:
    """A link by which whoever holds it saves the file for so long. No call."""
    saved = {"ResponseCacheControl": "no-store", "ResponseContentDisposition": f'attachment; filename="{name}"'}
    wanted = {"Bucket": settings().imports_bucket, "Key": key} | saved
    url: str = _client().generate_presigned_url("get_object", wanted, ExpiresIn=int(lifetime.total_seconds()))
    return url

"""The bucket in which nobody changes anything: object lock keeps each object for three years, from administrators too.

`audit/<chain>/<first>-<last>.jsonl`: entries `first` to `last` of a chain, each a line (`desk/audit.line_of`).
`heads/<hour>.cose`: the signed heads of an hour. `ledger/<day>.cose`: what went on a day, signed (`codes/ledger`).
`keys/<kid>.json`: the public key that signed some of them.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.codes.key_set import Use, published
from chalicelib.codes.keys import CodeKey, kid_text, public_jwk
from chalicelib.config import settings
from chalicelib.container import client_per_container

AT_ONCE = 1_000
"""Entries of an object at most; the stream hands over no more at once (infra/functions.yaml)."""
_ABSENT = ("NoSuchKey", "404")
_THERE = "PreconditionFailed"


@client_per_container(close=lambda client: client.close())
def _client() -> Any:
    style = "path" if settings().local else "virtual"
    timeouts: dict[str, Any] = {"connect_timeout": 2, "read_timeout": 10, "max_pool_connections": 16}
    return boto3.client("s3", config=Config(signature_version="s3v4", s3={"addressing_style": style}, **timeouts))


class Part(NamedTuple):
    """An object with entries `first` to `last` of a chain. Ordered as they are in the bucket."""

    shard: int
    first: int
    last: int

    @property
    def key(self) -> str:
        return f"audit/{self.shard:03d}/{self.first:012d}-{self.last:012d}.jsonl"

    def holds(self, number: int) -> bool:
        """Whether an entry is in it."""
        return self.first <= number <= self.last


def part_of(key: str) -> Part:
    """The part that a key names."""
    _, shard, name = key.split("/")
    first, last = name.removesuffix(".jsonl").split("-")
    return Part(int(shard), int(first), int(last))


def put(key: str, body: bytes) -> bool:
    """Stores an object that is not there yet; False where one is, which is left as it is. One call.

    Raises what S3 raises, also where another is just being stored under the key: who comes again learns of it.
    """
    try:
        _client().put_object(
            Bucket=settings().audit_bucket, Key=key, Body=body, IfNoneMatch="*", ChecksumAlgorithm="SHA256"
        )
    except ClientError as error:
        if error.response["Error"]["Code"] == _THERE:
            return False
        raise
    return True


def put_key(key: CodeKey, use: Use, issuer: str) -> None:
    """Stores a public key by which what lies here is verified, once its other half has signed. One call."""
    said = published(key, use, issuer)
    lasting = {name: said[name] for name in (*public_jwk(key), "kid", "alg", "kangma_use", "issuer")}
    put(f"keys/{kid_text(key.kid)}.json", json.dumps(lasting, sort_keys=True).encode())


def body(key: str) -> bytes | None:
    """What lies under a key. One call."""
    try:
        return bytes(_client().get_object(Bucket=settings().audit_bucket, Key=key)["Body"].read())
    except ClientError as error:
        if error.response["Error"]["Code"] in _ABSENT:
            return None
        raise


def parts(shard: int, near: int) -> Iterator[Part]:
    """Parts of a chain in order, from those on that may hold entry `near`. A call for a thousand of them."""
    prefix = f"audit/{shard:03d}/"
    asked = {
        "Bucket": settings().audit_bucket,
        "Prefix": prefix,
        "StartAfter": f"{prefix}{max(near - AT_ONCE, 0):012d}",
    }
    for page in _client().get_paginator("list_objects_v2").paginate(**asked):
        yield from (part_of(each["Key"]) for each in page.get("Contents", ()))


def holds(shard: int, number: int) -> bool:
    """Whether an entry lies in the bucket; none comes before the first. One call, mostly."""
    return number < 1 or any(each.holds(number) for each in parts(shard, number))

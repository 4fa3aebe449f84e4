"""Keys and the hash pepper, from Secrets Manager, read once per container."""

import hmac
import json
from functools import cache
from hashlib import sha256
from typing import Any

import boto3

from chalicelib.config import settings


@cache
def _client() -> Any:
    return boto3.client("secretsmanager")


@cache
def service() -> dict[str, str]:
    """The stage's random values: `otp`, `access`, `refresh`, `pepper`, `device`, `origin`, `identity`."""
    answer = _client().get_secret_value(SecretId=settings().service_secret)
    values: dict[str, str] = json.loads(answer["SecretString"])
    return values


def signing() -> dict[str, Any]:
    """The signing keys as stored: `{"current": kid, "keys": [{kid, pem, not_before, not_after}]}`."""
    answer = _client().get_secret_value(SecretId=settings().signing_secret)
    values: dict[str, Any] = json.loads(answer["SecretString"])
    return values


def keyed(purpose: str, *parts: str) -> bytes:
    """HMAC-SHA256 of `parts` under the named secret. Parts are length-prefixed, so they cannot run together."""
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return hmac.new(service()[purpose].encode(), message, sha256).digest()


def lookup_hash(kind: str, value: str) -> str:
    """The stored name of a document or a phone: a keyed hash that cannot be reversed by trying all numbers."""
    return keyed("pepper", kind, value).hex()[:40]

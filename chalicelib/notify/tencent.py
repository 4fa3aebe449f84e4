"""Text messages to mainland China through Tencent Cloud SMS, API of 2021-01-11.

Calls are signed by TC3-HMAC-SHA256 (cloud.tencent.com/document/api/382/52071) at the process's clock, which the
provider compares with its own and which decides nothing about a person. Receipts are asked for: whoever asks takes
them, a hundred at once, and they come only once.
"""

import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import urllib3

from chalicelib import instants
from chalicelib.config import settings
from chalicelib.container import client_per_container
from chalicelib.notify import templates
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable

_VERSION, _REGION, _KIND = "2021-01-11", "ap-guangzhou", "application/json; charset=utf-8"
_AT_ONCE, _PAGES = 100, 50
_FINAL = frozenset(
    {
        "FailedOperation.PhoneNumberInBlacklist",
        "InvalidParameterValue.IncorrectPhoneNumber",
        "LimitExceeded.PhoneNumberDailyLimit",
        "UnsupportedOperation.UnsupportedRegion",
    }
)
"""Of a number that takes none today, however often it is tried."""
_IN_DOUBT = ("InternalError.OtherError", "InternalError.Timeout")


@dataclass(frozen=True)
class Account:
    """By whom the provider is asked: its SecretId and SecretKey."""

    id: str
    key: str


@dataclass(frozen=True)
class Receipt:
    """What a carrier says of one message."""

    provider_id: str
    arrived: bool
    at: datetime


@client_per_container(close=urllib3.PoolManager.clear)
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(num_pools=1, retries=False)


def send(account: Account, phone: str, text: str, short: str = "") -> str:
    """Hands one message over, once; returns the provider's id. Where no template says the text, `short` is sent.

    Raises Undeliverable for a number that takes none and for a text that is no registered template, NotTaken where a
    later try may do, and Unanswered.
    """
    application = settings().sms_application
    found = templates.filled(application, text) or templates.filled(application, short)
    if found is None:
        raise Undeliverable("no template")
    template, values = found
    wanted = {"PhoneNumberSet": [phone], "TemplateId": template, "TemplateParamSet": values}
    answer = _asked(account, "SendSms", {**wanted, "SmsSdkAppId": application, "SignName": settings().sms_signature})
    return _taken(answer["SendStatusSet"][0])


def _taken(status: dict[str, Any]) -> str:
    if status["Code"] == "Ok":
        return str(status["SerialNo"])
    raise _refusal(str(status["Code"]))


def _refusal(code: str) -> Exception:
    if code in _FINAL:
        return Undeliverable(code)
    return Unanswered(code) if code.startswith(_IN_DOUBT) else NotTaken(code)


def receipts(account: Account) -> Iterator[Receipt]:
    """Every receipt that waits, at most 5,000; the rest the next time."""
    for _ in range(_PAGES):
        asked = {"SmsSdkAppId": settings().sms_application, "Limit": _AT_ONCE}
        page = _asked(account, "PullSmsSendStatus", asked)["PullSmsSendStatusSet"]
        for each in page:
            at = instants.from_millis(int(each["UserReceiveTime"]) * 1000)
            yield Receipt(str(each["SerialNo"]), each["ReportStatus"] == "SUCCESS", at)
        if len(page) < _AT_ONCE:
            return


def _asked(account: Account, action: str, content: dict[str, Any]) -> dict[str, Any]:
    body = json.dumps(content, ensure_ascii=False).encode()
    try:
        headers = {**_signed(account, body, int(time.time())), "X-TC-Action": action}
        answer = _pool().request("POST", settings().sms_url, body=body, headers=headers, timeout=5.0)
    except (urllib3.exceptions.ConnectTimeoutError, urllib3.exceptions.NewConnectionError) as error:
        raise NotTaken(type(error).__name__) from error
    except urllib3.exceptions.HTTPError as error:
        raise Unanswered(type(error).__name__) from error
    return _read(answer)


def _read(answer: Any) -> dict[str, Any]:
    if answer.status != 200:
        raise (Unanswered if answer.status in (500, 502, 504) else NotTaken)(f"HTTP {answer.status}")
    try:
        said = dict(json.loads(answer.data)["Response"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unanswered("no answer that can be read") from error
    if "Error" in said:
        raise _refusal(str(said["Error"]["Code"]))
    return said


def _signed(account: Account, body: bytes, at: int) -> dict[str, str]:
    """The headers of a call; the action is not among what is signed."""
    host = urlsplit(settings().sms_url).netloc
    day = f"{instants.from_millis(at * 1000).astimezone(UTC):%Y-%m-%d}"
    scope = f"{day}/sms/tc3_request"
    signature = signature_of(account.key, day, string_to_sign(host, body, at, scope))
    credential = f"Credential={account.id}/{scope}"
    return {
        "Authorization": f"TC3-HMAC-SHA256 {credential}, SignedHeaders=content-type;host, Signature={signature}",
        "Content-Type": _KIND,
        "Host": host,
        "X-TC-Timestamp": str(at),
        "X-TC-Version": _VERSION,
        "X-TC-Region": _REGION,
    }


def string_to_sign(host: str, body: bytes, at: int, scope: str) -> str:
    """What is signed: the algorithm, the instant, its scope, and the hash of the request."""
    lines = (
        "POST",
        "/",
        "",
        f"content-type:{_KIND}",
        f"host:{host}",
        "",
        "content-type;host",
        sha256(body).hexdigest(),
    )
    return "\n".join(("TC3-HMAC-SHA256", str(at), scope, sha256("\n".join(lines).encode()).hexdigest()))


def signature_of(key: str, day: str, text: str) -> str:
    """The signature under a key derived for the day and the service."""
    derived = f"TC3{key}".encode()
    for part in (day, "sms", "tc3_request"):
        derived = hmac.new(derived, part.encode(), sha256).digest()
    return hmac.new(derived, text.encode(), sha256).hexdigest()

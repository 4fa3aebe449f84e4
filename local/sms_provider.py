"""The local counterpart of the mainland provider of text messages (chalicelib/notify/tencent.py).

python -m local.sms_provider PORT TEMPLATES

It checks signature, application, signature text and templates as the provider does, keeps what was sent as people would
read it, and gives each receipt once. `POST /behaviour {"mode": …}` switches faults on. The account is made up: id
`local`, key `local`. TEMPLATES is a file `{id: content}`.
"""

import hashlib
import hmac
import json
import re
import sys
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from local.answering import Answering, bound

APPLICATION, SIGN_NAME, ACCOUNT, KEY = "1400006666", "康码", "local", "local"
_CLOCKS_APART = 300
STATUSES = {
    "blacklisted": "FailedOperation.PhoneNumberInBlacklist",
    "daily": "LimitExceeded.PhoneNumberDailyLimit",
    "often": "LimitExceeded.PhoneNumberThirtySecondLimit",
    "broke": "FailedOperation.InsufficientBalanceInSmsPackage",
    "timeout": "InternalError.Timeout",
}
"""Modes in which it answers for the one number."""
MODES = {"normal", "limited", "slow", "down", "cut", *STATUSES}


@dataclass
class Behaviour:
    """How it answers, what it sent as `(phone, text)`, and the receipts that wait."""

    templates: dict[str, str] = field(default_factory=dict)
    mode: str = "normal"
    arrives: bool = True
    seconds: float = 8.0
    sent: list[tuple[str, str]] = field(default_factory=list)
    waiting: list[dict[str, Any]] = field(default_factory=list)

    def send(self, asked: dict[str, Any]) -> str:
        """The status of one message, which was sent if it is `Ok`."""
        if self.mode in STATUSES:
            return STATUSES[self.mode]
        content, values = self.templates.get(asked.get("TemplateId", "")), asked.get("TemplateParamSet", [])
        if asked.get("SignName") != SIGN_NAME:
            return "FailedOperation.SignatureIncorrectOrUnapproved"
        if content is None or len(values) != len(set(re.findall(r"\{(\d+)\}", content))):
            return "FailedOperation.TemplateIncorrectOrUnapproved"
        if any(len(value) > 12 for value in values):
            return "InvalidParameterValue.TemplateParameterLengthLimit"
        text = re.sub(r"\{(\d+)\}", lambda found: str(values[int(found[1]) - 1]), content)
        self.sent.append((asked["PhoneNumberSet"][0], f"【{SIGN_NAME}】{text}"))
        return "Ok"

    def receipt_for(self, serial: str) -> None:
        """Puts a carrier's receipt where it waits to be asked for."""
        status = "SUCCESS" if self.arrives else "FAIL"
        self.waiting.append({"SerialNo": serial, "ReportStatus": status, "UserReceiveTime": int(time.time())})


class Handler(Answering, BaseHTTPRequestHandler):
    """One call; `behaviour` is set on the class that `serve` makes."""

    behaviour = Behaviour()

    def do_POST(self) -> None:
        body = self.body()
        if self.path == "/behaviour":
            return self._switch(json.loads(body))
        mode = self.behaviour.mode
        if mode == "down":
            return self._answer(503, {})
        if mode == "slow":
            time.sleep(self.behaviour.seconds)
        wrong = self._wrong(body)
        if wrong or mode == "limited":
            return self._answer(200, {"Error": {"Code": wrong or "RequestLimitExceeded", "Message": "no"}})
        return self._answer(200, self._done(self.headers.get("X-TC-Action", ""), json.loads(body)), cut=mode == "cut")

    def _wrong(self, body: bytes) -> str:
        """Why the call is refused as a whole, as the provider names it; nothing where it is not."""
        at = int(self.headers.get("X-TC-Timestamp", "0"))
        if abs(time.time() - at) > _CLOCKS_APART:
            return "AuthFailure.SignatureExpire"
        found = re.fullmatch(
            r"TC3-HMAC-SHA256 Credential=([^/]+)/(\d{4}-\d\d-\d\d)/sms/tc3_request, "
            r"SignedHeaders=content-type;host, Signature=([0-9a-f]{64})",
            self.headers.get("Authorization", ""),
        )
        if not found or found[1] != ACCOUNT:
            return "AuthFailure.SecretIdNotFound"
        return "" if hmac.compare_digest(found[3], self._expected(body, found[2])) else "AuthFailure.SignatureFailure"

    def _expected(self, body: bytes, day: str) -> str:
        headers = "".join(f"{name}:{self.headers[name]}\n" for name in ("content-type", "host"))
        request = f"POST\n/\n\n{headers}\ncontent-type;host\n{hashlib.sha256(body).hexdigest()}"
        scope = f"{self.headers['X-TC-Timestamp']}\n{day}/sms/tc3_request"
        text = f"TC3-HMAC-SHA256\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
        key = hmac.digest(f"TC3{KEY}".encode(), day.encode(), "sha256")
        key = hmac.digest(hmac.digest(key, b"sms", "sha256"), b"tc3_request", "sha256")
        return hmac.new(key, text.encode(), "sha256").hexdigest()

    def _done(self, action: str, asked: dict[str, Any]) -> dict[str, Any]:
        if asked.get("SmsSdkAppId") != APPLICATION:
            return {"Error": {"Code": "InvalidParameterValue.SdkAppIdNotExist", "Message": "no"}}
        if action == "PullSmsSendStatus":
            limit = min(int(asked["Limit"]), 100)
            given, self.behaviour.waiting[:limit] = self.behaviour.waiting[:limit], []
            return {"PullSmsSendStatusSet": given}
        code = self.behaviour.send(asked)
        serial = f"5000:{time.time_ns()}" if code == "Ok" else ""
        if serial:
            self.behaviour.receipt_for(serial)
        return {"SendStatusSet": [{"SerialNo": serial, "PhoneNumber": asked["PhoneNumberSet"][0], "Code": code}]}

    def _switch(self, wanted: dict[str, Any]) -> None:
        if wanted.get("mode") not in MODES:
            return self._answer(400, {})
        self.behaviour.mode, self.behaviour.arrives = wanted["mode"], bool(wanted.get("arrives", True))
        return self._answer(200, {})

    def _answer(self, status: int, content: dict[str, Any], cut: bool = False) -> None:
        body = json.dumps({"Response": content}).encode()
        self.answer(status, body, {"Content-Type": "application/json"}, cut=cut)


def serve(port: int, templates: dict[str, str]) -> ThreadingHTTPServer:
    """A server of its own behaviour, bound and not yet running; port 0 takes a free one."""
    return bound(Handler, port, behaviour=Behaviour(templates))


if __name__ == "__main__":
    serve(int(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text())).serve_forever()

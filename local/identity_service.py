"""The local counterpart of the national real-name service.

docs/decisions/006-identity-service.md is its protocol.

python -m local.identity_service PORT

The first line of standard input is the key that both sides sign with, so that it stands in no process list; several
are separated by blanks. The next one is handed over by `POST /keys {"key": …}`, signed with one that is known.
"""

import hashlib
import hmac
import json
import re
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from local.answering import Answering, bound

CLOCK_TOLERANCE = 300
MODES = {"normal", "agree", "disagree", "unknown", "slow", "down"}
SPECIAL_NAMES = {
    "测试不符": "disagree",
    "test disagree": "disagree",
    "测试未知": "unknown",
    "test unknown": "unknown",
    "测试缓慢": "slow",
    "test slow": "slow",
    "测试故障": "down",
    "test down": "down",
}


@dataclass
class Behaviour:
    """How the service answers now, and the ids of what it was asked."""

    mode: str = "normal"
    seconds: float = 8.0
    requests: list[str] = field(default_factory=list)


def sign(key: bytes, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over timestamp, a full stop and the body, in hex."""
    return hmac.new(key, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def outcome(behaviour: Behaviour, name: str) -> str:
    """What happens to a request about this name: a result, `slow` or `down`."""
    if behaviour.mode != "normal":
        return behaviour.mode
    return SPECIAL_NAMES.get(name.strip().lower(), "agree")


def is_well_formed(request: Any) -> bool:
    """Whether the body has every field, as a string."""
    if not isinstance(request, dict) or not isinstance(request.get("document"), dict):
        return False
    document = request["document"]
    fields = [request.get("name"), request.get("phone"), document.get("type"), document.get("number")]
    return all(isinstance(f, str) and f for f in fields) and bool(
        re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(request.get("request_id")))
    )


class Handler(Answering, BaseHTTPRequestHandler):
    """One request; `keys` and `behaviour` are set on the class that `serve` makes."""

    keys: tuple[bytes, ...] = ()
    behaviour = Behaviour()

    def do_POST(self) -> None:
        body = self.body()
        key = self._key_of(body)
        if self.path == "/verify":
            self._verify(body, key)
        elif self.path == "/keys":
            self._take_key(body, key)
        elif self.path == "/behaviour":
            self._switch(body)
        else:
            self._answer(404, {})

    def do_GET(self) -> None:
        known: dict[str, dict[str, Any]] = {
            "/requests": {"requests": self.behaviour.requests},
            "/health": {"status": "ok"},
        }
        self._answer(200 if self.path in known else 404, known.get(self.path, {}))

    def _verify(self, body: bytes, key: bytes | None) -> None:
        if key is None:
            return self._answer(401, {"error": "signature"})
        request = _parse(body)
        if not is_well_formed(request):
            return self._answer(400, {"error": "request"})
        self.behaviour.requests.append(request["request_id"])
        result = outcome(self.behaviour, request["name"])
        if result == "down":
            return self._answer(503, {"error": "down"})
        if result == "slow":
            time.sleep(self.behaviour.seconds)
            result = "agree"
        at = datetime.now(UTC).isoformat(timespec="seconds")
        return self._answer(200, {"request_id": request["request_id"], "result": result, "at": at}, key)

    def _take_key(self, body: bytes, key: bytes | None) -> None:
        given = _parse(body)
        if key is None or not isinstance(given, dict) or not isinstance(given.get("key"), str):
            return self._answer(401, {"error": "signature"})
        bound = type(self)
        bound.keys = (given["key"].encode(), *(each for each in self.keys if each != given["key"].encode()))
        return self._answer(200, {}, key)

    def _key_of(self, body: bytes) -> bytes | None:
        """The key that this request is signed with; None for one that is not."""
        timestamp, signature = self.headers.get("X-Timestamp", ""), self.headers.get("X-Signature", "")
        if not timestamp.isascii() or not timestamp.isdigit() or abs(time.time() - int(timestamp)) > CLOCK_TOLERANCE:
            return None
        return next((key for key in self.keys if hmac.compare_digest(sign(key, timestamp, body), signature)), None)

    def _switch(self, body: bytes) -> None:
        wanted = _parse(body)
        if not isinstance(wanted, dict) or wanted.get("mode") not in MODES:
            return self._answer(400, {"error": "mode"})
        self.behaviour.mode = wanted["mode"]
        self.behaviour.seconds = float(wanted.get("seconds", 8))
        return self._answer(200, {"mode": self.behaviour.mode})

    def _answer(self, status: int, content: dict[str, Any], key: bytes | None = None) -> None:
        """Answers, signed with the caller's key where there is one."""
        body, timestamp = json.dumps(content).encode(), str(int(time.time()))
        signature = sign(key or self.keys[0], timestamp, body)
        headers = {"Content-Type": "application/json", "X-Timestamp": timestamp, "X-Signature": signature}
        self.answer(status, body, headers)


def _parse(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def serve(port: int, *keys: bytes) -> ThreadingHTTPServer:
    """A server of its own behaviour, bound and not yet running; port 0 takes a free one."""
    return bound(Handler, port, keys=keys, behaviour=Behaviour())


if __name__ == "__main__":
    given = sys.stdin.buffer.readline().strip()
    # An empty line means that whoever started this has gone.
    if given:
        serve(int(sys.argv[1]), *given.split()).serve_forever()

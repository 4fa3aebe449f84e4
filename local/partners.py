"""The local counterpart of all partners: a province, the national platform, the credit register.

docs/decisions/111-reports.md says what it answers.

python -m local.partners PORT

The first line of standard input is JSON: `{"self": our id, "api": where our API is, "partners": […]}`, the last as
`.local/endpoint.json` lists them. Each partner listens under `/<id>/v1/exchange/…` and signs by its profile. For tests:
`GET /received?partner=`, `DELETE /received`, `POST /behaviour {"partner"?, "mode", "seconds"?}`, and `POST /send
{"partner", "path", "payload", "head"?}`, or `{"partner", "messages": [{path, payload, head?}, …]}`, which signs and
sends to our API as that partner. `GET /national/list` is the rating list in its real form.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlsplit

from chalicelib.signatures.messages import Unsigned
from local import ratings_server
from local.answering import Answering, bound
from local.partner_memory import MODES, Memory
from local.partner_voice import Said, Voice

_AHEAD = timedelta(minutes=10)
_CONTROL = "/received", "/health", "/national/list"


@dataclass
class Counterpart:
    """Every partner with its voice and its memory. `now`: the clock that signatures are made and checked by."""

    to: str
    api: str
    made: list[dict[str, Any]]
    keys: list[dict[str, Any]] = field(default_factory=list)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    voices: dict[str, Voice] = field(default_factory=dict)
    memories: dict[str, Memory] = field(default_factory=dict)
    turn: Any = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.voices = {each["id"]: Voice(each, self.to, self.own_keys) for each in self.made}
        self.memories = {name: Memory(name) for name in self.voices}

    def own_keys(self) -> list[dict[str, Any]]:
        """The platform's keys; asked for while none is known, and by whoever forgets them."""
        if not self.keys:
            with urllib.request.urlopen(f"{self.api}/v1/exchange/keys", timeout=20) as answer:
                self.keys = json.load(answer)["keys"]
        return self.keys

    def answer(
        self, partner: str, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, Said | None]:
        """The answer to a request of the platform, signed unless it was not believed."""
        memory, now = self.memories[partner], self.now()
        try:
            heard = self._heard(partner, method, path, headers, body, now)
        except Unsigned as unsigned:
            memory.refused.append(unsigned.fault)
            return 401, None
        with self.turn:
            status, content = self._content(memory, method, path, heard.body)
        return status, self._voice(memory).answer(status, _json(content), heard.nonce, self._clock(memory))

    def _heard(
        self, partner: str, method: str, path: str, headers: Mapping[str, str], body: bytes, now: datetime
    ) -> Any:
        voice = self.voices[partner]
        try:
            return voice.heard(method, path, headers, body, now)
        except Unsigned:
            # The platform may sign with its next key by now.
            if self.api:
                self.keys = []
            return voice.heard(method, path, headers, body, now)

    def _content(self, memory: Memory, method: str, path: str, body: bytes) -> tuple[int, dict[str, Any]]:
        name = path.removeprefix("/v1/exchange/")
        if method == "GET":
            return 200, {"partner": self.to, "messages": len(memory.received)}
        content = _parse(body)
        if not isinstance(content, dict) or {"message", "payload"} - content.keys():
            return 400, {"code": "bad_json"}
        return memory.take(name, content)

    def _voice(self, memory: Memory) -> Voice:
        voice = self.voices[memory.partner]
        return voice.forged() if memory.mode == "wrong_signature" else voice

    def _clock(self, memory: Memory) -> datetime:
        return self.now() + (_AHEAD if memory.mode == "clock" else timedelta())

    def send(self, wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Says one thing or several as a partner, and what each was answered; out of order in that mode."""
        memory = self.memories[wanted["partner"]]
        messages = [self._made(memory, each) for each in wanted.get("messages") or [wanted]]
        messages = messages[::-1] if memory.mode == "out_of_order" else messages
        repeated = [each for each in messages for _ in range(2 if memory.mode == "twice" else 1)]
        return [self._sent(memory, path, content) for path, content in repeated]

    def _made(self, memory: Memory, wanted: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        path = str(wanted["path"])
        head = {"id": os.urandom(8).hex(), "sequence": memory.next_number(path), "at": self._clock(memory).isoformat()}
        head |= {"from": memory.partner, "to": self.to} | wanted.get("head", {})
        return path, {"message": head, "payload": memory.coloured(wanted["payload"])}

    def _sent(self, memory: Memory, path: str, content: Mapping[str, Any]) -> dict[str, Any]:
        target = f"/v1/exchange/{path}"
        said = self._voice(memory).request("POST", target, _json(content), self._clock(memory))
        headers = said.headers | {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.api}{target}", said.body, headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return self._opened(memory, answer.status, answer.headers, answer.read(), said.nonce)
        except urllib.error.HTTPError as error:
            return self._opened(memory, error.code, error.headers, error.read(), said.nonce)

    def _opened(self, memory: Memory, status: int, headers: Any, body: bytes, nonce: str) -> dict[str, Any]:
        given = {str(name).lower(): str(value) for name, value in headers.items()}
        try:
            plain = self.voices[memory.partner].answered(status, given, body, nonce, self.now()).body
        except Unsigned as unsigned:
            return {"status": status, "signed": unsigned.fault, "body": _parse(body)}
        return {"status": status, "signed": True, "body": _parse(plain)}


class Handler(Answering, BaseHTTPRequestHandler):
    """One request; `counterpart` and `rated` are set on the class that `serve` makes."""

    counterpart: Counterpart
    rated: ratings_server.Behaviour

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path not in _CONTROL:
            return self._spoken("GET")
        wanted = parse_qs(address.query).get("partner")
        memories = [each for name, each in self.counterpart.memories.items() if not wanted or name in wanted]
        received = [each.shown() for memory in memories for each in memory.received.values()]
        known: dict[str, Any] = {"/health": {"status": "ok"}, "/received": {"received": received}}
        known["/received"]["refused"] = [each for memory in memories for each in memory.refused]
        if address.path == "/national/list":
            known[address.path] = self.rated.content(datetime.now(UTC))
        return self._plain(200, known[address.path])

    def do_DELETE(self) -> None:
        for memory in self.counterpart.memories.values():
            memory.received.clear()
            memory.refused.clear()
        self._plain(200, {})

    def do_POST(self) -> None:
        if self.path not in ("/behaviour", "/send"):
            return self._spoken("POST")
        wanted = _parse(self.body())
        known = wanted.get("partner", "") if isinstance(wanted, dict) else None
        if known not in (self.counterpart.memories.keys() | {""}) or (self.path == "/send" and not known):
            return self._plain(400, {"error": "partner"})
        return self._switch(wanted) if self.path == "/behaviour" else self._send(wanted)

    def _switch(self, wanted: Mapping[str, Any]) -> None:
        if wanted.get("mode") not in MODES:
            return self._plain(400, {"error": "mode"})
        memories = self.counterpart.memories
        for memory in [memories[wanted["partner"]]] if wanted.get("partner") else memories.values():
            memory.mode, memory.seconds = wanted["mode"], float(wanted.get("seconds", 8))
        return self._plain(200, {"mode": wanted["mode"]})

    def _send(self, wanted: Mapping[str, Any]) -> None:
        try:
            self._plain(200, {"answers": self.counterpart.send(wanted)})
        except (KeyError, TypeError) as error:
            self._plain(400, {"error": str(error)})

    def _spoken(self, method: str) -> None:
        """A request of the platform to one of the partners."""
        partner, _, rest = self.path.removeprefix("/").partition("/")
        memory, body = self.counterpart.memories.get(partner), self.body()
        if memory is None or not rest.startswith("v1/exchange/"):
            return self._plain(404, {})
        if memory.mode == "down":
            return self._plain(503, {"error": "down"})
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, said = self.counterpart.answer(partner, method, f"/{rest}", headers, body)
        if memory.mode == "slow":
            time.sleep(memory.seconds)
        if said is None:
            return self._plain(status, {"code": "bad_signature"})
        return self._answer(status, said.body, said.headers, 2 if memory.mode == "twice" else 1)

    def _plain(self, status: int, content: Mapping[str, Any]) -> None:
        self._answer(status, _json(content), {})

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str], times: int = 1) -> None:
        for _ in range(times):
            self.answer(status, body, {"Content-Type": "application/json", **headers})


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _parse(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def serve(port: int, counterpart: Counterpart) -> ThreadingHTTPServer:
    """A server of this counterpart, bound and not yet running; port 0 takes a free one."""
    state = {"counterpart": counterpart, "rated": ratings_server.Behaviour(), "protocol_version": "HTTP/1.1"}
    return bound(Handler, port, **state)


if __name__ == "__main__":
    given = json.loads(sys.stdin.buffer.readline().strip() or b"null")
    # An empty line means that whoever started this has gone.
    if given:
        serve(int(sys.argv[1]), Counterpart(given["self"], given["api"], given["partners"])).serve_forever()

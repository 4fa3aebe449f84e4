"""The local counterpart of the server of the national list of ratings.

python -m local.ratings_server PORT

It serves a list that was made up, another one each hour, and knows whoever has it already (`ETag`). `POST /behaviour
{"mode": …}` switches faults on: empty, old, broken, cut, slow, repeated, redirected, down. `POST /list` with a list of
one's own serves that one.
"""

import hashlib
import json
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from local.answering import Answering, bound
from local.rating_lists import Row, after, first, served

MODES = {"normal", "empty", "old", "broken", "cut", "slow", "repeated", "redirected", "down"}
_SEED = 2022
_HOURS = 24


@dataclass
class Behaviour:
    """How it answers: `own` is a list that was given to it, `at` the instant of the lists that it makes up."""

    mode: str = "normal"
    seconds: float = 8.0
    entries: int = 400
    own: dict[str, Any] | None = None
    last: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def content(self, now: datetime) -> dict[str, Any]:
        """The list that is served at an instant."""
        if self.mode == "repeated" and self.last:
            return self.last
        if self.own and self.mode != "empty":
            self.last = self.own
            return self.last
        at = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=8 if self.mode == "old" else 0)
        rows = [] if self.mode == "empty" else _rows(at, self.entries)
        self.last = served(rows, at)
        return self.last


def _rows(at: datetime, entries: int) -> list[Row]:
    """The day's list after so many changes as hours went by."""
    day = at.toordinal()
    rows = first(_SEED, entries)
    for number in range(at.hour + 1):
        rows = after(rows, day * _HOURS + number)
    return rows


class Handler(Answering, BaseHTTPRequestHandler):
    """One request; `behaviour` is set on the class that `serve` makes."""

    behaviour = Behaviour()

    def do_GET(self) -> None:
        self.behaviour.asked.append(self.headers.get("If-None-Match", ""))
        mode = self.behaviour.mode
        if mode == "down":
            return self._answer(500, b"{}")
        if mode == "redirected":
            return self._answer(302, b"", Location="http://127.0.0.1:1/elsewhere")
        if mode == "slow":
            time.sleep(self.behaviour.seconds)
        body = json.dumps(self.behaviour.content(datetime.now(UTC)), ensure_ascii=False).encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            return self._answer(304, b"", ETag=tag)
        if mode == "broken":
            return self._answer(200, body[: len(body) // 2], ETag='"broken"')
        return self._answer(200, body, cut=mode == "cut", ETag=tag)

    def do_POST(self) -> None:
        given = _parse(self.body())
        if self.path == "/list" and isinstance(given, dict):
            self.behaviour.own = given or None
        elif self.path == "/behaviour" and isinstance(given, dict) and given.get("mode") in MODES:
            self.behaviour.mode = given["mode"]
            self.behaviour.seconds = float(given.get("seconds", 8))
        else:
            return self._answer(400, b"{}")
        return self._answer(200, b"{}")

    def _answer(self, status: int, body: bytes, cut: bool = False, **headers: str) -> None:
        self.answer(status, body, {"Content-Type": "application/json", **headers}, cut=cut)


def _parse(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def serve(port: int) -> ThreadingHTTPServer:
    """A server of its own behaviour, bound and not yet running; port 0 takes a free one."""
    return bound(Handler, port, behaviour=Behaviour())


if __name__ == "__main__":
    serve(int(sys.argv[1])).serve_forever()

"""Requests made up at random around good ones, of every route: whatever is asked, nothing crashes.

    python -m tests.faults.generated COUNT [SEED]

Prints as a JSON line how many were sent, how they were answered, and the first that got a 5xx or broke its promise.
"""

import contextlib
import io
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from tests.faults import world

HOSTILE: list[Any] = [
    None, True, 0, -1, 1.5, 1e308, 10**40, "", " ", "x" * 5_000, "\u0000", "a\u202eb", "'; DROP TABLE", "<script>",
    "９９９", "𠮷" * 50, [], [[]] * 50, {}, {"a": {"b": {}}}, "1900-01-01", "9999-12-31", "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-14:00", "86", "CN", "630102", "id_card", "+8613800138000", "é" * 200, "\ud800",
]  # fmt: skip
RAW = ["", "{", "null", "[]", "1", '"x"', "\x00", "[" * 5_000, '{"a":"\\ud800"}', '{"a":1,"a":2}', "\ufeff{}"]
ODD_IDS = ["x", "0" * 20, "a" * 64, "a" * 65, "%00", "..", "你好", "86", "630102-1-2", "-", "999999-9999999999999-f"]
QUERIES = ["", "-1", "1", "100", "%00", "9" * 50, "x" * 2_000, "~", "２", "2020-02-30", "2020-03-10"]
LANGUAGES = ["en", "zh-CN", "fr", "", "*", "x" * 300, "en;q=abc", "ja, ko;q=0.5"]
ROLES = ("reviewer", "supervisor", "epidemiologist", "auditor", "gate")
_SHOWN = 10


class Generator:
    """Draws requests from a seed; the world that they are about is made once."""

    def __init__(self, seed: int) -> None:
        from chalicelib.http.routes import ROUTES
        from tests.faults.requests import GOOD
        from tests.support.client import Client
        from tests.support.resident_steps import log_in_staff

        self.draw = random.Random(seed)
        self.routes = list(ROUTES)
        self.good = {name: make() for name, make in GOOD.items()}
        staff = [log_in_staff(role, region=region) for role in ROLES for region in ("", "63", "34")]
        self.clients = [Client(), *staff, *(each.client for each in self.good.values())]
        self.ids = sorted({part for each in self.good.values() for part in each.path.split("/") if len(part) > 7})

    def one(self) -> tuple[Any, str, str, dict[str, Any]]:
        """Client, method, path with its query, and what else `Client.call` takes."""
        from tests.support.resident_steps import NOON

        route = self.draw.choice(self.routes)
        good = self.good.get(f"{route.method} {route.path}")
        client = good.client if good and self.draw.random() < 0.6 else self.draw.choice(self.clients)
        path = good.path if good and self.draw.random() < 0.8 else self._path(route.path)
        sent: dict[str, Any] = {"at": self._instant(good.at if good else NOON)} | self._headers()
        if route.body or self.draw.random() < 0.05:
            sent |= self._body(good.body if good else {})
        return client, route.method, path + self._query(route.query), sent

    def be_there(self, client: Any, at: datetime) -> None:
        """Mostly gives the client a session of that instant: a token that ran out hides what is behind it."""
        from chalicelib.desk import staff
        from tests.support.resident_steps import refreshed, staff_session

        if not client.account_id or self.draw.random() < 0.3:
            return
        record = staff.by_id(client.account_id)
        if record is None:
            refreshed(client, at)
        else:
            staff_session(client, set(record.roles), at, record.region)

    def _path(self, template: str) -> str:
        parts = (self._id() if part.startswith("{") else part for part in template.split("/"))
        return "/".join(parts)

    def _id(self) -> str:
        return self.draw.choice(self.ids if self.draw.random() < 0.7 else ODD_IDS)

    def _instant(self, at: datetime) -> datetime:
        far = [timedelta(days=-18_000), timedelta(days=9_000), timedelta(days=60), timedelta(days=-40)]
        near = timedelta(seconds=self.draw.uniform(-90_000, 180_000))
        chance = self.draw.random()
        return at if chance < 0.7 else at + (near if chance < 0.95 else self.draw.choice(far))

    def _headers(self) -> dict[str, str]:
        found = {}
        if self.draw.random() < 0.3:
            found["idempotency_key"] = self.draw.choice(["k", "k2", "x" * 200, "x" * 201, "\u00e9"])
        if self.draw.random() < 0.2:
            found["accept_language"] = self.draw.choice(LANGUAGES)
        if self.draw.random() < 0.05:
            found["authorization"] = self.draw.choice(["Bearer", "Bearer x.y.z", "Basic eDp5", "Bearer " + "a" * 3_000])
        if self.draw.random() < 0.05:
            found["x_proof"] = self.draw.choice(["x", "", "y" * 500])
        return found

    def _body(self, good: Any) -> dict[str, Any]:
        if self.draw.random() < 0.08:
            return {"raw": self.draw.choice(RAW)}
        body = deepcopy(good)
        for _ in range(self.draw.choice([0, 1, 1, 1, 2, 3])):
            body = self._changed(body)
        return {"raw": json.dumps(body)} if isinstance(body, str) else {"body": body}

    def _changed(self, body: Any) -> Any:
        """The body with one thing in it replaced, left out or added."""
        if not isinstance(body, dict | list) or not body:
            return self.draw.choice([self.draw.choice(HOSTILE), {"phone": "+8613800138000"}])
        key = self.draw.choice(list(body)) if isinstance(body, dict) else self.draw.randrange(len(body))
        changed, chance = deepcopy(body), self.draw.random()
        if isinstance(body[key], dict | list) and body[key] and chance < 0.6:
            changed[key] = self._changed(body[key])
        elif chance < 0.75:
            changed[key] = self.draw.choice(HOSTILE)
        elif chance < 0.9:
            del changed[key]
        elif isinstance(changed, dict):
            changed[self.draw.choice(["colour", "Ünïcode", "x" * 500, "language"])] = self.draw.choice(HOSTILE)
        return changed

    def _query(self, names: tuple[str, ...]) -> str:
        if self.draw.random() < 0.5:
            return ""
        values = [*QUERIES, *self.ids[:5]]
        chosen = [name for name in (*names, "unknown") if self.draw.random() < (0.4 if name in names else 0.05)]
        pairs = "&".join(f"{name}={self.draw.choice(values)}" for name in chosen)
        return f"?{pairs}" if pairs else ""


def run(count: int, seed: int) -> dict[str, Any]:
    """Sends so many requests. `wrong`: the first that were answered with a 5xx, or not as openapi.json promises."""
    world.transport()
    with contextlib.redirect_stdout(io.StringIO()):
        generator = Generator(seed)
        answers: Counter[str] = Counter()
        wrong: list[str] = []
        for _ in range(count):
            client, method, path, sent = generator.one()
            generator.be_there(client, sent["at"])
            told = _told(client, method, path, sent)
            answers[told[:3]] += 1
            if not told[:3].isdigit() or told >= "5":
                wrong.append(f"{method} {path} {_short(sent)}: {told}")
    return {"sent": count, "seed": seed, "answers": dict(sorted(answers.items())), "wrong": wrong[:_SHOWN]}


def _told(client: Any, method: str, path: str, sent: dict[str, Any]) -> str:
    try:
        answer = client.call(method, path, **_sendable(sent))
    except Exception as error:
        return f"raised {type(error).__name__}: {error}"
    return f"{answer.status} {answer.raw[:200]}"


def _sendable(sent: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in sent.items() if name != "raw"} | (
        {"raw": sent["raw"]} if "raw" in sent else {}
    )


def _short(sent: dict[str, Any]) -> str:
    return repr(sent)[:600]


def main(arguments: Sequence[str]) -> int:
    count = int(arguments[0])
    found = run(count, int(arguments[1]) if len(arguments) > 1 else 0)
    print(json.dumps(found, ensure_ascii=False))
    return int(bool(found["wrong"]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

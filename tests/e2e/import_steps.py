"""Steps of tests about lists of offices on the deployed stack, at the real now: sent, read by workers, agreed to."""

import time
import urllib.request
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.config import POLICY_ZONE
from local.api import Answer
from tests.e2e.epidemic_steps import MINUTE, Office
from tests.support.photo_steps import send


def now() -> datetime:
    return datetime.now(UTC)


def day(ago: int) -> date:
    """A policy day so many days ago."""
    return now().astimezone(POLICY_ZONE).date() - timedelta(days=ago)


class SentList:
    """A file that a member of staff sent by its form."""

    def __init__(self, by: Office, content: bytes, kind: str = "contacts", format: str = "csv") -> None:
        self.by = by
        body = {"kind": kind, "format": format, "origin": "the district's list"}
        begun = by.call("POST", "/v1/imports", body, at=now())
        assert begun.status == 201, begun.text
        self.path = f"/v1/imports/{begun.json()['import']['id']}"
        assert send(begun.json()["upload"], content) == 204
        by.stage.run_job("relay", now() + MINUTE)
        self.wait_for("checked", "unreadable")

    def get(self, path: str = "") -> dict[str, Any]:
        answer = self.by.call("GET", self.path + path, at=now())
        assert answer.status == 200, answer.text
        return dict(answer.json())

    def wait_for(self, *statuses: str) -> dict[str, Any]:
        """The import as it is once the workers brought it so far, on a machine that does other things too."""
        end = time.monotonic() + 120
        while (found := self.get())["status"] not in statuses:
            assert time.monotonic() < end, found
            time.sleep(0.2)
        return found

    def choose(self, **columns: str) -> None:
        """Says which field these columns are; the file is read anew."""
        chosen = {"columns": self.get()["columns"] | columns}
        answer = self.by.call("PUT", f"{self.path}/columns", chosen, at=now())
        assert answer.status == 200, answer.text
        self.wait_for("checked")

    def counts(self) -> dict[str, int]:
        """good, bad, repeated, known; together they are the lines."""
        found = self.get()
        named = {name: found[name] for name in ("good", "bad", "repeated", "known")}
        assert sum(named.values()) == found["lines"]
        return named

    def errors(self) -> list[tuple[int, str, str]]:
        items = self.get("/errors?limit=100")["items"]
        assert all(each["detail"] for each in items)
        return [(each["line"], each["code"], each["column"]) for each in items]

    def error_file(self) -> bytes:
        with urllib.request.urlopen(self.get("/errors.csv")["url"], timeout=10) as answer:
            return bytes(answer.read())

    def decide(self, by: Office) -> Answer:
        seen = by.call("GET", self.path, at=now()).json()["proposal"]
        body = {"decision": "approve", "reason": "compared with the paper"}
        body |= {name: seen[name] for name in ("version", "content_hash")}
        return by.call("POST", f"{self.path}/approval", body, at=now())

    def put_in_force(self, by: Office) -> dict[str, int]:
        """What became of the good lines once somebody else agreed."""
        answer = self.decide(by)
        assert answer.status == 200, answer.text
        return dict(self.wait_for("done")["outcomes"])

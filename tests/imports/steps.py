"""Steps of tests about imports: a file is really uploaded, read by the worker, agreed to, put in force."""

import urllib.request
import uuid
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from chalicelib.features.imports import relay_job, rescoring_job
from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Answer, Client
from tests.support.office_files import write_csv
from tests.support.photo_steps import send
from tests.support.resident_steps import NOON


def begin(by: Client, kind: str = "contacts", format: str = "csv", at: datetime = NOON, **headers: str) -> Answer:
    body = {"kind": kind, "format": format, "origin": "the district's list"}
    return at_work(by, at).post("/v1/imports", body, at=at, **headers)


def uploaded(content: bytes, by: Client | None = None, at: datetime = NOON, **kind: str) -> str:
    """The id of an import whose file was sent through its form and read."""
    begun = begin(by or epidemiologist(), at=at, **kind)
    assert begun.status == 201, begun.raw
    assert send(begun.body["upload"], content) == 204
    work(str(begun.body["import"]["id"]), at)
    return str(begun.body["import"]["id"])


def a_list(lines: Sequence[Sequence[str]], encoding: str = "gb18030") -> bytes:
    file = BytesIO()
    write_csv(file, lines, encoding)
    return file.getvalue()


def work(import_id: str, at: datetime = NOON) -> None:
    rescoring_job.work({"import_id": import_id}, at)


def relayed(at: datetime) -> int:
    return relay_job.relay(at)


def shown(import_id: str, at: datetime = NOON, by: Client | None = None) -> dict[str, Any]:
    answer = at_work(by or epidemiologist(), at).get(f"/v1/imports/{import_id}", at=at)
    assert answer.status == 200, answer.raw
    return dict(answer.body)


def counts(import_id: str, at: datetime = NOON) -> dict[str, int]:
    """good, bad, repeated, known; together they are the lines."""
    found = shown(import_id, at)
    named = {name: found[name] for name in ("good", "bad", "repeated", "known")}
    assert sum(named.values()) == found["lines"]
    return named


def decide(import_id: str, by: Client | None = None, at: datetime = NOON, **changes: Any) -> Answer:
    """The decision over what is shown."""
    asked = shown(import_id, at, epidemiologist(""))["proposal"] or {"version": 1, "content_hash": "0" * 64}
    body = {"version": asked["version"], "content_hash": asked["content_hash"], "decision": "approve"}
    return at_work(by or epidemiologist(), at).post(
        f"/v1/imports/{import_id}/approval", body | {"reason": "compared with the paper"} | changes, at=at
    )


def in_force(content: bytes, at: datetime = NOON, **kind: str) -> str:
    """The id of an import that two people put in force."""
    import_id = uploaded(content, at=at, **kind)
    agreed = decide(import_id, at=at)
    assert agreed.status == 200, agreed.raw
    work(import_id, at)
    assert shown(import_id, at)["status"] == "done"
    return import_id


def errors(import_id: str, at: datetime = NOON, language: str = "en") -> list[dict[str, Any]]:
    client = at_work(epidemiologist(), at)
    client.language = language
    return list(client.get(f"/v1/imports/{import_id}/errors?limit=100", at=at).body["items"])


def error_file(import_id: str, at: datetime = NOON) -> bytes:
    link = at_work(epidemiologist(), at).get(f"/v1/imports/{import_id}/errors.csv", at=at).body["url"]
    with urllib.request.urlopen(link, timeout=10) as answer:
        return bytes(answer.read())


def a_key() -> str:
    return uuid.uuid4().hex

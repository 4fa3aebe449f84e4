"""Steps of tests about exports: asked for, made by the worker, fetched as whoever asked fetches it."""

import csv
import io
import urllib.request
from typing import Any

from chalicelib.features.exports import exports_job
from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON


def asked(by: Client, what: str, at=NOON, headers=(), **filters: str) -> Answer:
    return at_work(by, at).post("/v1/exports", {"list": what, "filters": filters}, at=at, **dict(headers))


def made(by: Client, what: str, at=NOON, **filters: str) -> dict[str, Any]:
    """An export once its worker has been there."""
    answer = asked(by, what, at, **filters)
    assert answer.status == 202, answer.raw
    exports_job.work({"export_id": answer.body["id"]}, at)
    return shown(by, answer.body["id"], at)


def shown(by: Client, export_id: str, at=NOON) -> dict[str, Any]:
    answer = at_work(by, at).get(f"/v1/exports/{export_id}", at=at)
    assert answer.status == 200, answer.raw
    return dict(answer.body)


def content(export: dict[str, Any]) -> bytes:
    with urllib.request.urlopen(export["link"], timeout=10) as answer:
        return bytes(answer.read())


def rows(export: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(export).decode("utf-8-sig"))))


def exported() -> str:
    """The id of somebody's export."""
    return str(asked(epidemiologist(), "ratings").body["id"])

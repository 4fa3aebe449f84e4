"""The question over the network: right answers, wrong ones, none."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from chalicelib.features.canaries import asking


class Api(BaseHTTPRequestHandler):
    """Answers by the province: 11 is yellow, 12 busy once, 13 broken, 14 no JSON, 15 no canary, 16 no colour."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        province = self.path.rpartition("/")[2]
        self.asked.append(self.path)
        first = self.asked.count(self.path) == 1
        status = {"12": 503 if first else 200, "13": 500, "15": 404}.get(province, 200)
        said = {"14": b"<html>", "16": json.dumps({"colour": None}).encode()}
        body = said.get(province, json.dumps({"colour": "yellow"}).encode())
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def api(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("API_URL", f"http://127.0.0.1:{server.server_port}")
    Api.asked.clear()
    yield Api
    server.shutdown()
    server.server_close()


def test_each_is_answered_by_its_colour_or_by_none(api):
    found = asking.ask(["11", "12", "13", "14", "15", "16"])
    assert found == {"11": "yellow", "12": "yellow", "13": None, "14": None, "15": None, "16": None}
    assert api.asked.count("/v1/canaries/13") == 3
    assert api.asked.count("/v1/canaries/12") == 2


def test_nobody_there_is_no_answer(monkeypatch):
    monkeypatch.setenv("API_URL", "http://127.0.0.1:9")
    assert asking.ask(["11"]) == {"11": None}

"""The local real-name service keeps to docs/decisions/006-identity-service.md."""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from local.identity_service import serve, sign

KEY = b"a key that both sides know"


class Caller:
    """Signs and sends as the protocol says, or wrongly on purpose."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def verify(self, body: bytes, timestamp: str | None = None, signature: str | None = None) -> tuple[int, Any, Any]:
        at = timestamp or str(int(time.time()))
        headers = {"X-Timestamp": at, "X-Signature": signature or sign(KEY, at, body)}
        return self.send("/verify", body, headers)

    def send(self, path: str, body: bytes, headers: dict[str, str] | None = None) -> tuple[int, Any, Any]:
        try:
            with urllib.request.urlopen(urllib.request.Request(self.url + path, body, headers or {})) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()


@pytest.fixture
def service() -> Iterator[Caller]:
    server = serve(0, KEY)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield Caller(server.server_address[1])
    server.shutdown()
    server.server_close()


def question(name: str = "张三", **changes: Any) -> bytes:
    document = {"type": "id_card", "number": "11010519491231002X"}
    asked = {"request_id": "r-1", "name": name, "document": document, "phone": "+8613800000000"}
    return json.dumps({**asked, **changes}).encode()


def test_it_agrees_and_signs_its_answer(service: Caller) -> None:
    status, headers, body = service.verify(question())
    assert status == 200
    assert json.loads(body) | {"at": ""} == {"request_id": "r-1", "result": "agree", "at": ""}
    assert headers["X-Signature"] == sign(KEY, headers["X-Timestamp"], body)


@pytest.mark.parametrize(
    ("name", "result"),
    [("测试不符", "disagree"), ("Test Disagree", "disagree"), ("测试未知", "unknown"), ("TEST UNKNOWN", "unknown")],
)
def test_made_up_names_are_answered_otherwise(service: Caller, name: str, result: str) -> None:
    assert json.loads(service.verify(question(name))[2])["result"] == result


def test_it_can_be_down(service: Caller) -> None:
    assert service.verify(question("测试故障"))[0] == 503


def test_it_can_be_slow(service: Caller) -> None:
    service.send("/behaviour", json.dumps({"mode": "slow", "seconds": 0.3}).encode())
    began = time.monotonic()
    assert service.verify(question())[0] == 200
    assert time.monotonic() - began >= 0.3


def test_everything_can_be_switched_and_switched_back(service: Caller) -> None:
    service.send("/behaviour", b'{"mode": "disagree"}')
    assert json.loads(service.verify(question())[2])["result"] == "disagree"
    service.send("/behaviour", b'{"mode": "normal"}')
    assert json.loads(service.verify(question())[2])["result"] == "agree"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"null", question(request_id="a b"), question(name=""), question(document=1)]
)
def test_a_malformed_question_is_refused(service: Caller, body: bytes) -> None:
    assert service.verify(body)[0] == 400


def test_a_wrong_signature_is_refused(service: Caller) -> None:
    assert service.verify(question(), signature="0" * 64)[0] == 401


@pytest.mark.parametrize("away", [-301, 301])
def test_an_old_or_early_signature_is_refused(service: Caller, away: int) -> None:
    assert service.verify(question(), timestamp=str(int(time.time()) + away))[0] == 401
    assert service.verify(question(), timestamp="soon")[0] == 401


def test_it_lists_what_it_was_asked_by_id_only(service: Caller) -> None:
    service.verify(question(request_id="r-2"))
    with urllib.request.urlopen(f"{service.url}/requests") as answer:
        assert json.load(answer) == {"requests": ["r-2"]}

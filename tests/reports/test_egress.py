"""Where messages to partners go and where not; what partners refuse, and how much they take."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from chalicelib.features.exchange import outbox
from chalicelib.features.reports import records, sending
from chalicelib.features.reports.sending import Silent
from chalicelib.store.transactions import transact
from tests.reports import steps
from tests.reports.steps import KANGMA, MINUTE, declared, items, resident, run
from tests.support.counterpart import Beside

T0 = datetime(2020, 3, 10, 4, tzinfo=UTC)
_NUMBERS = iter(range(26))


@pytest.fixture
def beside() -> Iterator[Beside]:
    number = next(_NUMBERS)
    with steps.beside(T0, (f"45{7000 + number}", KANGMA), (f"46{7000 + number}", KANGMA)) as found:
        yield found


def ids(found: Beside) -> list[str]:
    return list(found.counterpart.memories)


def waits(partner_id: str) -> int:
    return sum(len(records.waiting(partner_id, shard, 100)) for shard in range(8))


def test_a_refused_message_waits_and_keeps_no_other_shard_waiting(beside: Beside) -> None:
    partner = ids(beside)[0]
    people = [resident(T0) for _ in range(12)]
    for client, person_id in people:
        declared(client, person_id, T0)
    memory = beside.counterpart.memories[partner]
    take, refused = memory.take, list[str]()

    def once(path: str, content: Any) -> Any:
        if not refused:
            refused.append(content["message"]["id"])
        return (422, {"code": "no"}) if content["message"]["id"] in refused else take(path, content)

    memory.take = once  # type: ignore[method-assign]
    run(beside, T0 + MINUTE)
    (flight,) = records.flights(partner).values()
    assert (flight.fault, int(flight.tries), flight.next_at) == ("no", 1, T0 + 2 * MINUTE)
    assert records.line(partner).fault is None
    refused.clear()
    refused.append("")
    run(beside, T0 + 2 * MINUTE)
    assert (len(items(beside, partner)), waits(partner)) == (12, 0)


def test_refused_records_are_noted_with_their_reason(beside: Beside) -> None:
    partner = ids(beside)[0]
    client, person_id = resident(T0)
    for minute in range(3):
        declared(client, person_id, T0 + minute * MINUTE)
    rejected = [{"index": 1, "code": "invalid_document", "field": "subject"}]
    memory = beside.counterpart.memories[partner]
    memory.take = lambda path, content: (200, {"accepted": 2, "rejected": rejected})  # type: ignore[method-assign]
    run(beside, T0 + 4 * MINUTE)
    (sent,) = records.sent_on(partner, "2020-03-10")
    assert (int(sent.records), [each[3] for each in sent.rejected]) == (3, ["invalid_document"])
    assert waits(partner) == 0


def test_a_partner_gets_no_more_than_it_takes_in_a_minute(beside: Beside) -> None:
    partner, other = ids(beside)
    steps.change(partner, limits={"health-declarations": 2})
    people = [resident(T0) for _ in range(16)]
    for client, person_id in people:
        declared(client, person_id, T0)
    run(beside, T0 + MINUTE)
    assert (len(beside.received(partner)), len(items(beside, other))) == (2, 16)
    run(beside, T0 + 2 * MINUTE, minutes=6)
    assert len(items(beside, partner)) == 16


@pytest.mark.parametrize(
    ("url", "local", "allowed"),
    [
        ("https://exchange.example.org/api", False, True),
        ("https://exchange.example.org/", False, True),
        ("http://exchange.example.org", False, False),
        ("https://169.254.169.254", False, False),
        ("https://[::1]", False, False),
        ("https://2130706433", False, False),
        ("https://localhost", False, False),
        ("https://user@exchange.example.org", False, False),
        ("https://exchange.example.org/?to=", False, False),
        ("file:///etc/passwd", True, False),
        ("", True, False),
        ("http://127.0.0.1:4569/340000", True, True),
    ],
)
def test_hosts_to_which_something_is_sent(
    url: str, local: bool, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "settings", lambda: type("S", (), {"local": local}))
    if allowed:
        assert sending.allowed(url) == url.rstrip("/")
    else:
        with pytest.raises(Silent):
            sending.allowed(url)


@contextmanager
def _answering(status: int, body: bytes = b"", pause: float = 0, **headers: str) -> Iterator[str]:
    """A server that always answers the same, a byte after each pause if there is one."""

    class Elsewhere(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):
                for part in [body[at : at + 1] for at in range(len(body))] if pause else [body]:
                    self.wfile.write(part)
                    time.sleep(pause)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_redirect_is_not_followed(beside: Beside) -> None:
    partner, other = ids(beside)
    client, person_id = resident(T0)
    declared(client, person_id, T0)
    with _answering(307, Location=f"{beside.url}/{other}/v1/exchange/health-declarations") as url:
        steps.change(partner, base_url=url)
        run(beside, T0 + MINUTE)
    assert (records.line(partner).fault, len(beside.received(other))) == ("redirected", 1)


@pytest.mark.parametrize(
    ("body", "pause", "fault"), [(b"x" * (1024 * 1024 + 1), 0, "unreadable"), (b"x" * 40, 0.05, "unreachable")]
)
def test_an_answer_without_end_is_none(
    beside: Beside, body: bytes, pause: float, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    partner, _ = ids(beside)
    client, person_id = resident(T0)
    declared(client, person_id, T0)
    if pause:
        monkeypatch.setattr(sending, "SECONDS", 0.3)
    with _answering(200, body, pause) as url:
        steps.change(partner, base_url=url)
        run(beside, T0 + MINUTE)
    assert records.line(partner).fault == fault


def test_only_limits_of_what_is_sent_there_count(beside: Beside) -> None:
    partner, _ = ids(beside)
    steps.change(partner, limits={"health-queries": 1})
    people = [resident(T0) for _ in range(12)]
    for client, person_id in people:
        declared(client, person_id, T0)
    run(beside, T0 + MINUTE)
    assert len(items(beside, partner)) == 12


def test_what_is_agreed_no_more_is_told_no_more(beside: Beside) -> None:
    partner, other = ids(beside)
    client, person_id = resident(T0)
    declared(client, person_id, T0)
    steps.change(partner, sends=["corrections"])
    run(beside, T0 + MINUTE)
    assert (items(beside, partner), waits(partner), len(items(beside, other))) == ([], 0, 1)


def test_an_appeal_goes_to_whom_nothing_else_is_sent(beside: Beside) -> None:
    partner, _ = ids(beside)
    steps.change(partner, sends=[])
    payload = {"about": "m1", "kind": "wrong", "text": "不是我"}
    transact([outbox.put(partner, "ticket", "corrections", payload, about="x", now=T0)])
    run(beside, T0 + MINUTE)
    assert [each["message"]["id"] for each in beside.received(partner)] == ["ticket"]

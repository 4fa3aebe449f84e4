"""The counterpart of the partners keeps to docs/decisions/110 and 111, and does wrong what it is told to do wrong."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from chalicelib.signatures.messages import Unsigned
from local.partner_memory import MODES
from tests.support.counterpart import Beside, Platform, running

NOW = datetime(2020, 3, 2, 4, tzinfo=UTC)
PARTNERS = {"340000": "kangma-1", "national": "gateway-sm"}
OURS = Platform("630000")


@pytest.fixture
def beside() -> Iterator[Beside]:
    with running("630000", OURS.keys, *PARTNERS.items()) as found:
        found.at = NOW
        yield found


def message(name: str = "m1", items: int = 4, **payload: Any) -> dict[str, Any]:
    head = {"id": name, "sequence": 1, "at": NOW.isoformat(), "from": "630000", "to": "340000"}
    return {"message": head, "payload": payload or {"items": [{"number": each} for each in range(items)]}}


def say(beside: Beside, partner: str, content: Any, path: str = "trip-declarations") -> tuple[int, Any]:
    """Sends a message as the platform and opens the answer; raises Unsigned for one that is not to be believed."""
    made = next(each for each in beside.counterpart.made if each["id"] == partner)
    voice, target = OURS.voice(made), f"/v1/exchange/{path}"
    said = voice.request("POST", target, json.dumps(content).encode(), NOW)
    status, headers, body = beside.raw("POST", f"/{partner}{target}", said.body, said.headers)
    if status == 503:
        return status, None
    return status, json.loads(voice.answered(status, headers, body, said.nonce, NOW).body)


@pytest.mark.parametrize("partner", PARTNERS)
def test_a_message_is_taken_once_and_answered_with_a_signature(beside: Beside, partner: str) -> None:
    status, answer = say(beside, partner, message())
    assert (status, answer["accepted"], answer["repeated"]) == (200, 4, False)
    assert say(beside, partner, message())[1]["repeated"] is True
    assert say(beside, partner, message(items=5))[0] == 409
    (received,) = beside.received(partner)
    assert (received["path"], received["times"], received["done"]) == ("trip-declarations", 2, 4)
    assert received["payload"] == message()["payload"]


@pytest.mark.parametrize("partner", PARTNERS)
def test_what_is_not_signed_by_the_platform_is_refused(beside: Beside, partner: str) -> None:
    beside.counterpart.keys = Platform("630000").keys
    with pytest.raises(Unsigned):
        say(beside, partner, message())
    assert beside.received(partner) == []
    assert beside.ask("GET", "/received")[1]["refused"] == ["bad_signature"]


@pytest.mark.parametrize(("mode", "fault"), [("wrong_signature", "bad_signature"), ("clock", "stale_signature")])
@pytest.mark.parametrize("partner", PARTNERS)
def test_answers_that_are_not_to_be_believed(beside: Beside, partner: str, mode: str, fault: str) -> None:
    beside.behave(mode, partner)
    with pytest.raises(Unsigned) as raised:
        say(beside, partner, message())
    assert raised.value.fault == fault
    assert len(beside.received(partner)) == 1


def test_half_is_acknowledged_at_a_time(beside: Beside) -> None:
    beside.behave("half", "340000")
    assert [say(beside, "340000", message(items=5))[1]["accepted"] for _ in range(4)] == [3, 4, 5, 5]


def test_a_partner_that_is_down_got_nothing_and_the_others_stand(beside: Beside) -> None:
    beside.behave("down", "340000")
    assert say(beside, "340000", message())[0] == 503
    assert say(beside, "national", message())[0] == 200
    assert beside.received("340000") == []


def test_a_slow_partner_has_the_message_before_it_answers(beside: Beside) -> None:
    beside.behave("slow", "340000", 0.3)
    assert say(beside, "340000", message())[0] == 200


@pytest.mark.parametrize(("mode", "colour"), [("normal", "未见异常"), ("bare_red", "红"), ("unknown_colour", "3")])
def test_how_it_words_a_colour(beside: Beside, mode: str, colour: str) -> None:
    beside.behave(mode, "national")
    _, answer = say(beside, "national", message(token="HC1:X"), "code-verifications")
    assert answer["colour"] == colour


def test_a_day_is_compared_by_count_and_hash(beside: Beside) -> None:
    day, digest = "2020-03-02", sha256(b"m1 4\nm2 2\n").hexdigest()
    say(beside, "340000", message("m1"))
    say(beside, "340000", message("m2", 2))
    _, answer = say(beside, "340000", message("r1", day=day, paths=[]), "reconciliations")
    (row,) = answer["paths"]
    assert row == {"path": "trip-declarations", "messages": 2, "records": 6, "hash": digest}
    assert answer["differing"] == [{"path": "trip-declarations", "ids": ["m1", "m2"]}]
    again = message("r2", day=day, paths=[row])
    assert say(beside, "340000", again, "reconciliations")[1]["differing"] == []


def test_only_modes_and_partners_that_there_are(beside: Beside) -> None:
    assert beside.ask("POST", "/behaviour", {"mode": "kind"})[0] == 400
    assert beside.ask("POST", "/behaviour", {"mode": "slow", "partner": "990000"})[0] == 400
    assert beside.ask("POST", "/send", {"path": "codes"})[0] == 400
    assert beside.raw("POST", "/990000/v1/exchange/codes", b"{}")[0] == 404
    for mode in MODES:
        beside.behave(mode, "340000")


def test_the_national_list_has_its_real_form(beside: Beside) -> None:
    status, listed = beside.ask("GET", "/national/list")
    assert status == 200
    assert {"highlist", "middlelist", "lowlist"} <= listed["data"].keys()


class Ours:
    """What the platform got: stands in for `urlopen` of the counterpart."""

    def __init__(self, beside: Beside) -> None:
        self.counterpart, self.sent = beside.counterpart, list[tuple[str, dict[str, Any]]]()

    def __call__(self, memory: Any, path: str, content: Any) -> dict[str, Any]:
        self.sent.append((path, content))
        return {"status": 200}


def test_it_says_what_it_is_told_to_say(beside: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = Ours(beside)
    monkeypatch.setattr(beside.counterpart, "_sent", ours)
    asked = {"partner": "340000", "path": "feeds/colours", "payload": {"items": [{"value": "00"}]}}
    for mode in ("normal", "bare_red", "unknown_colour", "twice", "clock"):
        beside.behave(mode, "340000")
        assert beside.ask("POST", "/send", asked)[0] == 200
    values = [content["payload"]["items"][0]["value"] for _, content in ours.sent]
    assert values == ["00", "红", "3", "00", "00", "00"]
    heads = [content["message"] for _, content in ours.sent]
    assert [head["sequence"] for head in heads] == [1, 2, 3, 4, 4, 5]
    assert heads[-1]["at"] == (NOW + timedelta(minutes=10)).isoformat()


def test_it_says_things_out_of_order(beside: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = Ours(beside)
    monkeypatch.setattr(beside.counterpart, "_sent", ours)
    beside.behave("out_of_order", "340000")
    messages = [{"path": "corrections", "payload": {"n": number}} for number in (1, 2)]
    beside.ask("POST", "/send", {"partner": "340000", "messages": messages})
    said = [(content["payload"]["n"], content["message"]["sequence"]) for _, content in ours.sent]
    assert said == [(2, 2), (1, 1)]

"""Codes checked through another platform: asked at the gate, by name, within seconds, never green by default."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from string import ascii_lowercase
from typing import Any

import pytest

from chalicelib.codes.claims import Payload
from chalicelib.codes.keys import KeyRing, new_key, public_jwk
from chalicelib.codes.token import make
from chalicelib.desk import partners
from chalicelib.features.reports import sending
from tests.reports import steps
from tests.reports.steps import GATEWAY, KANGMA
from tests.support.client import Client
from tests.support.counterpart import Beside
from tests.support.partners import Partner
from tests.support.published import a_minute_passes
from tests.support.resident_steps import log_in_staff

T0 = datetime(2020, 3, 10, 4, tzinfo=UTC)
KEY = new_key()
_NUMBERS = iter(ascii_lowercase)
MAPPING = {"未见异常": "green", "green": "green"}


@pytest.fixture
def beside() -> Iterator[Beside]:
    told = {"mode": "convert", "sends": ["code-verifications"], "mapping": MAPPING, "issuer": "CN"}
    with steps.beside(T0, (f"nationalcv{next(_NUMBERS)}", GATEWAY), **told) as found:
        prove(platform(found))
        a_minute_passes()
        yield found
    a_minute_passes()


def platform(beside: Beside) -> str:
    return next(iter(beside.counterpart.memories))


def to_ask(beside: Beside) -> list[dict[str, str]]:
    return [{"partner": platform(beside), "says": "unknown"}]


def prove(partner_id: str) -> None:
    record = partners.find(partner_id)
    assert record is not None
    record.proven = {"green": T0.isoformat()}
    steps.transact([partners.put(record)])


def a_code(issuer: str = "CN", colour: str = "green", key: Any = KEY) -> str:
    payload = Payload("cvcvcv", "domestic", colour, "certified", "测*", "001X", "9")
    ends = T0 + timedelta(hours=24)
    return make(payload, keys=KeyRing([key]), issuer=issuer, issued_at=T0, expires_at=ends)


def verified(token: str, at: datetime = T0, **more: Any) -> dict[str, Any]:
    answer = log_in_staff("gate", at).post("/v1/codes/verify", {"token": token} | more, at=at)
    assert answer.status == 200, answer.raw
    return dict(answer.body)


@pytest.mark.parametrize(
    ("mode", "colour"),
    [("normal", "green"), ("bare_red", None), ("unknown_colour", None)],
)
def test_the_platform_is_asked_and_its_word_counts(beside: Beside, mode: str, colour: str | None) -> None:
    beside.behave(mode, platform(beside))
    found = verified(a_code(colour="red"))
    assert (found["valid"], found["colour"], found["issuer"]) == (True, colour, platform(beside))
    assert (found["notes"], found["live"]) == ([] if colour else to_ask(beside), True)
    (asked,) = beside.received(platform(beside))
    assert (asked["path"], asked["payload"]) == ("code-verifications", {"token": a_code(colour="red")})


@pytest.mark.parametrize("mode", ["down", "wrong_signature", "clock"])
def test_without_an_answer_nobody_is_green_and_it_is_left_alone(beside: Beside, mode: str) -> None:
    beside.behave(mode, platform(beside))
    found = verified(a_code())
    assert (found["valid"], found["colour"], found["notes"], found["live"]) == (True, None, to_ask(beside), False)
    beside.behave("normal", platform(beside))
    beside.at = T0 + timedelta(seconds=29)
    assert verified(a_code(), beside.at)["colour"] is None
    beside.at = T0 + timedelta(seconds=30)
    assert verified(a_code(), beside.at)["colour"] == "green"


def test_a_slow_platform_holds_up_no_second_person(beside: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.2)
    beside.behave("slow", platform(beside), 2)
    assert verified(a_code())["colour"] is None
    assert verified(a_code(), T0 + timedelta(seconds=1))["notes"] == to_ask(beside)
    assert len(beside.received(platform(beside))) == 1


def test_what_it_refuses_or_does_not_hold_valid(beside: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = beside.counterpart.memories[platform(beside)]
    answers: list[tuple[int, dict[str, Any]]] = [
        (200, {"valid": False, "reason": "revoked", "colour": "green"}),
        (200, {"valid": False, "reason": "<script>", "colour": "green"}),
        (422, {"code": "no", "colour": "green"}),
        (200, {"valid": True, "colour": ["green"]}),
        (200, {"valid": True, "colour": "green", "name_masked": "张*", "document_last4": "12345"}),
    ]
    said = iter(answers)
    monkeypatch.setattr(memory, "take", lambda path, content: next(said))
    found = [verified(a_code()) for _ in answers]
    told = [(each["valid"], each["reason"], each["colour"], each["name_masked"]) for each in found]
    assert told == [
        (False, "revoked", None, None),
        (False, "unknown_key", None, None),
        (True, None, None, None),
        (True, None, None, None),
        (True, None, "green", "张*"),
    ]
    assert found[4]["document_last4"] is None


def test_a_feverish_person_with_a_code_of_elsewhere(beside: Beside) -> None:
    found = verified(a_code(), temperature=38.5)
    assert (found["colour"], found["anomaly"]) == ("green", None)


def test_nobody_else_is_asked_about(beside: Beside) -> None:
    """Codes of who says that they are of nobody known; and a partner that asks us gets no answer of a third one."""
    assert verified(a_code("XX"))["reason"] == "unknown_key"
    assert verified("HC1:NOTHING")["valid"] is False
    other = Partner("341500", "34").register(T0)
    assert other.post("code-verifications", {"token": a_code()}, T0).body["valid"] is False
    steps.change(platform(beside), sends=[])
    a_minute_passes()
    assert verified(a_code())["notes"] == to_ask(beside)
    assert beside.received(platform(beside)) == []


def test_a_provinces_codes_are_converted_by_the_national_platform(beside: Beside) -> None:
    """Its key is known here; what the platform says counts all the same, and gates without a network have no key."""
    made = next(iter(beside.counterpart.made)) | {"id": "471500", "profile": KANGMA}
    own = {"mode": "convert", "issuer": "HD", "code_keys": [public_jwk(KEY)], "mapping": {"green": "green"}}
    steps.register(beside, made, T0, **own)
    prove("471500")
    a_minute_passes()
    found = verified(a_code("HD", "red"))
    assert (found["colour"], found["issuer"], found["name_masked"]) == ("green", "471500", "测*")
    assert [each["payload"] for each in beside.received(platform(beside))] == [{"token": a_code("HD", "red")}]
    beside.behave("down", platform(beside))
    assert verified(a_code("HD"))["notes"] == to_ask(beside)
    assert verified(a_code("HD"), T0 + timedelta(hours=25))["reason"] == "expired"
    keys = Client().get("/v1/keys", at=T0).body["keys"]
    assert [each for each in keys if each["issuer"] == "HD"] == []

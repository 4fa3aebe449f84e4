"""The door for partners: signatures, freshness, once, order; nothing is stored of what is not theirs."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.features.exchange import journal
from tests.support.client import Answer, Client
from tests.support.cloud import TestCloud
from tests.support.partners import Partner

T0 = datetime(2020, 3, 2, 4, tzinfo=UTC)
PROOF = {"value": "00", "word": "绿"}
PATH = "mapping-tests"


@pytest.fixture(scope="module")
def anhui(cloud: TestCloud) -> Partner:
    return Partner("340000", "34").register(T0)


@pytest.fixture(scope="module")
def national(cloud: TestCloud) -> Partner:
    return Partner("nationaldoor", "", "gateway-sm").register(T0, mapping={"未见异常": "green"})


def code(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.body["code"]


def test_a_message_is_taken_once_however_often_it_is_sent(anhui: Partner) -> None:
    wire = anhui.signed("POST", PATH, anhui.content(PATH, PROOF, T0), T0)
    first, again = wire.send(T0), wire.send(T0 + timedelta(seconds=2))
    assert (first.status, first.body["colour"], first.body["repeated"]) == (200, "green", False)
    assert again.body == first.body | {"repeated": True}


def test_the_same_message_may_be_signed_anew(anhui: Partner) -> None:
    content = anhui.content(PATH, PROOF, T0)
    first = anhui.signed("POST", PATH, content, T0).send(T0)
    later = T0 + timedelta(days=200)
    again = anhui.signed("POST", PATH, content, later).send(later)
    assert again.body == first.body | {"repeated": True}


def test_another_body_under_an_id_is_a_conflict(anhui: Partner) -> None:
    content = anhui.content(PATH, PROOF, T0)
    anhui.signed("POST", PATH, content, T0).send(T0)
    other = content | {"payload": {"value": "10", "word": "红"}}
    assert code(anhui.signed("POST", PATH, other, T0).send(T0)) == (409, "idempotency_conflict")


def test_a_nonce_is_for_one_message(anhui: Partner) -> None:
    one = anhui.signed("POST", PATH, anhui.content(PATH, PROOF, T0), T0)
    other = anhui.signed("POST", PATH, anhui.content(PATH, PROOF, T0), T0, nonce=one.nonce)
    assert one.send(T0).status == 200
    assert code(other.send(T0)) == (401, "replayed")


@pytest.mark.parametrize(
    ("seconds", "expected"), [(301, 401), (299, 200), (300, 200), (-299, 200), (-301, 401), (86_400, 401)]
)
@pytest.mark.parametrize("which", ["anhui", "national"])
def test_a_signature_is_fresh_for_300_seconds(
    which: str, seconds: int, expected: int, request: pytest.FixtureRequest
) -> None:
    partner: Partner = request.getfixturevalue(which)
    proof = PROOF if which == "anhui" else {"value": "未见异常", "word": "绿"}
    wire = partner.signed("POST", PATH, partner.content(PATH, proof, T0), T0 - timedelta(seconds=seconds))
    answer = wire.send(T0)
    assert answer.status == expected
    if expected == 401:
        assert answer.body["code"] == "stale_signature"


def _without_digest(wire: Any) -> Any:
    headers = {name: value.replace('"content-digest" ', "") for name, value in wire.headers.items()}
    return wire.bent(headers=headers)


BENT = {
    "a byte of the body": lambda wire: wire.bent(body=wire.body.replace(b"00", b"10", 1)),
    "the receiver": lambda wire: wire.bent(headers={"Kangma-To": "410000"}),
    "the path": lambda wire: wire.bent(path="trip-declarations"),
    "the digest": lambda wire: wire.bent(headers={"Content-Digest": "sha-256=:AAAA:"}),
    "no digest under the signature": _without_digest,
    "no signature": lambda wire: wire.bent(headers={"Signature": ""}),
    "another tag": lambda wire: wire.bent(
        headers={"Signature-Input": wire.headers["Signature-Input"].replace("kangma-exchange", "other")}
    ),
    "another key id": lambda wire: wire.bent(
        headers={"Signature-Input": wire.headers["Signature-Input"].replace("340000-", "340000-x")}
    ),
}


@pytest.mark.parametrize("how", BENT)
def test_whatever_is_changed_is_refused_and_nothing_is_stored(anhui: Partner, how: str) -> None:
    content = anhui.content(PATH, PROOF, T0)
    answer = BENT[how](anhui.signed("POST", PATH, content, T0)).send(T0)
    assert answer.status == 401
    assert journal.find("340000", content["message"]["id"]) is None


def test_nobody_speaks_with_anothers_key(anhui: Partner) -> None:
    henan = Partner("410000", "41").register(T0)
    content = anhui.content(PATH, PROOF, T0)
    assert code(henan.signed("POST", PATH, content, T0).send(T0)) == (401, "bad_signature")
    forged = Partner("340000", "34", key=henan.key, keyid=anhui.keyid)
    assert code(forged.signed("POST", PATH, content, T0).send(T0)) == (401, "bad_signature")
    assert journal.find("340000", content["message"]["id"]) is None


def test_unsigned_requests_are_of_nobody() -> None:
    answer = Client().post(f"/v1/exchange/{PATH}", {"message": {}, "payload": {}}, at=T0)
    assert code(answer) == (401, "unsigned")


@pytest.mark.parametrize("form", ["der", "raw"])
def test_the_sealed_profile_in_both_forms(national: Partner, form: Any) -> None:
    national.form = form
    answer = national.post(PATH, {"value": "未见异常", "word": "绿"}, T0)
    assert (answer.status, answer.body["colour"]) == (200, "green")


def test_a_sealed_message_needs_its_signature_and_the_agreed_key(national: Partner) -> None:
    from chalicelib.signatures.gateway_sm import Shared

    content = national.content(PATH, {"value": "未见异常", "word": "绿"}, T0)
    wire = national.signed("POST", PATH, content, T0)
    envelope = json.loads(wire.body)
    del envelope["data"]["signData"]
    assert code(wire.bent(body=json.dumps(envelope).encode()).send(T0)) == (401, "unsigned")
    stranger = Partner("nationaldoor", "", "gateway-sm", pair=national.pair)
    stranger.shared = Shared(b"another key 16 b", national.shared.secret)
    assert code(stranger.signed("POST", PATH, content, T0).send(T0)) == (400, "undecipherable")
    assert code(wire.bent(headers={"x-tif-signature": "0" * 64}).send(T0)) == (401, "bad_signature")


def test_gaps_are_noted_and_filled(anhui: Partner) -> None:
    partner = Partner("350009", "35").register(T0)
    partner.sequence[PATH] = 4
    partner.post(PATH, PROOF, T0)
    partner.sequence[PATH] = 1
    partner.post(PATH, PROOF, T0)
    found = partner.get("state", T0).body["paths"]
    assert [(each["path"], each["last"], each["gaps"], each["messages"]) for each in found] == [(PATH, 5, [1, 3, 4], 2)]


def test_a_partner_of_the_sealed_profile_asks_by_a_body(national: Partner) -> None:
    asked = national.signed("POST", "state", {}, T0)
    answer = asked.send(T0)
    assert (answer.status, answer.body["partner"], answer.body["silent"]) == (200, "nationaldoor", False)
    # It is no message: it stands in no order, and what it says is not read.
    again = national.signed("POST", "state", {"message": {"id": 1}}, T0).send(T0)
    assert [each["path"] for each in again.body["paths"]] == [each["path"] for each in answer.body["paths"]]
    unsigned = json.loads(asked.body)
    del unsigned["data"]["signData"]
    assert code(asked.bent(body=json.dumps(unsigned).encode()).send(T0)) == (401, "unsigned")


def test_a_test_message_that_disagrees_keeps_the_partner_silent() -> None:
    mapping = {"0": "green", "1": "yellow", "2": "red"}
    henan = Partner("360009", "36").register(T0, proven=False, mapping=mapping)
    assert henan.post(PATH, {"value": "0", "word": "绿"}, T0).body["silent"] is True
    assert code(henan.post(PATH, {"value": "1", "word": "红"}, T0)) == (409, "mapping_disagrees")
    for value, word in (("0", "green"), ("1", "黄码")):
        assert henan.post(PATH, {"value": value, "word": word}, T0).body["silent"] is True
    assert henan.post(PATH, {"value": "2", "word": "红"}, T0).body == {
        "colour": "red",
        "silent": False,
        "missing": [],
        "repeated": False,
    }

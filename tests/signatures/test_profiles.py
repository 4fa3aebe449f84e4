"""Both profiles to the byte: the vectors that docs/decisions/110 prints, and what the standards themselves print."""

import base64
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.codes.keys import from_jwk, verify_es256
from chalicelib.signatures import gateway_sm, kangma1, pairs, sm
from chalicelib.signatures.canonical import canonical
from chalicelib.signatures.gateway_sm import Sealing, Shared
from chalicelib.signatures.messages import Answer, Request, Unsigned
from chalicelib.signatures.sm import Sm2Pair

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
NOW = datetime.fromisoformat(VECTORS["now"])
KANGMA, GATEWAY = VECTORS["kangma-1"], VECTORS["gateway-sm"]
NONCE = "bm9uY2Utb25l"
DECISION = Path(__file__).parents[2] / "docs" / "decisions" / "110-exchange.md"


def private() -> ec.EllipticCurvePrivateKey:
    raw = base64.urlsafe_b64decode(KANGMA["private_jwk"]["d"] + "=")
    return ec.derive_private_key(int.from_bytes(raw), ec.SECP256R1())


def lower(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def request(**parts: Any) -> Request:
    made = KANGMA["request"]
    told = {"method": made["method"], "path": made["path"], "body": made["body"].encode()}
    return Request(**(told | {"headers": lower(made["headers"])} | parts))


def test_a_request_is_signed_to_the_byte() -> None:
    keyid, to = KANGMA["keyid"], KANGMA["to"]
    headers = kangma1.sign(request(), to=to, keyid=keyid, key=private(), nonce=NONCE, now=NOW)
    assert headers == KANGMA["request"]["headers"]
    signed = kangma1.verify(request(), to=to, key_of=lambda _: private().public_key(), now=NOW)
    assert (signed.keyid, signed.nonce, signed.created) == (keyid, NONCE, NOW)


@pytest.mark.parametrize("part", ["request", "answer"])
def test_the_signature_is_over_the_base_that_is_printed(part: str) -> None:
    """By another road than the library's: plain ES256 over the printed bytes."""
    made, key = KANGMA[part], from_jwk(KANGMA["private_jwk"])
    signature = base64.b64decode(made["headers"]["Signature"].partition("=:")[2].rstrip(":"))
    assert key.verify(made["base"].encode(), signature)
    digest = hashes.Hash(hashes.SHA256())
    digest.update(made["body"].encode())
    assert made["headers"]["Content-Digest"] == f"sha-256=:{base64.b64encode(digest.finalize()).decode()}:"
    assert not verify_es256(b"\1" * 64, made["base"].encode(), signature)


def test_an_answer_is_signed_to_the_byte_and_answers_one_request() -> None:
    made = KANGMA["answer"]
    answer = Answer(made["status"], made["body"].encode(), lower(made["headers"]))
    headers = kangma1.sign_answer(answer, to=made["to"], keyid=KANGMA["keyid"], key=private(), nonce=NONCE, now=NOW)
    assert headers == made["headers"]
    public = private().public_key()
    kangma1.verify_answer(answer, to=made["to"], key_of=lambda _: public, nonce=NONCE, now=NOW)
    for to, nonce in ((made["to"], "another-nonce"), ("410000", NONCE)):
        with pytest.raises(Unsigned):
            kangma1.verify_answer(answer, to=to, key_of=lambda _: public, nonce=nonce, now=NOW)
    other = Answer(201, answer.body, answer.headers)
    with pytest.raises(Unsigned):
        kangma1.verify_answer(other, to=made["to"], key_of=lambda _: public, nonce=NONCE, now=NOW)


@pytest.mark.parametrize(
    ("parts", "seconds", "fault"),
    [
        ({}, 0, None),
        ({}, 300, None),
        ({}, -300, None),
        ({}, 301, "stale_signature"),
        ({}, -301, "stale_signature"),
        ({"method": "GET"}, 0, "bad_signature"),
        ({"path": "/v1/exchange/corrections"}, 0, "bad_signature"),
        ({"path": "/v1/exchange/mapping-tests?x=1"}, 0, "bad_signature"),
        ({"body": b"{}"}, 0, "bad_signature"),
        ({"headers": {}}, 0, "unsigned"),
    ],
)
def test_what_is_believed(parts: dict[str, Any], seconds: int, fault: str | None) -> None:
    now = NOW + timedelta(seconds=seconds)

    def verify() -> None:
        kangma1.verify(request(**parts), to=KANGMA["to"], key_of=lambda _: private().public_key(), now=now)

    if fault is None:
        return verify()
    with pytest.raises(Unsigned, match=fault):
        verify()
    return None


def test_a_key_that_is_not_believed_signs_nothing() -> None:
    with pytest.raises(Unsigned, match="bad_signature"):
        kangma1.verify(request(), to=KANGMA["to"], key_of=lambda _: None, now=NOW)


PAIR = Sm2Pair(bytes.fromhex(GATEWAY["sm2_public"]), bytes.fromhex(GATEWAY["sm2_private"]))
SHARED = Shared(bytes.fromhex(GATEWAY["sm4_key"]), GATEWAY["secret"])


def opened(body: bytes, **changes: Any) -> bytes:
    told = {"sender": GATEWAY["sender"], "shared": SHARED, "public": PAIR.public, "now": NOW} | changes
    return gateway_sm.open_sealed(Request("POST", "/v1/x", body, GATEWAY["headers"]), **told).body


@pytest.mark.parametrize("form", ["der", "raw"])
def test_the_sealed_vector_opens_with_either_form_of_its_signature(form: str) -> None:
    envelope = json.loads(GATEWAY["body"])
    if form == "raw":
        envelope["data"]["signData"] = GATEWAY["signature_raw"]
    assert opened(json.dumps(envelope).encode()).decode() == GATEWAY["plain"]


def test_a_message_is_sealed_to_the_byte_but_for_the_signature() -> None:
    """An SM2 signature has a random number in it; all that it covers is fixed."""
    sealing = Sealing(GATEWAY["headers"]["x-tif-nonce"], bytes.fromhex(GATEWAY["iv"]), NOW)
    headers, body = gateway_sm.seal(
        GATEWAY["plain"].encode(), sender=GATEWAY["sender"], shared=SHARED, pair=PAIR, sealing=sealing
    )
    assert headers == GATEWAY["headers"]
    envelope = json.loads(body)
    del envelope["data"]["signData"]
    assert canonical(envelope).decode() == GATEWAY["signed"]
    assert opened(body).decode() == GATEWAY["plain"]


def test_sm4_is_that_of_the_standard() -> None:
    """GB/T 32907-2016, annex A: one block under a key that is the block; CBC from an IV of noughts is the same."""
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    assert sm.encrypt(key, key, bytes(16))[16:32].hex() == "681edf34d206965e86b3e94f536e4246"


@pytest.mark.parametrize("key", [b"x" * 16, b"\0" * 16])
def test_another_sm4_key_opens_nothing(key: bytes) -> None:
    with pytest.raises(Unsigned, match="undecipherable"):
        opened(GATEWAY["body"].encode(), shared=Shared(key, SHARED.secret))


def test_without_its_signature_it_is_refused_whatever_the_headers_say() -> None:
    envelope = json.loads(GATEWAY["body"])
    del envelope["data"]["signData"]
    with pytest.raises(Unsigned, match="unsigned"):
        opened(json.dumps(envelope).encode())


@given(st.binary(max_size=2_000), st.binary(min_size=16, max_size=16), st.sampled_from(["der", "raw"]))
def test_whatever_is_sealed_opens_again(plain: bytes, iv: bytes, form: sm.Form) -> None:
    sealing = Sealing("a-nonce-of-ours", iv, NOW)
    headers, body = gateway_sm.seal(plain, sender="x", shared=SHARED, pair=PAIR, sealing=sealing, form=form)
    found = gateway_sm.open_sealed(
        Request("POST", "/", body, headers), sender="x", shared=SHARED, public=PAIR.public, now=NOW
    )
    assert found.body == plain


@pytest.mark.parametrize("signature", [b"", b"\0" * 64, b"\xff" * 64, b"x" * 70, b"0" * 5000])
def test_nothing_is_no_signature(signature: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    assert not sm.verify(PAIR.public, b"message", signature)
    assert not sm.verify(b"\1" * 64, b"message", signature)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        # RFC 8785, 3.2.3 and appendix B.
        ({"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "ö": 7},
         '{"\\r":2,"1":4,"\x80":6,"ö":7,"€":1,"😀":5,"\ufb33":3}'),
        ([333333333.33333329, 1e30, 4.50, 2e-3, 1e-27], "[333333333.3333333,1e+30,4.5,0.002,1e-27]"),
        ([5e-324, -5e-324, 1.7976931348623157e308], "[5e-324,-5e-324,1.7976931348623157e+308]"),
        ([9007199254740992.0, 295147905179352830000.0], "[9007199254740992,295147905179352830000]"),
        ([999999999999999900000.0, 1e21, 1e-6, 1e-7], "[999999999999999900000,1e+21,0.000001,1e-7]"),
        ([None, True, False, "\u000f\n'A'\"\\\"/"], '[null,true,false,"\\u000f\\n\'A\'\\"\\\\\\"/"]'),
        (-0.0, "0"),
    ],
)  # fmt: skip
def test_json_has_one_form(value: Any, text: str) -> None:
    assert canonical(value).decode() == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53 + 1])
def test_what_has_no_form_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        canonical([value])


def test_our_own_keys_are_read_as_they_are_made() -> None:
    p256, sm2 = pairs.new_p256(), pairs.new_sm2()
    shown = pairs.published_p256("630000", p256)
    assert from_jwk(shown).public.public_numbers() == pairs.p256_of(p256).public_key().public_numbers()
    assert shown["kid"] == pairs.p256_id("630000", pairs.p256_of(p256))
    pair = pairs.sm2_of(sm2)
    assert sm.verify(pair.public, b"x", sm.sign(pair, b"x"))
    assert pairs.published_sm2("630000", sm2)["public"] == pair.public.hex()


def test_the_decision_prints_the_vectors() -> None:
    text = DECISION.read_text("utf-8")
    printed = [KANGMA["request"]["base"], KANGMA["answer"]["base"], GATEWAY["signed"], KANGMA["request"]["body"]]
    printed += [KANGMA["request"]["headers"]["Signature"], GATEWAY["headers"]["x-tif-signature"], GATEWAY["plain"]]
    assert [each for each in printed if each not in text] == []

"""Showing and checking codes: every reason, keys that rotate, the picture."""

import json
import zlib
from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from io import BytesIO

import base45
import cbor2
import pytest
from cwt import COSEKey
from cwt import decode as cwt_decode

from chalicelib.codes import keys as code_keys
from chalicelib.codes.claims import Payload
from chalicelib.codes.token import make
from chalicelib.config import settings
from chalicelib.person import signing
from infra import keys as infra_keys
from tests.support.aws_calls import calls_of
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, declare, log_in_staff

MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def token(cloud) -> str:
    client, person = applied(Client())
    return declare(client, person["id"], NOON).body["code"]["token"]


def _refreshed_gate(at) -> Client:
    return log_in_staff("gate", at)


def _reason(token: str, at=NOON + MINUTE) -> str:
    answer = _refreshed_gate(at).post("/v1/codes/verify", {"token": token}, at=at)
    assert answer.status == 200, answer.raw
    assert answer.body["valid"] is False
    assert answer.body["colour"] is None
    return answer.body["reason"]


def test_a_good_code_is_accepted(token):
    answer = _refreshed_gate(NOON).post("/v1/codes/verify", {"token": token}, at=NOON + MINUTE).body
    assert (answer["valid"], answer["colour"], answer["live"]) == (True, "green", True)
    assert (answer["name_masked"], answer["presentation"]) == ("测**", "copy")
    assert len(answer["document_last4"]) == 4


@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        ("https://example.org/pay?x=1", "not_a_health_code"),
        ("wxp://f2f0abc", "not_a_health_code"),
        ("HC1:", "malformed"),
        ("HC1:NCFOXN%TS3DH", "malformed"),
        ("\x00\x01", "not_a_health_code"),
        ("6BF+70790T9WJWG.FKY*4GO0.O1CV2", "not_a_health_code"),
    ],
)
def test_what_is_no_code_of_ours_says_so(shown, reason):
    assert _reason(shown) == reason


def test_an_expired_code(token):
    assert _reason(token, NOON + timedelta(hours=24, seconds=1)) == "expired"


def test_a_code_from_the_future(token):
    assert _reason(token, NOON - timedelta(hours=1)) == "not_yet_valid"


def _forged(key=None, issuer: str | None = None, issued_at=NOON) -> str:
    payload = Payload("0" * 20, "domestic", "green", "certified", "测*", "0000", "1")
    ring = code_keys.KeyRing([key]) if key else signing.ring()
    return make(
        payload, keys=ring, issuer=issuer or settings().issuer, issued_at=issued_at, expires_at=issued_at + MINUTE * 60
    )


def test_a_code_signed_by_somebody_else():
    assert _reason(_forged(code_keys.new_key())) == "unknown_key"


def test_unknown_keys_make_nobody_read_the_secret_again_and_again():
    gate, shown = log_in_staff("gate"), [_forged(code_keys.new_key()) for _ in range(3)]
    signing.renewed_ring()
    with calls_of("secretsmanager") as made:
        answers = [gate.post("/v1/codes/verify", {"token": each}, at=NOON) for each in shown]
    assert ([answer.body["reason"] for answer in answers], made) == (["unknown_key"] * 3, [])


@pytest.mark.parametrize(("read_just_now", "reason"), [(True, "unknown_key"), (False, "revoked")])
def test_a_key_newer_than_what_this_container_read_is_found(turned, cold_start, read_just_now, reason):
    """`revoked`: the key is known, and nobody has the forged code's id."""
    cold_start()
    gate = log_in_staff("gate")
    signing.ring()
    if read_just_now:
        signing.renewed_ring()
    shown = _forged(turned())
    assert gate.post("/v1/codes/verify", {"token": shown}, at=NOON + MINUTE).body["reason"] == reason


@pytest.fixture
def turned(cloud, cold_start):
    """Turns the stage's signing keys; what they were before is put back."""
    client, secret = cloud.home.client("secretsmanager"), settings().signing_secret
    before = client.get_secret_value(SecretId=secret)["SecretString"]

    def turn() -> code_keys.CodeKey:
        kid = infra_keys.rotate(client, secret, int((NOON - timedelta(hours=1)).timestamp()))
        keys = json.loads(client.get_secret_value(SecretId=secret)["SecretString"])["keys"]
        return code_keys.from_pem(next(key["pem"] for key in keys if key["kid"] == kid).encode())

    yield turn
    client.put_secret_value(SecretId=secret, SecretString=before)
    cold_start()


def test_a_code_of_another_issuer():
    assert _reason(_forged(issuer="XX")) == "wrong_issuer"


def test_a_code_whose_id_nobody_has():
    assert _reason(_forged()) == "revoked"


def test_a_code_so_new_that_the_index_may_not_know_it():
    at = NOON + timedelta(seconds=4)
    answer = _refreshed_gate(at).post("/v1/codes/verify", {"token": _forged()}, at=at).body
    assert (answer["valid"], answer["live"]) == (True, False)


def test_a_tampered_code(token):
    raw = bytearray(zlib.decompress(base45.b45decode(token[4:])))
    raw[-1] ^= 1
    assert _reason("HC1:" + base45.b45encode(zlib.compress(bytes(raw))).decode()) == "bad_signature"


def test_an_independent_library_reads_and_checks_the_code(token):
    cose = zlib.decompress(base45.b45decode(token[4:]))
    published = Client().get("/v1/keys", at=NOON).body
    kid = cbor2.loads(cbor2.loads(cose).value[0])[4]
    jwk = next(key["jwk"] for key in published["keys"] if key["kid"].encode() == _base64(kid))
    x, y = (urlsafe_b64decode(jwk[name] + "==") for name in "xy")
    key = COSEKey.new({1: 2, 2: kid, 3: -7, -1: 1, -2: x, -3: y})
    with pytest.raises(Exception, match="expired"):
        cwt_decode(cose, key)  # The signature holds; by this library's own clock the code of 2020 has run out.
    claims = cbor2.loads(cbor2.loads(cose).value[2])
    assert claims[1] == published["issuer"]
    assert claims[4] - claims[6] == 24 * 3600


def _kid(token: str) -> bytes:
    cose = zlib.decompress(base45.b45decode(token[4:]))
    return bytes(cbor2.loads(cbor2.loads(cose).value[0])[4])


def _base64(raw: bytes) -> bytes:
    return urlsafe_b64encode(raw).rstrip(b"=")


def test_keys_rotate_without_a_code_becoming_invalid(cloud, token):
    client, person = applied(Client())
    before = declare(client, person["id"], NOON).body["code"]["token"]
    secrets = cloud.home.client("secretsmanager")
    infra_keys.rotate(secrets, settings().signing_secret, int((NOON - timedelta(hours=1)).timestamp()))
    signing.ring(fresh=True)
    after = declare(client, person["id"], NOON).body["code"]["token"]
    assert _kid(before) != _kid(after)
    gate = log_in_staff("gate")
    answers = [gate.post("/v1/codes/verify", {"token": each}, at=NOON + MINUTE) for each in (before, after)]
    assert [each.body["valid"] for each in answers] == [True, True]
    assert len(Client().get("/v1/keys", at=NOON).body["keys"]) >= 2


def test_the_picture_is_read_by_other_decoders(token):
    import zxingcpp
    from PIL import Image

    client, person = applied(Client())
    shown = declare(client, person["id"], NOON).body["code"]["token"]
    answer = client.get(f"/v1/people/{person['id']}/code.png", at=NOON, accept="image/png")
    assert answer.headers["Content-Type"] == "image/png"
    image = Image.open(BytesIO(b64decode(answer.raw)))
    read = zxingcpp.read_barcodes(image)[0].text
    assert (
        cbor2.loads(zlib.decompress(base45.b45decode(read[4:]))).value[2]
        == cbor2.loads(zlib.decompress(base45.b45decode(shown[4:]))).value[2]
    )


def test_before_the_first_declaration_there_is_no_picture():
    client, person = applied(Client())
    answer = client.get(f"/v1/people/{person['id']}/code.png", at=NOON, accept="image/png")
    assert (answer.status, answer.body["code"]) == (409, "no_code")

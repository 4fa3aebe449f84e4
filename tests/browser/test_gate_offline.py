"""The installed gate with its network off: every kind of code held before the camera gets its right answer."""

import zlib
from datetime import timedelta

import base45
import cbor2
import pytest
from playwright.sync_api import Browser, expect

from chalicelib.codes import claims, cose, keys
from chalicelib.codes.keys import KeyRing
from chalicelib.codes.stale import Rule, buckets_in
from chalicelib.codes.token import cose_of
from chalicelib.person import stale_rules
from tests.browser.camera import Camera
from tests.browser.guard import Guard
from tests.browser.page import found
from tests.browser.town import Place, Townsman, now
from tests.codes import builders
from tests.support.deployed_stack import Deployed
from tests.support.showing_phone import Phone

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def visitor(deployed: Deployed) -> Townsman:
    person = Townsman(deployed)
    person.bind()
    return person


@pytest.fixture(scope="module")
def ended(deployed: Deployed) -> str:
    """A code that stopped counting when its person fell ill."""
    person = Townsman(deployed, now() - timedelta(minutes=1))
    before = person.plain
    person.declare(symptoms=["fever"])
    return before


@pytest.fixture(scope="module")
def traveller(deployed: Deployed, visitor: Townsman) -> Townsman:
    """Somebody who was where a mass event is: the list has a stale rule on the place, and not on the visitor's."""
    person = Townsman(deployed, now() - timedelta(minutes=2))
    person.code = person.declare(now() - timedelta(minutes=1), location="540102")
    buckets = _buckets(person.code["token"]) - _buckets(visitor.plain)
    made = stale_rules.put("mass-event", Rule(now().replace(microsecond=0), buckets), 2_000_000)
    home = deployed.running.home
    home.client("dynamodb").put_item(TableName=home.settings()["OPERATIONS_TABLE"], Item=made.record.serialize())
    deployed.run_job("revocations", now())
    return person


def _buckets(token: str) -> frozenset[int]:
    content = cbor2.loads(cose.take_apart(cose_of(token)).payload)
    return buckets_in(claims.decode(content).payload.places or b"")


@pytest.fixture(scope="module")
def guard(seeing: Browser, deployed: Deployed, camera: Camera, place: Place, ended: str, traveller: Townsman) -> Guard:
    """Logged in and ready, then without a network, and the page opened anew."""
    guard = Guard(seeing, deployed, camera)
    guard.log_in_by_phone(place.guard())
    guard.be_ready()
    guard.lose_the_network()
    guard.page.reload()
    guard.see("camera")
    return guard


def test_a_phone_that_shows_its_code_now_is_accepted(guard: Guard, visitor: Townsman) -> None:
    seen = guard.scan(visitor.live())
    assert (seen.verdict, seen.presentation, seen.source) == ("green", "device", "here")
    assert seen.word == "通过"
    assert "本人手机亮码" in seen.notices
    assert any("作废名单截至" in notice for notice in seen.notices)


def test_an_old_picture_of_that_phone_is_not(guard: Guard, visitor: Townsman) -> None:
    seen = guard.scan(visitor.live(ago=70))
    assert (seen.verdict, seen.presentation) == ("invalid", "stale")
    assert "旧截图" in seen.why


def test_the_code_alone_is_a_copy_that_asks_for_the_document(guard: Guard, visitor: Townsman) -> None:
    seen = guard.scan(visitor.plain)
    assert (seen.verdict, seen.presentation) == ("green", "copy")
    assert (seen.word, "副本" in seen.why) == ("核对证件", True)
    assert visitor.document[-4:] in seen.text
    assert visitor.document[-4:] in guard.text("latest-check"), "there to be compared after the answer has gone"
    guard.tap("latest-check")
    assert guard.answer().presentation == "copy"
    guard.tap("result-next")


def test_a_forged_code_is_refused(guard: Guard, visitor: Townsman) -> None:
    cose = cose_of(visitor.plain)
    seen = guard.scan(_text_of(cose[:-1] + bytes([cose[-1] ^ 1])))
    assert (seen.verdict, seen.word) == ("invalid", "无效")
    assert "被改过或是假的" in seen.why
    assert visitor.document[-4:] not in seen.text


def _text_of(cose: bytes) -> str:
    return "HC1:" + base45.b45encode(zlib.compress(cose)).decode()


def test_a_code_by_an_unknown_key_is_refused(guard: Guard) -> None:
    stranger = KeyRing([keys.new_key()])
    token = builders.a_token(ring=stranger, issued_at=now() - timedelta(minutes=5), expires_at=now() + DAY)
    seen = guard.scan(token)
    assert seen.verdict == "invalid"
    assert "不认识" in seen.why


def test_somebody_elses_phone_cannot_show_it(guard: Guard, visitor: Townsman) -> None:
    seen = guard.scan(Phone().show(visitor.plain, now()))
    assert seen.verdict == "invalid"
    assert "签名不对" in seen.why


def test_a_code_that_ended_before_the_network_went_is_refused(guard: Guard, ended: str) -> None:
    seen = guard.scan(ended)
    assert seen.verdict == "invalid"
    assert "已作废" in seen.why


def test_a_code_of_before_a_mass_event_is_to_be_opened_again(guard: Guard, traveller: Townsman) -> None:
    seen = guard.scan(traveller.code["token"])
    assert (seen.verdict, seen.source, seen.word) == ("old", "here", "码已旧")
    assert seen.why == "码已旧，请对方重新打开健康码"
    guard.shot("gate-offline-old")
    again = guard.scan(traveller.plain)
    assert again.verdict == "green"


def test_a_code_of_the_day_before_yesterday_has_expired(guard: Guard, deployed: Deployed) -> None:
    old = Townsman(deployed, now() - 2 * DAY)
    seen = guard.scan(old.code["token"])
    assert seen.verdict == "invalid"
    assert "过期" in seen.why


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("wxp://f2f0a1b2c3d4e5f6g7h8", "付款码", id="WeChat payment"),
        pytest.param("https://qr.alipay.com/fkx00000abcdefg", "付款码", id="Alipay"),
        pytest.param("134567890123456789", "付款码", id="payment by number"),
        pytest.param("https://code.kangma.example/v#aGVsbG8", "场所码", id="a venue's"),
        pytest.param("https://example.org/menu?table=7", "网址", id="an address"),
        pytest.param("WIFI:S:lobby;T:WPA;P:12345678;;", "不是健康码", id="Wi-Fi"),
        pytest.param("BEGIN:VCARD\nVERSION:3.0\nFN:X\nEND:VCARD", "不是健康码", id="a visiting card"),
    ],
)
def test_other_peoples_codes_are_named(guard: Guard, text: str, words: str) -> None:
    before = guard.waiting()
    seen = guard.scan(text)
    assert seen.verdict == "invalid"
    assert words in seen.why
    assert guard.waiting() == before, "nothing of it is kept"


def test_a_certificate_of_another_country_is_named(guard: Guard) -> None:
    """Of the same format as ours, as the EU's vaccination certificates are."""
    vaccinated = {"v": [{"tg": "840539006", "dn": 2, "sd": 2, "co": "AT"}], "ver": "1.3.0", "nam": {"fnt": "MUSTER"}}
    payload = cbor2.dumps({1: "AT", 4: 4_000_000_000, 6: 1_600_000_000, -260: {1: vaccinated}})
    protected = cbor2.dumps({1: -7, 4: b"12345678"})
    seen = guard.scan(_text_of(cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, bytes(64)]))))
    assert seen.verdict == "invalid"
    assert "别处的证书" in seen.why


def test_what_was_checked_without_a_network_waits_to_be_sent(guard: Guard, visitor: Townsman) -> None:
    before = guard.waiting()
    guard.scan(visitor.live(ago=1))
    queue = guard.page.locator(found("queue-count"))
    # The check, and that the person came in.
    expect(queue).to_have_attribute("data-count", str(before + 2))
    guard.tap("gate-state")
    assert "签发钥匙更新于" in guard.text("keys-age")
    assert "作废名单截至" in guard.text("ended-age")
    guard.shot("gate-offline-state")
    guard.tap("sheet-close")

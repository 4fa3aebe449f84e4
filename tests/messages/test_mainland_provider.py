"""Text messages to +86 through a mainland provider: templates, signature, faults, receipts."""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.features.login import challenges
from chalicelib.features.messages import delivery_job, texting
from chalicelib.notify import templates, tencent
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable
from chalicelib.notify.texts import say, texted
from infra import keys, sms_templates
from local import sms_provider
from local.sms_provider import ACCOUNT, APPLICATION, KEY, SIGN_NAME, Behaviour
from tests.support.client import Client
from tests.support.mailbox import send_codes
from tests.support.resident_steps import NOON, a_phone, ask_for_code

PHONE = "+8613911110000"


def ids() -> dict[str, tuple[str, str]]:
    """Every sentence registered, under made-up ids."""
    wanted = sms_templates.wanted()
    return {code: (str(449_000 + number), templates.digest_of(code)) for number, code in enumerate(wanted)}


@pytest.fixture(autouse=True)
def provider(cloud, monkeypatch: pytest.MonkeyPatch, cold_start: Callable[[], None]) -> Iterator[Behaviour]:
    """The counterpart, with all templates, asked for phones of +86."""
    known = ids()
    contents = {template: templates.content_of(code) for code, (template, _) in known.items()}
    server = sms_provider.serve(0, contents)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    secret = os.environ["SERVICE_SECRET"]
    keys.put_values(cloud.home.client("secretsmanager"), secret, sms_id=ACCOUNT, sms_key=KEY)
    monkeypatch.setattr(templates, "_registered", lambda: {APPLICATION: known})
    with monkeypatch.context() as patched:
        patched.setenv("SMS_PROVIDERS", "86:tencent")
        patched.setenv("SMS_URL", f"http://127.0.0.1:{server.server_address[1]}")
        patched.setenv("SMS_APPLICATION", APPLICATION)
        patched.setenv("SMS_SIGNATURE", SIGN_NAME)
        cold_start()
        templates._patterns.cache_clear()
        yield server.RequestHandlerClass.behaviour
    server.shutdown()
    server.server_close()
    templates._patterns.cache_clear()
    cold_start()


def test_every_sentence_that_may_go_out_has_a_template_that_says_it_again(provider: Behaviour) -> None:
    values = {"name": "张*", "last4": "1234", "code": "123456", "minutes": "5"}

    class Filled(dict[str, Any]):
        def __missing__(self, name: str) -> str:
            return values.get(name, f"值{len(name)}")

    from chalicelib.notify.texts import sentence

    for code in texted():
        text = sentence(code).format_map(Filled())
        texting.text(PHONE, text)
        assert provider.sent[-1] == (PHONE, f"【康码】{text.removeprefix('【康码】')}"), code
        whole = say("about_dependant", "zh-CN", text=text, name="张*", last4="1234")
        if code.startswith("inbox_"):
            texting.text(PHONE, whole)
            assert provider.sent[-1][1] == f"【康码】（张*，证件尾号 1234）{text}", code


def test_other_countries_go_by_sns(provider: Behaviour, cloud) -> None:
    texting.text("+85291234567", "x")
    assert (provider.sent, cloud.sms("+85291234567")) == ([], ["x"])


@pytest.mark.parametrize("text", ["您的申诉已通过：" + "长" * 13, "您的申诉已通过：https://a.cn", "没有登记过的话"])
def test_what_no_template_says_is_short_or_not_sent(provider: Behaviour, text: str) -> None:
    with pytest.raises(Undeliverable):
        texting.text(PHONE, text)
    texting.text(PHONE, text, short=say("sms_look_inside", "zh-CN"))
    assert [said for _, said in provider.sent] == ["【康码】您有一条新消息，请打开健康码，在「消息」里查看。"]


def test_a_sentence_that_changed_since_counts_as_not_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {code: (template, "another") for code, (template, _) in ids().items()}
    monkeypatch.setattr(templates, "_registered", lambda: {APPLICATION: known})
    templates._patterns.cache_clear()
    assert sms_templates.lacking(APPLICATION) == sms_templates.wanted()
    with pytest.raises(Undeliverable):
        texting.text(PHONE, say("inbox_green", "zh-CN"))


@pytest.mark.parametrize(
    ("mode", "raised"),
    [
        ("blacklisted", Undeliverable),
        ("daily", Undeliverable),
        ("often", NotTaken),
        ("broke", NotTaken),
        ("limited", NotTaken),
        ("down", NotTaken),
        ("timeout", Unanswered),
        ("cut", Unanswered),
    ],
)
def test_every_answer_is_final_or_tried_again_or_in_doubt(
    provider: Behaviour, mode: str, raised: type[Exception]
) -> None:
    provider.mode = mode
    with pytest.raises(raised):
        texting.text(PHONE, say("inbox_green", "zh-CN"))


def test_a_provider_that_is_not_there_took_nothing(monkeypatch: pytest.MonkeyPatch, cold_start) -> None:
    monkeypatch.setenv("SMS_URL", "http://127.0.0.1:1")
    cold_start()
    with pytest.raises(NotTaken):
        texting.text(PHONE, say("inbox_green", "zh-CN"))


def test_a_wrong_key_is_refused_and_tried_again_later(cloud, provider: Behaviour, cold_start) -> None:
    secret = os.environ["SERVICE_SECRET"]
    keys.put_values(cloud.home.client("secretsmanager"), secret, sms_key="another")
    cold_start()
    with pytest.raises(NotTaken, match=r"AuthFailure\.SignatureFailure"):
        texting.text(PHONE, say("inbox_green", "zh-CN"))
    assert provider.sent == []


def test_the_request_is_hashed_as_the_provider_s_example_is() -> None:
    """Of its page on the signature: the hash of this body, and that hash within the hash of the request."""
    body = rb'{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}'
    text = tencent.string_to_sign("cvm.tencentcloudapi.com", body, 1551113065, "2019-02-25/cvm/tc3_request")
    assert text.splitlines()[:3] == ["TC3-HMAC-SHA256", "1551113065", "2019-02-25/cvm/tc3_request"]
    assert text.splitlines()[3] == "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031"


@pytest.mark.parametrize(("arrives", "delivery"), [(True, "delivered"), (False, "failed")])
def test_a_code_goes_out_and_its_receipt_is_asked_for(cloud, provider: Behaviour, arrives: bool, delivery: str) -> None:
    provider.arrives = arrives
    phone = a_phone()
    challenge_id = ask_for_code(Client(), phone, NOON).body["challenge_id"]
    send_codes(cloud, of=challenge_id)
    (sent,) = [text for to, text in provider.sent if to == phone]
    assert sent.startswith("【康码】验证码 ")
    assert cloud.sms(phone) == []
    at = (NOON + timedelta(minutes=1)).isoformat()
    assert delivery_job.pull({"time": at}) == {"noted": 1}
    assert delivery_job.pull({"time": at}) == {"noted": 0}
    found = challenges.find(challenge_id)
    assert found is not None
    assert found.delivery == delivery


def test_receipts_of_more_than_one_page_are_all_taken(provider: Behaviour) -> None:
    for number in range(250):
        provider.receipt_for(f"5000:{number}")
    assert delivery_job.pull({"time": NOON.isoformat()}) == {"noted": 250}


def test_a_provider_that_gives_no_receipts_keeps_the_job_alive(provider: Behaviour) -> None:
    provider.mode = "down"
    assert delivery_job.pull({"time": NOON.isoformat()}) == {"noted": 0}

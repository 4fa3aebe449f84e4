"""The access token at WeChat: one for all, asked for by one, renewed before its end and where WeChat refuses it."""

import time
from typing import Any

import pytest

from chalicelib.features.messages import wechat_tokens
from chalicelib.features.messages.wechat_tokens import TokenRecord
from chalicelib.notify import wechat as platform
from chalicelib.notify.delivery import NotTaken
from chalicelib.notify.wechat import Message, Token
from infra.service_values import LEAD
from infra.turning import Clock, distrust, rotate
from local.wechat_messages import LIVES
from tests.support.push_services import reminded, shown
from tests.support.wechat_steps import agreed, bound_traveller


def kept() -> Any:
    return TokenRecord.find(*wechat_tokens._key())


def ages(seconds: float) -> None:
    """The kept token ends so many seconds from now."""
    kept().update(actions=[TokenRecord.until.set(int(time.time() + seconds))])


def test_it_is_asked_for_once_and_kept_sealed(wechat):
    first = wechat_tokens.token()
    assert (wechat_tokens.token(), wechat.tokens_asked) == (first, 1)
    assert first not in str(kept().serialize())
    assert abs(int(kept().until) - time.time() - LIVES) < 5


def test_shortly_before_its_end_one_asks_and_the_others_go_on(wechat, monkeypatch):
    first = wechat_tokens.token()
    ages(wechat_tokens.RENEWED_BEFORE - 10)
    others: list[str] = []

    def asked(_: str) -> Token:
        others.append(wechat_tokens.token())
        return Token("another", LIVES)

    monkeypatch.setattr(platform, "new_token", asked)
    assert wechat_tokens.token() == "another"
    assert others == [first]
    assert wechat_tokens.token() == "another"


def test_one_that_ended_is_used_by_nobody(wechat):
    wechat_tokens.token()
    wechat.revoke()
    ages(-1)
    assert wechat_tokens.token() in wechat._tokens


def test_while_another_asks_for_the_first_one_it_is_not_taken(wechat, monkeypatch):
    def asked(_: str) -> Token:
        with pytest.raises(NotTaken):
            wechat_tokens.token()
        return Token("first", LIVES)

    monkeypatch.setattr(platform, "new_token", asked)
    assert wechat_tokens.token() == "first"


def test_who_died_asking_keeps_the_others_waiting_for_seconds_only(wechat):
    clock = int(time.time())
    assert wechat_tokens._may_ask(None, clock)
    assert not wechat_tokens._may_ask(kept(), clock)
    kept().update(actions=[TokenRecord.asking_until.set(int(time.time()) - 1)])
    assert wechat_tokens.token() in wechat._tokens


def test_who_read_before_another_asked_puts_no_former_one_back(wechat):
    wechat_tokens.token()
    ages(60)
    read, wechat.clock = kept(), lambda: time.time() + LIVES
    renewed = wechat_tokens.token()
    assert not wechat_tokens._may_ask(read, int(time.time()))
    assert wechat_tokens.token() == renewed


def test_without_an_answer_the_old_one_goes_on_while_it_counts(wechat):
    first = wechat_tokens.token()
    ages(60)
    wechat.mode = "no_token"
    assert wechat_tokens.token() == first
    kept().update(actions=[TokenRecord.asking_until.set(0)])
    ages(-1)
    with pytest.raises(NotTaken):
        wechat_tokens.token()


def test_a_wrong_secret_is_no_token(wechat):
    with pytest.raises(NotTaken, match="40125"):
        platform.new_token("another secret")


@pytest.mark.parametrize("after", [0, LIVES + 1])
def test_what_wechat_refuses_is_renewed_and_the_message_sent_once(cloud, wechat, after):
    """Revoked by somebody else (40001), and expired at WeChat (42001) while ours seemed to count."""
    client, person_id, browser = bound_traveller()
    agreed(client, browser)
    first = wechat_tokens.token()
    if after:
        wechat.clock = lambda: time.time() + after
    else:
        wechat.revoke()
    assert reminded(cloud, client, person_id)["wechat"] == "sent"
    assert (len(wechat.sent), wechat.asked, wechat.tokens_asked) == (1, 2, 2)
    assert wechat_tokens.token() != first


def test_where_no_token_counts_the_next_way_follows_and_the_agreement_stays(cloud, wechat, monkeypatch):
    client, person_id, browser = bound_traveller()
    agreed(client, browser)
    monkeypatch.setattr(platform, "new_token", lambda _: Token("none of theirs", LIVES))
    entry = reminded(cloud, client, person_id)
    assert (entry["wechat"], entry["delivery"], wechat.asked) == ("failed", "sent", 2)
    assert shown(client)["wechat_left"] == 1


def test_a_value_that_is_turned_goes_on_opening_it(wechat, turning):
    first = wechat_tokens.token()
    rotate(turning.home, "otp", Clock(lambda: time.time() - LEAD - 1))
    turning.read_anew()
    assert (wechat_tokens.token(), wechat.tokens_asked) == (first, 1)


def test_a_value_that_is_distrusted_has_another_one_asked_for(wechat, turning):
    wechat_tokens.token()
    distrust(turning.home, "otp", Clock(lambda: time.time() - LEAD - 1))
    turning.read_anew()
    assert wechat_tokens.token() in wechat._tokens
    assert wechat.tokens_asked == 2


def test_nothing_of_token_or_openid_stands_in_what_is_raised(wechat):
    message = Message("o-somebody", 1, "t", "c", "https://example.org")
    assert "o-somebody" not in repr(message)
    assert "secret-token" not in repr(Token("secret-token", 1))
    with pytest.raises(platform.TokenEnded) as raised:
        platform.send(message, "secret-token")
    assert "secret-token" not in repr(raised.value)

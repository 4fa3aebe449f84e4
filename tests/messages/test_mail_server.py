"""E-mail through the server that a stage names: the session, its faults, and what each of them means."""

import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.config import settings
from chalicelib.container import forget
from chalicelib.features.messages import mailing
from chalicelib.notify import mail, smtp
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable
from infra import keys
from local.mail_provider import PASSWORD, USER, Behaviour, Server
from tests.support.resident_steps import NOON

TO = "zhang@people.example"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("mail"))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def provider(running: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Behaviour]:
    monkeypatch.setenv("SSL_CERT_FILE", str(running.certificate))
    monkeypatch.setenv("MAIL_SERVER", running.place)
    monkeypatch.setenv("MAIL_FROM", USER)
    forget()
    running.behaviour.answers.clear()
    running.behaviour.taken.clear()
    yield running.behaviour
    monkeypatch.undo()
    forget()


def account() -> smtp.Server:
    return smtp.Server(settings().mail_server, USER, PASSWORD)


def send(text: str = "您的登录码是 123456") -> str:
    return mail.send(TO, "康码", text, account)


def test_a_message_arrives_as_it_was_written(provider: Behaviour) -> None:
    text = "您的登录码是 123456\n.\n..\n" + "长" * 2_000
    message_id = send(text)
    ((recipient, message),) = provider.taken
    assert (recipient, message["To"], message["From"], message["Subject"]) == (TO, TO, USER, "康码")
    assert message.get_content().rstrip("\n") == text
    assert message["Message-ID"] == message_id
    assert send() != message_id


@pytest.mark.parametrize("code", [550, 551, 553])
def test_an_address_that_takes_none_is_not_tried_again(provider: Behaviour, code: int) -> None:
    provider.answers["RCPT"] = f"{code} nobody"
    with pytest.raises(Undeliverable):
        send()


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("EHLO", ""),
        ("AUTH", "535 no"),
        ("AUTH", ""),
        ("MAIL", "550 not from you"),
        ("MAIL", ""),
        ("RCPT", "450 later"),
        ("RCPT", "552 full"),
        ("RCPT", ""),
        ("DATA", "451 later"),
        ("END", "452 later"),
        ("END", "554 looks harmful"),
    ],
)
def test_what_the_server_refused_or_never_had_may_be_tried_again(
    provider: Behaviour, command: str, answer: str
) -> None:
    provider.answers[command] = answer
    with pytest.raises(NotTaken):
        send()
    assert provider.taken == []
    provider.answers.clear()
    send()
    assert len(provider.taken) == 1


@pytest.mark.parametrize("command", ["DATA", "END"])
def test_no_answer_once_it_is_under_way_is_no_reason_to_send_it_twice(provider: Behaviour, command: str) -> None:
    provider.answers[command] = ""
    with pytest.raises(Unanswered):
        send()


def test_a_server_whose_certificate_nobody_signed_gets_nothing(
    provider: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(NotTaken):
        send()
    assert provider.taken == []


def test_nobody_there_and_a_wrong_account_may_be_tried_again(provider: Behaviour) -> None:
    nobody, stranger = smtp.Server("127.0.0.1:9", USER, PASSWORD), smtp.Server(account().place, USER, "another")
    with pytest.raises(NotTaken):
        mail.send(TO, "康码", "text", lambda: nobody)
    with pytest.raises(NotTaken):
        mail.send(TO, "康码", "text", lambda: stranger)


def test_an_address_in_another_script_and_a_stage_without_a_sender_take_none(
    provider: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Undeliverable):
        mail.send("张@people.example", "康码", "text", account)
    monkeypatch.setenv("MAIL_FROM", "")
    forget()
    with pytest.raises(Undeliverable):
        send()


def test_no_line_of_a_subject_becomes_a_header(provider: Behaviour) -> None:
    with pytest.raises(ValueError):
        mail.send(TO, "康码\r\nBcc: other@people.example", "text", account)
    assert provider.taken == []


def test_the_stage_s_account_is_read_of_its_secret(
    provider: Behaviour, cloud: Any, cold_start: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    secret = os.environ["SERVICE_SECRET"]
    keys.put_values(cloud.home.client("secretsmanager"), secret, mail_user=USER, mail_key=PASSWORD)
    cold_start()
    assert mailing.mailed(TO, "zh-CN", "您的登录码是 123456", NOON) == "sent"
    assert [recipient for recipient, _ in provider.taken] == [TO]
    provider.answers["RCPT"] = "550 nobody"
    assert mailing.mailed(TO, "zh-CN", "您的登录码是 123456", NOON) == "failed"
    provider.answers = {"END": ""}
    assert mailing.mailed(TO, "zh-CN", "您的登录码是 123456", NOON) == "uncertain"
    assert PASSWORD not in "".join(capsys.readouterr())


def test_the_password_stands_in_no_trace() -> None:
    assert PASSWORD not in repr(smtp.Server("host:465", USER, PASSWORD))

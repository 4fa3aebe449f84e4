"""Sending: a login code at most once, in the right language, and never after it ended."""

from datetime import timedelta

import pytest

from chalicelib.features.login.by_code import code_of
from chalicelib.features.messages import codes_job
from tests.support.client import Client
from tests.support.mailbox import send_codes
from tests.support.resident_steps import NOON, a_phone, ask_for_code

A_QUIET_MINUTE = NOON + timedelta(days=40)
"""In which no other test has spent a country's budget."""


def test_a_code_is_sent_once_however_often_the_message_comes(cloud):
    phone = a_phone()
    challenge = ask_for_code(Client(), phone, NOON).body["challenge_id"]
    for message in send_codes(cloud):
        codes_job.work(message, NOON)
    (text,) = cloud.sms(phone)
    assert code_of(challenge) in text


def test_the_queue_holds_no_phone_and_no_code(cloud):
    phone = a_phone()
    send_codes(cloud)
    challenge = ask_for_code(Client(), phone, NOON).body["challenge_id"]
    (message,) = send_codes(cloud)
    assert set(message) == {"kind", "at", "challenge_id"}
    assert phone[3:] not in str(message)
    assert code_of(challenge) not in str(message).replace(challenge, "")


def test_a_message_that_comes_too_late_is_not_sent(cloud):
    phone = a_phone()
    ask_for_code(Client(), phone, NOON)
    send_codes(cloud, NOON + timedelta(minutes=6))
    assert cloud.sms(phone) == []


@pytest.mark.parametrize(("phone", "start"), [("+8613911110001", "【康码】"), ("+447512345678", "[Kangma]")])
def test_the_code_stands_in_the_first_eighty_characters(cloud, phone, start):
    challenge = ask_for_code(Client(), phone, A_QUIET_MINUTE).body["challenge_id"]
    send_codes(cloud, A_QUIET_MINUTE)
    text = cloud.sms(phone)[-1]
    assert text.startswith(start)
    assert code_of(challenge) in text[:80]

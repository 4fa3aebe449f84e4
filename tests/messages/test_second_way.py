"""The second way of telling somebody: an e-mail where a carrier does not deliver, and what the person learns of it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from botocore.awsrequest import AWSResponse
from urllib3 import HTTPResponse

from chalicelib.features.login.by_code import code_of
from chalicelib.features.messages import job as messages_job
from chalicelib.notify import sms
from chalicelib.notify.delivery import NotTaken
from chalicelib.person import accounts, inbox
from tests.messages.test_preferences import prefer
from tests.support.client import Client
from tests.support.mailbox import queued, reported, send_codes, worked_off
from tests.support.resident_steps import a_phone, ask_for_code, log_in, refreshed
from tests.support.traveller_steps import DAY, START, abroad, due_reminder, told, traveller


def confirmed_email(cloud, client, address, at=START):
    answer = refreshed(client, at).post("/v1/me/email", {"email": address}, at=at)
    assert answer.status == 202, answer.raw
    challenge_id = answer.body["challenge_id"]
    send_codes(cloud, at, of=challenge_id)
    body = {"challenge_id": challenge_id, "code": code_of(challenge_id)}
    return refreshed(client, at).post("/v1/me/email/confirmation", body, at=at)


def test_an_address_counts_once_its_code_came_back(cloud):
    client, _ = traveller()
    address = f"anna-{client.account_id}@Example.ORG"
    offered = prefer(client, email=address).body
    assert (offered["email"], set(offered["email_challenge"])) == (None, {"challenge_id", "expires_at", "resend_after"})
    other, _ = traveller()
    assert confirmed_email(cloud, other, f"b-{other.account_id}@example.org").status == 204
    code = {"challenge_id": offered["email_challenge"]["challenge_id"], "code": "000000"}
    assert client.post("/v1/me/email/confirmation", code, at=START).status == 401
    at = START + timedelta(minutes=2)
    assert confirmed_email(cloud, client, address, at).status == 204
    (mail,) = cloud.mails(address.replace("Example.ORG", "example.org"))
    assert "valid for 5 minutes" in mail["BodyText"]
    assert client.get("/v1/me/preferences", at=at).body["email"] == "a***@example.org"
    assert client.call("DELETE", "/v1/me/email", at=at).status == 204
    assert client.get("/v1/me/preferences", at=at).body["email"] is None


def test_an_account_that_is_gone_has_no_address_to_take_away():
    client, _ = traveller()
    accounts.find(client.account_id).delete()
    assert client.call("DELETE", "/v1/me/email", at=START).status == 404


def test_anothers_challenge_confirms_nothing(cloud):
    client, _ = traveller()
    other, _ = traveller()
    offered = client.post("/v1/me/email", {"email": f"c-{client.account_id}@example.org"}, at=START).body
    body = {"challenge_id": offered["challenge_id"], "code": code_of(offered["challenge_id"])}
    assert other.post("/v1/me/email/confirmation", body, at=START).status == 401
    assert other.get("/v1/me/preferences", at=START).body["email"] is None


def test_an_email_code_does_not_log_in():
    client, _ = traveller()
    offered = client.post("/v1/me/email", {"email": f"d-{client.account_id}@example.org"}, at=START).body
    body = {"challenge_id": offered["challenge_id"], "code": code_of(offered["challenge_id"])}
    assert Client().post("/v1/login/sessions", body, at=START).status == 401


def test_addresses_are_capped_as_phones_are():
    client, _ = traveller()
    body = {"email": f"e-{client.account_id}@example.org"}
    assert client.post("/v1/me/email", body, at=START).status == 202
    soon = client.post("/v1/me/email", body, at=START + timedelta(seconds=59))
    assert (soon.status, soon.headers["Retry-After"]) == (429, "1")
    for number in range(9):
        each = {"email": f"e{number}-{client.account_id}@example.org"}
        assert client.post("/v1/me/email", each, at=START + timedelta(minutes=2)).status == 202
    assert client.post("/v1/me/email", {"email": "f@example.org"}, at=START + timedelta(minutes=3)).status == 429


@contextmanager
def carrier_answers(code: str, status: int) -> Iterator[None]:
    """SNS refuses every text message with this error."""
    error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error>"
    body = f"<ErrorResponse>{error}<RequestId>1</RequestId></ErrorResponse>".encode()

    def refuse(request, **_):
        return AWSResponse(request.url, status, {}, HTTPResponse(io.BytesIO(body), preload_content=False))

    events = sms._client().meta.events
    events.register("before-send.sns.Publish", refuse)
    try:
        yield
    finally:
        events.unregister("before-send.sns.Publish", refuse)


def test_where_the_carrier_refuses_the_inbox_says_so_and_asks_for_an_address(cloud, refusing_carrier):
    client, person_id = traveller()
    due_reminder(client, person_id)
    worked_off(cloud, client)
    entries = {each["kind"]: each for each in told(client, START + DAY)}
    assert entries["expiring"]["delivery"] == "failed"
    assert "e-mail" in entries["not_delivered"]["text"]


def test_and_the_message_goes_by_email_where_there_is_an_address(cloud, refusing_carrier):
    client, person_id = traveller()
    address = f"g-{client.account_id}@example.org"
    confirmed_email(cloud, client, address)
    due_reminder(client, person_id)
    worked_off(cloud, client)
    assert "expires at" in cloud.mails(address)[-1]["BodyText"]
    entries = {each["kind"]: each for each in told(client, START + DAY)}
    assert (entries["expiring"]["delivery"], entries["expiring"]["email"]) == ("failed", "sent")
    assert "mailed_instead" in entries


def test_a_carrier_that_is_down_is_tried_again(cloud):
    client, person_id = traveller()
    due_reminder(client, person_id)
    (message,) = queued(cloud, client)
    with carrier_answers("AuthorizationError", 403), pytest.raises(NotTaken):
        messages_job.work(message, START + DAY)
    messages_job.work(message, START + DAY)
    assert len(cloud.sms(client.phone)) == 1


def test_the_carriers_report_is_kept_and_a_failure_leads_to_the_second_way(cloud):
    client, person_id = traveller()
    address = f"h-{client.account_id}@example.org"
    confirmed_email(cloud, client, address)
    due_reminder(client, person_id)
    worked_off(cloud, client)
    sent = {each["kind"]: each["delivery"] for each in told(client, START + DAY)}
    assert sent["expiring"] == "sent"
    provider_id = next(r.sent_as for r in inbox.page(client.account_id, 9, None) if r.sent_as)
    assert reported(provider_id, "SUCCESS") == {"noted": 1}
    assert told(client, START + DAY, "expiring")[0]["delivery"] == "delivered"
    for _ in range(2):
        reported(provider_id, "FAILURE")
        worked_off(cloud, client)
    entry = told(client, START + DAY, "expiring")[0]
    assert (entry["delivery"], entry["email"]) == ("failed", "sent")
    assert len([mail for mail in cloud.mails(address) if "expires at" in mail["BodyText"]]) == 1
    assert len(told(client, START + DAY, "mailed_instead")) == 1


def test_a_late_report_about_something_done_meanwhile_is_no_letter(cloud):
    client, person_id = traveller()
    address = f"l-{client.account_id}@example.org"
    confirmed_email(cloud, client, address)
    due_reminder(client, person_id)
    worked_off(cloud, client)
    provider_id = next(r.sent_as for r in inbox.page(client.account_id, 9, None) if r.sent_as)
    abroad(client, person_id, START + timedelta(hours=23))
    reported(provider_id, "FAILURE")
    worked_off(cloud, client)
    entry = told(client, START + DAY, "expiring")[0]
    assert (entry["delivery"], entry["email"]) == ("failed", "left_out")
    assert not [mail for mail in cloud.mails(address) if "expires at" in mail["BodyText"]]


def test_a_report_on_a_login_code_is_shown_to_whoever_waits_for_it(cloud):
    challenge_id = ask_for_code(Client(), a_phone(), START).body["challenge_id"]
    path = f"/v1/login/codes?challenge_id={challenge_id}"
    assert Client().get(path, at=START).body == {"delivery": "waiting"}
    send_codes(cloud, START)
    assert Client().get(path, at=START).body == {"delivery": "sent"}
    from chalicelib.features.login import challenges

    sent_as = challenges.find(challenge_id).gsi1pk.removeprefix("SENT#")
    reported(sent_as, "FAILURE")
    assert Client().get(path, at=START).body == {"delivery": "failed"}
    assert Client().get("/v1/login/codes?challenge_id=unknown", at=START).body == {"delivery": "waiting"}


def test_a_login_code_goes_by_email_to_the_confirmed_address(cloud):
    client, _ = traveller()
    address = f"i-{client.account_id}@example.org"
    confirmed_email(cloud, client, address)
    at = START + timedelta(minutes=5)
    asked = ask_for_code(Client(), client.phone, at, via="email")
    send_codes(cloud, at)
    code = code_of(asked.body["challenge_id"])
    assert code in cloud.mails(address)[-1]["BodyText"]
    body = {"challenge_id": asked.body["challenge_id"], "code": code}
    assert Client().post("/v1/login/sessions", body, at=at).body["account"]["id"] == client.account_id


def test_whether_a_phone_has_an_address_is_not_told(cloud):
    asked = ask_for_code(Client(), a_phone(), START, via="email")
    assert asked.status == 202
    send_codes(cloud, START)
    path = f"/v1/login/codes?challenge_id={asked.body['challenge_id']}"
    assert Client().get(path, at=START).body == {"delivery": "sent"}


def test_a_new_phone_is_never_proved_by_email():
    client = log_in(Client(), at=START)
    answer = ask_for_code(client, a_phone(), START, "change_phone", via="email")
    assert (answer.status, list(answer.fields)) == (400, ["via"])


def test_who_wants_no_text_messages_is_written_to(cloud):
    client, person_id = traveller()
    address = f"j-{client.account_id}@example.org"
    confirmed_email(cloud, client, address)
    worked_off(cloud, client)
    prefer(client, sms=False, language="zh-CN")
    texts = len(cloud.sms(client.phone))
    due_reminder(client, person_id)
    worked_off(cloud, client)
    assert len(cloud.sms(client.phone)) == texts
    assert "失效" in cloud.mails(address)[-1]["BodyText"]
    assert cloud.mails(address)[-1]["Subject"] == "康码通知"

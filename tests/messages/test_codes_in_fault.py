"""Login codes while AWS is in fault: "accepted" means queued, nothing comes twice, and who waits is told."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.session import get_session

from chalicelib.features.login import challenges
from chalicelib.features.login.by_code import code_of
from chalicelib.features.messages import codes_job, relay_job, texting
from chalicelib.notify import sms
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable
from chalicelib.store.failures import AWS_FAILURES
from tests.support.client import Client
from tests.support.faults import Fault, struck
from tests.support.mailbox import send_codes
from tests.support.resident_steps import NOON, a_phone, ask_for_code

pytestmark = pytest.mark.usefixtures("faults")
MINUTE = timedelta(minutes=1)
EVERY = pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.value)


@pytest.fixture(autouse=True)
def _warm(cloud) -> None:
    """A container that has served before: the calls of a first request are not those that are struck."""
    ask_for_code(Client(), a_phone(), NOON)


def delivery(challenge_id: str, at=NOON) -> str:
    return Client().get(f"/v1/login/codes?challenge_id={challenge_id}", at=at).body["delivery"]


def queued_codes(cloud, challenge_id: str) -> list[dict[str, Any]]:
    """What the codes queue has for a challenge, after the relay ran a minute later."""
    relay_job.relay(NOON + MINUTE)
    return [each for each in send_codes_taken(cloud) if each["challenge_id"] == challenge_id]


def send_codes_taken(cloud) -> list[dict[str, Any]]:
    from chalicelib.config import settings

    return cloud.messages(settings().codes_queue_url)


@EVERY
@pytest.mark.parametrize("call", range(4))
def test_what_was_accepted_is_sent_once_whatever_fails(cloud, fault: Fault, call: int):
    """Asking: two batch reads, the transaction, the queue. The page asks again with its key where it got no answer."""
    client, phone = Client(), a_phone()
    body, key = {"phone": phone, "purpose": "login"}, f"{fault.name}-{call}"
    send_codes_taken(cloud)
    with struck(fault, call):
        client.post("/v1/login/codes", body, at=NOON, idempotency_key=key)
    accepted = client.post("/v1/login/codes", body, at=NOON, idempotency_key=key)
    assert accepted.status == 202, accepted.raw
    for message in queued_codes(cloud, accepted.body["challenge_id"]):
        codes_job.work(message, NOON + MINUTE)
    (text,) = cloud.sms(phone)
    assert code_of(accepted.body["challenge_id"]) in text


def test_an_accepted_code_is_in_the_outbox_where_the_queue_does_not_answer(cloud):
    send_codes_taken(cloud)
    with struck(Fault.THROTTLED, 3):
        answer = ask_for_code(Client(), a_phone(), NOON)
    assert (answer.status, send_codes_taken(cloud)) == (202, [])
    assert [each["kind"] for each in queued_codes(cloud, answer.body["challenge_id"])] == ["login_code"]


def test_the_relay_leaves_what_a_worker_took_and_closes_what_ended(cloud):
    taken = ask_for_code(Client(), a_phone(), NOON).body["challenge_id"]
    send_codes(cloud)
    left = ask_for_code(Client(), a_phone(), NOON).body["challenge_id"]
    send_codes_taken(cloud)
    assert queued_codes(cloud, taken) == []
    relay_job.relay(NOON + 6 * MINUTE)
    assert left not in {each["challenge_id"] for each in send_codes_taken(cloud)}
    assert delivery(left, NOON + 6 * MINUTE) == "failed"


def worked(challenge_id: str, fault: Fault, call: int | None, at=NOON) -> list[tuple[str, str]]:
    with struck(fault, call) as calls, suppress(NotTaken, *AWS_FAILURES):
        codes_job.work({"challenge_id": challenge_id}, at)
    return calls


def test_a_code_is_claimed_sent_and_recorded(cloud):
    challenge_id = ask_for_code(Client(), a_phone(), NOON).body["challenge_id"]
    calls = worked(challenge_id, Fault.REFUSED, None)
    assert [operation for _, operation in calls] == ["UpdateItem", "Publish", "UpdateItem"]


@pytest.mark.parametrize("fault", [Fault.REFUSED, Fault.THROTTLED, Fault.TIMEOUT_BEFORE], ids=lambda f: f.value)
def test_what_the_provider_did_not_take_is_tried_again_until_the_code_ends(cloud, fault: Fault):
    phone = a_phone()
    challenge_id = ask_for_code(Client(), phone, NOON).body["challenge_id"]
    worked(challenge_id, fault, 1)
    assert (delivery(challenge_id), cloud.sms(phone)) == ("delayed", [])
    worked(challenge_id, fault, None, NOON + MINUTE)
    assert (delivery(challenge_id), len(cloud.sms(phone))) == ("sent", 1)


def test_a_code_that_no_provider_takes_ends_failed_and_gives_its_place_back(cloud):
    challenge_id = ask_for_code(Client(), a_phone(), NOON).body["challenge_id"]
    before = used_today()
    worked(challenge_id, Fault.THROTTLED, 1)
    worked(challenge_id, Fault.THROTTLED, None, NOON + 6 * MINUTE)
    assert delivery(challenge_id) == "failed"
    assert used_today() == before - 1


def used_today() -> int:
    from chalicelib.store import sms_budgets

    budget = sms_budgets.of(sms_budgets.find(86), 86)
    return sum(each.day for each in sms_budgets.counters(budget, 86, range(budget.shards), NOON))


@pytest.mark.parametrize("fault", [Fault.TIMEOUT_AFTER, Fault.DEATH_AFTER, Fault.DEATH_BEFORE], ids=lambda f: f.value)
def test_after_a_doubtful_answer_nothing_is_sent_again(cloud, fault: Fault):
    phone = a_phone()
    challenge_id = ask_for_code(Client(), phone, NOON).body["challenge_id"]
    worked(challenge_id, fault, 1)
    sent = len(cloud.sms(phone))
    worked(challenge_id, fault, None)
    assert len(cloud.sms(phone)) == sent <= 1
    if fault is Fault.TIMEOUT_AFTER:
        assert delivery(challenge_id) == "uncertain"


def test_a_claim_whose_answer_was_lost_knows_itself(cloud):
    phone = a_phone()
    challenge_id = ask_for_code(Client(), phone, NOON).body["challenge_id"]
    worked(challenge_id, Fault.TIMEOUT_AFTER, 0)
    assert (delivery(challenge_id), len(cloud.sms(phone))) == ("sent", 1)


@EVERY
@pytest.mark.parametrize("call", [0, 2])
def test_no_fault_at_the_tables_sends_a_code_twice(cloud, fault: Fault, call: int):
    phone = a_phone()
    challenge_id = ask_for_code(Client(), phone, NOON).body["challenge_id"]
    for number in (call, None, None):
        worked(challenge_id, fault, number)
    at_most_once = fault is Fault.DEATH_AFTER and call == 0
    assert len(cloud.sms(phone)) == (0 if at_most_once else 1)


def test_a_page_that_waits_is_told_of_a_code_that_was_never_sent():
    challenge_id = ask_for_code(Client(), a_phone(), NOON).body["challenge_id"]
    challenges.claim(challenge_id)
    assert delivery(challenge_id, NOON + 5 * MINUTE) == "waiting"
    assert delivery(challenge_id, NOON + 5 * MINUTE + timedelta(seconds=1)) == "failed"


# What SNS may answer to Publish, of phones: no address of ours, or another try.
NO_ADDRESS = {
    "InvalidParameterException",
    "InvalidParameterValueException",
    "ValidationException",
    "EndpointDisabledException",
}


def _answers_to_publish() -> list[tuple[str, str, int]]:
    operation = get_session().get_service_model("sns").operation_model("Publish")
    found = []
    for shape in operation.error_shapes:
        error = shape.metadata.get("error", {})
        found.append((shape.name, error.get("code", shape.name), error.get("httpStatusCode", 400)))
    return found


@pytest.mark.parametrize(("name", "code", "status"), _answers_to_publish())
def test_every_answer_of_sns_is_final_or_tried_again_or_in_doubt(cloud, name: str, code: str, status: int):
    expected = Undeliverable if name in NO_ADDRESS else Unanswered if status == 500 else NotTaken
    with answering(code, status), pytest.raises(expected):
        texting.text("+8613911110000", "x")


class answering:  # noqa: N801  (a context, as `struck` is)
    """SNS answers so inside."""

    def __init__(self, code: str, status: int) -> None:
        self.code, self.status = code, status
        self.events = sms._client().meta.events

    def strike(self, **_: Any) -> Any:
        from botocore.awsrequest import AWSResponse

        from tests.support.faults import _Raw

        text = f"<ErrorResponse><Error><Code>{self.code}</Code><Message>no</Message></Error></ErrorResponse>"
        return AWSResponse("http://x", self.status, {"content-type": "text/xml"}, _Raw(text.encode()))

    def __enter__(self) -> None:
        self.events.register_first("before-send.sns.Publish", self.strike)

    def __exit__(self, *_: object) -> None:
        self.events.unregister("before-send.sns.Publish", self.strike)


def test_no_client_of_a_provider_tries_again(cloud):
    for service, send in (("sns", lambda: texting.text("+8613911110000", "x")),):
        with struck(Fault.TIMEOUT_AFTER, 0) as calls, pytest.raises(Unanswered):
            send()
        assert [each[0] for each in calls] == [service]
    assert boto3.client("sns").meta.config.retries != sms._client().meta.config.retries

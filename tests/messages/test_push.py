"""Push messages: encrypted for one device, signed for one service, bound to a session, and falling to the next way."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.features.messages import devices
from chalicelib.notify import push_content, web_push
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable
from chalicelib.notify.push_content import Keys
from local.push_provider import raw, text_of
from tests.support.mailbox import queued
from tests.support.push_services import prefer, reminded, shown, subscription
from tests.support.traveller_steps import DAY, START, due_reminder, told, traveller

pytestmark = pytest.mark.usefixtures("push_service")


def test_it_is_the_example_of_the_standard() -> None:
    """RFC 8291, appendix A."""
    private = int.from_bytes(raw("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    own = ec.derive_private_key(private, ec.SECP256R1())
    point = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    keys = Keys(raw(point), raw("BTBZMqHH6r4Tts7J_aSIgg"))
    record = b"When I grow up, I want to be a watermelon\x02"
    assert text_of(push_content.sealed(record, keys, own, raw("DGv6ra1nlYgDCS1FRnbzlw"))) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
        "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_a_device_is_told_first_and_nothing_of_the_person_stands_on_its_lock_screen(cloud, push_service):
    client, person_id = traveller()
    prefer(client, language="en")
    push_service.device(client)
    assert (shown(client)["channels"], shown(client)["push_here"]) == (["push", "sms"], True)
    entry = reminded(cloud, client, person_id)
    assert (entry["push"], entry["delivery"], cloud.sms(client.phone)) == ("sent", "left_out", [])
    ((_, headers, content),) = push_service.behaviour.taken
    assert content == {"title": "Kangma", "body": "You have a new message. Open it to read it.", "open": "messages"}
    assert int(headers["ttl"]) > 0
    assert "message" not in headers["topic"]


def test_every_message_has_the_same_length(push_service):
    client, _ = traveller()
    given = push_service.device(client)
    keys = Keys(raw(given["p256dh"]), raw(given["auth"]))
    assert len({len(push_content.encrypted(b"x" * size, keys)) for size in (1, 40, 900)}) == 1


@pytest.mark.parametrize("mode", ["gone", "unknown", "refused", "often", "down", "broken", "elsewhere"])
def test_what_a_push_service_does_not_take_falls_to_the_next_way(cloud, push_service, mode):
    client, person_id = traveller()
    push_service.device(client)
    push_service.behaviour.mode = mode
    entry = reminded(cloud, client, person_id)
    assert (entry["push"], entry["delivery"]) == ("failed", "sent")
    assert (push_service.contents, len(cloud.sms(client.phone))) == ([], 1)
    assert ("push" in shown(client)["available_channels"]) is (mode not in ("gone", "unknown"))


def test_a_slow_push_service_holds_nobody_up(cloud, push_service, monkeypatch):
    monkeypatch.setattr(web_push, "_SECONDS", 0.2)
    push_service.behaviour.seconds = 0.6
    client, person_id = traveller()
    push_service.device(client)
    push_service.behaviour.mode = "slow"
    assert reminded(cloud, client, person_id)["delivery"] == "sent"


def test_where_there_is_no_other_way_it_is_tried_again(cloud, push_service):
    from chalicelib.features.messages import job

    client, person_id = traveller()
    push_service.device(client)
    prefer(client, channels=["push"])
    due_reminder(client, person_id)
    (message,) = queued(cloud, client)
    push_service.behaviour.mode = "often"
    with pytest.raises(NotTaken):
        job.work(message, START + DAY)
    push_service.behaviour.mode = "normal"
    job.work(message, START + DAY)
    assert (len(push_service.contents), told(client, START + DAY, "expiring")[0]["push"]) == (1, "sent")


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com.example.org/x",
        "https://fcm.googleapis.com@169.254.169.254/x",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/x",
        "https://notify.windows.com/x",
        "https://example.org/.notify.windows.com",
        "https://example.org\\.notify.windows.com/x",
        "https://fcm.googleapis.com/x y",
        "https://fcm.googleapis.com/x\r\nHost: a",
        "https://fcm.googleapis.com/#x",
        "https://[::1/x",
        "https://fcm.googleapis.com:99999/x",
        "file:///etc/passwd",
        "http://127.0.0.1:1/x",
        "https://fcm.googleapis.com/" + "x" * 1000,
    ],
)
def test_no_other_address_is_ever_asked(push_service, endpoint):
    client, _ = traveller()
    given = push_service.behaviour.subscribe(str(devices.key()), push_service.origin) | {"endpoint": endpoint}
    answer = client.call("PUT", "/v1/me/push", given, at=START)
    assert (answer.status, list(answer.fields)) == (400, ["endpoint"]), answer.raw
    with pytest.raises(Undeliverable):
        web_push.send(subscription(given), b"{}", "t", ec.generate_private_key(ec.SECP256R1()))


@pytest.mark.parametrize(
    "endpoint", ["https://fcm.googleapis.com/fcm/send/a:b", "https://wns2-a.notify.windows.com/w/?t=x"]
)
def test_registered_ones_are(endpoint):
    assert web_push.is_registered(endpoint)


def test_keys_that_are_none_are_named(push_service):
    client, _ = traveller()
    given = push_service.behaviour.subscribe(str(devices.key()), push_service.origin)
    other = web_push.public_key(ec.generate_private_key(ec.SECP256R1()))
    for field, value in (
        ("p256dh", text_of(b"\x04" + b"\x01" * 64)),
        ("p256dh", "é"),
        ("auth", "abc"),
        ("auth", "!"),
        ("key", other),
    ):
        answer = client.call("PUT", "/v1/me/push", given | {field: value}, at=START)
        assert (answer.status, list(answer.fields)) == (400, [field]), answer.raw


def test_another_senders_signature_is_refused(push_service):
    client, _ = traveller()
    given = push_service.device(client)
    to = subscription(given)
    with pytest.raises(Undeliverable):
        web_push.send(to, b"{}", "t", ec.generate_private_key(ec.SECP256R1()))
    assert push_service.contents == []


def test_nobody_that_listens_is_not_taken_and_a_cut_line_in_doubt(push_service, monkeypatch):
    client, _ = traveller()
    given = push_service.device(client)
    own = ec.generate_private_key(ec.SECP256R1())
    monkeypatch.setattr(web_push, "is_registered", lambda _: True)
    with pytest.raises(NotTaken):
        web_push.send(subscription(given | {"endpoint": "http://127.0.0.1:1/x"}), b"{}", "t", own)
    push_service.behaviour.mode = "broken"
    with pytest.raises(Unanswered):
        web_push.send(subscription(given), b"{}", "t", own)


def test_a_stage_without_push_services_offers_none(monkeypatch, cold_start):
    monkeypatch.setenv("PUSH_HOSTS", "")
    cold_start()
    client, _ = traveller()
    assert shown(client)["push_key"] is None
    assert devices.key() is None

"""Push messages: encrypted for one device, signed for one service, bound to a session, and falling to the next way."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.features.messages import devices
from chalicelib.notify import push_content, web_push
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable
from chalicelib.notify.push_content import Keys
from local import push_provider
from local.push_provider import Behaviour, raw, text_of
from tests.messages.test_second_way import due_reminder
from tests.support.client import Client
from tests.support.mailbox import queued, worked_off
from tests.support.resident_steps import log_in
from tests.support.traveller_steps import DAY, START, told, traveller


class Provider:
    """The counterpart with its address."""

    def __init__(self, origin: str, behaviour: Behaviour) -> None:
        self.origin, self.behaviour = origin, behaviour

    def device(self, client: Client, at: Any = START) -> dict[str, str]:
        """A browser that subscribed with the service's key, bound to the client's session."""
        key = client.get("/v1/me/preferences", at=at).body["push_key"]
        given = self.behaviour.subscribe(key, self.origin)
        answer = client.call("PUT", "/v1/me/push", given, at=at)
        assert answer.status == 204, answer.raw
        return given

    @property
    def contents(self) -> list[dict[str, Any]]:
        return [content for _, _, content in self.behaviour.taken]


@pytest.fixture(autouse=True)
def provider(cloud: Any, monkeypatch: pytest.MonkeyPatch, cold_start: Callable[[], None]) -> Iterator[Provider]:
    server = push_provider.serve(0)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    with monkeypatch.context() as patched:
        patched.setenv("PUSH_HOSTS", f"fcm.googleapis.com,*.notify.windows.com,{origin}")
        cold_start()
        yield Provider(origin, server.RequestHandlerClass.behaviour)
    server.shutdown()
    server.server_close()
    cold_start()


def shown(client: Client, at: Any = START) -> dict[str, Any]:
    return dict(client.get("/v1/me/preferences", at=at).body)


def prefer(client: Client, **changes: Any) -> Any:
    """In the client's own session: another one is another device."""
    return client.call("PUT", "/v1/me/preferences", {"language": "en", "sms": True} | changes, at=START)


def reminded(cloud: Any, client: Client, person_id: str) -> dict[str, Any]:
    """What became of a reminder that fell due."""
    due_reminder(client, person_id)
    worked_off(cloud, client)
    return dict(told(client, START + DAY, "expiring")[0])


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


def test_a_device_is_told_first_and_nothing_of_the_person_stands_on_its_lock_screen(cloud, provider):
    client, person_id = traveller()
    prefer(client, language="en")
    provider.device(client)
    assert (shown(client)["channels"], shown(client)["push_here"]) == (["push", "sms"], True)
    entry = reminded(cloud, client, person_id)
    assert (entry["push"], entry["delivery"], cloud.sms(client.phone)) == ("sent", "left_out", [])
    ((_, headers, content),) = provider.behaviour.taken
    assert content == {"title": "Kangma", "body": "You have a new message. Open it to read it.", "open": "messages"}
    assert int(headers["ttl"]) > 0
    assert "message" not in headers["topic"]


def test_every_message_has_the_same_length(provider):
    client, _ = traveller()
    given = provider.device(client)
    keys = Keys(raw(given["p256dh"]), raw(given["auth"]))
    assert len({len(push_content.encrypted(b"x" * size, keys)) for size in (1, 40, 900)}) == 1


@pytest.mark.parametrize("mode", ["gone", "unknown", "refused", "often", "down", "broken", "elsewhere"])
def test_what_a_push_service_does_not_take_falls_to_the_next_way(cloud, provider, mode):
    client, person_id = traveller()
    provider.device(client)
    provider.behaviour.mode = mode
    entry = reminded(cloud, client, person_id)
    assert (entry["push"], entry["delivery"]) == ("failed", "sent")
    assert (provider.contents, len(cloud.sms(client.phone))) == ([], 1)
    assert ("push" in shown(client)["available_channels"]) is (mode not in ("gone", "unknown"))


def test_a_slow_push_service_holds_nobody_up(cloud, provider, monkeypatch):
    monkeypatch.setattr(web_push, "_SECONDS", 0.2)
    provider.behaviour.seconds = 0.6
    client, person_id = traveller()
    provider.device(client)
    provider.behaviour.mode = "slow"
    assert reminded(cloud, client, person_id)["delivery"] == "sent"


def test_where_there_is_no_other_way_it_is_tried_again(cloud, provider):
    from chalicelib.features.messages import job

    client, person_id = traveller()
    provider.device(client)
    prefer(client, channels=["push"])
    due_reminder(client, person_id)
    (message,) = queued(cloud, client)
    provider.behaviour.mode = "often"
    with pytest.raises(NotTaken):
        job.work(message, START + DAY)
    provider.behaviour.mode = "normal"
    job.work(message, START + DAY)
    assert (len(provider.contents), told(client, START + DAY, "expiring")[0]["push"]) == (1, "sent")


def test_logging_out_ends_it(cloud, provider):
    client, person_id = traveller()
    provider.device(client)
    assert client.call("DELETE", "/v1/login/sessions", at=START).status == 204
    again = log_in(Client(), client.phone, at=START + timedelta(minutes=2))
    assert shown(again, START + timedelta(minutes=2))["channels"] == ["sms"]
    due_reminder(again, person_id)
    worked_off(cloud, again)
    assert provider.behaviour.asked == 0
    assert len(cloud.sms(client.phone)) == 1


def test_it_is_released_and_bound_again_whatever_was_switched_off(provider):
    client, _ = traveller()
    assert client.call("DELETE", "/v1/me/push", at=START).status == 204
    provider.device(client)
    prefer(client, channels=["sms"])
    assert shown(client)["channels"] == ["sms"]
    assert client.call("DELETE", "/v1/me/push", at=START).status == 204
    assert shown(client)["available_channels"] == ["sms"]
    assert prefer(client, channels=["push"]).status == 400
    provider.device(client)
    assert shown(client)["channels"] == ["push", "sms"]


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
def test_no_other_address_is_ever_asked(provider, endpoint):
    client, _ = traveller()
    given = provider.behaviour.subscribe("x", provider.origin) | {"endpoint": endpoint}
    answer = client.call("PUT", "/v1/me/push", given, at=START)
    assert (answer.status, list(answer.fields)) == (400, ["endpoint"]), answer.raw
    keys = Keys(raw(given["p256dh"]), raw(given["auth"]))
    with pytest.raises(Undeliverable):
        web_push.send(web_push.Subscription(endpoint, keys), b"{}", "t", ec.generate_private_key(ec.SECP256R1()))


@pytest.mark.parametrize(
    "endpoint", ["https://fcm.googleapis.com/fcm/send/a:b", "https://wns2-a.notify.windows.com/w/?t=x"]
)
def test_registered_ones_are(endpoint):
    assert web_push.is_registered(endpoint)


def test_keys_that_are_none_are_named(provider):
    client, _ = traveller()
    given = provider.behaviour.subscribe("x", provider.origin)
    for field, value in (("p256dh", text_of(b"\x04" + b"\x01" * 64)), ("p256dh", "é"), ("auth", "abc"), ("auth", "!")):
        answer = client.call("PUT", "/v1/me/push", given | {field: value}, at=START)
        assert (answer.status, list(answer.fields)) == (400, [field]), answer.raw


def test_another_senders_signature_is_refused(provider):
    client, _ = traveller()
    given = provider.device(client)
    to = web_push.Subscription(given["endpoint"], Keys(raw(given["p256dh"]), raw(given["auth"])))
    with pytest.raises(Undeliverable):
        web_push.send(to, b"{}", "t", ec.generate_private_key(ec.SECP256R1()))
    assert provider.contents == []


def test_nobody_that_listens_is_not_taken_and_a_cut_line_in_doubt(provider, monkeypatch):
    client, _ = traveller()
    given = provider.device(client)
    keys = Keys(raw(given["p256dh"]), raw(given["auth"]))
    own = ec.generate_private_key(ec.SECP256R1())
    monkeypatch.setattr(web_push, "is_registered", lambda _: True)
    with pytest.raises(NotTaken):
        web_push.send(web_push.Subscription("http://127.0.0.1:1/x", keys), b"{}", "t", own)
    provider.behaviour.mode = "broken"
    with pytest.raises(Unanswered):
        web_push.send(web_push.Subscription(given["endpoint"], keys), b"{}", "t", own)


def test_a_stage_without_push_services_offers_none(monkeypatch, cold_start):
    monkeypatch.setenv("PUSH_HOSTS", "")
    cold_start()
    client, _ = traveller()
    assert shown(client)["push_key"] is None
    assert devices.key() is None

"""Good requests about log-ins: proofs, phones, addresses, sessions, lost phones."""

from chalicelib.features.login.by_code import code_of
from local.push_provider import Behaviour
from tests.faults.good import HOUR, MINUTE, PASSWORD, Good, code
from tests.support.client import Client
from tests.support.resident_steps import (
    NOON,
    a_document,
    a_phone,
    applied,
    log_in,
    log_in_staff,
    refreshed,
)


def prove() -> Good:
    client = log_in(Client())
    return Good(client, "POST", "/v1/login/proofs", code(Client(), client.phone, "proof", NOON + MINUTE), NOON + MINUTE)


def undo() -> Good:
    from chalicelib.features.login import undo_records

    client = log_in(Client())
    answer = client.call("PUT", "/v1/me/password", {"password": PASSWORD}, at=NOON)
    assert answer.status == 204, answer.raw
    (record,) = undo_records.since(client.account_id, 0)
    return Good(Client(), "POST", "/v1/login/undos", {"token": record.token}, NOON + HOUR)


def change_phone() -> Good:
    client = log_in(Client())
    return Good(client, "PUT", "/v1/me/phone", code(client, a_phone(), "change_phone"))


def end_other() -> Good:
    client = log_in(Client())
    other = log_in(Client(), client.phone, NOON + MINUTE)
    return Good(other, "DELETE", f"/v1/me/sessions/{client.session_id}", None, NOON + MINUTE)


def begin_session() -> Good:
    client = Client()
    return Good(client, "POST", "/v1/login/sessions", code(client, a_phone()))


def refresh() -> Good:
    first = begin_session()
    token = first.send().body["refresh_token"]
    return Good(first.client, "POST", "/v1/login/sessions/refresh", {"refresh_token": token})


def confirm_email() -> Good:
    client = log_in(Client())
    asked = client.post("/v1/me/email", {"email": f"{client.account_id}@example.com"}, at=NOON)
    assert asked.status == 202, asked.raw
    challenge = asked.body["challenge_id"]
    return Good(client, "POST", "/v1/me/email/confirmation", {"challenge_id": challenge, "code": code_of(challenge)})


def drop_email() -> Good:
    confirmed = confirm_email()
    assert confirmed.send().status == 204
    return Good(refreshed(confirmed.client, NOON), "DELETE", "/v1/me/email")


def recovery() -> Good:
    number = a_document()
    applied(Client(), number=number)
    body = {"name": "测试人", "new_phone": a_phone(), "evidence": "The old phone was stolen."}
    return Good(Client(), "POST", "/v1/login/recoveries", body | {"document": {"type": "id_card", "number": number}})


def decide_recovery() -> Good:
    case = recovery().send().body["id"]
    decision = {"accept": True, "reason": "Seen in person."}
    return Good(log_in_staff("reviewer"), "POST", f"/v1/recoveries/{case}/decision", decision)


def objection() -> Good:
    owner, _ = applied(Client(), number=(number := a_document()))
    body = {"name": "测试人", "new_phone": a_phone(), "evidence": "Stolen."}
    document = {"document": {"type": "id_card", "number": number}}
    case = Client().post("/v1/login/recoveries", body | document, at=NOON).body["id"]
    return Good(owner, "POST", f"/v1/me/recoveries/{case}/objection", {"reason": "It was not me."})


def _subscription() -> dict[str, str]:
    device = Behaviour().subscribe("", "")
    return device | {"endpoint": "https://fcm.googleapis.com/fcm/send/a"}


def bind_device() -> Good:
    """A browser that subscribed is bound to the session."""
    return Good(log_in(Client()), "PUT", "/v1/me/push", _subscription())


def release_device() -> Good:
    """And is released."""
    client = log_in(Client())
    assert client.call("PUT", "/v1/me/push", _subscription(), at=NOON).status == 204
    return Good(client, "DELETE", "/v1/me/push")


WAYS_OF_TELLING = {
    "PUT /v1/me/push": bind_device,
    "DELETE /v1/me/push": release_device,
    "POST /v1/me/email/confirmation": confirm_email,
    "DELETE /v1/me/email": drop_email,
}

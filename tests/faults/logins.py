"""Good requests about log-ins: proofs, phones, addresses, sessions, lost phones."""

from dataclasses import dataclass, field

from chalicelib.features.login.by_code import code_of
from chalicelib.features.messages import devices
from local.push_provider import Behaviour
from tests.faults.good import HOUR, MINUTE, PASSWORD, Good, code
from tests.support.client import Answer, Client
from tests.support.platform_steps import Browser, bound
from tests.support.resident_steps import (
    NOON,
    a_document,
    a_phone,
    applied,
    log_in,
    log_in_staff,
    refreshed,
)
from tests.support.wechat_steps import back


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
    device = Behaviour().subscribe(str(devices.key()), "")
    return device | {"endpoint": "https://fcm.googleapis.com/fcm/send/a"}


def bind_device() -> Good:
    """A browser that subscribed is bound to the session."""
    return Good(log_in(Client()), "PUT", "/v1/me/push", _subscription())


def release_device() -> Good:
    """And is released."""
    client = log_in(Client())
    assert client.call("PUT", "/v1/me/push", _subscription(), at=NOON).status == 204
    return Good(client, "DELETE", "/v1/me/push")


def agree_to_message() -> Good:
    """A message by WeChat is agreed to."""
    client = log_in(Client())
    browser = bound(client)
    given = back(client, browser, at=NOON)
    body = {"openid": given["openid"], "scene": int(given["scene"]), "state": given["reserved"]}
    return Good(client, "POST", "/v1/me/wechat-agreements", body | {"verifier": browser.verifier})


WAYS_OF_TELLING = {
    "POST /v1/me/wechat-agreements": agree_to_message,
    "PUT /v1/me/push": bind_device,
    "DELETE /v1/me/push": release_device,
    "POST /v1/me/email/confirmation": confirm_email,
    "DELETE /v1/me/email": drop_email,
}


@dataclass(frozen=True)
class ByPlatform(Good):
    """A log-in whose code the platform takes once: where it was spent in vain, the page goes there once more."""

    browser: Browser = field(kw_only=True)

    def send(self) -> Answer:
        answer = super().send()
        if answer.status != 401:
            return answer
        headers = {"idempotency_key": "gone-there-once-more"}
        return self.client.call(self.method, self.path, self.browser.back(), at=self.at, **headers)


def begin_by_platform() -> Good:
    """A log-in by WeChat, bound before."""
    browser = bound(log_in(Client()))
    path = "/v1/login/platforms/wechat/sessions"
    return ByPlatform(Client(), "POST", path, browser.back(), browser=browser)


def bind_platform() -> Good:
    """Alipay is bound, and leaves the account that it entered before."""
    browser = bound(log_in(Client()), "alipay")
    ticket = browser.log_in("bind").body["binding"]["ticket"]
    body = {"ticket": ticket, "verifier": browser.verifier}
    return Good(log_in(Client()), "PUT", "/v1/me/platforms/alipay", body)


def unbind_platform() -> Good:
    client = log_in(Client())
    bound(client)
    return Good(client, "DELETE", "/v1/me/platforms/wechat")


PLATFORMS = {
    "POST /v1/login/platforms/{platform}/sessions": begin_by_platform,
    "PUT /v1/me/platforms/{platform}": bind_platform,
    "DELETE /v1/me/platforms/{platform}": unbind_platform,
}

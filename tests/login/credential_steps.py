"""Steps of tests about changed passwords, phones and e-mails."""

import re
from datetime import timedelta

from chalicelib.features.login.by_code import code_of
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, ask_for_code, entered

PASSWORD = "correct horse 42"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def session_of(client: Client, at=NOON) -> tuple[Client, str]:
    """The same account logged in once more, and the refresh token of that session."""
    other = Client()
    challenge = ask_for_code(other, client.phone, at, device_token=DEVICES.get(client.phone)).body["challenge_id"]
    answer = other.post("/v1/login/sessions", {"challenge_id": challenge, "code": code_of(challenge)}, at=at)
    DEVICES[client.phone] = answer.body["device_token"]
    other.phone = client.phone
    return entered(other, answer), answer.body["refresh_token"]


DEVICES: dict[str, str] = {}


def set_password(client: Client, password: str = PASSWORD, at=NOON) -> Answer:
    return client.call("PUT", "/v1/me/password", {"password": password}, at=at)


def move_phone(client: Client, phone: str, at=NOON) -> Answer:
    challenge = ask_for_code(Client(), phone, at, "change_phone").body["challenge_id"]
    body = {"challenge_id": challenge, "code": code_of(challenge)}
    return client.call("PUT", "/v1/me/phone", body, at=at)


def confirm_email(client: Client, email: str, at=NOON) -> Answer:
    challenge = client.post("/v1/me/email", {"email": email}, at=at).body["challenge_id"]
    return client.post("/v1/me/email/confirmation", {"challenge_id": challenge, "code": code_of(challenge)}, at=at)


def log_in_by_password(phone: str, password: str = PASSWORD, at=NOON) -> int:
    return Client().post("/v1/login/sessions", {"phone": phone, "password": password}, at=at).status


def refresh(token: str, at=NOON + MINUTE) -> int:
    return Client().post("/v1/login/sessions/refresh", {"refresh_token": token}, at=at).status


def link_in(text: str) -> str:
    """The undo token of a notice's link."""
    return re.search(r"#/undo/(\S+)", text)[1]


def undo(token: str, at=NOON + HOUR) -> Answer:
    return Client().post("/v1/login/undos", {"token": token}, at=at)

"""Steps of tests about staff: a supervisor, a new login, its log-in, the entries of the audit."""

from base64 import b32decode
from datetime import timedelta

from chalicelib.features.login import by_staff
from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in_staff

MINUTE = timedelta(minutes=1)
PASSWORD = "correct horse battery"
_NUMBERS = iter(range(10_000))


def new_staff(**changes):
    form = {"login": f"login-{next(_NUMBERS)}", "password": PASSWORD, "roles": ["gate"], "region": "63"}
    return form | changes


def created(by, **changes):
    answer = by.post("/v1/staff", new_staff(**changes), at=NOON)
    assert answer.status == 201, answer.raw
    return answer.body


def log_in(member, at=NOON, password=PASSWORD, secret=None):
    code = by_staff.totp(b32decode(secret or member["totp_secret"]), int(at.timestamp()) // 30)
    body = {"login": member["login"], "password": password, "totp": code}
    client = Client(address=f"198.51.100.{next(_NUMBERS) % 250}")
    answer = client.post("/v1/login/sessions", body, at=at)
    if answer.status == 201:
        client.token, client.refresh = answer.body["access_token"], answer.body["refresh_token"]
    return answer.status, client


def patch(by, member, at=NOON, **changes):
    return by.call("PATCH", f"/v1/staff/{member['id']}", changes, at=at)


def refresh(client, at):
    return client.post("/v1/login/sessions/refresh", {"refresh_token": client.refresh}, at=at).status


def entries(at=NOON, **by):
    query = "&".join(f"{name}={value}" for name, value in by.items())
    return log_in_staff("auditor", at).get(f"/v1/audit?{query}", at=at).body["items"]

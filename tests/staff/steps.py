"""Steps of tests about staff: inviting, agreeing, enrolling, logging in, the entries of the audit."""

from base64 import b32decode
from datetime import timedelta
from itertools import count

from chalicelib.desk import invitations, staff
from chalicelib.features.login import by_staff
from chalicelib.features.proposals import records
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, a_document, a_phone, log_in_staff, staff_session

MINUTE = timedelta(minutes=1)
PASSWORD = "correct horse battery"
_NUMBERS = count()


def invitation(**changes):
    """The form by which a supervisor invites a guard of Qinghai."""
    form = {
        "login": f"login-{next(_NUMBERS)}",
        "roles": ["gate"],
        "region": "63",
        "document": {"type": "id_card", "number": a_document()},
        "phone": a_phone(),
    }
    return form | changes


def invite(by: Client, at=NOON, headers=(), **changes) -> Answer:
    return by.post("/v1/staff/invitations", invitation(**changes), at=at, **dict(headers))


def decide(by: Client, proposal: dict, at=NOON, decision="approve") -> Answer:
    body = {"version": proposal["version"], "content_hash": proposal["content_hash"], "decision": decision}
    return by.post(f"/v1/proposals/{proposal['id']}/approval", body | {"reason": "agreed"}, at=at)


def token_of(proposal: dict) -> str:
    """What the invited person was sent."""
    return invitations.token_of(records.find(proposal["id"]).content["invitation_id"])


def enrol(token: str, at=NOON, password=PASSWORD, **proof) -> Answer:
    """Opens an invitation and finishes it with a password and the authenticator's first code, or with `proof`."""
    person = Client()
    opened = person.post("/v1/staff/enrolments/start", {"invitation": token}, at=at)
    if opened.status != 200:
        return opened
    secret = opened.body["totp_secret"]
    if not proof:
        proof = {"password": password, "totp": code(secret, at)}
    answer = person.post("/v1/staff/enrolments", {"invitation": token} | proof, at=at)
    if answer.status == 201:
        SECRETS[answer.body["id"]] = secret
    return answer


SECRETS: dict[str, str] = {}
"""What the authenticators of those who enrolled hold, by id."""


def code(secret: str, at) -> str:
    return by_staff.totp(b32decode(secret), int(at.timestamp()) // 30)


def created(by: Client, second: Client | None = None, at=NOON, **changes) -> dict:
    """Somebody who was invited, agreed to where two are needed, and who enrolled."""
    answer = invite(by, at, **changes)
    assert answer.status == 201, answer.raw
    proposal = answer.body
    if proposal["status"] == "proposed":
        answer = decide(second or log_in_staff("supervisor", at), proposal, at)
        assert answer.status == 200, answer.raw
    answer = enrol(token_of(proposal), at)
    assert answer.status == 201, answer.raw
    return answer.body | {"totp_secret": SECRETS[answer.body["id"]]}


def log_in(member, at=NOON + MINUTE, password=PASSWORD, secret=None):
    body = {"login": member["login"], "password": password, "totp": code(secret or member["totp_secret"], at)}
    client = Client()
    answer = client.post("/v1/login/sessions", body, at=at)
    if answer.status == 201:
        client.token, client.refresh = answer.body["access_token"], answer.body["refresh_token"]
        client.account_id = member["id"]
    return answer.status, client


def patch(by, member, at=NOON, **changes):
    return by.call("PATCH", f"/v1/staff/{member['id']}", changes, at=at)


def refresh(client, at):
    answer = client.post("/v1/login/sessions/refresh", {"refresh_token": client.refresh}, at=at)
    if answer.status == 200:
        client.token, client.refresh = answer.body["access_token"], answer.body["refresh_token"]
    return answer.status


def at_work(client: Client, at) -> Client:
    """The same member of staff with a session that begins at `at`."""
    record = staff.by_id(client.account_id)
    return staff_session(client, set(record.roles), at, record.region)


def entries(at=NOON, **by):
    query = "&".join(f"{name}={value}" for name, value in by.items())
    return log_in_staff("auditor", at).get(f"/v1/audit?{query}", at=at).body["items"]

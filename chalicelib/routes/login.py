"""Logging in and out, refreshing, recovering an account."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from chalicelib.errors import invalid
from chalicelib.routes.http import Call, Feature
from chalicelib.routes.problems import wrong
from chalicelib.routes.shapes import Line, Number, Plain, Secret, Shape
from chalicelib.services import login, passwords, recoveries, sessions, staff
from chalicelib.services.access import STAFF_ROLES
from chalicelib.services.login import CodeRequest

feature = Feature("login")
EVERYBODY = ("resident", "venue", *sorted(STAFF_ROLES))

PhoneNumber = Annotated[str, Field(min_length=1, max_length=40)]
DocumentType = Literal[
    "id_card",
    "residence_permit",
    "foreign_permanent",
    "passport",
    "travel_document",
    "hk_macao_permit",
    "taiwan_permit",
]


class CodeWanted(Shape):
    phone: PhoneNumber
    purpose: Literal["login", "reset_password", "change_phone"] = "login"
    device_token: Secret | None = None
    via: Literal["sms", "email"] = "sms"
    """`email`: to the address that the phone's account has confirmed, where the carrier does not deliver."""

    @model_validator(mode="after")
    def proves_the_phone(self) -> "CodeWanted":
        if self.purpose == "change_phone" and self.via != "sms":
            raise wrong("not_allowed", "via", expected="sms")
        return self


class Challenge(Shape):
    challenge_id: str
    expires_at: str
    resend_after: str


class Delivery(Shape):
    """`failed`: the carrier does not deliver; ask for the code by e-mail or use another phone."""

    delivery: Literal["waiting", "sent", "delivered", "failed"]


class LoginDocument(Shape):
    type: DocumentType
    number: Number


class NewSession(Shape):
    """One of: challenge and code; phone and password; document and password; staff login, password and totp."""

    challenge_id: Secret | None = None
    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None = None
    phone: PhoneNumber | None = None
    document: LoginDocument | None = None
    password: Secret | None = None
    login: Line | None = None
    totp: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None = None

    @model_validator(mode="after")
    def one_way(self) -> "NewSession":
        given = {name for name in type(self).model_fields if getattr(self, name) is not None}
        if given not in _WAYS:
            closest = max(_WAYS, key=lambda way: (len(way & given), -len(way)))
            missing = sorted(closest - given)
            raise wrong("required" if missing else "unknown_field", (missing or sorted(given - closest))[0])
        return self


_WAYS = (
    {"challenge_id", "code"},
    {"phone", "password"},
    {"document", "password"},
    {"login", "password", "totp"},
)


class SessionAccount(Shape):
    id: str
    roles: list[str]


class Session(Shape):
    access_token: str
    access_expires_at: str
    refresh_token: str
    session_id: str
    account: SessionAccount
    device_token: str | None = None


class RefreshToken(Shape):
    refresh_token: Secret


class NewPassword(Shape):
    password: Secret
    current_password: Secret | None = None


class NewPhone(Shape):
    challenge_id: Secret
    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]


class RecoveryWanted(Shape):
    document: LoginDocument
    name: Line
    new_phone: PhoneNumber
    evidence: Annotated[Plain, Field(max_length=2000)]


class Recovery(Shape):
    id: str
    status: str


def _replay_code(call: Call, challenge_id: str) -> dict[str, Any]:
    return login.replay_code(challenge_id, call.now)


@feature.route("POST", "/v1/login/codes", body=CodeWanted, answer=Challenge, status=202, replay=_replay_code)
def request_code(call: Call) -> dict[str, Any]:
    """Sends a login code to a phone; the answer is the same for any number."""
    body: CodeWanted = call.body
    wanted = CodeRequest(body.phone, body.purpose, call.address, call.language, body.device_token, body.via)
    return login.request_code(wanted, call.once, call.now)


@feature.route("GET", "/v1/login/codes", answer=Delivery, query=("challenge_id",))
def show_delivery(call: Call) -> dict[str, Any]:
    """What became of a code that was sent, so that a page can offer another way."""
    challenge_id = call.query.get("challenge_id", "")
    if not 1 <= len(challenge_id) <= 100:
        raise invalid("challenge_id", "required")
    return login.delivery_of(challenge_id)


def _replay_session(call: Call, session_id: str) -> dict[str, Any]:
    return sessions.reissue(session_id, call.now)


@feature.route("POST", "/v1/login/sessions", body=NewSession, answer=Session, status=201, replay=_replay_session)
def log_in(call: Call) -> dict[str, Any]:
    """Logs in by code, by password, or as staff."""
    body: NewSession = call.body
    if body.code:
        return login.log_in(body.challenge_id or "", body.code, call.address, call.once, call.now)
    password = body.password or ""
    if body.totp:
        return staff.log_in(body.login or "", password, body.totp, call.address, call.now)
    if body.document:
        kind, number = body.document.type, body.document.number
        return passwords.log_in_by_document(kind, number, password, call.address, call.once, call.now)
    return passwords.log_in_by_phone(body.phone or "", password, call.address, call.once, call.now)


@feature.route("POST", "/v1/login/sessions/refresh", body=RefreshToken, answer=Session)
def refresh(call: Call) -> dict[str, Any]:
    """Gives the next tokens of a session; a refresh token works once."""
    key = call.headers.get("idempotency-key")
    return sessions.refresh(call.body.refresh_token, key, call.now)


@feature.route("DELETE", "/v1/login/sessions", roles=EVERYBODY, status=204)
def log_out(call: Call) -> None:
    """Ends the session and every token of its family."""
    sessions.end(call.actor)


@feature.route("PUT", "/v1/me/password", roles=("resident",), body=NewPassword, status=204)
def set_password(call: Call) -> None:
    """Sets or changes the password."""
    passwords.set_password(call.actor, call.body.password, call.body.current_password, call.now)


@feature.route("PUT", "/v1/me/phone", roles=("resident",), body=NewPhone, status=204)
def change_phone(call: Call) -> None:
    """Binds another phone, proved by a code sent to it."""
    login.change_phone(call.actor, call.body.challenge_id, call.body.code, call.address, call.now)


def _replay_recovery(call: Call, recovery_id: str) -> dict[str, Any]:
    return recoveries.answer(recovery_id)


@feature.route(
    "POST", "/v1/login/recoveries", body=RecoveryWanted, answer=Recovery, status=202, replay=_replay_recovery
)
def request_recovery(call: Call) -> dict[str, Any]:
    """Asks staff to bind a new phone where the old one is lost; the answer is the same for any document."""
    body: RecoveryWanted = call.body
    wanted = recoveries.Request(body.document.type, body.document.number, body.name, body.new_phone, body.evidence)
    return recoveries.request(wanted, call.address, call.once, call.now)

"""Sessions: logging in and out, refreshing; passwords and phones of an account."""

from typing import Any

from chalicelib.access.actor import EVERYBODY
from chalicelib.errors import invalid
from chalicelib.features.login import by_code, by_password, by_staff, sessions
from chalicelib.features.login.by_code import CodeRequest
from chalicelib.features.login.shapes import (
    Challenge,
    CodeWanted,
    Delivery,
    NewPassword,
    NewPhone,
    NewSession,
    RefreshToken,
    Session,
)
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature

feature = Feature("login")


def _replay_code(call: Call, challenge_id: str) -> dict[str, Any]:
    return by_code.replay_code(challenge_id, call.now)


@feature.route("POST", "/v1/login/codes", body=CodeWanted, answer=Challenge, status=202, replay=_replay_code)
def request_code(call: Call) -> dict[str, Any]:
    """Sends a login code to a phone; the answer is the same for any number."""
    body: CodeWanted = call.body
    wanted = CodeRequest(body.phone, body.purpose, call.address, call.language, body.device_token, body.via)
    return by_code.request_code(wanted, call.once, call.now)


@feature.route("GET", "/v1/login/codes", answer=Delivery, query=("challenge_id",))
def show_delivery(call: Call) -> dict[str, Any]:
    """What became of a code that was sent, so that a page can offer another way."""
    challenge_id = call.query.get("challenge_id", "")
    if not 1 <= len(challenge_id) <= 100:
        raise invalid("challenge_id", "required")
    return by_code.delivery_of(challenge_id)


def _replay_session(call: Call, session_id: str) -> dict[str, Any]:
    return sessions.reissue(session_id, call.now)


@feature.route("POST", "/v1/login/sessions", body=NewSession, answer=Session, status=201, replay=_replay_session)
def log_in(call: Call) -> dict[str, Any]:
    """Logs in by code, by password, or as staff."""
    body: NewSession = call.body
    if body.code:
        return by_code.log_in(body.challenge_id or "", body.code, call.address, call.once, call.now)
    password = body.password or ""
    if body.totp:
        return by_staff.log_in(body.login or "", password, body.totp, call.address, call.now)
    if body.document:
        kind, number = body.document.type, body.document.number
        return by_password.log_in_by_document(kind, number, password, call.address, call.once, call.now)
    return by_password.log_in_by_phone(body.phone or "", password, call.address, call.once, call.now)


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
    by_password.set_password(call.actor, call.body.password, call.body.current_password, call.now)


@feature.route("PUT", "/v1/me/phone", roles=("resident",), body=NewPhone, status=204)
def change_phone(call: Call) -> None:
    """Binds another phone, proved by a code sent to it."""
    by_code.change_phone(call.actor, call.body.challenge_id, call.body.code, call.address, call.now)

"""Logging in and out, refreshing, recovering an account."""

from typing import Any

from chalicelib.errors import invalid
from chalicelib.routes.http import Call, Feature
from chalicelib.routes.login_shapes import (
    Challenge,
    CodeWanted,
    Delivery,
    NewPassword,
    NewPhone,
    NewSession,
    RefreshToken,
    Session,
)
from chalicelib.services import login, passwords, sessions, staff
from chalicelib.services.access import EVERYBODY
from chalicelib.services.login import CodeRequest

feature = Feature("login")


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

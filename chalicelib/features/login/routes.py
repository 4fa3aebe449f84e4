"""Sessions: codes, logging in and out, refreshing."""

from typing import Any

from chalicelib.access.actor import EVERYBODY
from chalicelib.config import SECRET_REPLAY
from chalicelib.errors import invalid
from chalicelib.features.login import (
    by_code,
    by_password,
    by_staff,
    code_requests,
    devices,
    passkeys,
    proofs_of_work,
    sessions,
)
from chalicelib.features.login.by_password import Attempted
from chalicelib.features.login.by_staff import Signed
from chalicelib.features.login.code_requests import CodeRequest
from chalicelib.features.login.guesses import Guesser
from chalicelib.features.login.shapes import (
    Challenge,
    CodeWanted,
    Delivery,
    NewSession,
    PasskeyAsked,
    PasskeyWanted,
    RefreshToken,
    Session,
    WorkChallenge,
)
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature

feature = Feature("login")


def _replay_code(call: Call, challenge_id: str) -> dict[str, Any]:
    return code_requests.replay_code(challenge_id, call.now)


@feature.route("POST", "/v1/login/codes", body=CodeWanted, answer=Challenge, status=202, replay=_replay_code)
def request_code(call: Call) -> dict[str, Any]:
    """Sends a login code to a phone; the answer is the same for any number."""
    body: CodeWanted = call.body
    who = (body.phone, body.purpose, call.address, call.language)
    wanted = CodeRequest(*who, body.device_token, body.via, body.proof_of_work)
    return code_requests.request_code(wanted, call.once, call.now)


@feature.route("GET", "/v1/login/proof-of-work", answer=WorkChallenge)
def show_work(call: Call) -> dict[str, Any]:
    """What a phone computes by itself before it asks for a code again after a 428 `proof_of_work_required`."""
    return proofs_of_work.challenge(call.now)


@feature.route("GET", "/v1/login/codes", answer=Delivery, query=("challenge_id",))
def show_delivery(call: Call) -> dict[str, Any]:
    """What became of a code that was sent, so that a page can offer another way."""
    challenge_id = call.query.get("challenge_id", "")
    if not 1 <= len(challenge_id) <= 100:
        raise invalid("challenge_id", "required")
    return code_requests.delivery_of(challenge_id, call.now)


def _replay_session(call: Call, session_id: str) -> dict[str, Any]:
    return sessions.reissue(session_id, call.now)


@feature.route(
    "POST",
    "/v1/login/sessions",
    body=NewSession,
    answer=Session,
    status=201,
    replay=_replay_session,
    replayed_within=SECRET_REPLAY,
)
def log_in(call: Call) -> dict[str, Any]:
    """Logs in by code, by password, or as staff."""
    body: NewSession = call.body
    origin = devices.origin_of(call.headers)
    if body.code:
        return by_code.log_in(body.challenge_id or "", body.code, call.address, origin, call.once, call.now)
    guesser = Guesser(call.address, body.device_token)
    if body.passkey is not None:
        return by_staff.log_in_with_passkey(body.login or "", Signed(body.passkey, guesser, origin), call.now)
    tried = Attempted(body.password or "", guesser, origin)
    if body.totp:
        return by_staff.log_in(body.login or "", tried, body.totp, call.now)
    if body.document:
        named = by_password.Named(body.document.type, body.document.number, body.document.country)
        return by_password.log_in_by_document(named, tried, call.once, call.now)
    return by_password.log_in_by_phone(body.phone or "", tried, call.once, call.now)


@feature.route("POST", "/v1/login/passkeys/start", body=PasskeyWanted, answer=PasskeyAsked)
def start_passkey(call: Call) -> dict[str, Any]:
    """What a browser is asked to log staff in with a passkey; the same for any login."""
    return {"passkey_options": passkeys.request_options(call.body.login, call.now)}


@feature.route("POST", "/v1/login/sessions/refresh", body=RefreshToken, answer=Session)
def refresh_session(call: Call) -> dict[str, Any]:
    """Gives the next tokens of a session; a refresh token works once."""
    key = call.headers.get("idempotency-key")
    return sessions.refresh(call.body.refresh_token, key, call.now)


@feature.route("DELETE", "/v1/login/sessions", roles=EVERYBODY, status=204)
def log_out(call: Call) -> None:
    """Ends the session and every token of its family."""
    sessions.end(call.actor)

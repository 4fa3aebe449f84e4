"""Credentials and sessions of an account: proofs, changes, undoing them, where one is logged in."""

from typing import Any

from pydantic import model_validator

from chalicelib.access.actor import RESIDENT, STAFF_ROLES
from chalicelib.config import SECRET_REPLAY
from chalicelib.errors import invalid
from chalicelib.features.login import account_sessions, by_staff, credentials, proofs
from chalicelib.features.login.shapes import NewPassword, NewPhone
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Secret, Shape, SixDigits
from chalicelib.places.membership import is_staff

feature = Feature("account")
PASSWORDS = ("resident", *sorted(STAFF_ROLES))
"""Who may have a password of their own."""


class NewProof(Shape):
    """Challenge and code (`purpose: proof`), or the password."""

    challenge_id: Secret | None = None
    code: SixDigits | None = None
    password: Secret | None = None

    @model_validator(mode="after")
    def one_way(self) -> "NewProof":
        if self.password is not None and (self.challenge_id is not None or self.code is not None):
            raise wrong("unknown_field", "code")
        if self.password is None and self.challenge_id is None:
            raise wrong("required", "challenge_id")
        if self.password is None and self.code is None:
            raise wrong("required", "code")
        return self


class Proof(Shape):
    """`proof` goes into the header `X-Proof`; it counts in this session alone."""

    proof: str
    proof_expires_at: str


class Undo(Shape):
    token: Secret


class OneSession(Shape):
    """`device` and `place` (the city of its network) where they are known."""

    id: str
    device: str | None
    place: str | None
    started_at: str
    last_used_at: str
    current: bool


class SessionList(Shape):
    items: list[OneSession]
    next_cursor: str | None


def _proved_again(call: Call, session_id: str) -> dict[str, Any]:
    return proofs.replay_answer(call.actor, session_id, call.now)


@feature.route(
    "POST",
    "/v1/login/proofs",
    roles=RESIDENT,
    body=NewProof,
    answer=Proof,
    status=201,
    replay=_proved_again,
    replayed_within=SECRET_REPLAY,
)
def prove_presence(call: Call) -> dict[str, Any]:
    """A proof that the person is there, good for ten minutes: what would take the account away asks for one."""
    body: NewProof = call.body
    if body.password is not None:
        return proofs.by_password_of_account(call.actor, body.password, call.once, call.now)
    given = (body.challenge_id or "", body.code or "")
    return proofs.by_code_of_phone(call.actor, *given, call.address, call.once, call.now)


@feature.route("POST", "/v1/login/undos", body=Undo, status=204)
def undo_change(call: Call) -> None:
    """Undoes a change of password, phone or e-mail by the link that the old phone and address got."""
    credentials.undo(call.body.token, call.now)


@feature.route("PUT", "/v1/me/password", roles=PASSWORDS, body=NewPassword, status=204, proved=True)
def set_password(call: Call) -> None:
    """Sets or changes the password; every other session ends. Of staff by the current one, and every session ends."""
    body: NewPassword = call.body
    if is_staff(call.actor):
        return by_staff.set_password(call.actor, body.password, body.current_password or "", call.now)
    return credentials.set_password(call.actor, body.password, body.current_password, call.proof, call.now)


@feature.route("PUT", "/v1/me/phone", roles=RESIDENT, body=NewPhone, status=204, proved=True)
def change_phone(call: Call) -> None:
    """Binds another phone, proved by a code sent to it; every other session ends."""
    body: NewPhone = call.body
    credentials.change_phone(call.actor, body.challenge_id, body.code, call.proof, call.address, call.now)


@feature.route("GET", "/v1/me/sessions", roles=RESIDENT, answer=SessionList)
def list_sessions(call: Call) -> dict[str, Any]:
    """Where one is logged in, this session first."""
    return {"items": account_sessions.listed(call.actor, call.now), "next_cursor": None}


@feature.route("DELETE", "/v1/me/sessions", roles=RESIDENT, status=204, query=("except",))
def end_sessions(call: Call) -> None:
    """Ends every session, with `except=current` every other one; their access ends within 15 minutes."""
    kept = call.query.get("except")
    if kept not in (None, "current"):
        raise invalid("except", "not_allowed", expected="current")
    account_sessions.end_all(call.actor, call.now, but_this=kept == "current")


@feature.route("DELETE", "/v1/me/sessions/{session_id}", roles=RESIDENT, status=204)
def end_session(call: Call, session_id: str) -> None:
    """Ends one session; its access ends within 15 minutes."""
    account_sessions.end(call.actor, session_id)

"""Enrolment: the invited person sets what proves their login, and nobody else ever sees it."""

from base64 import b32decode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.desk import invitations, staff
from chalicelib.desk.invitations import InvitationRecord
from chalicelib.desk.staff import StaffRecord
from chalicelib.errors import Gone, TooMany, Unauthenticated, Unavailable
from chalicelib.features.login import by_password, by_staff, passkeys
from chalicelib.person.changing import Attempt, changing
from chalicelib.store import vault
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Lost

_PER_HOUR = 60


@dataclass(frozen=True)
class Proof:
    """What the person chose: a password with the first code of their authenticator app, or a passkey."""

    password: str | None = None
    totp: str | None = None
    passkey: passkeys.Answer | None = None


def start(token: str, address: str, now: datetime) -> dict[str, Any]:
    """What an invitation offers: a secret for an authenticator app, and what a passkey is made with.

    The same however often it is opened. Raises NotFound, Gone `lapsed`, TooMany.
    """
    record = _opened(token, address, now)
    login = _login_of(record)
    if record.totp is None:
        record = _offered(record, now)
    secret = vault.unseal(record.id, "totp", str(record.totp))
    return {
        "login": login.login,
        "expires_at": record.expires_at,
        "totp_secret": secret,
        "totp_uri": by_staff.secret_uri(login.login, secret),
        "passkey_options": passkeys.creation_options(login.account_id, login.login, str(record.challenge)),
    }


def _opened(token: str, address: str, now: datetime) -> InvitationRecord:
    window = Window("enrolments", address, _PER_HOUR, timedelta(hours=1))
    try:
        window.take(now)
    except Lost:
        raise TooMany(retry_after=window.left_seconds(now)) from None
    return invitations.opened(token, now)


def _login_of(record: InvitationRecord) -> StaffRecord:
    """The login that is switched on still. Raises Gone `lapsed`."""
    login = staff.find(record.login)
    if login is None or not login.active:
        raise Gone("lapsed")
    return login


def _offered(record: InvitationRecord, now: datetime) -> InvitationRecord:
    """The invitation with its secret and its challenge; those of a request that was quicker, where there was one."""
    try:
        invitations.offer(record, _sealed(record.id, by_staff.new_secret(), now), passkeys.new_challenge())
    except Lost:
        found = invitations.find(record.id)
        if found is None or found.totp is None:
            raise Unavailable(retry_after=1) from None
        return found
    return record


def _sealed(owner: str, secret: str, now: datetime) -> str:
    return vault.seal(owner, "totp", secret, now, "staff")


def finish(token: str, proof: Proof, address: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """Sets what proves the login, once; every session before it ends. One transaction.

    Raises NotFound, Gone `lapsed`, Invalid `weak_password`, Unauthenticated `invalid_code` or `passkey_refused`.
    """
    invitation = _opened(token, address, now)
    if invitation.totp is None:
        raise Unauthenticated("invalid_code")
    proved = _proved(invitation, proof, now)

    def change(attempt: Attempt) -> StaffRecord:
        record = _login_of(invitation)
        _set(record, invitation, proved, now)
        attempt.write(invitations.use_step(invitation), staff.write(record))
        person = Actor(record.account_id, frozenset(record.roles))
        how = "passkey" if proof.passkey else "password"
        attempt.once(key, record.account_id)
        attempt.audit(person, "staff.enrolled", record.account_id, region=record.region, reason=how)
        return record

    record = changing(now, change)
    return enrolled(record)


def enrolled(record: StaffRecord) -> dict[str, Any]:
    """What the person is answered, who logs in next."""
    return {"id": record.account_id, "login": record.login, "roles": sorted(record.roles), "region": record.region}


def _proved(invitation: InvitationRecord, proof: Proof, now: datetime) -> dict[str, Any]:
    """What the login keeps of the proof, once it holds: `passkeys`, or `password_hash`."""
    if proof.passkey is not None:
        return {"passkeys": [passkeys.created(proof.passkey, str(invitation.challenge))]}
    hashed = by_password.hashed(proof.password or "", [invitation.login])
    secret = vault.unseal(invitation.id, "totp", str(invitation.totp))
    step = by_staff.matching_step(b32decode(secret), proof.totp or "", now)
    if step is None:
        raise Unauthenticated("invalid_code")
    _use(invitation.login, step)
    return {"password_hash": hashed}


def _use(login: str, step: int) -> None:
    """A code works once, the first one too: it does not log in whoever looked over the shoulder."""
    try:
        staff.use_totp(login, step)
    except Lost:
        raise Unauthenticated("invalid_code") from None


def _set(record: StaffRecord, invitation: InvitationRecord, proved: dict[str, Any], now: datetime) -> None:
    """What proved the login before counts no more."""
    record.passkeys = proved.get("passkeys", [])
    record.password_hash = proved.get("password_hash")
    secret = vault.unseal(invitation.id, "totp", str(invitation.totp))
    record.totp = _sealed(record.account_id, secret, now) if record.password_hash else None
    record.valid_from = now

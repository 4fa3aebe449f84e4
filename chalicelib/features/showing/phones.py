"""The phones that show a person's code: a key made on the phone, bound to the person, proved at every showing.

The proof's bytes and the rules are in docs/decisions/008-device-keys.md.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib import instants
from chalicelib.access.actor import Actor
from chalicelib.codes.keys import DeviceKey, device_key, verify_es256
from chalicelib.config import DEVICE_PROOF_FRESH, DEVICES_PER_PERSON
from chalicelib.errors import Conflict, NotFound, invalid, refused
from chalicelib.features.login import proofs, session_records, sessions
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_state
from chalicelib.person.person import Person
from chalicelib.person.records import StateRecord

_PURPOSE = b"kangma.device.1\0"


def signed_bytes(person_id: str, session_id: str, seconds: int) -> bytes:
    """What the phone signs to be bound: purpose, person, session and time."""
    return _PURPOSE + person_id.encode() + b"\0" + session_id.encode() + b"\0" + seconds.to_bytes(8)


def bind(
    actor: Actor,
    person_id: str,
    jwk: Mapping[str, Any],
    proof: str,
    replaces: str | None,
    presence: str | None,
    now: datetime,
) -> dict[str, Any]:
    """Binds a phone's key to one of the account's people; again for one that is bound is the same.

    `presence` is the proof that the person is there (`X-Proof`), for a session that has bound no phone yet. Raises
    NotFound for another's person, Invalid for what is no P-256 key or no proof, Refused `device_proof` for a proof
    that does not hold, Unauthenticated `proof_required`, Conflict `devices_full`.
    """
    key = device_key(jwk)
    _check_proof(key, actor, person_id, proof, now)

    def change(attempt: Attempt) -> dict[str, Any]:
        person = attempt.person(own_state(actor, person_id))
        device = _devices(person.state).get(key.jwk_thumbprint)
        if device is None or device["session"] != actor.session:
            known = _require_presence(actor, person.state, presence, now)
            device = _bind(person, key, actor, replaces, now)
            if known:
                person.notify("inbox_device_bound", urgent=True)
        return _view(key.jwk_thumbprint, device, actor)

    return changing(now, change)


def _check_proof(key: DeviceKey, actor: Actor, person_id: str, proof: str, now: datetime) -> None:
    try:
        raw = urlsafe_b64decode(proof + "=" * (-len(proof) % 4))
    except ValueError:
        raw = b""
    if len(raw) != 72:
        raise invalid("proof", "proof_form")
    seconds = int.from_bytes(raw[:8])
    if abs(instants.millis(now) - 1000 * seconds) > DEVICE_PROOF_FRESH // instants.MILLISECOND:
        raise refused("device_proof", "proof", "proof_old")
    if not verify_es256(key.x_y, signed_bytes(person_id, actor.session, seconds), raw[8:]):
        raise refused("device_proof", "proof", "proof_wrong")


def _require_presence(actor: Actor, state: StateRecord, presence: str | None, now: datetime) -> bool:
    """A stolen session must not be enough to show somebody's code as one's own; it is where they registered.

    False there: nobody is warned of the phone on which they have just registered.
    """
    session, _ = sessions.standing(actor, now)
    profile = people.profile(state.person_id)
    if profile is None or profile.created_at < session.started_at:
        proofs.require(actor, presence, now)
        return True
    return False


def _bind(person: Person, key: DeviceKey, actor: Actor, replaces: str | None, now: datetime) -> Mapping[str, str]:
    if replaces is not None and replaces in _devices(person.state):
        person.release_device(replaces)
    devices = _devices(person.state)
    if key.jwk_thumbprint not in devices and len(devices) >= DEVICES_PER_PERSON:
        raise Conflict("devices_full", limit=DEVICES_PER_PERSON)
    bound = {
        "key": urlsafe_b64encode(key.thumbprint).decode(),
        "session": actor.session,
        "bound_at": now.isoformat(),
    }
    person.bind_device(key.jwk_thumbprint, bound)
    return bound


def _devices(state: StateRecord) -> Mapping[str, Mapping[str, str]]:
    """The phones that may show the code, by JWK thumbprint."""
    return state.devices or {}


def remove(actor: Actor, person_id: str, thumbprint: str, now: datetime) -> None:
    """Takes a phone away: what it shows counts no more from now on, and its session ends. Safe to repeat.

    Raises NotFound for another's person or a device that is not bound.
    """

    def change(attempt: Attempt) -> str:
        person = attempt.person(own_state(actor, person_id))
        device = _devices(person.state).get(thumbprint)
        if device is None:
            raise NotFound()
        person.release_device(thumbprint)
        person.note("inbox_device_removed")
        return device["session"]

    session = changing(now, change)
    if session != actor.session:
        session_records.end(session)


def listed(actor: Actor, person_id: str) -> list[dict[str, Any]]:
    """The phones bound to one of the account's people, oldest first. One read."""
    devices = _devices(own_state(actor, person_id))
    views = [_view(thumbprint, device, actor) for thumbprint, device in devices.items()]
    return sorted(views, key=lambda view: str(view["bound_at"]))


def _view(thumbprint: str, device: Mapping[str, str], actor: Actor) -> dict[str, Any]:
    return {
        "thumbprint": thumbprint,
        "bound_at": device["bound_at"],
        "session": device["session"],
        "this_session": device["session"] == actor.session,
    }


def confirmation(state: StateRecord, thumbprint: str) -> bytes:
    """The COSE thumbprint that a token for this device carries. Raises Conflict for one that is not bound."""
    device = _devices(state).get(thumbprint)
    if device is None:
        raise Conflict("device_not_bound")
    return urlsafe_b64decode(device["key"])

"""Objections of an account's owner: they decide nothing by themselves, and send both to a second reviewer."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_own
from chalicelib.config import RECOVERY_WAIT
from chalicelib.desk import requests
from chalicelib.desk.requests import RecoveryRecord
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.recoveries.requesting import claims_of
from chalicelib.identity.names import mask_phone
from chalicelib.person import accounts
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.store import vault

_OPEN = ("waiting", "contested", "accepted")


def of_account(actor: Actor) -> list[dict[str, Any]]:
    """The request for another phone of the actor's account that is not settled; at most one. Four reads."""
    own = accounts.self_link(actor.account_id)
    profile = people.profile(own.person_id) if own else None
    open_id = requests.open_about(profile.document_hash) if profile else None
    record = requests.find(open_id) if open_id else None
    if record is None or record.account_id != actor.account_id or record.status not in _OPEN:
        return []
    return [_view(record)]


def _view(record: RecoveryRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "requested_at": record.requested_at,
        "status": record.status,
        "new_phone": mask_phone(claims_of(record)[0]["phone"]),
        "effective_at": record.effective_at,
        "objected_at": record.objected_at,
    }


def object_to(actor: Actor, recovery_id: str, reason: str, now: datetime) -> dict[str, Any]:
    """Says that it was not the account's owner who asked. One read, one transaction.

    Raises NotFound for another account's, Conflict where it is settled or was objected to before.
    """

    def change(attempt: Attempt) -> None:
        record = requests.find(recovery_id)
        require_own(actor, record.account_id if record else None)
        if record is None:
            raise NotFound()
        if record.status not in _OPEN or record.objected_at is not None or _took_effect(record, now):
            raise Conflict()
        said = (
            RecoveryRecord.objected_at.set(now),
            RecoveryRecord.objection.set(vault.seal(record.id, "objection", reason, now)),
        )
        if record.status == "accepted":
            attempt.write(requests.contest(record, now + RECOVERY_WAIT, *said))
        else:
            attempt.write(requests.change(record, *said))
        attempt.audit(actor, "phone.objected", str(record.person_id), region=record.region, recovery=recovery_id)

    changing(now, change)
    found = requests.find(recovery_id)
    if found is None:
        raise NotFound()
    return _view(found)


def _took_effect(record: RecoveryRecord, now: datetime) -> bool:
    return record.status == "accepted" and record.effective_at is not None and record.effective_at <= now

"""Roles as proposals: who gets a deciding role, a wider one or new means of proof, two supervisors agree on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from chalicelib.access.actor import DECIDING_ROLES
from chalicelib.desk import invitations, staff
from chalicelib.desk.staff import StaffRecord
from chalicelib.errors import Conflict, FieldError
from chalicelib.features.proposals import kinds
from chalicelib.features.proposals.content import Content
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.person.changing import Attempt
from chalicelib.store import vault

_SUPERVISORS = frozenset({"supervisor"})
INVITE, CHANGE, RENEW = "invite", "change", "renew"


def standing_of(record: StaffRecord | None) -> dict[str, Any] | None:
    """What a proposal is about to change, as it was seen; None for a login that is not there yet."""
    if record is None:
        return None
    seen = {"roles": sorted(record.roles), "region": record.region, "active": record.active}
    return seen | {"document_hash": record.document_hash}


def _region(content: Content) -> str:
    """Both people reach where the login is and where it is to be: what the two regions have in common."""
    before = content["before"]
    region, former = str(content["region"]), str(before["region"]) if before else str(content["region"])
    return next(region[:size] for size in (6, 4, 2, 0) if former.startswith(region[:size]) and size <= len(region))


def _takes_two(content: Content) -> bool:
    return not DECIDING_ROLES.isdisjoint(content["roles"])


def _documents(content: Content) -> list[str]:
    return [content["document_hash"]] if content["document_hash"] else []


def _described(content: Content) -> dict[str, Any]:
    """The content without the hash of a document and without where the invitation goes."""
    before = content["before"]
    seen = {name: content[name] for name in ("act", "login", "staff_id", "roles", "region", "active", "via")}
    return seen | {"before": {n: before[n] for n in ("roles", "region", "active")} if before else None}


def _before(content: Content) -> dict[str, Any] | None:
    before = content["before"]
    return {name: before[name] for name in ("roles", "region", "active")} if before else None


def _check(content: Content, now: datetime) -> Iterable[str]:
    """Raises Conflict where the login was changed since: a role taken away meanwhile is not given back unseen."""
    record = staff.find(content["login"])
    if content["before"] is None and record is not None:
        raise Conflict("login_taken")
    if content["before"] is not None and standing_of(record) != content["before"]:
        raise Conflict(None, FieldError("before", "changed_meanwhile"))
    holder = staff.login_of_document(content["document_hash"]) if content["document_hash"] else None
    if holder not in (None, content["login"]):
        raise Conflict("staff_document_taken")
    return ()


def _apply(attempt: Attempt, approved: Approved) -> None:
    content = approved.content
    record = staff.find(content["login"])
    if record is None:
        record = staff.make(content["login"], content["staff_id"])
        _put_on(record, content, attempt.now)
        attempt.write(*staff.create_steps(record))
    else:
        _put_on(record, content, attempt.now)
        attempt.write(staff.write(record))
        if record.document_hash:
            attempt.write(staff.document_step(record))
    if content["act"] != CHANGE:
        attempt.write(_invitation(record, content, attempt.now))


def _put_on(record: StaffRecord, content: Content, now: datetime) -> None:
    record.roles, record.region, record.active = set(content["roles"]), content["region"], content["active"]
    record.document_hash = content["document_hash"]
    if content["act"] != RENEW:
        record.valid_from = now
    if content["contact"]:
        record.contact, record.via = content["contact"], content["via"]


def _invitation(record: StaffRecord, content: Content, now: datetime) -> Any:
    contact = vault.unseal(record.account_id, "contact", str(record.contact))
    invitation_id = content["invitation_id"]
    sealed = vault.seal(invitation_id, "contact", contact, now, "staff")
    language = content["language"]
    made = invitations.make(invitation_id, now, login=record.login, contact=sealed, via=record.via, language=language)
    return invitations.put(made)


def _after(approved: Approved, now: datetime) -> None:
    """Has the invitation sent; told twice it is delivered once."""
    if approved.content["act"] != CHANGE:
        invitations.tell(approved.content["invitation_id"], now)


STAFF_ROLE = kinds.register(
    Kind(
        name="staff_role",
        proposers=_SUPERVISORS,
        approvers=_SUPERVISORS,
        region=_region,
        apply=_apply,
        describe=_described,
        check=_check,
        documents=_documents,
        takes_two=_takes_two,
        before=_before,
        after=_after,
    )
)


def sealed_contact(staff_id: str, contact: str, now: datetime) -> str:
    """Where an invitation goes, sealed for the login's id."""
    return vault.seal(staff_id, "contact", contact, now, "staff")

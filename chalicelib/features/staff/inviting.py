"""Inviting people to a login, and to new means of proof of the one they have. All of it as proposals."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region, require_scope
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import invitations, staff
from chalicelib.desk.staff import StaffRecord
from chalicelib.errors import Conflict, NotFound, invalid
from chalicelib.features.people.applying import hash_of
from chalicelib.features.proposals import proposing
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.staff.role_changes import INVITE, RENEW, STAFF_ROLE, sealed_contact, standing_of
from chalicelib.identity.documents import check_document
from chalicelib.identity.email import plain_email
from chalicelib.identity.phone import normalise
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.days import policy_day


@dataclass(frozen=True)
class Contact:
    """Where an invitation goes: a phone, or an e-mail address where there is none."""

    phone: str | None = None
    email: str | None = None

    def checked(self) -> tuple[str, str]:
        """How it goes and where to. Raises Refused `invalid_phone`, `invalid_email`; Invalid for neither."""
        if self.phone is not None:
            return "sms", normalise(self.phone).e164
        if self.email is not None:
            return "email", plain_email(self.email)
        raise invalid("phone", "required")


@dataclass(frozen=True)
class Invited:
    """Who gets a login: `region` is the prefix of the region codes that the roles reach, "" for all."""

    login: str
    roles: frozenset[str]
    region: str
    document_type: str
    document_number: str
    contact: Contact
    reason: str
    language: str


def invite(actor: Actor, wanted: Invited, key: Once | None, now: datetime) -> ProposalRecord:
    """Proposes a login for a person, or the person of one that has none. One that only guards is in force at once.

    Raises Forbidden for a region outside or one's own document, Conflict `login_taken`, `staff_document_taken`.
    """
    require_scope(actor, wanted.region)
    document = check_document(wanted.document_type, wanted.document_number, on=policy_day(now, POLICY_ZONE))
    via, contact = wanted.contact.checked()

    def change(attempt: Attempt) -> ProposalRecord:
        record = staff.find(wanted.login)
        _require_vacant(actor, record)
        staff_id = record.account_id if record else f"staff-{random.token_hex(8)}"
        content = {
            "act": INVITE,
            "login": wanted.login,
            "staff_id": staff_id,
            "roles": sorted(wanted.roles),
            "region": wanted.region,
            "active": True,
            "document_hash": hash_of(document),
            "before": standing_of(record),
        }
        sent = _sent(staff_id, via, contact, wanted.language, now)
        return _propose(attempt, actor, content | sent, wanted.reason, key)

    return followed_up(changing(now, change), now)


def _require_vacant(actor: Actor, record: StaffRecord | None) -> None:
    """A login that has a person is nobody else's; one that has none is given its person by invitation."""
    if record is None:
        return
    if record.document_hash or not record.region.startswith(actor.region):
        raise Conflict("login_taken")


def _sent(staff_id: str, via: str, contact: str | None, language: str, now: datetime) -> dict[str, Any]:
    sealed = sealed_contact(staff_id, contact, now) if contact else None
    return {"contact": sealed, "via": via, "language": language, "invitation_id": invitations.new_id()}


@dataclass(frozen=True)
class Renewal:
    """Why a login is to be proved anew, and where the invitation goes: to where the last one went, if unsaid."""

    contact: Contact | None
    reason: str
    language: str


def renew(actor: Actor, staff_id: str, wanted: Renewal, key: Once | None, now: datetime) -> ProposalRecord:
    """Starts the renewal of a login whose authenticator is lost; only its person can finish it.

    Raises NotFound, Forbidden `own_record`, Invalid where nobody knows where to send the invitation.
    """
    sent_to = wanted.contact.checked() if wanted.contact else None

    def change(attempt: Attempt) -> ProposalRecord:
        record = reached(actor, staff_id)
        if sent_to is None and record.contact is None:
            raise invalid("phone", "required")
        via, contact = sent_to or (record.via, None)
        content = unchanged(record) | {"act": RENEW} | _sent(staff_id, via, contact, wanted.language, now)
        return _propose(attempt, actor, content, wanted.reason, key)

    return followed_up(changing(now, change), now)


def unchanged(record: StaffRecord) -> dict[str, Any]:
    """The content of a proposal that leaves a login as it is."""
    before = standing_of(record) or {}
    whose = {"login": record.login, "staff_id": record.account_id, "before": before}
    return before | whose | {"contact": None, "via": record.via}


def _propose(attempt: Attempt, actor: Actor, content: dict[str, Any], reason: str, key: Once | None) -> ProposalRecord:
    record = proposing.propose(attempt, actor, Wanted(STAFF_ROLE, content["staff_id"], content, reason))
    attempt.once(key, record.id)
    return record


def reached(actor: Actor, staff_id: str) -> StaffRecord:
    """The login as a supervisor reaches it. Raises NotFound for none and for another region's."""
    record = staff.by_id(staff_id)
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    return record


def followed_up(record: ProposalRecord, now: datetime) -> ProposalRecord:
    """What is in force at once is followed up at once."""
    proposing.follow_up(record, now)
    return record

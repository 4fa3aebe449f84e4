"""The first two supervisors of a stage: invited by its operator, once, while there are none of the whole country."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime

from chalicelib.access.actor import Actor
from chalicelib.config import INVITATION_LIFETIME
from chalicelib.desk import invitations, staff
from chalicelib.desk.staff import StaffRecord
from chalicelib.errors import Conflict
from chalicelib.person.changing import Attempt, changing
from chalicelib.store import vault

OPERATOR = Actor("operator", frozenset())
_MOST = 1_000


@dataclass(frozen=True)
class Founder:
    """One of the two: `contact` is where the invitation goes, `via` sms or email."""

    login: str
    document_hash: str
    contact: str
    via: str


def found(founders: tuple[Founder, Founder], language: str, now: datetime) -> list[str]:
    """Invites both in one transaction; the ids of their logins.

    Raises ValueError for one person twice, Conflict `founded_already` where there are supervisors of the whole country,
    or where two are invited still, and `login_taken`, `staff_document_taken`.
    """
    if len({each.document_hash for each in founders}) < 2 or len({each.login for each in founders}) < 2:
        raise ValueError("two people, each with a login of their own")
    ids = [invitations.new_id() for _ in founders]

    def change(attempt: Attempt) -> list[str]:
        if any(_supervises(record) for record in staff.page_of_the_country(_MOST)):
            raise Conflict("founded_already")
        attempt.write(staff.founding_step(now + INVITATION_LIFETIME, now))
        made = [_invited(attempt, *each, language) for each in zip(founders, ids, strict=True)]
        attempt.audit(OPERATOR, "staff.founded", made[0], second=made[1])
        return made

    made = changing(now, change)
    for invitation_id in ids:
        invitations.tell(invitation_id, now)
    return made


def _supervises(record: StaffRecord) -> bool:
    return record.active and record.enrolled and "supervisor" in record.roles


def _invited(attempt: Attempt, founder: Founder, invitation_id: str, language: str) -> str:
    """A login without any proof, and its invitation; a login of an invitation that lapsed is invited anew."""
    record, now = staff.find(founder.login), attempt.now
    if record is None:
        staff_id = f"staff-{random.token_hex(8)}"
        contact = vault.seal(staff_id, "contact", founder.contact, now, "staff")
        whose = {"document_hash": founder.document_hash, "contact": contact, "via": founder.via}
        record = staff.make(founder.login, staff_id, roles={"supervisor"}, region="", **whose)
        attempt.write(*staff.create_steps(record))
    elif record.enrolled or record.document_hash != founder.document_hash or record.region:
        raise Conflict("login_taken")
    sealed = vault.seal(invitation_id, "contact", founder.contact, now, "staff")
    sent = {"login": founder.login, "contact": sealed, "via": founder.via, "language": language}
    attempt.write(invitations.put(invitations.make(invitation_id, now, **sent)))
    return str(record.account_id)

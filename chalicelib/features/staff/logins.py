"""Administration of logins: what one supervisor takes away at once, and what is proposed instead."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_scope
from chalicelib.desk import staff
from chalicelib.desk.staff import StaffRecord
from chalicelib.errors import Forbidden
from chalicelib.features.login import session_records
from chalicelib.features.proposals import proposing
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.staff.inviting import followed_up, reached, unchanged
from chalicelib.features.staff.role_changes import CHANGE, STAFF_ROLE
from chalicelib.person.changing import Attempt, changing
from chalicelib.store.listing import Listing


@dataclass(frozen=True)
class Changes:
    """What is to change of a login; None leaves it."""

    roles: frozenset[str] | None = None
    region: str | None = None
    active: bool | None = None
    reason: str = ""

    def gives(self, record: StaffRecord) -> bool:
        """Whether anything is given or widened: another role, a region beyond the one so far, a login switched on."""
        more_roles = self.roles is not None and not self.roles <= set(record.roles)
        wider = self.region is not None and not self.region.startswith(record.region)
        return more_roles or wider or (self.active is True and not record.active)

    @property
    def given(self) -> dict[str, Any]:
        """The fields that change, as a proposal names them."""
        fields = {"roles": sorted(self.roles) if self.roles else None, "region": self.region, "active": self.active}
        return {name: value for name, value in fields.items() if value is not None}

    @property
    def named(self) -> str:
        """The same, for the audit."""
        return " ".join(f"{n}={','.join(v) if isinstance(v, list) else v}" for n, v in self.given.items())


@dataclass(frozen=True)
class Changed:
    """The login as it is now, and the proposal that waits, where two are needed."""

    record: StaffRecord
    proposal: ProposalRecord | None = None


def change(actor: Actor, staff_id: str, changes: Changes, now: datetime) -> Changed:
    """Takes roles, region or the login away at once; proposes what gives any of it.

    Raises NotFound, Forbidden for a region outside or one's own login, Conflict `proposal_open`.
    """
    if changes.region is not None:
        require_scope(actor, changes.region)
    if staff_id == actor.account_id:
        raise Forbidden("own_record")

    def decide(attempt: Attempt) -> Changed:
        record = reached(actor, staff_id)
        if changes.gives(record):
            return Changed(record, _proposed(attempt, actor, record, changes))
        _take_away(attempt, actor, record, changes)
        return Changed(record)

    changed = changing(now, decide)
    if changed.proposal is not None and followed_up(changed.proposal, now).status != "proposed":
        return Changed(reached(actor, staff_id), changed.proposal)
    return changed


def _proposed(attempt: Attempt, actor: Actor, record: StaffRecord, changes: Changes) -> ProposalRecord:
    content = unchanged(record) | changes.given | {"act": CHANGE}
    return proposing.propose(attempt, actor, Wanted(STAFF_ROLE, record.account_id, content, changes.reason))


def _take_away(attempt: Attempt, actor: Actor, record: StaffRecord, changes: Changes) -> None:
    """One hand, at once: sessions end with their next refresh, and the next request finds the roles gone."""
    for name, value in changes.given.items():
        setattr(record, name, set(value) if name == "roles" else value)
    record.valid_from = attempt.now
    attempt.write(staff.write(record))
    reason = " ".join(filter(None, (changes.named, changes.reason)))
    attempt.audit(actor, "staff.change", record.account_id, region=actor.region, reason=reason)


def listed(actor: Actor, limit: int, cursor: str | None, now: datetime) -> dict[str, Any]:
    """A page of the staff in the supervisor's region, with their last login. A query, and three reads for each."""
    listing = Listing("staff", actor.region)
    found = staff.page(actor.region, limit + 1, listing.after(cursor))
    return listing.answer(
        found, limit, lambda record: record.place, lambda each: view(each, actor) | _sessions(each, now)
    )


def _sessions(record: StaffRecord, now: datetime) -> dict[str, Any]:
    """When they last logged in, and how many of their sessions live."""
    since = record.valid_from
    lives = [
        each
        for each in session_records.of_account(str(record.account_id))
        if min(each.idle_until, each.ends_at) >= now and (since is None or each.started_at >= since)
    ]
    return {"last_login_at": session_records.last_begun(str(record.account_id)), "sessions": len(lives)}


def view(record: StaffRecord, actor: Actor) -> dict[str, Any]:
    """A login as supervisors see it: nothing that proves it, and not whose document it is."""
    return {
        "id": record.account_id,
        "login": record.login,
        "roles": sorted(record.roles),
        "region": record.region,
        "active": record.active,
        "enrolled": record.enrolled,
        "has_document": record.document_hash is not None,
        "own": record.account_id == actor.account_id,
    }

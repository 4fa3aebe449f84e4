"""Proposals as records, each with the marker that lets a subject have one open proposal only."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.attributes import VersionAttribute as Version

from chalicelib.config import PROPOSAL_LIFETIME
from chalicelib.desk.waiting import Queue, Waiting
from chalicelib.errors import Conflict
from chalicelib.instants import stamp
from chalicelib.store.indexes import index
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Drop, Put

QUEUE = Queue("proposals")
PROPOSED, IN_FORCE, REFUSED, WITHDRAWN, EXPIRED = "proposed", "in_force", "refused", "withdrawn", "expired"


class ProposalRecord(Waiting, OperationRecord, discriminator="proposal"):
    """`PROP#<id>`/`proposal`. It waits in its region's queue by the instant at which it lapses."""

    by_proposer = index("gsi1")
    """Those of each member of staff, the newest last."""

    proposed_kind = UnicodeAttribute()
    subject = UnicodeAttribute()
    """The id of what it is about: a case, a login."""
    status = UnicodeAttribute()
    content: JSONAttribute = JSONAttribute()
    content_hash = UnicodeAttribute()
    reason = UnicodeAttribute()
    touches: JSONAttribute = JSONAttribute()
    needs: JSONAttribute = JSONAttribute(default=list)
    """What `check` asked for when it was proposed."""
    proposed_by = UnicodeAttribute()
    proposed_at = UTCDateTimeAttribute()
    authors = UnicodeSetAttribute()
    """Documents' hashes of who proposed it: the same person with another login is no second one."""
    expires_at = UTCDateTimeAttribute()
    cools = BooleanAttribute(default=False)
    """It touches so many that it waits before it takes effect; auditors see it too."""
    first_agreed: JSONAttribute = JSONAttribute(default=list)
    """Of a decision on so many that two supervisors agree: the first one, as [account id, instant]."""
    decided_by = UnicodeAttribute(null=True)
    decided_at = UTCDateTimeAttribute(null=True)
    decision_reason = UnicodeAttribute(null=True)
    replaced: JSONAttribute = JSONAttribute(null=True)
    """What was in force before, as it is shown; kept when it is decided, because afterwards it is no more."""
    version = Version()

    @property
    def id(self) -> str:
        return str(self.pk[5:])

    @property
    def agreed(self) -> tuple[str, datetime] | None:
        """Who agreed already where it takes two supervisors, and when."""
        return (str(self.first_agreed[0]), datetime.fromisoformat(self.first_agreed[1])) if self.first_agreed else None

    def status_at(self, now: datetime) -> str:
        """Its status: an open one expires at `expires_at`, whether a job ran or not."""
        return EXPIRED if self.status == PROPOSED and now >= self.expires_at else str(self.status)


class OpenRecord(OperationRecord, discriminator="open_proposal"):
    """`PROPOF#<kind>#<subject>`/`open`: the one open proposal about something."""

    proposal_id = UnicodeAttribute()
    expires_at = UTCDateTimeAttribute()


def make(proposal_id: str, **content: Any) -> ProposalRecord:
    """A proposal, not yet written."""
    return ProposalRecord(f"PROP#{proposal_id}", "proposal", **content)


def find(proposal_id: str) -> ProposalRecord | None:
    """One read."""
    record: ProposalRecord | None = ProposalRecord.find(f"PROP#{proposal_id}", "proposal")
    return record


def open_id(kind: str, subject: str, now: datetime) -> str | None:
    """The id of the open proposal of this kind about something. One read."""
    record = OpenRecord.find(f"PROPOF#{kind}#{subject}", "open")
    return str(record.proposal_id) if record and now < record.expires_at else None


def open_steps(record: ProposalRecord, now: datetime) -> list[Put]:
    """The steps that propose; Conflict `proposal_open` where another about the same is open."""
    QUEUE.place(record, record.expires_at)
    _list_for_proposer(record)
    marker = OpenRecord(
        f"PROPOF#{record.proposed_kind}#{record.subject}",
        "open",
        proposal_id=record.id,
        expires_at=record.expires_at,
        ttl=ttl(PROPOSAL_LIFETIME),
    )
    vacant = ABSENT | (OpenRecord.expires_at <= now)
    return [Put(record, ABSENT), Put(marker, vacant, Conflict("proposal_open"))]


def first_write(record: ProposalRecord) -> Put:
    """The step that writes a proposal which is in force from the beginning."""
    _list_for_proposer(record)
    return Put(record, ABSENT)


def rewrite(record: ProposalRecord) -> Put:
    """The step that writes an open proposal with what is shown of it."""
    _list_for_proposer(record)
    return Put(record)


def close_steps(record: ProposalRecord) -> list[Put | Drop]:
    """The steps that write a proposal as decided and free its subject."""
    record.gsi3pk = record.gsi3sk = None
    marker = OpenRecord(f"PROPOF#{record.proposed_kind}#{record.subject}", "open")
    return [Put(record), Drop(marker, OpenRecord.proposal_id == record.id)]


def _list_for_proposer(record: ProposalRecord) -> None:
    record.gsi1pk, record.gsi1sk = f"PROPBY#{record.proposed_by}", f"{stamp(record.proposed_at)}#{record.id}"


def proposed_by(
    account_id: str, kinds: Iterable[str], region: str, limit: int, before: str | None
) -> list[ProposalRecord]:
    """What somebody proposed of these kinds in a region (a prefix), open or not, the newest in front. One query."""
    keys = ProposalRecord.gsi1sk < before if before else None
    only = ProposalRecord.proposed_kind.is_in(*kinds)
    only = only & ProposalRecord.region.startswith(region) if region else only
    query = ProposalRecord.by_proposer.query
    return list(query(f"PROPBY#{account_id}", keys, only, limit=limit, scan_index_forward=False))


def waiting(
    kinds: Iterable[str], region: str, now: datetime, limit: int, after: str | None, *, cooling: bool = False
) -> list[ProposalRecord]:
    """Open proposals of these kinds in a region (a prefix), the one that lapses first in front. `cooling`: those alone
    that wait before they take effect.

    A query for a region, for the country one a shard.
    """
    only = ProposalRecord.proposed_kind.is_in(*kinds)
    only = only & (ProposalRecord.cools == True) if cooling else only  # noqa: E712  (a condition of the store)
    return QUEUE.first(ProposalRecord, region, limit, after or f"{stamp(now)}~", only)

"""Members of a venue: its managers and guards. A phone that has no account yet is invited and joins when it logs in.

Two records a member: `member#<id>` for the venue's list, and `access#<account>` which every act at the venue
reads, so that who is removed is out at once. The list does not tell members from the invited: whether a
phone is known is nobody's business.
"""

from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.errors import Conflict
from chalicelib.store.indexes import index
from chalicelib.store.tables import ABSENT, VenueRecord
from chalicelib.store.transactions import Change, Drop, Put, Step


class MemberRecord(VenueRecord, discriminator="member"):
    """`V#<venue>`/`member#<id>`. `gsi1pk` is the invited phone's hash while nobody has joined by it."""

    phone_index = index("gsi1")
    """Invitations by phone."""
    role = UnicodeAttribute()
    phone_masked = UnicodeAttribute()
    added_by = UnicodeAttribute()
    added_at = UTCDateTimeAttribute()
    account_id = UnicodeAttribute(null=True)
    name = UnicodeAttribute(null=True)
    """As the manager typed it, sealed for the venue's id."""

    @property
    def id(self) -> str:
        return str(self.sk.partition("#")[2])

    @property
    def venue_id(self) -> str:
        return str(self.pk[2:])


class AccessRecord(VenueRecord, discriminator="access"):
    """`V#<venue>`/`access#<account>`: what the account may do there. `gsi1pk` is the account."""

    account_index = index("gsi1")
    """Access by account."""
    role = UnicodeAttribute()
    member_id = UnicodeAttribute()
    name = UnicodeAttribute(null=True)
    """The member's, for who works there to see without another read."""

    @property
    def venue_id(self) -> str:
        return str(self.pk[2:])


def access_key(venue_id: str, account_id: str) -> tuple[type[AccessRecord], str, str]:
    """Where an account's access lies, for a batch read."""
    return (AccessRecord, f"V#{venue_id}", f"access#{account_id}")


def access(venue_id: str, account_id: str) -> AccessRecord | None:
    """What the account may do at the venue. One read."""
    record: AccessRecord | None = AccessRecord.find(f"V#{venue_id}", f"access#{account_id}")
    return record


def made(venue_id: str, member_id: str, role: str, phone_masked: str, by: str, now: datetime) -> MemberRecord:
    """A member, not yet written."""
    return MemberRecord(
        f"V#{venue_id}", f"member#{member_id}", role=role, phone_masked=phone_masked, added_by=by, added_at=now
    )


def join_steps(member: MemberRecord, account_id: str, condition: Condition = ABSENT) -> list[Step]:
    """The steps by which an account becomes this member; Conflict `already_member` where `condition` does not hold."""
    member.account_id, member.gsi1pk, member.gsi1sk = account_id, None, None
    access = AccessRecord(
        f"V#{member.venue_id}",
        f"access#{account_id}",
        role=member.role,
        member_id=member.id,
        name=member.name,
        gsi1pk=f"MEMBER#{account_id}",
        gsi1sk=member.venue_id,
    )
    return [_joining(member, condition), _joining(access, ABSENT)]


def invite_step(member: MemberRecord, phone_hash: str) -> Put:
    """The step that invites a phone which has no account; Conflict `already_member`."""
    member.gsi1pk, member.gsi1sk = f"INVITED#{phone_hash}", member.venue_id
    return _joining(member, ABSENT)


def _joining(record: MemberRecord | AccessRecord, condition: Condition) -> Put:
    return Put(record, condition, Conflict("already_member"))


def name_steps(member: MemberRecord) -> list[Step]:
    """The steps that write a member's name, if they still work there as they did when that was read."""
    joined = member.account_id
    same = MemberRecord.account_id == joined if joined else MemberRecord.account_id.does_not_exist()
    steps: list[Step] = [Change(member, (MemberRecord.name.set(member.name),), MemberRecord.role.exists() & same)]
    if joined:
        access = AccessRecord(member.pk, f"access#{joined}")
        steps.append(Change(access, (AccessRecord.name.set(member.name),), AccessRecord.member_id == member.id))
    return steps


def leave_steps(member: MemberRecord) -> list[Step]:
    """The steps that end a membership or an invitation, if it is still as it was read."""
    joined = member.account_id
    same = MemberRecord.account_id == joined if joined else MemberRecord.account_id.does_not_exist()
    steps: list[Step] = [Drop(member, MemberRecord.role.exists() & same)]
    if joined:
        steps.append(Drop(AccessRecord(member.pk, f"access#{joined}"), AccessRecord.member_id == member.id))
    return steps


def member(venue_id: str, member_id: str) -> MemberRecord | None:
    """One read."""
    record: MemberRecord | None = MemberRecord.find(f"V#{venue_id}", f"member#{member_id}")
    return record


def of_venue(venue_id: str) -> list[MemberRecord]:
    """Everybody who works there or is invited. One query."""
    keys = MemberRecord.sk.startswith("member#")
    return list(MemberRecord.query(f"V#{venue_id}", keys, consistent_read=True))


def of_account(account_id: str, limit: int, after: str | None = None) -> list[AccessRecord]:
    """Where the account works, by the venues' ids, from the one after `after`. One query of the index."""
    keys = AccessRecord.gsi1sk > after if after else None
    return list(AccessRecord.account_index.query(f"MEMBER#{account_id}", keys, limit=limit))


def invitations(phone_hash: str) -> list[MemberRecord]:
    """Where the phone is invited. One query of the index."""
    return list(MemberRecord.phone_index.query(f"INVITED#{phone_hash}", limit=20))

"""Adoption of invitations: a phone that was invited to a venue joins it as its account first logs in."""

from chalicelib.store import members as records
from chalicelib.store import venues as venue_records
from chalicelib.store.members import MemberRecord
from chalicelib.store.tables import Lost, transact


def adopt(account_id: str, phone_hash: str) -> None:
    """Makes the invitations of a phone memberships of the account that now logs in with it. Safe to repeat."""
    for member in records.invitations(phone_hash):
        invited = MemberRecord.role.exists() & MemberRecord.account_id.does_not_exist()
        steps = records.join_steps(member, account_id, invited)
        if member.role == "manager":
            steps.append(venue_records.managers_step(member.venue_id, 1))
        try:
            transact(steps)
        except Lost:
            continue

"""Adoption of invitations: a phone that was invited to a venue joins it as its account first logs in."""

from contextlib import suppress

from chalicelib.errors import Conflict
from chalicelib.places import members, venues
from chalicelib.places.members import MemberRecord
from chalicelib.store.transactions import Lost, transact


def adopt(account_id: str, phone_hash: str) -> None:
    """Makes the invitations of a phone memberships of the account that now logs in with it. Safe to repeat."""
    for member in members.invitations(phone_hash):
        invited = MemberRecord.role.exists() & MemberRecord.account_id.does_not_exist()
        steps = members.join_steps(member, account_id, invited)
        if member.role == "manager":
            steps.append(venues.manager_joins(member.venue_id))
        # An invitation that was withdrawn or taken meanwhile, or a venue that is gone: nothing is to be decided again.
        with suppress(Conflict, Lost):
            transact(steps)

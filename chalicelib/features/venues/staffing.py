"""Managers and guards of a venue. A phone nobody logs in with yet is invited, and the answer is the same."""

from datetime import datetime
from typing import Any

from chalicelib.access import idempotency
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.errors import Conflict, NotFound, Unavailable, invalid
from chalicelib.identity import phone as phones
from chalicelib.identity.names import mask_phone
from chalicelib.person import accounts
from chalicelib.places import members, venues
from chalicelib.places.members import MemberRecord
from chalicelib.places.membership import require_manager, seen
from chalicelib.places.venues import VenueItem
from chalicelib.store import secrets, vault
from chalicelib.store.transactions import Lost, Step, transact


def member_id(venue_id: str, phone_hash: str) -> str:
    """The id of whoever has this phone at this venue; it tells nobody which phone that is."""
    return secrets.keyed("pepper", "member", venue_id, phone_hash).hex()[:20]


def founder_steps(actor: Actor, venue: VenueItem, now: datetime) -> list[Step]:
    """The steps by which whoever registers a venue becomes its first manager. One read."""
    phone_hash, masked = _phone_of(actor.account_id)
    member = members.made(venue.id, member_id(venue.id, phone_hash), "manager", masked, actor.account_id, now)
    return members.join_steps(member, actor.account_id)


def _phone_of(account_id: str) -> tuple[str, str]:
    """Hash and masked form of an account's phone. Raises NotFound for no account."""
    account = accounts.find(account_id)
    if account is None:
        raise NotFound()
    return account.phone_hash, mask_phone(vault.unseal(account_id, "phone", account.phone))


def add(
    actor: Actor, venue_id: str, role: str, phone: str | None, account_id: str | None, key: Once | None, now: datetime
) -> dict[str, Any]:
    """A manager or guard, by phone or by account. Raises NotFound, Forbidden, Conflict `already_member`."""
    require_manager(actor, venue_id)
    if (phone is None) == (account_id is None):
        raise invalid("phone", "phone_or_account")
    if phone is not None:
        number = phones.normalise(phone).e164
        phone_hash, masked = secrets.lookup_hash("phone", number), mask_phone(number)
        account_id = accounts.id_of_phone(phone_hash)
    else:
        phone_hash, masked = _phone_of(str(account_id))
    member = members.made(venue_id, member_id(venue_id, phone_hash), role, masked, actor.account_id, now)
    steps: list[Step] = (
        members.join_steps(member, account_id) if account_id else [members.invite_step(member, phone_hash)]
    )
    if role == "manager" and account_id:
        steps.append(venues.managers_step(venue_id, 1))
    try:
        transact([*steps, *idempotency.steps(key, member.id, now)])
    except Lost as lost:
        if 0 in lost.failed or (account_id and 1 in lost.failed):
            raise Conflict("already_member") from None
        raise Unavailable(retry_after=1) from None
    return _view(member)


def replay_answer(venue_id: str, resource: str) -> dict[str, Any]:
    """The answer to an earlier request that added this member."""
    member = members.member(venue_id, resource)
    if member is None:
        raise NotFound()
    return _view(member)


def listed(actor: Actor, venue_id: str) -> list[dict[str, Any]]:
    """Who works there. Managers see it, and staff of the region."""
    _, role = seen(actor, venue_id)
    if role != "staff":
        require_manager(actor, venue_id)
    return [_view(member) for member in members.of_venue(venue_id)]


def remove(actor: Actor, venue_id: str, wanted: str) -> None:
    """Ends a membership at once, `wanted` being the member's id or account. Members may leave by themselves.

    Raises NotFound, Forbidden, Conflict `last_manager`.
    """
    member = _wanted(venue_id, wanted)
    if member is None or member.account_id != actor.account_id:
        require_manager(actor, venue_id)
    if member is None:
        raise NotFound()
    steps = members.leave_steps(member)
    counted = member.role == "manager" and member.account_id
    if counted:
        steps.append(venues.managers_step(venue_id, -1))
    try:
        transact(steps)
    except Lost as lost:
        if counted and lost.failed == (len(steps) - 1,):
            raise Conflict("last_manager") from None
        raise Unavailable(retry_after=1) from None


def _wanted(venue_id: str, wanted: str) -> MemberRecord | None:
    member = members.member(venue_id, wanted)
    if member is None and (access := members.access(venue_id, wanted)):
        member = members.member(venue_id, access.member_id)
    return member


def _view(member: MemberRecord) -> dict[str, Any]:
    return {"id": member.id, "role": member.role, "phone": member.phone_masked, "added_at": member.added_at}

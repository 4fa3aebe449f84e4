"""Managers and guards of a venue. A phone nobody logs in with yet is invited, and the answer is the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.access import quotas
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.errors import NotFound, invalid
from chalicelib.features.venues import telling
from chalicelib.identity import phone as phones
from chalicelib.identity.names import mask_phone
from chalicelib.person import accounts
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.inbox import MessageRecord
from chalicelib.places import members, venues
from chalicelib.places.members import MemberRecord
from chalicelib.places.membership import require_manager, seen
from chalicelib.places.venues import VenueItem
from chalicelib.store import outboxes, secrets, vault
from chalicelib.store.listing import Listing
from chalicelib.store.transactions import Put, Step


@dataclass(frozen=True)
class Wanted:
    """Who is to work at a venue: a phone (E.164), and the account that logs in with it if there is one."""

    phone_hash: str
    phone: str
    account_id: str | None


def member_id(venue_id: str, phone_hash: str) -> str:
    """The id of whoever has this phone at this venue; it tells nobody which phone that is."""
    return secrets.keyed("pepper", "member", venue_id, phone_hash).hex()[:20]


def founder_steps(actor: Actor, venue: VenueItem, now: datetime) -> list[Step]:
    """The steps by which whoever registers a venue becomes its first manager. One read."""
    phone_hash, phone = _phone_of(actor.account_id)
    whose = (member_id(venue.id, phone_hash), "manager", mask_phone(phone))
    member = members.made(venue.id, *whose, actor.account_id, now)
    return members.join_steps(member, actor.account_id)


def _phone_of(account_id: str) -> tuple[str, str]:
    """Hash and number of an account's phone. Raises NotFound for no account."""
    account = accounts.find(account_id)
    if account is None:
        raise NotFound()
    return account.phone_hash, vault.unseal(account_id, "phone", account.phone)


@dataclass(frozen=True)
class NewStaff:
    """A manager or guard as they are added: by phone or by account, with the name that the manager knows them by."""

    role: str
    phone: str | None = None
    account_id: str | None = None
    name: str | None = None


def add(actor: Actor, venue_id: str, form: NewStaff, key: Once | None, now: datetime) -> dict[str, Any]:
    """A manager or guard, who is told by text message. Raises NotFound, Forbidden, Conflict `already_member`."""

    def change(attempt: Attempt) -> tuple[MemberRecord, list[MessageRecord]]:
        venue = require_manager(actor, venue_id)
        wanted = _wanted(form.phone, form.account_id)
        member = _made(venue_id, form, wanted, actor.account_id, now)
        attempt.write(*_adding_steps(member, wanted), quotas.step("members", actor.account_id, now))
        notices = telling.joining(venue, member, wanted.phone, now)
        attempt.write(*map(Put, notices))
        attempt.once(key, member.id)
        return member, notices

    member, notices = changing(now, change)
    for notice in notices:
        outboxes.tell(notice, now)
    return _view(member)


def _made(venue_id: str, form: NewStaff, wanted: Wanted, by: str, now: datetime) -> MemberRecord:
    whose = (member_id(venue_id, wanted.phone_hash), form.role, mask_phone(wanted.phone))
    member = members.made(venue_id, *whose, by, now)
    member.name = _sealed(venue_id, form.name, now)
    return member


def _sealed(venue_id: str, name: str | None, now: datetime) -> str | None:
    return vault.seal(venue_id, "member_name", name, now) if name else None


def rename(actor: Actor, venue_id: str, wanted: str, name: str, now: datetime) -> dict[str, Any]:
    """Names a member, or names them anew. Three reads and a transaction. Raises NotFound, Forbidden."""

    def change(attempt: Attempt) -> MemberRecord:
        require_manager(actor, venue_id)
        member = members.member(venue_id, wanted)
        if member is None:
            raise NotFound("unknown_member")
        member.name = _sealed(venue_id, name, now)
        attempt.write(*members.name_steps(member))
        return member

    return _view(changing(now, change))


def name_in(venue_id: str, sealed: str | None) -> str | None:
    """A name out of a member's or an access record of the venue."""
    return vault.unseal(venue_id, "member_name", sealed) if sealed else None


def names_of(venue_id: str) -> dict[str, str]:
    """The names of who works at the venue, by account. One query."""
    found = members.of_venue(venue_id)
    return {each.account_id: str(name_in(venue_id, each.name)) for each in found if each.account_id and each.name}


def _wanted(phone: str | None, account_id: str | None) -> Wanted:
    if phone is not None and account_id is None:
        number = phones.normalise(phone).e164
        phone_hash = secrets.lookup_hash("phone", number)
        return Wanted(phone_hash, number, accounts.id_of_phone(phone_hash))
    if account_id is not None and phone is None:
        return Wanted(*_phone_of(account_id), account_id)
    raise invalid("phone", "phone_or_account")


def _adding_steps(member: MemberRecord, wanted: Wanted) -> list[Step]:
    if wanted.account_id is None:
        return [members.invite_step(member, wanted.phone_hash)]
    joining = members.join_steps(member, wanted.account_id)
    return [*joining, venues.manager_joins(member.venue_id)] if member.role == "manager" else joining


def replay_answer(actor: Actor, venue_id: str, resource: str) -> dict[str, Any]:
    """The answer to an earlier request that added this member. Raises as `add` for who manages no more."""
    require_manager(actor, venue_id)
    member = members.member(venue_id, resource)
    if member is None:
        raise NotFound()
    return _view(member)


def listed(actor: Actor, venue_id: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of who works there, by id. Managers see it, and staff of the region. Raises Invalid for another list's
    cursor."""
    listing = Listing("members", venue_id)
    after = listing.after(cursor) or ""
    _, role = seen(actor, venue_id)
    if role != "staff":
        require_manager(actor, venue_id)
    found = [member for member in members.of_venue(venue_id) if _place(member) > after]
    return listing.answer(found[: limit + 1], limit, _place, _view)


def remove(actor: Actor, venue_id: str, wanted: str, now: datetime) -> None:
    """Ends a membership at once, `wanted` being the member's id or account. Members may leave by themselves.

    Raises NotFound, Forbidden, Conflict `last_manager`.
    """

    def change(attempt: Attempt) -> None:
        member = _removable(actor, venue_id, wanted)
        attempt.write(*members.leave_steps(member))
        if member.role == "manager" and member.account_id:
            attempt.write(venues.manager_leaves(venue_id))

    changing(now, change)


def _removable(actor: Actor, venue_id: str, wanted: str) -> MemberRecord:
    member = _named(venue_id, wanted)
    if member is None or member.account_id != actor.account_id:
        require_manager(actor, venue_id)
    if member is None:
        raise NotFound()
    return member


def _named(venue_id: str, wanted: str) -> MemberRecord | None:
    """The member of that id, or of that account."""
    member = members.member(venue_id, wanted)
    if member is None and (access := members.access(venue_id, wanted)):
        member = members.member(venue_id, access.member_id)
    return member


def _place(member: MemberRecord) -> str:
    return str(member.sk)


def _view(member: MemberRecord) -> dict[str, Any]:
    return {
        "id": member.id,
        "role": member.role,
        "name": name_in(member.venue_id, member.name),
        "phone": member.phone_masked,
        "added_at": member.added_at,
    }

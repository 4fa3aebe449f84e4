"""Notices about a venue: to its managers of what staff decided, and to whoever is added to work there.

Managers read them in their inbox, and get a text message if they want it. They are the account's and nobody's person:
many who manage a venue have no code of their own. Whoever is added gets a text message, which lies in the inbox of the
manager who added them, whether that phone has an account or not: nobody learns which phones have one. Only an approved
venue tells: a name that nobody has looked at goes to no stranger's phone.

The entries stand in the outbox (store/outboxes.py): whoever writes one has it told, and the relay what was not.
"""

from datetime import datetime
from typing import Any

from chalicelib.person import inbox
from chalicelib.person.inbox import MessageRecord
from chalicelib.places import members
from chalicelib.places.members import MemberRecord
from chalicelib.places.venues import VenueItem
from chalicelib.store import outboxes, vault

_MOST = 20
"""How many managers are told; a transaction holds so many more steps."""


def decided(venue: VenueItem, now: datetime) -> list[MessageRecord]:
    """The entries about a venue that was decided on at `now`, not yet written. One query."""
    params = {"venue": venue.name, "reason": venue.reason or ""}
    return [_entry(each, f"inbox_venue_{venue.status}", venue.id, params, now) for each in _managers(venue)]


def joining(venue: VenueItem, member: MemberRecord, phone: str, now: datetime) -> list[MessageRecord]:
    """The notice to `phone` (E.164) of a member who is added at `now`, not yet written; none before approval."""
    if venue.status != "approved":
        return []
    params = {"venue": venue.name, "last4": phone[-4:]}
    sealed = vault.seal(member.added_by, "phone", phone, now)
    return [_entry(member.added_by, f"inbox_added_{member.role}", member.id, params, now, to_phone=sealed)]


def _entry(account_id: str, code: str, about: str, params: dict[str, str], now: datetime, **to: Any) -> MessageRecord:
    sk, outbox = inbox.key(now, code, about), outboxes.place(account_id, now)
    content: dict[str, Any] = {"code": code, "params": params, "person_id": "", "at": now, "sms": True}
    return MessageRecord(f"A#{account_id}", sk, **content, **outbox, **to)


def _managers(venue: VenueItem) -> list[str]:
    found = (each for each in members.of_venue(venue.id) if each.role == "manager" and each.account_id)
    return [str(each.account_id) for each in found][:_MOST]

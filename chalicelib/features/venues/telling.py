"""Notices to a venue's managers of what staff decided: in their inbox, and by text message for who wants it.

They are the account's and nobody's person: many who manage a venue have no code of their own.
"""

from contextlib import suppress
from datetime import datetime

from chalicelib.config import settings
from chalicelib.person import inbox
from chalicelib.person.inbox import MessageRecord
from chalicelib.places import members
from chalicelib.places.venues import VenueItem
from chalicelib.store import queues
from chalicelib.store.failures import AWS_FAILURES
from chalicelib.store.transactions import Put

_MOST = 20
"""How many managers are told; a transaction holds so many more steps."""


def steps(venue: VenueItem, now: datetime) -> list[Put]:
    """The steps that write the entries of a venue that was decided on at `now`. One query."""
    code, params = _code(venue), {"venue": venue.name, "reason": venue.reason or ""}
    return [
        Put(MessageRecord(f"A#{each}", _entry(venue), code=code, params=params, person_id="", at=now, sms=True))
        for each in _managers(venue)
    ]


def hand_over(venue: VenueItem, now: datetime) -> None:
    """Has the entries of a venue's last decision sent, each once however often this is done. One query.

    Where the queue does not answer the inbox alone tells; the same decision sent again hands them over again.
    """
    with suppress(*AWS_FAILURES):
        for account_id in _managers(venue):
            queues.send(settings().messages_queue_url, "inbox", now, account_id=account_id, entry=_entry(venue))


def _managers(venue: VenueItem) -> list[str]:
    found = (each for each in members.of_venue(venue.id) if each.role == "manager" and each.account_id)
    return [str(each.account_id) for each in found][:_MOST]


def _entry(venue: VenueItem) -> str:
    return inbox.key(venue.decided_at, _code(venue), venue.id)


def _code(venue: VenueItem) -> str:
    return f"inbox_venue_{venue.status}"

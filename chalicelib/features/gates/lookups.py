"""Look-ups of a person without a phone: the guard enters or scans the document, and the person is told who looked."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.features.gates import guard_post
from chalicelib.identity.documents import Document, check_document
from chalicelib.person import colour, documents
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, Person, changing
from chalicelib.person.records import StateRecord
from chalicelib.places.venues import VenueItem
from chalicelib.scoring.days import policy_day
from chalicelib.store.limits import Window


@dataclass(frozen=True)
class Wanted:
    """Whose code, by which document, at which venue (None: a checkpoint that is none), and why."""

    document_type: str
    document_number: str
    country: str | None
    venue_id: str | None
    reason: str


def look(actor: Actor, wanted: Wanted, key: Once | None, now: datetime) -> dict[str, Any]:
    """The colour, and nothing else, of the person with a document. Every look counts, also one that finds nobody.

    Four reads and one transaction. Raises NotFound `unknown_venue`, Forbidden at another's, Invalid for a venue's
    guard who names none, Refused `invalid_document`, TooMany beyond the guard's or the venue's looks an hour.
    """
    post, venue = guard_post.at(actor, wanted.venue_id, known=True)
    document = _document(wanted, now)

    def find(attempt: Attempt) -> StateRecord | None:
        state = _holder(document)
        _count(attempt, post, venue)
        if state is not None:
            _tell(attempt.person(state), venue)
        subject = state.person_id if state else f"document-{documents.hash_of(document)}"
        attempt.audit(post, "code.lookup", subject, region=post.region, reason=wanted.reason, **_ids(venue))
        attempt.once(key, random.token_hex(10))
        return state

    return _answer(changing(now, find), now)


def _tell(person: Person, venue: VenueItem | None) -> None:
    if venue is None:
        person.note("inbox_looked_up_on_the_way")
    else:
        person.note("inbox_looked_up", venue=venue.name)


def _ids(venue: VenueItem | None) -> dict[str, str]:
    return {"venue": venue.id} if venue else {}


def _count(attempt: Attempt, post: Actor, venue: VenueItem | None) -> None:
    """Takes one of the guard's looks this hour, and one of the venue's where there is one."""
    attempt.write(Window("lookups", post.account_id, config.LOOKUPS_PER_GUARD_HOUR).step(attempt.now))
    if venue is not None:
        attempt.write(Window("lookups-venue", venue.id, config.LOOKUPS_PER_VENUE_HOUR).step(attempt.now))


def replay_answer(actor: Actor, wanted: Wanted, now: datetime) -> dict[str, Any]:
    """The answer to a look that was just made, with the colour as it is now. Raises as `look` for who may not look."""
    guard_post.at(actor, wanted.venue_id, known=True)
    return _answer(_holder(_document(wanted, now)), now)


def _holder(document: Document) -> StateRecord | None:
    """Whose the document is. Two reads, one where nobody has it."""
    claim = documents.claim_of(document)
    return people.state(claim.person_id) if claim else None


def _document(wanted: Wanted, now: datetime) -> Document:
    today = policy_day(now, POLICY_ZONE)
    return check_document(wanted.document_type, wanted.document_number, wanted.country, on=today)


def _answer(state: StateRecord | None, now: datetime) -> dict[str, Any]:
    """Nobody, and somebody who never declared, look the same: no code."""
    nothing = {"colour": None, "grade": None, "scheme": None, "certification": None, "expired": False}
    if state is None:
        return nothing | {"checked_at": now}
    decision = colour.decision(state, None, now)
    if decision.colour is None:
        return nothing | {"checked_at": now}
    return {
        "colour": decision.colour,
        "grade": decision.grade,
        "scheme": decision.scheme,
        "certification": state.certification,
        "expired": decision.expired,
        "checked_at": now,
    }

"""Look-ups of a person without a phone: the guard enters or scans the document, and the person is told who looked."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.errors import NotFound
from chalicelib.features.gates import guard_post
from chalicelib.identity.documents import check_document
from chalicelib.person import colour
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.records import StateRecord
from chalicelib.places.venues import VenueItem
from chalicelib.scoring.days import policy_day
from chalicelib.store import secrets
from chalicelib.store.limits import Window


@dataclass(frozen=True)
class Wanted:
    """Whose code, by which document, at which venue, and why the person shows none."""

    document_type: str
    document_number: str
    venue_id: str
    reason: str


def look(actor: Actor, wanted: Wanted, key: Once | None, now: datetime) -> dict[str, Any]:
    """The colour, and nothing else, of the person with a document. Every look counts, also one that finds nobody.

    Four reads and one transaction. Raises NotFound for an unknown venue, Forbidden at another's, Refused
    `invalid_document`, TooMany beyond the guard's or the venue's looks an hour.
    """
    post, venue = guard_post.at(actor, wanted.venue_id, known=True)
    if venue is None:
        raise NotFound()
    document_hash = _hash(wanted, now)

    def find(attempt: Attempt) -> StateRecord | None:
        state = _holder(document_hash)
        _count(attempt, post, venue)
        if state is not None:
            attempt.person(state).note("inbox_looked_up", venue=venue.name)
        subject = state.person_id if state else f"document-{document_hash}"
        attempt.audit(post, "code.lookup", subject, region=post.region, reason=wanted.reason, venue=venue.id)
        attempt.once(key, random.token_hex(10))
        return state

    return _answer(changing(now, find), now)


def _count(attempt: Attempt, post: Actor, venue: VenueItem) -> None:
    """Takes one of the guard's looks this hour and one of the venue's."""
    guards = Window("lookups", post.account_id, config.LOOKUPS_PER_GUARD_HOUR)
    venues = Window("lookups-venue", venue.id, config.LOOKUPS_PER_VENUE_HOUR)
    attempt.write(guards.step(attempt.now), venues.step(attempt.now))


def replay_answer(wanted: Wanted, now: datetime) -> dict[str, Any]:
    """The answer to a look that an earlier request with the same key and body made, with the colour as it is now."""
    return _answer(_holder(_hash(wanted, now)), now)


def _holder(document_hash: str) -> StateRecord | None:
    """Whose the document is. Two reads, one where nobody has it."""
    claim = people.claim_of(document_hash)
    return people.state(claim.person_id) if claim else None


def _hash(wanted: Wanted, now: datetime) -> str:
    document = check_document(wanted.document_type, wanted.document_number, on=policy_day(now, POLICY_ZONE))
    return secrets.lookup_hash("document", f"{document.type}:{document.number}")


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

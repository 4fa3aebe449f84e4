"""A person without a phone: the guard enters or scans the document, and the person is told who looked."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.access import idempotency
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import audit
from chalicelib.errors import Conflict, NotFound, TooMany
from chalicelib.features.gates import guard_post
from chalicelib.identity.documents import check_document
from chalicelib.person import colour, notices
from chalicelib.person import records as people
from chalicelib.person.records import StateRecord
from chalicelib.places.venues import VenueItem
from chalicelib.scoring.days import policy_day
from chalicelib.store import secrets
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Lost, Step


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
    claim = people.claim_of(document_hash)
    state = people.state(claim.person_id) if claim else None
    _record(post, venue, state, document_hash, wanted.reason, key, now)
    return _answer(state, now)


def replay_answer(wanted: Wanted, now: datetime) -> dict[str, Any]:
    """The answer to a look that an earlier request with the same key and body made, with the colour as it is now."""
    claim = people.claim_of(_hash(wanted, now))
    return _answer(people.state(claim.person_id) if claim else None, now)


def _hash(wanted: Wanted, now: datetime) -> str:
    document = check_document(wanted.document_type, wanted.document_number, on=policy_day(now, POLICY_ZONE))
    return secrets.lookup_hash("document", f"{document.type}:{document.number}")


def _record(
    post: Actor,
    venue: VenueItem,
    state: StateRecord | None,
    document_hash: str,
    reason: str,
    key: Once | None,
    now: datetime,
) -> None:
    """Takes a place of both caps, writes the audit and tells the person, all or nothing."""
    caps = [
        Window("lookups", post.account_id, config.LOOKUPS_PER_GUARD_HOUR),
        Window("lookups-venue", venue.id, config.LOOKUPS_PER_VENUE_HOUR),
    ]
    steps: list[Step] = [cap.step(now) for cap in caps]
    if state is not None:
        steps.append(notices.step(state, "inbox_looked_up", now, venue=venue.name))
    steps += idempotency.steps(key, random.token_hex(10), now)
    subject = state.person_id if state else f"document-{document_hash}"
    options = {"region": post.region, "reason": reason, "venue": venue.id}
    try:
        audit.audited(steps, post.account_id, "code.lookup", subject, now, **options)
    except Lost as lost:
        if set(lost.failed) & {0, 1}:
            raise TooMany(retry_after=caps[0].left_seconds(now)) from None
        raise Conflict() from None


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

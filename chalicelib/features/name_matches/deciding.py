"""Names side by side, as staff of the person's region see them, and whether both are one person's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.desk import audit, name_matches, offices
from chalicelib.desk.name_matches import WAITING, NameMatchRecord, Outcome
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.name_matches import settling
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import require_not_own
from chalicelib.person.records import ProfileRecord
from chalicelib.store import vault
from chalicelib.store.listing import Listing

_SHOWN = 20


@dataclass(frozen=True)
class Verdict:
    """What staff found, and why."""

    outcome: Outcome
    reason: str


def waiting(actor: Actor, limit: int, cursor: str | None, now: datetime) -> dict[str, Any]:
    """A page of the names that wait for the actor's region, earliest deadline first.

    Without the names: whoever needs them opens one, which is audited. A query, for the country one a shard; for each
    two reads and a query. Raises Invalid for another list's cursor.
    """
    listing = Listing("name-matches", actor.region)
    found = name_matches.waiting(actor.region, limit + 1, listing.after(cursor))
    return listing.answer(found, limit, lambda record: record.waiting_place, lambda record: _without_names(record, now))


def one(actor: Actor, match_id: str, now: datetime) -> dict[str, Any]:
    """Two names side by side; each look is in the audit, and the person reads of it. Three reads, two queries and a
    write. Raises NotFound for none, and for another region's."""
    record = _reached(actor, match_id)
    named = {"match": match_id, **offices.looking(actor)}
    audit.audited([], actor.account_id, "names.looked_at", record.person_id, now, region=record.region, **named)
    return _with_names(record, now)


def _with_names(record: NameMatchRecord, now: datetime) -> dict[str, Any]:
    """The name that was given and the one on record, null where it is gone."""
    profile = people.profile(record.person_id)
    on_record = vault.unseal(record.person_id, "name", profile.name) if profile is not None else None
    return _view(record, profile, now) | {"name_given": record.name, "name_on_record": on_record}


def _without_names(record: NameMatchRecord, now: datetime) -> dict[str, Any]:
    return _view(record, people.profile(record.person_id), now)


def _view(record: NameMatchRecord, profile: ProfileRecord | None, now: datetime) -> dict[str, Any]:
    """What is known of a comparison without its names, and the facts that wait."""
    state = people.state(record.person_id)
    facts = name_matches.facts_of(record, _SHOWN)
    return {
        "id": record.id,
        "status": record.status,
        "at": record.at,
        "due_at": record.due_at,
        "escalated": record.status == WAITING and now > record.due_at,
        "name_given": None,
        "name_on_record": None,
        "person_id": record.person_id if profile is not None else None,
        "document_type": profile.document_type if profile is not None else None,
        "document_last4": state.last4 if state is not None else None,
        "certification": state.certification if state is not None else None,
        "facts": [{"kind": each.what, "id": each.subject} for each in facts],
        "decided_at": record.decided_at,
        "reason": record.reason,
    }


def decide(actor: Actor, match_id: str, verdict: Verdict, now: datetime) -> dict[str, Any]:
    """`same`: what waits takes effect; `other`: it never does. Either holds for later facts with these names.

    Past its deadline only a supervisor may. The same once more, by whoever decided so, is handed over again: they may
    have got no answer. Raises NotFound, Forbidden `own_record`, Conflict `comparison_decided`, `comparison_escalated`.
    """

    def change(attempt: Attempt) -> None:
        record = _reached(actor, match_id)
        if _is_decided_so(record, actor, verdict):
            return
        if record.status != WAITING:
            raise Conflict("comparison_decided")
        if now > record.due_at and not actor.is_one_of({"supervisor"}):
            raise Conflict("comparison_escalated")
        require_not_own(actor, [record.document_hash])
        attempt.write(name_matches.decided(record, verdict.outcome, actor.account_id, verdict.reason, now))
        place = {"region": record.region, "reason": verdict.reason}
        attempt.audit(actor, f"names.{verdict.outcome}", record.person_id, match=match_id, **place)

    changing(now, change)
    settling.hand_over(match_id, now)
    return _with_names(_reached(actor, match_id), now)


def _is_decided_so(record: NameMatchRecord, actor: Actor, verdict: Verdict) -> bool:
    said = (record.status, record.reason, record.decided_by)
    return said == (verdict.outcome, verdict.reason, actor.account_id)


def _reached(actor: Actor, match_id: str) -> NameMatchRecord:
    record = name_matches.find(match_id)
    if record is None:
        raise NotFound()
    if record.region:
        require_region(actor, record.region)
    return record

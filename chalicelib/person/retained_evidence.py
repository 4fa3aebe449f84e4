"""Evidence of open holds that outlives a released record, under the hash of its document (domain: Life of a hold).

What stays is what the open holds follow from, and only until their days have ended: a person who comes back
afterwards would stay green by the same facts.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.person import colour, facts, history, records
from chalicelib.person.records import KeptRecord, ProfileRecord, StateRecord
from chalicelib.scoring.days import day_start
from chalicelib.scoring.facts import Declaration, Event
from chalicelib.scoring.state import State
from chalicelib.store.tables import ttl
from chalicelib.store.transactions import Step

FACT = "Kept"


@dataclass(frozen=True)
class Evidence:
    """What was kept of a document's earlier record."""

    record: KeptRecord
    events: tuple[Event, ...]

    def steps(self, person_id: str, now: datetime) -> tuple[Step, ...]:
        """The steps by which it becomes the new record's, and is kept under the document no longer."""
        put = history.evidence_put(person_id, "kept", now, FACT, self.record.events)
        return (put, records.kept_drop(self.record))


def of_document(document_hash: str, account_id: str, now: datetime) -> Evidence | None:
    """What is kept for a document that comes to an account, if its days have not ended. One read.

    Of a record that nobody had certified only the same account's: else anybody could file a number and a fever,
    release it, and turn its true holder red.
    """
    record = records.kept(document_hash)
    if record is None or (record.expires_at is not None and record.expires_at <= now):
        return None
    if not record.certified and record.account_id != account_id:
        return None
    return Evidence(record, tuple(facts.kept_events(record.events)))


def keeping_steps(profile: ProfileRecord, state: StateRecord, now: datetime) -> list[Step]:
    """The steps that keep the evidence of a released person's open holds; none without any. One query with.

    None for a contested person either: the document is another's.
    """
    if state.contested:
        return []
    opened = colour.load_state(state)
    holds = [view for scheme in colour.schemes_of(state) for view in colour.holds_of(state, scheme, now)]
    if not holds:
        return []
    events = _needed(list(facts.of_history(history.history(state.person_id))), opened, now)
    ends = None if any(view.open_ended for view in holds) else _end(holds)
    content = json.dumps([facts.content(event) for event in events], ensure_ascii=False)
    record = KeptRecord(
        f"DOC#{profile.document_hash}",
        "kept",
        events=content,
        account_id=state.account_id,
        certified=state.certification == "certified",
        expires_at=ends,
    )
    record.ttl = ttl(max(ends - now, timedelta())) if ends else None
    return [records.kept_put(record)]


def _end(holds: Iterable[Any]) -> datetime:
    """When the last hold could have cleared at the earliest, check-ins or not."""
    return day_start(max(view.clears_on for view in holds), POLICY_ZONE)


def _needed(events: list[Event], state: State, now: datetime) -> list[Event]:
    """The fewest facts that give the same open holds: all but declarations before the first of them opened.

    Where those alone do not give the same, all facts are kept.
    """
    since = min((hold.opened_at for hold in state.holds), default=now)
    few = [event for event in events if not isinstance(event, Declaration) or event.at >= since]
    return few if _holds(few) == {(h.scheme, h.rule, h.opened_at) for h in state.holds} else events


def _holds(events: list[Event]) -> set[tuple[str, str, datetime]]:
    folded = colour.fold_known(None, colour.with_ratings(events))
    return {(hold.scheme, hold.rule, hold.opened_at) for hold in folded.holds}

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
from chalicelib.instants import stamp
from chalicelib.person import colour, facts, history, records
from chalicelib.person.history import EvidenceRecord
from chalicelib.person.records import KeptRecord, ProfileRecord, StateRecord
from chalicelib.scoring.days import day_start
from chalicelib.scoring.facts import Declaration, Event
from chalicelib.scoring.state import State
from chalicelib.store.tables import PersonRecord, ttl
from chalicelib.store.transactions import Step


@dataclass(frozen=True)
class Evidence:
    """What was kept of a document's earlier records."""

    kept: tuple[KeptRecord, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """The facts, to be folded."""
        return tuple(event for record in self.kept for event in facts.kept_events(record.events))

    def steps(self, person_id: str, now: datetime) -> Iterable[Step]:
        """The steps by which it becomes the new record's, and is kept under the document no longer."""
        for number, record in enumerate(self.kept):
            yield history.evidence_put(person_id, f"kept{number or ''}", now, history.KEPT, record.events)
            yield records.kept_drop(record)


def following(kept: Iterable[KeptRecord], account_id: str, now: datetime) -> Evidence | None:
    """What follows a document that comes to an account, of all that is kept for it, if its days have not ended.

    Of a record that nobody had certified only the same account's: else anybody could file a number and a fever,
    release it, and turn its true holder red.
    """
    standing = [record for record in kept if record.expires_at is None or record.expires_at > now]
    theirs = tuple(record for record in standing if record.certified or record.account_id == account_id)
    return Evidence(theirs) if theirs else None


def keeping_steps(profile: ProfileRecord, state: StateRecord, now: datetime) -> list[Step]:
    """The steps that keep the evidence of a released person's open holds; none without any. One query with.

    None for a contested person either: the document is another's.
    """
    if state.contested:
        return []
    holds = [view for scheme in colour.schemes_of(state) for view in colour.holds_of(state, scheme, now)]
    content = events_of(state, now, with_known=False)
    if content is None or content == "[]":
        return []
    ends = None if any(view.open_ended for view in holds) else _end(holds)
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


def events_of(state: StateRecord, now: datetime, *, with_known: bool = True) -> str | None:
    """What a person's open holds follow from, as evidence is kept; None without any. One query with.

    Without what offices know of the document, where that stays under the document itself.
    """
    if not colour.has_open_holds(state, now):
        return None
    records = history.history(state.person_id)
    known = [] if with_known else list(facts.of_history(each for each in records if history.is_known(each)))
    own = [each for each in records if with_known or not history.is_known(each)]
    events = _needed(list(facts.of_history(own)), known, colour.load_state(state), now)
    return json.dumps([facts.content(event) for event in events], ensure_ascii=False)


def carried(person_id: str, other: StateRecord, now: datetime) -> EvidenceRecord | None:
    """What keeps another person's open holds with somebody who may be the same, not yet written; None without any."""
    events = events_of(other, now)
    name = f"e#{stamp(now)}#carried-{other.person_id}"
    return EvidenceRecord(f"P#{person_id}", name, at=now, fact=history.KEPT, content=events) if events else None


def carried_anew(
    person_id: str, others: Iterable[StateRecord], now: datetime
) -> tuple[list[PersonRecord], list[EvidenceRecord], list[PersonRecord]]:
    """What is carried of others and goes, what takes its place, and all else of the person's; nothing goes or comes
    where it is the same."""
    put = [each for other in others if (each := carried(person_id, other, now)) is not None]
    records = history.history(person_id)
    before = [each for each in records if isinstance(each, EvidenceRecord) and "#carried-" in each.sk]
    if {record.content for record in before} == {record.content for record in put}:
        return [], [], records
    return [*before], put, [record for record in records if record not in before]


def _end(holds: Iterable[Any]) -> datetime:
    """When the last hold could have cleared at the earliest, check-ins or not."""
    return day_start(max(view.clears_on for view in holds), POLICY_ZONE)


def _needed(events: list[Event], known: list[Event], state: State, now: datetime) -> list[Event]:
    """The fewest facts that give the same open holds, with those `known` of the document: all but declarations before
    the first of them opened; none where those known give them alone.

    Where those alone do not give the same, all facts are kept.
    """
    if known and _holds(known) == _opened(state):
        return []
    since = min((hold.opened_at for hold in state.holds), default=now)
    few = [event for event in events if not isinstance(event, Declaration) or event.at >= since]
    return few if _holds([*few, *known]) == _opened(state) else events


def _opened(state: State) -> set[tuple[str, str, datetime]]:
    return {(hold.scheme, hold.rule, hold.opened_at) for hold in state.holds}


def _holds(events: list[Event]) -> set[tuple[str, str, datetime]]:
    folded = colour.fold_known(None, colour.with_ratings(events))
    return {(hold.scheme, hold.rule, hold.opened_at) for hold in folded.holds}

"""Joined persons: two records that staff found to be one person's, folded as one, each keeping its own facts.

The record that stays has an evidence `Joined` that names the other; the other one's facts lie where they always lay,
so that undoing it gives each document its own again. What both declared counts at its own instants, and joining makes
no earlier check-in `worsened`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.person import facts
from chalicelib.person.history import JOINED, EvidenceRecord, is_known, known_place
from chalicelib.scoring.facts import Event
from chalicelib.scoring.state import OutOfOrder, State
from chalicelib.store.tables import PersonRecord


@dataclass(frozen=True)
class Parted:
    """Records of two people: what goes of the one's, what is left of theirs, what is `known` of the other's document
    and has arrived with the one."""

    gone: list[PersonRecord]
    left: list[PersonRecord]
    known: EvidenceRecord | None


def parted(records: Iterable[PersonRecord], own: str, other: str, document_hash: str) -> Parted:
    """A joined person's records apart again. `own` is the partition of the one who stays."""
    records = list(records)
    names = (f"#joined-{other}", known_place(document_hash))
    gone = [record for record in records if record.pk == own and record.sk.endswith(names)]
    left = [record for record in records if record not in gone and record.pk != f"P#{other}"]
    return Parted(
        gone, left, next((each for each in gone if isinstance(each, EvidenceRecord) and is_known(each)), None)
    )


def with_copy(records: Iterable[PersonRecord], own: str, known: EvidenceRecord, now: datetime) -> list[PersonRecord]:
    """A person's records with what is known of their document by now, which comes last."""
    copy = EvidenceRecord(own, known.sk, at=now, fact=known.fact, content=known.content)
    return [*(each for each in records if each.sk != known.sk), copy]


Fold = Callable[[State | None, list[Event]], State]
_WORSENED = "worsened"


def joined_at(records: Iterable[PersonRecord]) -> datetime | None:
    """When the last record was joined with this one; None for a person of one record."""
    found = [record.at for record in records if isinstance(record, EvidenceRecord) and record.fact == JOINED]
    return max(found, default=None)


def folded(records: list[PersonRecord], events: list[Event], at: datetime, fold: Fold) -> State:
    """The state of several records' facts, joined at `at`; `events` are theirs with the ratings that concern them."""
    before, after = [each for each in events if each.at <= at], [each for each in events if each.at > at]
    own = _worsened_by_itself(records, at, fold)
    state = _without_worsened(fold(None, before), at, own)
    try:
        return fold(state, after)
    except OutOfOrder:
        return _without_worsened(fold(None, events), at, own)


def _worsened_by_itself(records: list[PersonRecord], at: datetime, fold: Fold) -> set[tuple[str, datetime]]:
    """What either record had without the other: scheme and instant."""
    apart = {record.pk: [each for each in records if each.pk == record.pk] for record in records}
    alone = (fold(None, [each for each in facts.of_history(own) if each.at <= at]) for own in apart.values())
    return {(hold.scheme, hold.opened_at) for state in alone for hold in state.holds if hold.rule == _WORSENED}


def _without_worsened(state: State, at: datetime, own: set[tuple[str, datetime]]) -> State:
    kept = (
        hold
        for hold in state.holds
        if hold.rule != _WORSENED or hold.opened_at > at or (hold.scheme, hold.opened_at) in own
    )
    return replace(state, holds=tuple(kept))

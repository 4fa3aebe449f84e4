"""Joined persons: two records that staff found to be one person's, folded as one, each keeping its own facts.

The record that stays has an evidence `Joined` that names the other; the other one's facts lie where they always lay,
so that undoing it gives each document its own again. What both declared counts at its own instants, and joining makes
no earlier check-in `worsened`.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from chalicelib.person import facts
from chalicelib.person.history import JOINED, EvidenceRecord
from chalicelib.scoring.facts import Event
from chalicelib.scoring.state import OutOfOrder, State
from chalicelib.store.tables import PersonRecord

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

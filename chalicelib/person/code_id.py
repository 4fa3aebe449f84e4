"""The code id: what names a person in a code, given anew where the codes that are out must end."""

import secrets as random
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from chalicelib.person import revocations
from chalicelib.person.records import StateRecord
from chalicelib.scoring.decide import Decision
from chalicelib.scoring.rules import Colour, RuleBook
from chalicelib.scoring.superseding import is_never_less
from chalicelib.store.transactions import Step

Colours = Mapping[Any, str]
Shown = Callable[[Any, datetime], Decision]
"""What a state decides in a scheme at an instant."""


def first() -> dict[str, Any]:
    """The attributes that give a new state its code id, and its place among the codes."""
    code_id = random.token_hex(10)
    return {"code_id": code_id, "gsi1pk": code_id, "gsi1sk": "code"}


def end_code(state: StateRecord, now: datetime, *, listed: bool = True) -> list[Step]:
    """Gives the state a new code id and returns the step that ends the old one (`revocations.put`)."""
    old = state.code_id
    state.code_id = random.token_hex(10)
    state.gsi1pk = state.code_id
    state.code_since = now
    return [revocations.put(old, state.person_id, now, listed=listed)]


def end_worse(
    state: StateRecord, before: Colours, after: Colours, shown: Shown, book: RuleBook, now: datetime
) -> list[Step]:
    """Ends the code where the colour of a scheme got worse or is none any more; else nothing.

    `before`, `after`: colours by scheme; `shown` what the state as it is now decides at another instant.
    """
    worse = {scheme: rank for scheme, rank in _ranks(after).items() if rank > _ranks(before).get(scheme, rank)}
    gone = before.keys() - after.keys()
    if not worse and not gone:
        return []
    return end_code(state, now, listed=bool(gone) or not _is_caught(state, worse, shown, book, now))


def _is_caught(state: StateRecord, worse: Mapping[str, int], shown: Shown, book: RuleBook, now: datetime) -> bool:
    """Whether no list needs the code: older tokens are caught by a stale rule, later ones show nothing better."""
    since = state.caught_before
    if since is None:
        return False
    return all(
        is_never_less(partial(_rank_at, shown, scheme), rank, since, now, book) for scheme, rank in worse.items()
    )


def _rank_at(shown: Shown, scheme: str, at: datetime) -> int:
    colour = shown(scheme, at).colour
    return -1 if colour is None else colour.severity


def _ranks(colours: Colours) -> dict[str, int]:
    return {scheme: Colour(colour).severity for scheme, colour in colours.items()}

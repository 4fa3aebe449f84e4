"""Declarations as they stand after annulments and the decisions of staff on what was declared.

A contact or a test lives in several declarations, prefilled from one to the next, and is struck in all of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from chalicelib.scoring.declared import keys_of
from chalicelib.scoring.facts import Annulment, Declaration, DeclaredSettled, Event
from chalicelib.scoring.order import in_order


def as_declared(
    events: Collection[Event], negative: Iterable[tuple[datetime, str]]
) -> tuple[list[Declaration | DeclaredSettled], tuple[str, ...]]:
    """What is left of declarations and of decisions on them, and the keys that are refuted from the beginning.

    `negative`: declared tests that turned out to be so, with the instant.
    """
    filed = sorted((each for each in events if isinstance(each, Declaration)), key=in_order)
    annulments = {each.declaration_id: each for each in events if isinstance(each, Annulment)}
    struck = _refuted(events, filed, annulments) | {key: at for at, key in negative}
    left = [after for each in filed if (after := _after(each, annulments.get(each.id))) is not None]
    copied = _copied(filed, annulments)
    left = [_without_copies(each, copied) for each in left] if copied else left
    decisions = [each for each in events if isinstance(each, DeclaredSettled) and each.outcome == "confirmed"]
    stand = [each for each in decisions if each.key not in struck or struck[each.key] < each.at]
    return [*left, *stand], tuple(sorted(struck))


def _refuted(
    events: Iterable[Event], filed: Iterable[Declaration], annulments: dict[str, Annulment]
) -> dict[str, datetime]:
    """The keys that staff refuted, or struck as mistaken, each with the last instant at which they did."""
    found = {each.key: each.at for each in events if isinstance(each, DeclaredSettled) and each.outcome == "refuted"}
    for each in filed:
        annulment = annulments.get(each.id)
        if annulment is not None and annulment.kind == "mistaken":
            right = keys_of(annulment.replacement) if annulment.replacement is not None else ()
            for key in set(keys_of(each)) - set(right):
                found[key] = max(found.get(key, annulment.at), annulment.at)
    return found


def _after(declaration: Declaration, annulment: Annulment | None) -> Declaration | None:
    """A mistaken declaration keeps its instant and id, so that chain, streak and check-in day stand."""
    if annulment is None:
        return declaration
    if annulment.kind == "not_theirs":
        return None
    answers = annulment.replacement or Declaration(declaration.id, declaration.at)
    return replace(answers, id=declaration.id, at=declaration.at)


def _copied(filed: Iterable[Declaration], annulments: dict[str, Annulment]) -> list[tuple[datetime, datetime, str]]:
    """What one that was not theirs said and they had not: from when until when others repeat it, and the key."""
    own: set[str] = set()
    found = []
    for each in filed:
        annulment = annulments.get(each.id)
        if annulment is None:
            own.update(keys_of(each))
        elif annulment.kind == "not_theirs":
            found += [(each.at, annulment.at, key) for key in keys_of(each) if key not in own]
    return found


def _without_copies(declaration: Declaration, copied: Iterable[tuple[datetime, datetime, str]]) -> Declaration:
    for forged, struck, key in copied:
        if forged < declaration.at <= struck and key in keys_of(declaration):
            declaration = _without(declaration, key)
    return declaration


def _without(declaration: Declaration, key: str) -> Declaration:
    if key.startswith("contact:"):
        return replace(declaration, contact=None)
    return replace(declaration, test=None)

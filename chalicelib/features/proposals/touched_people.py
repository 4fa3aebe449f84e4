"""People whom a proposal touches, as staff see them before they decide: masked, in one shape for every kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.notify.causes import cause
from chalicelib.person import foreseen, travel
from chalicelib.person.records import StateRecord
from chalicelib.scoring.facts import Event


@dataclass(frozen=True)
class Page:
    """Which page of those touched is asked for, and when: colours are those of `now` and what follows of it."""

    now: datetime
    language: str
    limit: int
    cursor: str | None = None


@dataclass(frozen=True)
class Colours:
    """A colour now and then, and the sentence of what makes it."""

    before: str | None = None
    after: str | None = None
    why: str | None = None


UNKNOWN = Colours()


def row(state: StateRecord | None, last4: str, colours: Colours = UNKNOWN, **more: Any) -> dict[str, Any]:
    """Somebody who is touched; `state` None for who is nobody's record here, of whom the last characters are known."""
    return {
        "person_id": state.person_id if state else None,
        "document_last4": state.last4 if state else last4,
        "name_masked": state.name_masked if state else None,
        "region": state.county if state else None,
        "before": colours.before,
        "after": colours.after,
        "why": colours.why,
        **more,
    }


def turned(state: StateRecord | None, events: Iterable[Event], page: Page) -> Colours:
    """What facts would make of somebody. Reads as `foreseen.turned`."""
    if state is None:
        return UNKNOWN
    found = foreseen.turning(state, events, page.now)
    if found.why is None:
        return Colours(found.before, found.after)
    since = travel.spoken(found.why.since, page.language)
    return Colours(found.before, found.after, cause(found.why.rule, found.why.named, since, page.language))


def one(state: StateRecord | None, last4: str, events: Iterable[Event], page: Page, **more: Any) -> dict[str, Any]:
    """The page of a proposal about one person."""
    return listed([row(state, last4, turned(state, events, page), **more)])


def listed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The one page of few."""
    return {"items": rows, "next_cursor": None}

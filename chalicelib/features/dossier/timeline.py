"""The time line of a person: everything that explains their colour, and the colour of any past instant again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib import instants
from chalicelib.access.actor import Actor
from chalicelib.container import asked_at
from chalicelib.errors import invalid
from chalicelib.features.dossier import entries, finding
from chalicelib.features.dossier.entries import KINDS, Asked, Entry
from chalicelib.notify.causes import cause
from chalicelib.person import colour, courses, history, origins, travel
from chalicelib.person import records as people
from chalicelib.person.ownership import whole_state
from chalicelib.person.records import StateRecord
from chalicelib.scoring.course import Course
from chalicelib.scoring.decide import Decision
from chalicelib.scoring.rules import Scheme
from chalicelib.store.listing import Listing


@dataclass(frozen=True)
class Page:
    """Which kinds of entries (none: all) up to which instant (None: now); the `item` about which it is opened."""

    kinds: list[str]
    at: datetime | None
    item: str | None
    limit: int
    cursor: str | None


def of(actor: Actor, person_id: str, page: Page, now: datetime, language: str) -> dict[str, Any]:
    """A page of a person's time line up to an instant, newest first, with the codes of that instant.

    The first page is an opening: audited, seen by the person. It is made of the whole history: a query and a batch read
    of ratings, and a query for visits, messages and each decision's audit. Raises NotFound, Invalid for a kind that is
    none, an instant to come, another list's cursor.
    """
    asked_at(now)
    wanted, until = _kinds(page.kinds), _instant(page.at, now)
    listing = Listing("timeline", person_id, *wanted, until.isoformat() if page.at else "")
    before = listing.behind(page.cursor)
    state = _reached(actor, person_id) if before else finding.opened(actor, person_id, page.item, now)
    records = history.history(state.person_id)
    course = courses.of_person(records, state.person_id, now)
    last = min(until, instants.from_millis(int(before[0])) + _LESS_THAN_ONE) if before else until
    asked = Asked(state, records, course, last, page.limit, language)
    found = sorted(entries.of_kinds(asked, wanted), key=lambda each: each.place, reverse=True)
    rest = [each for each in found if before is None or each.place < before]
    shown, more = listing.page(rest[: page.limit + 1], page.limit, lambda each: each.place)
    return {
        "person_id": state.person_id,
        "at": until,
        "codes": [_code(state, course, scheme, until, language) for scheme in colour.schemes_of(state)],
        "items": [_view(each) for each in shown],
        "next_cursor": more,
    }


_LESS_THAN_ONE = timedelta(microseconds=999)
"""A place tells its instant to the millisecond."""


def _kinds(kinds: list[str]) -> list[str]:
    if not set(kinds) <= set(KINDS):
        raise invalid("kind", "not_allowed", expected=", ".join(KINDS))
    return sorted(set(kinds)) or sorted(KINDS)


def _instant(at: datetime | None, now: datetime) -> datetime:
    if at is not None and at > now:
        raise invalid("at", "in_future")
    return at or now


def _reached(actor: Actor, person_id: str) -> StateRecord:
    """The same person on a further page: looked at already. Raises NotFound."""
    return whole_state(finding.reached(actor, people.state(person_id)))


def _code(state: StateRecord, course: Course, scheme: Scheme, at: datetime, language: str) -> dict[str, Any]:
    """The colour of an instant as it was then, beside what is known about it now."""
    then, by_now = course.then(at, scheme), course.by_now(at, scheme)
    corrected = _told(then) != _told(by_now)
    return {
        "scheme": scheme,
        "colour": then.colour,
        "holds": [_hold(course, each, language) for each in then.holds],
        "corrected": corrected,
        "corrected_at": next((each for each in course.corrections if each > at), None) if corrected else None,
        "colour_by_now": by_now.colour,
    }


def _told(decision: Decision) -> tuple[str | None, list[str]]:
    return decision.colour, [each.rule for each in decision.holds]


def _hold(course: Course, hold: Any, language: str) -> dict[str, Any]:
    return {
        "rule": hold.rule,
        "colour": hold.colour,
        "text": cause(hold.rule, hold.named, travel.spoken(hold.since, language), language),
        "since": hold.since,
        "clears_on": hold.clears_on,
        "checkins_required": hold.checkins_required,
        "checkins_done": hold.checkins_done,
        "decision_ref": origins.reference(hold.rule, hold.key),
    }


_NAMED = ("scheme", "rule", "colour", "opened", "decision_ref", "declaration_id", "by", "reason", "audit")


def _view(entry: Entry) -> dict[str, Any]:
    named = {name: entry.more.get(name) for name in _NAMED}
    rest = {name: value for name, value in entry.more.items() if name not in _NAMED}
    told = {"id": entry.id, "at": entry.at, "kind": entry.kind, "text": entry.text, "corrected": entry.corrected}
    return told | named | {"more": rest}

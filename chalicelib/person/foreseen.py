"""What facts would make of a person: the gravest colour of their holds before and after, with nothing written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.person import colour
from chalicelib.person.colour import SEVERITY
from chalicelib.person.records import StateRecord
from chalicelib.scoring.decide import HoldView, decide
from chalicelib.scoring.facts import Event
from chalicelib.scoring.rules import Scheme
from chalicelib.scoring.state import OutOfOrder, State


@dataclass(frozen=True)
class Turning:
    """The colour that follows from somebody's own holds now and with some facts, and the gravest hold then."""

    before: str
    after: str
    why: HoldView | None


def turned(record: StateRecord, events: Iterable[Event], now: datetime) -> tuple[str, str]:
    """The colour that follows from the person's own holds now, and with these facts.

    A batch read where they name regions, whose ratings meet them.
    """
    found = turning(record, events, now)
    return found.before, found.after


def turning(record: StateRecord, events: Iterable[Event], now: datetime) -> Turning:
    """The same with the hold that makes the colour. Reads as `turned`."""
    events = list(events)
    before = colour.load_state(record)
    try:
        after = colour.fold_known(before, colour.with_ratings(events))
    except OutOfOrder:
        after = colour.rebuild(record.person_id, events)
    why = max(_holds(record, after, now), key=lambda view: SEVERITY[str(view.colour)], default=None)
    return Turning(gravest(record, before, now), str(why.colour) if why else "green", why)


def worsens(record: StateRecord, events: Iterable[Event], now: datetime) -> bool:
    """Whether these facts make the colour worse in any of the person's schemes, as it would be shown now."""
    events = list(events)
    before = colour.load_state(record)
    try:
        after = colour.fold_known(before, events)
    except OutOfOrder:
        after = colour.rebuild(record.person_id, events)
    return any(_severity(after, scheme, now) > _severity(before, scheme, now) for scheme in colour.schemes_of(record))


def _severity(state: State, scheme: Scheme, now: datetime) -> int:
    shown = decide(state, colour.book(), now, scheme).colour
    return shown.severity if shown is not None else 0


def gravest(record: StateRecord, state: State, now: datetime) -> str:
    """The gravest colour of any hold in the person's schemes, whether it is shown or not."""
    return max((str(view.colour) for view in _holds(record, state, now)), key=SEVERITY.__getitem__, default="green")


def _holds(record: StateRecord, state: State, now: datetime) -> list[HoldView]:
    schemes = colour.schemes_of(record)
    return [view for scheme in schemes for view in decide(state, colour.book(), now, scheme).holds]

"""What facts would make of a person: the gravest colour of their holds before and after, with nothing written."""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.person import colour
from chalicelib.person.records import StateRecord
from chalicelib.scoring.decide import decide
from chalicelib.scoring.facts import Event
from chalicelib.scoring.rules import Scheme
from chalicelib.scoring.state import OutOfOrder, State


def turned(record: StateRecord, events: Iterable[Event], now: datetime) -> tuple[str, str]:
    """The colour that follows from the person's own holds now, and with these facts.

    A batch read where they name regions, whose ratings meet them.
    """
    events = list(events)
    before = colour.load_state(record)
    try:
        after = colour.fold_known(before, colour.with_ratings(events))
    except OutOfOrder:
        after = colour.rebuild(record.person_id, events)
    return gravest(record, before, now), gravest(record, after, now)


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
    schemes = colour.schemes_of(record)
    found = [view.colour for scheme in schemes for view in decide(state, colour.book(), now, scheme).holds]
    return max(map(str, found), key=lambda name: colour.SEVERITY[name], default="green")

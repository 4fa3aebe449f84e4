"""Namesakes of whoever applies: who shares name, birth date and sex under another document waits for staff.

Two mainland resident numbers are never compared. So the application of a resident reads nothing of namesakes: its
transaction requires that there are none but other residents. Whoever was found is looked at anew, and waits.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.config import COMPARISON_DEADLINE
from chalicelib.desk import comparisons
from chalicelib.person import colour, namesakes, waits
from chalicelib.person.changing import Attempt
from chalicelib.person.namesakes import Identity, Namesake
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store.transactions import Change


@dataclass(frozen=True)
class Place:
    """Somebody's place among namesakes, still to be taken, and those there who may be the same person."""

    step: Change
    alike: list[Namesake]


def place_of(who: Identity, person_id: str, *, looks: bool = True) -> Place:
    """A place among namesakes. No read for a mainland resident where nobody `looks`; else one, two more with any."""
    if who.is_resident and not looks:
        return Place(namesakes.alone_step(who, person_id), [])
    there = namesakes.at(who.place)
    return Place(namesakes.beside_step(there, who, person_id), namesakes.among(there, who, person_id))


def enter(attempt: Attempt, person: Person, place: Place) -> None:
    """Takes the place. With anybody there who may be the same person, staff compare and no code is shown till then."""
    attempt.write(place.step)
    due_at = attempt.now + COMPARISON_DEADLINE
    compared = waits.waits_of(person.state).get(waits.COMPARISON, {}).get("others", ())
    alike = [other for other in place.alike if other.state.person_id not in compared]
    for other in alike:
        region = person.state.county or other.state.county
        record = comparisons.make(person.id, other.state.person_id, region, attempt.now, due_at)
        attempt.write(comparisons.put(record))
    if alike:
        person.wait(waits.COMPARISON, [other.state.person_id for other in alike], due_at)


def move(
    attempt: Attempt, person: Person, profile: ProfileRecord, who: Identity | None, *, renamed: bool = False
) -> str | None:
    """The place of a person whose name, birth date or document has changed; compared anew. Returns the place.

    Another number alone leaves it: whoever was told apart by the former one is not asked again.
    """
    before = profile.namesakes
    if who is None or (who.place == before and not renamed):
        return before
    if before and before != who.place:
        attempt.write(namesakes.leave_step(before, person.id))
    enter(attempt, person, place_of(who, person.id))
    return who.place


def placed(place: str | None) -> list[Any]:
    """The action that keeps a place with the profile."""
    return [ProfileRecord.namesakes.set(place)] if place else []


def certified(person: Person, profile: ProfileRecord, now: datetime) -> None:
    """Whom the register knows by a resident number waits on only for somebody with open holds."""
    wait = waits.waits_of(person.state).get(waits.COMPARISON)
    if wait is None or profile.document_type != "id_card":
        return
    for other in wait["others"]:
        if not _has_open_holds(other, now):
            person.wait_no_more(waits.COMPARISON, other)


def _has_open_holds(person_id: str, now: datetime) -> bool:
    states: list[StateRecord] = namesakes.states_of([person_id])
    return any(colour.has_open_holds(state, now) for state in states)

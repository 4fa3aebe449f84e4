"""Doors of a venue: up to twenty, each with a name, and a number that no later door of the venue gets."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chalicelib.errors import invalid
from chalicelib.places.venues import VenueItem


@dataclass(frozen=True, slots=True)
class Door:
    """`number` counts from 1; 0 is the venue without saying which door."""

    number: int
    name: str

    @property
    def shown(self) -> dict[str, Any]:
        """As the API answers it."""
        return {"number": self.number, "name": self.name}


def of(venue: VenueItem) -> list[Door]:
    """The venue's doors, in the order that its manager gave them."""
    return [Door(int(each["number"]), str(each["name"])) for each in venue.doors or ()]


def find(venue: VenueItem, number: int | None) -> Door | None:
    """The door of that number; None where the venue has none such (any more): its codes go on counting, without it."""
    return next((door for door in of(venue) if door.number == number), None)


def named(venue: VenueItem, number: int) -> Door | None:
    """The door that a code or poster is asked for, None for 0. Raises Invalid for one that there is not."""
    door = find(venue, number)
    if number and door is None:
        raise invalid("door", "unknown_door")
    return door


def keep(venue: VenueItem, wanted: Iterable[tuple[int | None, str]]) -> None:
    """Sets the venue's doors, in this order, from numbers and names.

    A door without a number is the one that has its name already, or else a new one: so the same list sent again changes
    nothing. Raises Invalid for a number that there is not, and for one that comes twice or a name that does.
    """
    kept: list[Door] = []
    known = of(venue)
    for at, (number, name) in enumerate(wanted):
        door = Door(number or _number_of(venue, known, name), name)
        if number and number not in {each.number for each in known}:
            raise invalid(f"doors.{at}.number", "unknown_door")
        if any(door.number == each.number or door.name == each.name for each in kept):
            raise invalid(f"doors.{at}.name", "twice_the_same_door")
        kept.append(door)
    venue.doors = [door.shown for door in kept]


def _number_of(venue: VenueItem, known: Iterable[Door], name: str) -> int:
    same = next((door.number for door in known if door.name == name), None)
    if same is None:
        same = venue.last_door = int(venue.last_door) + 1
    return same

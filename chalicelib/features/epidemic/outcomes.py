"""What became of a fact that was put in force: effective, waiting for its person, held, over, or another person's."""

from chalicelib.person.arriving import Arrived

ACCEPTED, WAITING, HELD, NO_EFFECT = "accepted", "waiting_match", "held", "no_effect"
ANOTHER = "other_person"
"""Staff have said that its number is not that of the person whom it names."""


def of(arrived: Arrived | None) -> str:
    """By the person whom it reached, if it is somebody's."""
    if arrived is None or arrived.apart == "waiting":
        return WAITING
    if arrived.apart == "other":
        return ANOTHER
    return HELD if arrived.held else ACCEPTED

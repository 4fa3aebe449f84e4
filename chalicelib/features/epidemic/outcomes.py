"""What became of a fact that was put in force: effective, waiting for its person, held, or over."""

from chalicelib.person.arriving import Arrived

ACCEPTED, WAITING, HELD, NO_EFFECT = "accepted", "waiting_match", "held", "no_effect"


def of(arrived: Arrived | None) -> str:
    """By the person whom it reached, if it is somebody's."""
    if arrived is None:
        return WAITING
    return HELD if arrived.held else ACCEPTED

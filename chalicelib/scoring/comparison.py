"""Two decisions about one person compared: whether one is worse for them than the other."""

from datetime import date

from chalicelib.scoring.days import FIRST_DAY, LAST_DAY
from chalicelib.scoring.decide import Decision
from chalicelib.scoring.rules import Colour

HELD = (Colour.YELLOW, Colour.RED)


def is_worse(after: Decision, before: Decision) -> bool:
    """Whether `after` keeps the person at any colour for longer. That nothing was declared for long is left aside."""
    return any(_held_until(after, colour) > _held_until(before, colour) for colour in HELD)


def _held_until(decision: Decision, colour: Colour) -> date:
    """The day until which the person is of this colour at least, by what is known; the last one while nobody knows."""
    days = [
        LAST_DAY if view.clears_on is None else view.clears_on
        for view in decision.holds
        if view.rule != "undeclared" and view.colour.severity >= colour.severity
    ]
    return max(days, default=FIRST_DAY)

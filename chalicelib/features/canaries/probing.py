"""The probe: rates the canary county, asks for every canary as anybody may, takes it back, asks again.

What is measured is the objective's own words: of the answers a minute after something is in force, how many are right.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from chalicelib.container import BELIEVED
from chalicelib.features.canaries import rating
from chalicelib.identity.regions import provinces

Colours = Mapping[str, str | None]
"""By province the colour that was answered; None where there was no answer."""
CACHED = timedelta(seconds=5)
"""How old an answer may be that somebody else asked for: everybody may ask, and few get a fold of their own."""
GRACE = timedelta(seconds=5) + CACHED
"""What a transaction and a request take beside the minute of belief, and how old the answer may be."""
AGAIN = timedelta(seconds=10)
"""After what was wrong is asked for again, to see how late it comes."""
GIVEN_UP = timedelta(seconds=120)


@dataclass(frozen=True)
class World:
    """What the probe acts by: the clock, patience (seconds), and the question for canaries of some provinces."""

    clock: Callable[[], datetime]
    wait: Callable[[float], None]
    ask: Callable[[Iterable[str]], Colours]


@dataclass(frozen=True)
class Found:
    """Of `asked` answers `right` were right a minute after it was in force; after `late` seconds all were.

    `late` is at least `GIVEN_UP` where that never came.
    """

    asked: int
    right: int
    late: float

    @property
    def percent(self) -> float:
        return 100 * self.right / self.asked


def probe(world: World) -> tuple[Found, Found]:
    """A whole round: as the rating is in force, and as it is no more."""
    began = world.clock()
    rating.begin(began)
    try:
        rated = settled("yellow", world)
    finally:
        rating.end(began, world.clock())
    return rated, settled("green", world)


def settled(expected: Literal["green", "yellow"], world: World) -> Found:
    """How canaries are answered a minute after now, and how long it takes until all are right."""
    since, everybody = world.clock(), provinces()
    world.wait((BELIEVED + GRACE).total_seconds())
    wrong = still_wrong(expected, everybody, world)
    right, late = len(everybody) - len(wrong), world.clock() - since
    while wrong and late < GIVEN_UP:
        world.wait(AGAIN.total_seconds())
        wrong, late = still_wrong(expected, wrong, world), world.clock() - since
    return Found(len(everybody), right, late.total_seconds())


def still_wrong(expected: str, asked: Iterable[str], world: World) -> list[str]:
    """Those of the provinces whose canary is not answered by the colour that is right."""
    asked = list(asked)
    answered = world.ask(asked)
    return [province for province in asked if answered.get(province) != expected]

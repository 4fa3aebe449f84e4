"""A made-up city: venues with opening hours, households, and what everybody does on one day. Pure, by a seed.

Minutes count from midnight in Shanghai. Nothing here knows of the service.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

CENTRE = (36.62, 101.78)
DISTRICTS = ("630102", "630103", "630104", "630105")
ELSEWHERE = "410102"
"""A district of another city, 1,100 km away."""
HOURS = {
    "airport": (300, 1430),
    "railway_station": (300, 1430),
    "coach_station": (330, 1320),
    "hospital": (0, 1440),
    "hotel": (0, 1440),
    "construction_site": (360, 1140),
    "checkpoint": (0, 1440),
    "government_or_company": (420, 1200),
    "factory": (360, 1320),
    "school": (420, 1080),
    "bank": (540, 1020),
    "restaurant": (600, 1320),
    "shopping_complex": (540, 1320),
    "culture_or_sport": (540, 1320),
    "community": (0, 1440),
    "other": (480, 1200),
}
"""Every type of venue, open from and until."""
WORK = ("government_or_company", "factory", "construction_site", "hospital")
ERRANDS = ("bank", "hospital", "community", "other", "hotel", "airport", "coach_station")
EVENINGS = ("restaurant", "shopping_complex", "culture_or_sport")
GATED = frozenset({"railway_station", "government_or_company", "factory", "hospital", "airport"})
"""Types at whose door a guard scans the person; elsewhere people scan the poster."""


@dataclass(frozen=True)
class Place:
    """A venue. `clock`: by how many minutes the clock of its gate is ahead; `offline`: it has no network today."""

    number: int
    kind: str
    district: str
    lat: float
    lon: float
    gate: bool = False
    offline: bool = False
    clock: int = 0


@dataclass(eq=False)
class Stay:
    """Somebody at a place from `came` to `left`; `tells` is False for who will not scan on leaving."""

    place: Place
    came: float
    left: float
    tells: bool = True
    together: bool = False
    """The whole household comes, by one scan."""


@dataclass(eq=False)
class Citizen:
    """One of a household; the first of it holds the account."""

    number: int
    household: int
    district: str
    stays: list[Stay] = field(default_factory=list)
    passes: list[tuple[Place, float]] = field(default_factory=list)
    """Checkpoints on the way, and when."""


class Town:
    """`size` people in households, the venues that they need, and the day of each."""

    def __init__(self, size: int, seed: int) -> None:
        self._dice = Random(seed)
        self.places = list(self._places(max(48, size // 16)))
        self.far = Place(len(self.places), "restaurant", ELSEWHERE, 34.75, 113.65)
        self.by_kind = {kind: [place for place in self.places if place.kind == kind] for kind in HOURS}
        self.households = list(self._households(size))
        for household in self.households:
            for citizen in household:
                self._plan(citizen, is_head=citizen is household[0])

    @property
    def citizens(self) -> list[Citizen]:
        return [citizen for household in self.households for citizen in household]

    def _places(self, count: int) -> Iterator[Place]:
        """Every type in turn, within four kilometres. Gates of every second round have no network today."""
        kinds = list(HOURS)
        for number in range(count):
            kind, turn = kinds[number % len(kinds)], number // len(kinds)
            lat, lon = (middle + self._dice.uniform(-0.03, 0.03) for middle in CENTRE)
            gate = kind in GATED or kind == "checkpoint"
            offline = kind == "checkpoint" or (gate and turn % 2 == 1)
            clock = (0, 60, -60)[number % 3] if offline else 0
            yield Place(number, kind, DISTRICTS[turn % len(DISTRICTS)], lat, lon, gate, offline, clock)

    def _households(self, size: int) -> Iterator[list[Citizen]]:
        number = 0
        for household in itertools.count():
            people = min(size - number, self._dice.choice((1, 2, 3, 3, 4, 5)))
            district = self._dice.choice(DISTRICTS)
            if not people:
                return
            yield [Citizen(number + each, household, district) for each in range(people)]
            number += people

    def _plan(self, citizen: Citizen, *, is_head: bool) -> None:
        dice = self._dice
        if not is_head:
            self._at_school(citizen)
        elif dice.random() < 0.65:
            self._at_work(citizen)
        else:
            self._on_errands(citizen)
        if is_head and dice.random() < 0.4:
            came = dice.uniform(1150, 1200)
            stay = Stay(self._any(EVENINGS, came), came, came + dice.uniform(20, 80), together=dice.random() < 0.7)
            citizen.stays.append(stay)
        for number, stay in enumerate(citizen.stays):
            again = any(later.place is stay.place for later in citizen.stays[number + 1 :])
            stay.tells = again or dice.random() < 0.85

    def _any(self, kinds: tuple[str, ...], at: float) -> Place:
        """A place that is open then."""
        is_open = [kind for kind in kinds if HOURS[kind][0] <= at < HOURS[kind][1] - 20]
        return self._dice.choice(self.by_kind[self._dice.choice(is_open)])

    def _at_school(self, citizen: Citizen) -> None:
        if self._dice.random() < 0.6:
            came = self._dice.uniform(450, 490)
            citizen.stays.append(Stay(self._any(("school",), came), came, came + self._dice.uniform(400, 500)))

    def _at_work(self, citizen: Citizen) -> None:
        """Through a station or a checkpoint in the morning's peak, at work, and half of them out for lunch."""
        dice = self._dice
        peak = dice.triangular(400, 510, 460)
        if dice.random() < 0.6:
            citizen.stays.append(Stay(self._any(("railway_station",), peak), peak, peak + dice.uniform(6, 18)))
        else:
            citizen.passes.append((self._any(("checkpoint",), peak), peak))
        came = peak + dice.uniform(30, 50)
        work = self._any(WORK, came)
        if dice.random() < 0.5:
            citizen.stays.append(Stay(work, came, dice.uniform(705, 720)))
            lunch = dice.uniform(730, 740)
            citizen.stays.append(Stay(self._any(("restaurant",), lunch), lunch, lunch + dice.uniform(15, 40)))
            came = dice.uniform(790, 800)
        citizen.stays.append(Stay(work, came, dice.uniform(1020, 1100)))
        citizen.passes.append((self._any(("checkpoint",), 1120), dice.uniform(1110, 1140)))

    def _on_errands(self, citizen: Citizen) -> None:
        for start in (hour for hour in (560, 680, 800, 920) if self._dice.random() < 0.5):
            came = start + self._dice.uniform(0, 40)
            citizen.stays.append(Stay(self._any(ERRANDS, came), came, came + self._dice.uniform(10, 60)))

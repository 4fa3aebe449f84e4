"""What the simulation sent and what has to be found again, kept by itself: nothing here asks the service.

The few rules it needs (after how many hours a visit ends, from how many minutes a contact counts, which
groups are too small to be shown) are written down once more, as the rules of the domain say them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

HOURS = {
    **dict.fromkeys(("hospital", "hotel", "community"), 24),
    **dict.fromkeys(("construction_site", "government_or_company", "factory", "school"), 14),
    **dict.fromkeys(("railway_station", "coach_station", "shopping_complex", "culture_or_sport", "other"), 6),
    "airport": 12,
    "checkpoint": 1,
    "bank": 4,
    "restaurant": 4,
}
"""After how long a visit that nobody ended is over."""
MINUTES = Counter({"restaurant": -5, "hospital": -5, "checkpoint": -5, "culture_or_sport": -5})
"""Together at a venue for 15 minutes counts, there for 10."""
SMALLEST = 10


@dataclass
class Visit:
    """One stay as it reached the service: `came` and `left` are None while that scan has not."""

    person_id: str
    venue_id: str
    kind: str
    district: str
    suspect: bool = False
    came: datetime | None = None
    left: datetime | None = None

    @property
    def start(self) -> datetime:
        """When it began: where only the way out was seen, then."""
        found = self.came or self.left
        assert found is not None
        return found

    @property
    def until(self) -> datetime:
        """When it ended, or ends by itself."""
        return self.left or self.start + timedelta(hours=HOURS[self.kind])

    def told(self) -> tuple[str, str, str, bool]:
        """As a list of visits tells it: when it began, the scan out, when it ends, whether it is doubted."""
        return text(self.start), text(self.left) if self.left else "", text(self.until), self.suspect


def text(at: datetime) -> str:
    """An instant as answers have it: the simulation knows whole seconds only."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


@dataclass
class Ledger:
    """People by id with district and colour, visits and checks that arrived; `wrong` is what differed on the way."""

    people: dict[str, tuple[str, str]] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    checks: dict[tuple[str, str], str] = field(default_factory=dict)
    """District by venue and the gate's own id."""
    venues: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def arrived(self) -> list[Visit]:
        """The visits of which any scan reached the service."""
        return [visit for visit in self.visits if visit.came or visit.left]

    def expect(self, what: str, told: object, wanted: object) -> None:
        """Writes down where the service says something else."""
        if told != wanted:
            self.wrong.append(f"{what}: {told!r}, not {wanted!r}"[:400])

    def figures(self) -> dict[str, Counter[str]]:
        """What the statistics have to say at the end, by district."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for district, colour in self.people.values():
            found[district].update(("people", colour))
        for visit in self.arrived():
            found[visit.district].update(("visits", "suspect_visits") if visit.suspect else ("visits",))
        for district in self.checks.values():
            found[district]["checks"] += 1
        for district, count in self.venues.items():
            found[district]["venues"] += count
        return found

    def exposed(self, person_id: str, region: str, now: datetime) -> dict[str, tuple[int, int]]:
        """Who was with a person in a region: whole minutes that are sure, and minutes that are doubted."""
        mine = [each for each in self.arrived() if each.person_id == person_id and each.district.startswith(region)]
        seconds: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
        kinds: dict[str, str] = {}
        for own in mine:
            for other in self._beside(own):
                start, end = max(own.start, other.start), min(own.until, other.until, now)
                if start <= end:
                    kinds[own.venue_id] = own.kind
                    doubted = own.suspect or other.suspect
                    seconds[other.person_id, own.venue_id].append(((end - start).total_seconds(), doubted))
        found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for (other_id, venue_id), times in seconds.items():
            if sum(each for each, _ in times) // 60 >= 15 + MINUTES[kinds[venue_id]]:
                for length, doubted in times:
                    found[other_id][doubted] += length
        return {other_id: (int(sure // 60), int(doubted // 60)) for other_id, (sure, doubted) in found.items()}

    def _beside(self, own: Visit) -> Iterator[Visit]:
        for other in self.arrived():
            if other.venue_id == own.venue_id and other.person_id != own.person_id:
                yield other

"""One policy day of a made-up city through the real routes, with everything that goes wrong on the way.

Whatever reaches the service is written into the ledger when it is sent, by what was meant, not by the answer.
"""

import heapq
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from bench import world
from bench.cityfolk import Folk, Person
from bench.ledger import Ledger, Visit, text
from bench.requests import Request, post
from bench.streams import Stream, Watched
from bench.town import Citizen, Place, Stay, Town
from chalicelib import instants

MIDNIGHT = datetime(2020, 3, 9, 16, tzinfo=UTC)
"""The policy day 2020-03-10 begins."""
DAY_NAME = "2020-03-10"
END = MIDNIGHT + timedelta(hours=23, minutes=59)
DELIVERIES = (631, 850, 1110, 1350)
"""Minutes at which the gates without a network find one for a while."""
CLOSING, REVOKING, ERASING = 900, 780, 600


def instant(minutes: float) -> datetime:
    """A moment of the day, to the second."""
    return MIDNIGHT + timedelta(seconds=round(minutes * 60))


@dataclass
class Tally:
    """What scans cost."""

    scans: int = 0
    calls: int = 0
    units: float = 0.0


@dataclass(frozen=True)
class Kept:
    """What a gate without a network keeps to deliver later. `late`: the venue had closed when it was made."""

    body: dict[str, Any]
    person: Person
    arrives: Callable[[], None]
    late: bool = False


@dataclass
class Day:
    """The city, its ledger, and what is still to happen, in order of time."""

    size: int
    seed: int
    ledger: Ledger = field(default_factory=Ledger)
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        self.town = Town(self.size, self.seed)
        self.store = world.transport().dynamodb = Watched()
        self.stream = Stream(self.store, Random(self.seed))
        self.folk = Folk(self.town, self.ledger, self.store, MIDNIGHT - timedelta(hours=6))
        self.queues: dict[int, list[Kept]] = {}
        self._coming: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._order = itertools.count()
        self._keys = itertools.count()
        self.stream.flow()

    def at(self, moment: datetime, then: Callable[[datetime], None]) -> None:
        """Something that is to happen."""
        heapq.heappush(self._coming, (moment, next(self._order), then))

    def pass_by(self) -> None:
        """Lets everything happen."""
        while self._coming:
            moment, _, then = heapq.heappop(self._coming)
            self.store.minute = instants.seconds(moment) // 60
            then(moment)
            if len(self.store.changes or ()) > 500:
                self.stream.flow()
        self.stream.flow()

    def ask(self, request: Request) -> tuple[int, dict[str, Any]]:
        """Sends a request; counts what a scan costs."""
        from bench.paths import answer

        calls = world.transport().calls
        calls.clear()
        status, body = answer(request)
        if request.path == "/v1/visits" and status < 300:
            self.tally.scans += 1
            self.tally.calls += len(calls)
            self.tally.units += sum(call.read_units + call.write_units for call in calls)
        return status, json.loads(body) if body else {}

    def sent(self, request: Request, status: int, *, again: tuple[int, str] = (0, "")) -> dict[str, Any]:
        """Sends a request, some of them twice because the answer is lost, and expects a status.

        `again` is what a second scan without the first one's key is answered, and why.
        """
        fate = self.dice.random()
        if fate < 0.06:
            request = replace(request, key=f"day-{next(self._keys)}")
            self._expect(request, status)
        body = self._expect(request, status)
        if fate > 0.96 and again[0]:
            self._expect(replace(request, at=request.at + timedelta(seconds=2)), again[0])
        return body

    def _expect(self, request: Request, status: int) -> dict[str, Any]:
        found, body = self.ask(request)
        told = f"{request.method} {request.path} at {request.at:%H:%M:%S} {body.get('code', '')}"
        self.ledger.expect(told, found, status)
        return body

    # What people do.

    def lives(self, citizen: Citizen) -> None:
        """Puts a citizen's day into the calendar."""
        for stay in citizen.stays:
            self._comes(citizen, stay)
        for place, minute in citizen.passes:
            moment = instant(minute)
            self.at(moment, partial(self.passes, self.folk.of(citizen), place))

    def _comes(self, citizen: Citizen, stay: Stay) -> None:
        people = [self.folk.of(citizen)]
        if stay.together:
            people += [person for person in self.folk.household(citizen) if person is not people[0]]
        visits = [self._visit(person, stay.place) for person in people]
        hot = citizen in self.folk.feverish and stay is citizen.stays[0]
        self.at(instant(stay.came), partial(self.scans, people, stay.place, visits, "in", hot=hot))
        if stay.tells:
            self.at(instant(stay.left), partial(self.scans, people, stay.place, visits, "out"))

    def _visit(self, person: Person, place: Place) -> Visit:
        door = self.folk.door(place)
        visit = Visit(person.person_id, door.venue_id, place.kind, place.district)
        self.ledger.visits.append(visit)
        return visit

    def scans(
        self,
        people: list[Person],
        place: Place,
        visits: list[Visit],
        direction: str,
        now: datetime,
        *,
        hot: bool = False,
    ) -> None:
        """Somebody comes or leaves, by the poster or by the guard."""
        extra = {"temperature": 38.4 if hot else 36.6} if direction == "in" else {}
        if place.gate:
            self._by_guard(people[0], place, visits[0], direction, now, extra)
        else:
            self._by_poster(people, place, visits, direction, now, extra)

    def _by_poster(
        self,
        people: list[Person],
        place: Place,
        visits: list[Visit],
        direction: str,
        now: datetime,
        extra: dict[str, Any],
    ) -> None:
        door, first = self.folk.door(place), people[0]
        if direction == "out" and len(people) == 1 and first.visit_id and self.dice.random() < 0.5:
            path = {"visit_id": first.visit_id}
            self.sent(post("/v1/visits/{visit_id}/departure", {}, parameters=path, token=first.token(now), at=now), 200)
            visits[0].left = now if visits[0].came else None
            return
        body = {"person_id": first.person_id, "venue_code": door.code, "direction": direction} | extra
        if len(people) > 1:
            body["people"] = [person.person_id for person in people[1:]]
        if self.dice.random() < 0.5:
            body["location"] = {"lat": place.lat, "lon": place.lon, "accuracy": 20}
        if door.old_code and self.dice.random() < 0.3:
            old = post("/v1/visits", body | {"venue_code": door.old_code}, token=first.token(now), at=now)
            self.sent(old, 422)
            now += timedelta(seconds=15)
        request = post("/v1/visits", body, token=first.token(now), at=now)
        if door.closed_at and now >= door.closed_at:
            self.sent(request, 409)
            first.visit_id = ""
            return
        begins = direction == "in" or visits[0].came is None
        answer = self.sent(request, 201 if begins else 200, again=(200, "the same visit"))
        first.visit_id = answer.get("visit", {}).get("id", "") if direction == "in" else ""
        self._arrived(people, visits, direction, now, extra)

    def _by_guard(
        self, person: Person, place: Place, visit: Visit, direction: str, now: datetime, extra: dict[str, Any]
    ) -> None:
        door = self.folk.door(place)
        body = {"shown": self.code_of(person, now), "venue_id": door.venue_id, "direction": direction} | extra
        closed = bool(door.closed_at and now >= door.closed_at)
        if place.offline:
            body["client_at"] = text(now + timedelta(minutes=place.clock))
            arrives = partial(self._arrived, [person], [visit], direction, now, extra)
            self.queues.setdefault(place.number, []).append(Kept(body, person, arrives, closed))
            return
        status = 409 if closed else 201 if visit.came is None else 200
        self.sent(post("/v1/visits", body, token=door.token(now), at=now), status, again=(409 if closed else 200, ""))
        if not closed:
            self._arrived([person], [visit], direction, now, extra)

    def _arrived(
        self, people: list[Person], visits: list[Visit], direction: str, at: datetime, extra: dict[str, Any]
    ) -> None:
        """The ledger's entry for a scan that reached the service."""
        for visit in visits:
            if direction == "in":
                visit.came = at
            else:
                visit.left = at
        if extra.get("temperature", 0) > 37.2:
            self.folk.turns_yellow(people[0])

    def code_of(self, person: Person, now: datetime) -> str:
        """What the person's phone shows: the code of this morning, or of after their colour changed."""
        if not person.shown:
            self.ledger.expect("asking for a code", self._fetch(person, now), 200)
        return person.shown

    def _fetch(self, person: Person, now: datetime) -> int:
        status, body = self.ask(self.folk.code_request(person, now))
        person.shown = body.get("token", "")
        return status

    def passes(self, person: Person, place: Place, now: datetime, *, hot: bool = False) -> None:
        """A checkpoint without a network keeps a check."""
        number = len(self.queues.setdefault(place.number, []))
        item = {
            "id": f"{number}-{text(now)[11:19].replace(':', '')}-{person.person_id[:8]}",
            "shown": self.code_of(person, now),
            "checked_at": text(now + timedelta(minutes=place.clock)),
            "venue_id": self.folk.door(place).venue_id,
            "temperature": 38.2 if hot else 36.5,
        }
        arrives = partial(self._checked, person, place, item, hot=hot)
        self.queues[place.number].append(Kept(item, person, arrives))

    def _checked(self, person: Person, place: Place, item: dict[str, Any], *, hot: bool) -> None:
        self.ledger.checks[item["venue_id"], item["id"]] = place.district
        if hot and not person.erased_at:
            self.folk.turns_yellow(person)

"""What goes wrong in the city's day: gates without a network, fever, forged and old posters, people who leave."""

from datetime import datetime, timedelta
from functools import partial

from bench.cityfolk import Door, Person, proved
from bench.day import CLOSING, DELIVERIES, ERASING, REVOKING, Day, Kept, instant
from bench.ledger import Visit, text
from bench.requests import Request, post
from bench.town import Place

MOST_CHECKS = 100


def befall(day: Day) -> None:
    """Puts all of it into the calendar, and the lives of those whom it does not concern."""
    _fever(day)
    for citizen in day.town.citizens:
        day.lives(citizen)
    _forwarded(day)
    _poster_revoked(day)
    _closed(day)
    _erased(day)
    for minute in DELIVERIES:
        day.at(instant(minute), partial(_deliver, day))


def _fever(day: Day) -> None:
    """One in sixty is measured hot where they come first; one at a checkpoint, by a gate without a network."""
    going = [citizen for citizen in day.town.citizens if citizen.stays]
    chosen = day.dice.sample(going, max(3, day.size // 60))
    day.folk.feverish += chosen[:-1]
    checkpoint = next(place for place in day.town.places if place.kind == "checkpoint")
    day.at(instant(425), partial(day.passes, day.folk.of(chosen[-1]), checkpoint, hot=True))


def _forwarded(day: Day) -> None:
    """A poster from another city is sent around and scanned minutes after a true visit; some of them in a fever."""
    stays = [
        (citizen, citizen.stays[-1])
        for citizen in day.town.citizens
        if citizen.stays
        and citizen not in day.folk.feverish
        and not citizen.stays[-1].place.gate
        and not citizen.stays[-1].together
    ]
    door = day.folk.door(day.town.far)
    for number, (citizen, stay) in enumerate(day.dice.sample(stays, max(3, day.size // 50))):
        person, temperature = day.folk.of(citizen), (36.5, 39.0)[number % 2]
        moment = instant(stay.came) + timedelta(minutes=4)
        day.at(moment, partial(_scan_afar, day, person, door, temperature))


def _scan_afar(day: Day, person: Person, door: Door, temperature: float, now: datetime) -> None:
    # Only who was seen here a moment ago cannot be there; a scan that was refused has shown nobody.
    if not person.visit_id:
        return
    place = day.town.far
    visit = Visit(person.person_id, door.venue_id, place.kind, place.district, suspect=True, came=now)
    day.ledger.visits.append(visit)
    body = {"person_id": person.person_id, "venue_code": door.code, "direction": "in", "temperature": temperature}
    answer = day.sent(post("/v1/visits", body, token=person.token(now), at=now), 201, again=(200, ""))
    marks = [mark["kind"] for mark in answer.get("visit", {}).get("marks", [])]
    day.ledger.expect("marks of a forwarded poster", marks, ["impossible_travel"])


def _busiest(day: Day, *, gate: bool, after: int, kinds: tuple[str, ...] = ()) -> Place:
    """The place that most people come to after a minute of the day."""
    counts: dict[int, int] = {}
    for citizen in day.town.citizens:
        for stay in citizen.stays:
            fits = stay.place.offline if gate else not stay.place.gate
            if fits and stay.left > after and (not kinds or stay.place.kind in kinds):
                counts[stay.place.number] = counts.get(stay.place.number, 0) + 1
    return day.town.places[max(counts, key=lambda number: (counts[number], -number))]


def _poster_revoked(day: Day) -> None:
    """A restaurant's posters are revoked; some guests still scan the old one."""
    door = day.folk.door(_busiest(day, gate=False, after=REVOKING, kinds=("restaurant",)))

    def happen(now: datetime) -> None:
        path = {"venue_id": door.venue_id}
        day.ledger.expect("revoking", day.ask(_revoking(path, door.token(now), now))[0], 200)
        door.old_code = door.code
        door.print(now + timedelta(seconds=1))

    day.at(instant(REVOKING), happen)


def _revoking(path: dict[str, str], token: str, now: datetime) -> Request:
    return post("/v1/venues/{venue_id}/posters/revocation", {}, parameters=path, token=token, at=now)


def _closed(day: Day) -> None:
    """A venue with a poster and one with a gate are closed while people are in them."""
    open_doors = [
        day.folk.door(_busiest(day, gate=False, after=CLOSING, kinds=("shopping_complex", "culture_or_sport"))),
        day.folk.door(_busiest(day, gate=True, after=CLOSING)),
    ]

    def happen(door: Door, now: datetime) -> None:
        door.decided("closed", now)
        door.closed_at = now
        day.ledger.venues[door.place.district] -= 1

    for door in open_doors:
        day.at(instant(CLOSING), partial(happen, door))


def _erased(day: Day) -> None:
    """Some people erase themselves after visits, a check and a scan that a gate still keeps."""
    community = next(place for place in day.town.places if place.kind == "community")
    checkpoint = next(place for place in day.town.places if place.kind == "checkpoint")
    gate = next(place for place in day.town.places if place.offline and place.kind != "checkpoint")
    for _ in range(3):
        person = day.folk.registered()
        visits = [
            Visit(person.person_id, day.folk.door(place).venue_id, place.kind, place.district)
            for place in (community, gate)
        ]
        day.ledger.visits += visits
        for place, visit, minute in zip((community, gate), visits, (510, 570), strict=True):
            day.at(instant(minute), partial(day.scans, [person], place, [visit], "in"))
        day.at(instant(540), partial(day.passes, person, checkpoint))
        day.at(instant(ERASING), partial(_erase, day, person))


def _erase(day: Day, person: Person, now: datetime) -> None:
    path = {"person_id": person.person_id}
    token, proof = proved(person.account.account_id, now)
    request = Request("DELETE", "/v1/people/{person_id}", None, path, token=token, proof=proof, at=now)
    day.ledger.expect("erasing oneself", day.ask(request)[0], 204)
    person.erased_at = now
    del day.ledger.people[person.person_id]


def _deliver(day: Day, now: datetime) -> None:
    """The gates' networks are back for a moment: what they kept comes in any order, part of it twice."""
    for number, kept in sorted(day.queues.items()):
        place = day.town.places[number]
        day.dice.shuffle(kept)
        if place.kind == "checkpoint":
            _deliver_checks(day, place, kept, now)
        else:
            _deliver_visits(day, place, kept, now)
        kept.clear()


def _deliver_visits(day: Day, place: Place, kept: list[Kept], now: datetime) -> None:
    door = day.folk.door(place)
    again = [each for each in kept if day.dice.random() < 0.3]
    clock = {"sent_at": text(now + timedelta(minutes=place.clock))}
    for each in (*kept, *again):
        wanted = {409} if each.late else {422} if each.person.erased_at else {200, 201}
        status, body = day.ask(post("/v1/visits", each.body | clock, token=door.token(now), at=now))
        if status not in wanted:
            day.ledger.expect(f"delivering a scan {body.get('errors')}", status, wanted)
        if wanted == {200, 201}:
            each.arrives()


def _made(kept: Kept, place: Place) -> str:
    """When a check was made, by a clock that is right."""
    return text(datetime.fromisoformat(kept.body["checked_at"]) - timedelta(minutes=place.clock))


def _deliver_checks(day: Day, place: Place, kept: list[Kept], now: datetime) -> None:
    """In batches that overlap, some of them twice; a second delivery counts nothing."""
    seen: set[int] = set()
    for start in range(0, len(kept), MOST_CHECKS // 2):
        batch = kept[start : start + MOST_CHECKS]
        for turn in range(day.dice.choice((1, 1, 2))):
            status, body = day.ask(_delivery(day, place, batch, now + timedelta(seconds=turn)))
            told = [(each["status"], each.get("checked_at")) for each in body.get("items", [])]
            wanted = [("duplicate" if turn or id(each) in seen else "accepted", _made(each, place)) for each in batch]
            day.ledger.expect(f"delivering checks ({status})", told, wanted)
        seen |= {id(each) for each in batch}
        for each in batch:
            each.arrives()


def _delivery(day: Day, place: Place, batch: list[Kept], now: datetime) -> Request:
    sent_at = text(now + timedelta(minutes=place.clock))
    body = {"items": [each.body for each in batch], "sent_at": sent_at}
    return post("/v1/checks", body, token=day.folk.door(place).token(now), at=now)

"""Venues and people of the benchmarks: a venue through the API, everybody in it put straight into the tables."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from bench import population, world
from bench.environment import TABLES
from bench.memory.dynamodb import DynamoDB
from bench.memory.table import Entry, Key, Stored
from bench.memory.values import Item
from bench.requests import NOON, Request, get, post
from bench.residents import Resident, login, token_of
from chalicelib import instants

VENUES_TABLE = TABLES[3]
_NUMBERS = itertools.count(1)
LATER = instants.stamp(NOON + timedelta(days=30))


@dataclass(frozen=True)
class Door:
    """An approved venue and the code of its poster."""

    venue_id: str
    code: str

    @classmethod
    def opened(cls, kind: str = "restaurant", region: str = "630102") -> "Door":
        """A venue, registered, approved, its poster printed."""
        token = login().send()["access_token"]
        venue = post("/v1/venues", _form(kind, region), token=token).send()
        approve = {"status": "approved"}
        place = {"venue_id": venue["id"]}
        supervisor = token_of("supervisor", "supervisor", NOON)
        Request("PATCH", "/v1/venues/{venue_id}", approve, place, token=supervisor).send()
        code = get("/v1/venues/{venue_id}/code", parameters=place, token=token, query={"kind": "poster"}).send()
        return cls(venue["id"], code["venue_code"])

    def entry(self, visitor: "Visitor", at: datetime) -> Request:
        """The visitor scans the poster."""
        body = {"person_id": visitor.person_id, "venue_code": self.code, "direction": "in"}
        return post("/v1/visits", body, token=token_of(visitor.account_id, "resident", at), at=at)


def _form(kind: str, region: str) -> dict[str, object]:
    number = next(_NUMBERS)
    return {
        "name": f"测试场所{number}",
        "type": kind,
        "region": region,
        "credit_code": credit_code(number),
        "address": "东大街",
        "location": {"lat": 36.617, "lon": 101.778},
        "contact": {"name": "联系人", "phone": "09718230000"},
    }


def credit_code(number: int) -> str:
    """The code of a made-up organisation."""
    from chalicelib.identity.check_characters import CREDIT_ALPHABET, credit_check

    body = "91630102" + "".join(CREDIT_ALPHABET[number // 31**place % 31] for place in range(9))
    return body + credit_check(body)


@dataclass(frozen=True)
class Visitor:
    account_id: str
    person_id: str


def visitors(count: int) -> Iterator[Visitor]:
    """People of one account, copies of somebody who checked in yesterday and lives there."""
    resident = Resident.new()
    people = population.people_table(world.transport().dynamodb)
    template = people.get((f"P#{resident.person_id}", "state"))
    assert template is not None
    for _ in range(count):
        person_id = person_of(next(_NUMBERS))
        people.put(population.person(template, person_id, LATER))
        yield Visitor(resident.account_id, person_id)


def person_of(number: int) -> str:
    """The id of a made-up person."""
    return sha256(b"person %d" % number).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Been:
    """A visit that lies in the store as numbers until somebody reads it."""

    template: Item
    person_id: str
    venue_id: str
    came: datetime
    minutes: int

    def keys(self) -> tuple[Key, Entry]:
        """Its key, and its entry in the index of the venue's day."""
        from chalicelib.config import POLICY_ZONE
        from chalicelib.features.visits.records import day_key, shard_of
        from chalicelib.instants import stamp

        day = f"{self.came.astimezone(POLICY_ZONE):%Y-%m-%d}"
        number = stamp(self.came)
        visit_id = f"{self.person_id[:12]}{self.venue_id[:8]}"
        key = f"PV#{self.person_id}", f"visit#{number}#{visit_id}"
        return key, (day_key(self.venue_id, day, shard_of(self.person_id)), f"{number}#{visit_id}", *key)

    def __call__(self) -> Item:
        from pynamodb.attributes import UTCDateTimeAttribute

        key, entry = self.keys()
        moment = UTCDateTimeAttribute()
        texts = {"pk": key[0], "sk": key[1], "gsi1pk": entry[0], "gsi1sk": entry[1], "venue_id": self.venue_id}
        times = {"came": self.came, "left": self.came + timedelta(minutes=self.minutes)}
        texts |= {name: moment.serialize(at) for name, at in times.items()}
        return self.template | {name: {"S": value} for name, value in texts.items()}


def load(store: DynamoDB, visits: Iterable[Been]) -> int:
    """Puts visits into the store, as keys; says how many."""
    stored: list[tuple[Key, Stored]] = []
    entries: list[Entry] = []
    for visit in visits:
        key, entry = visit.keys()
        stored.append((key, visit))
        entries.append(entry)
    store.tables[VENUES_TABLE].load(stored, {"gsi1": entries})
    return len(stored)


def sample_visit(door: Door) -> Item:
    """A visit as the service records it."""
    visitor = next(visitors(1))
    door.entry(visitor, NOON).send()
    table = world.transport().dynamodb.tables[VENUES_TABLE]
    found = [key for key in table._items if key[0] == f"PV#{visitor.person_id}" and key[1].startswith("visit#")]
    item = table.get(found[0])
    assert item is not None
    return item

"""Many people in the store of which a few are due, made without a million requests.

Two residents are made through the API: one whose hold clears at midnight, one who has not checked in by
the evening. Everybody else is a copy of the first under another id, put straight into the tables; those
who are not due lie there as a number and are spelt out only when somebody reads them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from bench import world
from bench.environment import TABLES
from bench.memory.dynamodb import DynamoDB
from bench.memory.table import Entry, Key, Stored, Table, key_of
from bench.memory.values import Item
from bench.requests import NOON
from bench.residents import Resident

EVENING = NOON + timedelta(hours=7, minutes=59, seconds=59)
"""A second before eight in Shanghai: all evening reminders of the day are due."""
MIDNIGHT = NOON - timedelta(hours=12)
_MINUTES_LATER = 30 * 24 * 60


def sample(contact_days_ago: int) -> Item:
    """The state of somebody who met a case so many days ago and checked in every day until yesterday."""
    met = (NOON - timedelta(days=contact_days_ago)).date().isoformat()
    resident = Resident.new(contact_days_ago, contact={"kind": "confirmed", "on": met})
    found = people_table(world.transport().dynamodb).get((f"P#{resident.person_id}", "state"))
    assert found is not None
    return found


def people_table(store: DynamoDB) -> Table:
    return store.tables[TABLES[0]]


def person(template: Item, person_id: str, due: str) -> Item:
    """The template under another id, due at another instant (a sort key)."""
    code_id, shard = _code_id(person_id), _shard(person_id)
    ids = {"pk": f"P#{person_id}", "code_id": code_id, "gsi1pk": code_id, "gsi2pk": shard, "gsi2sk": due}
    return template | {name: {"S": value} for name, value in ids.items()}


def _code_id(person_id: str) -> str:
    return f"c{person_id}"


def _shard(person_id: str) -> str:
    from chalicelib.person.colour import shard_of

    return f"DUE#{shard_of(person_id)}"


@dataclass(frozen=True, slots=True)
class Sleeper:
    """Somebody who is not due for a while."""

    template: Item
    number: int

    def __call__(self) -> Item:
        return person(self.template, _sleeper_id(self.number), later(self.number))


def _sleeper_id(number: int) -> str:
    return sha256(b"%d" % number).hexdigest()[:20]


def later(number: int) -> str:
    """A minute in the thirty days after the sweep."""
    from chalicelib.instants import stamp

    return stamp(EVENING + timedelta(minutes=1 + number * 7919 % _MINUTES_LATER))


def instants_asleep() -> list[str]:
    """When those who are not due are due, by their number modulo its length: spread over thirty days."""
    return [later(minute) for minute in range(_MINUTES_LATER)]


def asleep(template: Item, size: int) -> DynamoDB:
    """A store with `size` people of whom none is due."""
    store = DynamoDB(TABLES)
    people: dict[Key, Stored] = {}
    codes: list[Entry] = []
    dues: list[Entry] = []
    instants = instants_asleep()
    shards = {_shard(str(number)): _shard(str(number)) for number in range(1000)}
    for number in range(size):
        person_id = _sleeper_id(number)
        key = f"P#{person_id}", "state"
        people[key] = Sleeper(template, number)
        codes.append((_code_id(person_id), "code", *key))
        dues.append((shards[_shard(person_id)], instants[number % _MINUTES_LATER], *key))
    people_table(store).load(people.items(), {"gsi1": codes, "gsi2": dues})
    return store


@dataclass(frozen=True)
class DuePeople:
    """Half of them clear at midnight, half are reminded in the evening."""

    clearing: Item
    unchecked: Item
    size: int

    def put_into(self, store: DynamoDB, prefix: str) -> None:
        for item in self._items(prefix):
            people_table(store).put(item)

    def take_from(self, store: DynamoDB, prefix: str) -> None:
        """Takes them away again, so that the next ones find the store as it was."""
        for item in self._items(prefix):
            people_table(store).delete(key_of(item))

    def _items(self, prefix: str) -> Iterator[Item]:
        from chalicelib.instants import stamp
        from chalicelib.person.due import evening_of

        for number in range(self.size):
            person_id = f"{prefix}{number:x}"
            if number % 2:
                yield person(self.clearing, person_id, stamp(MIDNIGHT))
            else:
                yield person(self.unchecked, person_id, stamp(_today_at(evening_of(person_id))))


def _today_at(wall: object) -> datetime:
    from chalicelib.config import POLICY_ZONE

    return datetime.combine(NOON.date(), wall, POLICY_ZONE)  # type: ignore[arg-type]

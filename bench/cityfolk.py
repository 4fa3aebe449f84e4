"""The people and doors of the simulated city as the service knows them: accounts, ids, codes, posters."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bench import population
from bench.crowds import LATER, credit_code, person_of
from bench.environment import TABLES
from bench.ledger import Ledger
from bench.memory.values import Item
from bench.requests import Request, get, post
from bench.residents import Resident, login, stand
from bench.streams import Watched
from bench.town import Citizen, Place, Town


def token_for(account_id: str, role: str, at: datetime, region: str = "") -> str:
    """An access token without the login before it."""
    from chalicelib.features.login import sessions

    stand(account_id, role, region)
    record, _ = sessions.begin(sessions.Owner(account_id, frozenset({role}), region), at)
    return str(sessions.issued(record, at)["access_token"])


def proved(account_id: str, at: datetime) -> tuple[str, str]:
    """An access token and the proof that the person was there when its session began."""
    from chalicelib.features.login import session_records, sessions

    record, step = sessions.begin(sessions.Owner(account_id, frozenset({"resident"})), at)
    proof = session_records.prove(record, at)
    step.record.save()
    return str(sessions.issued(record, at)["access_token"]), proof


@dataclass
class Account:
    """Tokens for an account, each used for some minutes."""

    account_id: str
    _token: str = ""
    _since: datetime | None = None

    def token(self, at: datetime) -> str:
        if self._since is None or at - self._since > timedelta(minutes=10):
            self._token, self._since = token_for(self.account_id, "resident", at), at
        return self._token


@dataclass
class Person:
    """Somebody with a code. `shown` is what the phone shows, `visit_id` the visit that may be left by its id."""

    account: Account
    person_id: str
    district: str
    last4: str
    shown: str = ""
    visit_id: str = ""
    erased_at: datetime | None = None

    def token(self, at: datetime) -> str:
        return self.account.token(at)


@dataclass
class Door:
    """A venue and who manages it. `old_code` is a poster that was revoked."""

    place: Place
    manager: Account
    venue_id: str
    code: str = ""
    old_code: str = ""
    closed_at: datetime | None = None

    def token(self, at: datetime) -> str:
        return self.manager.token(at)

    def print(self, at: datetime) -> None:
        """Takes the poster that counts now."""
        path, query = {"venue_id": self.venue_id}, {"kind": "poster"}
        asked = get("/v1/venues/{venue_id}/code", parameters=path, query=query, token=self.token(at), at=at)
        self.code = asked.send()["venue_code"]

    def decided(self, status: str, at: datetime) -> None:
        """A supervisor approves or closes it."""
        token = token_for("supervisor", "supervisor", at)
        path = {"venue_id": self.venue_id}
        Request("PATCH", "/v1/venues/{venue_id}", {"status": status}, path, token=token, at=at).send()


@dataclass
class Folk:
    """Everybody in the town with an account and a code, every place with a door: made the evening before."""

    town: Town
    ledger: Ledger
    store: Watched
    since: datetime
    people: dict[int, Person] = field(default_factory=dict)
    doors: dict[int, Door] = field(default_factory=dict)
    feverish: list[Citizen] = field(default_factory=list)

    def __post_init__(self) -> None:
        for place in (*self.town.places, self.town.far):
            self.doors[place.number] = self._opened(place)
            self.ledger.venues[place.district] += 1
        self._settle()

    def of(self, citizen: Citizen) -> Person:
        return self.people[citizen.number]

    def household(self, citizen: Citizen) -> list[Person]:
        return [self.of(each) for each in self.town.households[citizen.household]]

    def door(self, place: Place) -> Door:
        return self.doors[place.number]

    def _opened(self, place: Place) -> Door:
        session = login(self.since).send()
        manager = Account(session["account"]["id"], session["access_token"], self.since)
        form = {
            "name": f"场所{place.number}",
            "type": place.kind,
            "region": place.district,
            "credit_code": credit_code(place.number),
            "address": "东大街",
            "location": {"lat": round(place.lat, 6), "lon": round(place.lon, 6)},
            "contact": {"name": "联系人", "phone": "09718230000"},
        }
        venue = post("/v1/venues", form, token=manager.token(self.since), at=self.since).send()
        door = Door(place, manager, venue["id"])
        door.decided("approved", self.since)
        door.print(self.since)
        return door

    def _settle(self) -> None:
        """Everybody is a copy of somebody who applied and declared, with an account for each household."""
        template = self.registered().person_id
        table = self.store.tables[TABLES[0]]
        state = table.get((f"P#{template}", "state"))
        facts = [table.get(key) or {} for key in table.keys_of(f"P#{template}") if key[1][:2] in ("d#", "e#")]
        assert state is not None
        for citizen in self.town.citizens:
            account = Account(f"household{citizen.household:08d}")
            if citizen.number and citizen.household == self.town.citizens[citizen.number - 1].household:
                account = self.people[citizen.number - 1].account
            person = Person(account, person_of(citizen.number), citizen.district, f"{citizen.number:04x}")
            self._moved_in(person, state, facts)
            self.people[citizen.number] = person
            self.ledger.people[person.person_id] = (citizen.district, "green")

    def _moved_in(self, person: Person, state: Item, facts: list[Item]) -> None:
        """Puts a copy into the table, and into the stream, with the facts from which it can be made again."""
        texts = {"account_id": person.account.account_id, "county": person.district, "last4": person.last4}
        item = population.person(state, person.person_id, LATER) | {name: {"S": text} for name, text in texts.items()}
        for each in (item, *(fact | {"pk": item["pk"]} for fact in facts)):
            self.store.tables[TABLES[0]].put(each)
        self.store.changed(TABLES[0], item)

    def registered(self, **answers: Any) -> Person:
        """Somebody who logged in, applied and declared through the API."""
        resident = Resident.applied(self.since)
        resident.declaration(**answers).send()
        self.ledger.people[resident.person_id] = ("630102", "green")
        return Person(Account(resident.account_id), resident.person_id, "630102", "")

    def code_request(self, person: Person, at: datetime) -> Request:
        path = {"person_id": person.person_id}
        return get("/v1/people/{person_id}/code", parameters=path, token=person.token(at), at=at)

    def turns_yellow(self, person: Person) -> None:
        """Their old code has ended."""
        district, _ = self.ledger.people[person.person_id]
        self.ledger.people[person.person_id] = (district, "yellow")
        person.shown = ""

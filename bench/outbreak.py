"""The epidemic in the city's day: cases, contacts, a rated county and a correction, each by two epidemiologists.

What follows for many is done by the functions of every minute and of the queue, as on AWS; messages come twice.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from bench import world
from bench.cityfolk import Person, token_for
from bench.day import DAY_NAME, END, Day, instant
from bench.decided import KINDS, Decided, Named
from bench.environment import QUEUE
from bench.ledger import Visit
from bench.requests import Request, get
from bench.residents import GOLMUD

REGION, COUNTY = "63", "630102"
ENTERED, LISTED, NAMED, RATED, EXCLUDED = 1260, 1266, 1272, 1278, 1320
MINUTES = (*range(LISTED, LISTED + 3), *range(RATED + 3, RATED + 10), *range(EXCLUDED + 1, EXCLUDED + 3))
"""Minutes at which the functions of every minute run. Before, whoever opens a code is the first to know."""
LOOKS = (ENTERED - 5, RATED + 2, RATED + 12, EXCLUDED + 5)
DAY_BEFORE = "2020-03-09"
JOURNEY = {"region": GOLMUD, "from": "2020-03-05", "until": "2020-03-06"}


@dataclass
class Outbreak:
    """`sick` met some of the `guests`. `silent` ones open no code all day: what they are, the jobs made them."""

    day: Day
    decided: Decided = field(default_factory=Decided)

    def __post_init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.sick, self.other = self._resident(), self._resident()
        self.guest, self.passer_by = self._resident(), self._resident()
        self.friend, self.friend_of_both = self._resident(), self._resident()
        self.traveller, self.silent = self._resident(JOURNEY), self._resident(JOURNEY)
        self.cases: dict[str, str] = {}

    def _resident(self, *stays: dict[str, str]) -> Person:
        """Somebody who applied and declared; the ledger has where they said that they had been."""
        person = self.day.folk.registered(stays=list(stays))
        self.people[person.person_id] = person
        self.decided.stayed[person.person_id] = frozenset(each["region"] for each in stays)
        return person

    def begins(self) -> None:
        """Puts it into the calendar."""
        self._at_the_community()
        steps: dict[int, Callable[[datetime], None]] = {
            ENTERED: partial(self._entered, self.sick),
            ENTERED + 2: partial(self._entered, self.other),
            LISTED: self._listed,
            NAMED: partial(self._named, self.friend, [self.sick]),
            NAMED + 2: partial(self._named, self.friend_of_both, [self.sick, self.other]),
            RATED: self._rated,
            EXCLUDED: self._excluded,
        }
        for minute, step in steps.items():
            self.day.at(instant(minute), step)
        for minute in MINUTES:
            self.day.at(instant(minute + 0.5), self._a_minute)
        for minute in LOOKS:
            self.day.at(instant(minute + 0.7), self.look)

    def _at_the_community(self) -> None:
        """The sick with a guest for three quarters of an hour, and with somebody else for five minutes."""
        place = next(each for each in self.day.town.places if each.kind == "community")
        stays = ((self.sick, 840, 900), (self.guest, 845, 890), (self.passer_by, 850, 855))
        for person, came, left in stays:
            visit = Visit(person.person_id, self.day.folk.door(place).venue_id, place.kind, place.district)
            self.day.ledger.visits.append(visit)
            for minute, direction in ((came, "in"), (left, "out")):
                self.day.at(instant(minute), partial(self.day.scans, [person], place, [visit], direction))

    # What the epidemiologists send.

    def _two(self, method: str, path: str, parameters: dict[str, str], body: Any, now: datetime) -> dict[str, Any]:
        """One proposes, another agrees to what was shown."""
        proposal = self._sent(Request(method, path, body, parameters, token=_staff("one", now), at=now), 201)
        agreed = {name: proposal.get(name) for name in ("version", "content_hash")}
        agreed |= {"decision": "approve", "reason": "looked at it"}
        place = {"proposal_id": str(proposal.get("id"))}
        path = "/v1/proposals/{proposal_id}/approval"
        self._sent(Request("POST", path, agreed, place, token=_staff("another", now), at=now), 200)
        return proposal

    def _sent(self, request: Request, status: int) -> dict[str, Any]:
        return self.day.sent(request, status)

    def _in_force(self, now: datetime) -> None:
        """The ledger's colours follow what was decided."""
        for person_id in self.people:
            district, _ = self.day.ledger.people[person_id]
            self.day.ledger.people[person_id] = (district, self.decided.colour(person_id, now))

    def _entered(self, person: Person, now: datetime) -> None:
        body = {"person": {"person_id": person.person_id}, "kind": "confirmed", "on": DAY_NAME, "region": COUNTY}
        proposal = self._two("POST", "/v1/cases", {}, body | {"note": "a test of this morning"}, now)
        self.cases[person.person_id] = proposal["subject"]
        self.decided.cases[proposal["subject"]] = (person.person_id, now)
        self._in_force(now)

    def _listed(self, now: datetime) -> None:
        """Everybody with a document of their own here who was long enough with the sick, as the ledger says."""
        case_id = self.cases[self.sick.person_id]
        body = {"kind": "close", "reason": "the same room"}
        proposal = self._two("POST", "/v1/cases/{case_id}/contacts", {"case_id": case_id}, body, now)
        exposed = self.day.ledger.exposed(self.sick.person_id, REGION, now)
        wanted = sorted(each for each, (minutes, _) in exposed.items() if minutes and each in self.people)
        self.day.ledger.expect("people on the list", _listed_in(self.day, proposal["id"], now), wanted)
        self.decided.contacts += [Named(each, frozenset({case_id}), now) for each in wanted]
        self._in_force(now)

    def _named(self, person: Person, cases_of: Iterable[Person], now: datetime) -> None:
        cases = [self.cases[each.person_id] for each in cases_of]
        body = {"person": {"person_id": person.person_id}, "case_ids": cases, "kind": "close"}
        body |= {"last_exposure": DAY_BEFORE, "ground": "phone_interview", "reason": "sat at one table"}
        self._two("POST", "/v1/contacts", {}, body, now)
        self.decided.contacts.append(Named(person.person_id, frozenset(cases), now))
        self._in_force(now)

    def _rated(self, now: datetime) -> None:
        self._two("PUT", "/v1/regions/{code}/risk", {"code": GOLMUD}, {"level": "medium", "from": "2020-03-01"}, now)
        self.decided.rated[GOLMUD] = now
        self._in_force(now)

    def _excluded(self, now: datetime) -> None:
        """The first case was none: one person lets go."""
        case_id = self.cases[self.sick.person_id]
        path, token = {"case_id": case_id}, _staff("one", now)
        shown = self._sent(get("/v1/cases/{case_id}", parameters=path, token=token, at=now), 200)
        body = {"version": shown.get("version"), "status": "excluded", "reason": "the second test"}
        self._sent(Request("PATCH", "/v1/cases/{case_id}", body, path, token=token, at=now), 200)
        self.decided.excluded[case_id] = now
        self._in_force(now)

    # What is done by itself, and what is looked at.

    def _a_minute(self, now: datetime) -> None:
        """The functions of every minute, and of the queue until nothing is left in it; some messages come twice."""
        import app

        event = _scheduled(now)
        app.relay(event, None)
        app.sweep(event, None)
        while messages := _taken():
            again = [each for each in messages if self.day.dice.random() < 0.2]
            for message in (*messages, *again):
                told = app.work_off({"Records": [{"messageId": "1", "body": json.dumps(message)}]}, None)
                self.day.ledger.expect(f"working off {message}", told, {"batchItemFailures": []})

    def look(self, now: datetime) -> int:
        """The colour of each whom it is about, but the silent one."""
        looking = [each for each in self.people.values() if each is not self.silent]
        for person in looking:
            status, body = self.day.ask(self.day.folk.code_request(person, now))
            wanted = (200, self.decided.colour(person.person_id, now))
            told = (status, body.get("colour"))
            self.day.ledger.expect(f"colour of {self.name_of(person)} at {now:%H:%M}", told, wanted)
        return len(looking)

    def name_of(self, person: Person) -> str:
        """What the story calls them."""
        return next(name for name, each in vars(self).items() if each is person)

    def compare_told(self) -> int:
        """What each was told all day, the silent one before their code is opened."""
        for person in self.people.values():
            request = get("/v1/me/messages", query={"limit": "100"}, token=person.token(END), at=END)
            items = self.day.ask(request)[1].get("items", [])
            found = Counter(each["kind"] for each in items if each["kind"] in KINDS)
            wanted = self.decided.told(person.person_id, END)
            self.day.ledger.expect(f"what {self.name_of(person)} was told", dict(found), dict(wanted))
        return len(self.people)


def _scheduled(now: datetime) -> dict[str, Any]:
    """The event of a schedule."""
    empty = dict.fromkeys(("version", "account", "region", "detail-type", "source", "id"), "")
    return empty | {"time": now.isoformat(), "detail": {}, "resources": []}


def _staff(name: str, now: datetime) -> str:
    return token_for(f"epidemiologist-{name}", "epidemiologist", now, REGION)


def _listed_in(day: Day, proposal_id: str, now: datetime) -> list[str]:
    path = {"proposal_id": proposal_id}
    request = get("/v1/proposals/{proposal_id}/people", parameters=path, token=_staff("another", now), at=now)
    return sorted(each["person_id"] for each in day.ask(request)[1].get("items", []))


def _taken() -> list[dict[str, Any]]:
    """What waits in the queue, taken out of it."""
    queues = world.transport().others.queues
    return list(queues.pop(f"{QUEUE}rescoring", []))

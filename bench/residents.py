"""Residents of the benchmarks: logging in, applying and declaring through the API."""

import itertools
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bench.requests import NOON, Request, get, post

NUMBERS = itertools.count(1)
XINING, HAIDONG, GOLMUD = "630102", "630202", "632801"


def code_request(at: datetime = NOON) -> Request:
    """Asking for a login code with a phone that nobody has used."""
    return post("/v1/login/codes", {"phone": f"+86139{next(NUMBERS):08d}"}, at=at)


def login(at: datetime = NOON, phone: str | None = None) -> Request:
    """The request that logs in with the code that was asked for."""
    from chalicelib.features.login import challenges
    from chalicelib.features.login.by_code import code_of

    asked = code_request(at)
    if phone:
        asked = replace(asked, body={"phone": phone})
    challenge_id = asked.send()["challenge_id"]
    challenges.claim(challenge_id)  # As the worker does that sends it.
    return post("/v1/login/sessions", {"challenge_id": challenge_id, "code": code_of(challenge_id)}, at=at)


def application(token: str, at: datetime = NOON) -> Request:
    """Applying with a document that nobody has used."""
    from chalicelib.identity.check_characters import resident_check

    number = next(NUMBERS)
    digits = f"630102{1950 + number // 1000 % 50}0101{number % 1000:03d}"
    document = {"type": "id_card", "number": digits + resident_check(digits)}
    form = {"entry": "id_card", "scheme": "domestic", "relation": "self", "name": "测试人"}
    return post("/v1/people", form | {"document": document, "residence": XINING}, token=token, at=at)


@dataclass(frozen=True)
class Resident:
    """Somebody with an account, a person, and a token that is valid at `now`, when all their requests come."""

    account_id: str
    person_id: str
    now: datetime

    @classmethod
    def applied(cls, at: datetime) -> "Resident":
        """Somebody who logs in, applies and is certified at that instant."""
        session = login(at).send()
        person = application(session["access_token"], at).send()
        certify(person["id"], at)
        return cls(session["account"]["id"], person["id"], at)

    @classmethod
    def new(cls, days: int = 14, **answers: Any) -> "Resident":
        """Applied `days` ago and checked in every day since, as far as yesterday; it is now `NOON`."""
        start = NOON - timedelta(days=days)
        resident = cls.applied(start)
        for day in range(days):
            resident.at(start + timedelta(days=day)).declaration(**answers).send()
        return resident.at(NOON)

    def at(self, now: datetime) -> "Resident":
        return replace(self, now=now)

    def declaration(self, **changes: Any) -> Request:
        form = {
            "temperature": 36.5,
            "symptoms": [],
            "contact": {"kind": "none"},
            "test": {"result": "none"},
            "location": XINING,
            "stays": [],
        }
        return self._of(post("/v1/people/{person_id}/declarations", form | changes))

    def code(self) -> Request:
        return self._of(get("/v1/people/{person_id}/code"))

    def declarations(self) -> Request:
        return self._of(get("/v1/people/{person_id}/declarations"))

    def _of(self, request: Request) -> Request:
        token = token_of(self.account_id, "resident", self.now)
        return replace(request, parameters={"person_id": self.person_id}, token=token, at=self.now)


def certify(person_id: str, at: datetime) -> None:
    """What the real-name service's word does to a state."""
    from chalicelib.person.changing import changing

    changing(at, lambda attempt: attempt.person(person_id).certify("certified"))


def token_of(account_id: str, role: str, now: datetime, region: str = "63") -> str:
    """An access token without the login before it."""
    from chalicelib.features.login import sessions

    stand(account_id, role, region)
    record, _ = sessions.begin(sessions.Owner(account_id, frozenset({role}), region), now)
    return str(sessions.issued(record, now)["access_token"])


def stand(account_id: str, role: str, region: str) -> None:
    """The record of a member of staff who decides: their roles are read at every request."""
    from chalicelib.access.actor import DECIDING_ROLES
    from chalicelib.desk import staff
    from chalicelib.store.transactions import transact

    if role in DECIDING_ROLES and staff.by_id(account_id) is None:
        whose = {"document_hash": account_id, "roles": {role}, "region": region}
        transact(staff.create_steps(staff.make(f"login-of-{account_id}", account_id, **whose)))


def verification(text: str) -> Request:
    """A gate's check of a shown text."""
    return post("/v1/codes/verify", {"token": text}, token=token_of("gate", "gate", NOON))

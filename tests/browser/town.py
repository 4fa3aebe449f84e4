"""Who and what the pages are about: residents with codes, venues with managers and guards; made through the API."""

import time
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from playwright.sync_api import Browser

from chalicelib.config import POLICY_ZONE
from chalicelib.identity.check_characters import resident_check
from local.api import Answer
from tests.browser.authenticator import fresh_code
from tests.browser.page import Person
from tests.e2e.test_journey import Resident
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document, declaration, person_form
from tests.support.showing_phone import Phone
from tests.support.venue_steps import venue_form

_PHONES = count(13510000001)
_CHILDREN = count(700)
_A_SESSION = timedelta(minutes=10)
"""Less than a session of staff lasts."""


def a_phone() -> str:
    """A mainland number that no other test uses."""
    return f"+86{next(_PHONES)}"


def now() -> datetime:
    return datetime.now(UTC)


class Townsman(Resident):
    """Somebody with a code, and with a phone of their own that can show it live."""

    def __init__(self, stage: Deployed, at: datetime | None = None, **person: Any) -> None:
        at = at or now()
        super().__init__(stage, a_phone(), at)
        self.document = person.setdefault("number", a_document())
        self.id = str(self.right("POST", "/v1/people", person_form(**person), at=at)["id"])
        self.device = Phone()
        self.code = self.declare(at=at)

    def right(self, method: str, path: str, body: Any = None, *, at: datetime | None = None) -> dict[str, Any]:
        """The answer to a request that must succeed."""
        answer = self.call(method, path, body, at=at or now())
        assert answer.status < 300, answer.text
        return dict(answer.json()) if answer.text else {}

    def declare(self, at: datetime | None = None, **answers: Any) -> dict[str, Any]:
        """The code that follows."""
        answer = self.right("POST", f"/v1/people/{self.id}/declarations", declaration(**answers), at=at)
        return dict(answer["code"])

    @property
    def plain(self) -> str:
        """The code alone, as a picture or a print carries it."""
        return str(self.right("GET", f"/v1/people/{self.id}/code")["token"])

    def bind(self, at: datetime | None = None) -> None:
        """The phone's key is the person's from then on."""
        at = at or now()
        proof = self.device.proof(self.id, self.session_id, at)
        self.right("PUT", f"/v1/people/{self.id}/device", {"public_key": self.device.jwk, "proof": proof}, at=at)

    def live(self, ago: float = 0, fetched: datetime | None = None) -> str:
        """What the screen showed so many seconds ago, with a token that was fetched just now or then."""
        path = f"/v1/people/{self.id}/code?device={self.device.thumbprint}"
        return self.device.show(self.right("GET", path, at=fetched)["token"], now() - timedelta(seconds=ago))

    def visit(self, venue_code: str, **more: Any) -> Answer:
        """Scans what hangs at a door."""
        body = {"person_id": self.id, "venue_code": venue_code, "direction": "in"} | more
        return self.call("POST", "/v1/visits", body, at=now())

    def child(self) -> str:
        """The id of a child that this person files for."""
        self.until_certified()
        body = f"630102{now().year - 6}0101{next(_CHILDREN):03d}"
        more = {"relation": "dependant", "dependant_reason": "child", "name": "测试童"}
        child = self.right("POST", "/v1/people", person_form(number=body + resident_check(body), **more))
        self.right("POST", f"/v1/people/{child['id']}/declarations", declaration())
        return str(child["id"])

    def until_certified(self) -> None:
        """The identity service has confirmed who they are."""
        end = time.monotonic() + 60
        while (person := self.right("GET", f"/v1/people/{self.id}"))["certification"] != "certified":
            assert time.monotonic() < end, f"never certified: {person}"
            time.sleep(0.2)


class Staff:
    """A member of staff, who logs in anew before the session ends: a run in front of the pages outlasts it."""

    def __init__(self, stage: Deployed, login: str) -> None:
        self._stage = stage
        self._known = next(each for each in stage.staff if each["login"] == login)
        self._until = now()

    def headers(self) -> dict[str, str]:
        if now() >= self._until:
            self._headers, self._until = self._logged_in(), now() + _A_SESSION
        return self._headers

    def _logged_in(self) -> dict[str, str]:
        """The code may have to wait for the next half minute: the instant of the log-in is told after it."""
        body = {name: self._known[name] for name in ("login", "password")} | {"totp": fresh_code(self._known)}
        answer = self._stage.invoke_api("POST", "/v1/login/sessions", body, at=now())
        assert answer.status == 201, answer.text
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def approve(stage: Deployed, venue_id: str, supervisor: Staff) -> None:
    approval = {"status": "approved"}
    answer = stage.invoke_api("PATCH", f"/v1/venues/{venue_id}", approval, headers=supervisor.headers(), at=now())
    assert answer.status == 200, answer.text


class Place:
    """A venue with its manager."""

    def __init__(self, stage: Deployed, supervisor: Staff, **form: Any) -> None:
        self.stage = stage
        self.manager = Resident(stage, a_phone(), now())
        self.form = venue_form(**form)
        self.id = str(self._manage("POST", "/v1/venues", self.form)["id"])
        approve(stage, self.id, supervisor)

    def _manage(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        answer = self.manager.call(method, path, body, at=now())
        assert answer.status < 300, answer.text
        return dict(answer.json()) if answer.text else {}

    def manager_on_the_page(self) -> str:
        """The phone of another manager, who was sent no code lately."""
        phone = a_phone()
        self._manage("POST", f"/v1/venues/{self.id}/members", {"role": "manager", "phone": phone})
        return phone

    def keep_doors(self, *doors: str | tuple[int, str]) -> None:
        """The venue has these doors from now on: new ones by name, those of a number under the name beside it."""
        kept = [{"name": each} if isinstance(each, str) else {"number": each[0], "name": each[1]} for each in doors]
        self._manage("PATCH", f"/v1/venues/{self.id}", {"doors": kept})

    def guard(self, phone: str = "") -> str:
        """The phone of somebody who guards it from now on."""
        phone = phone or a_phone()
        self._manage("POST", f"/v1/venues/{self.id}/members", {"role": "guard", "phone": phone})
        return phone

    def dismiss_all(self) -> None:
        """Nobody guards it any more."""
        for member in self._manage("GET", f"/v1/venues/{self.id}/members")["items"]:
            if member["role"] == "guard":
                self._manage("DELETE", f"/v1/venues/{self.id}/members/{member['id']}")

    def code(self, kind: str = "poster") -> str:
        """What hangs at the door, as an address."""
        return str(self._manage("GET", f"/v1/venues/{self.id}/code?kind={kind}")["venue_code"])

    @property
    def number(self) -> str:
        """What its posters show for typing."""
        home = self.stage.running.home
        key = {"pk": {"S": f"V#{self.id}"}, "sk": {"S": "venue"}}
        found = home.client("dynamodb").get_item(TableName=home.settings()["VENUES_TABLE"], Key=key)
        return str(found["Item"]["number"]["S"])

    def revoke_posters(self) -> None:
        self._manage("POST", f"/v1/venues/{self.id}/posters/revocation")

    def verify(self, shown: str) -> dict[str, Any]:
        """What the API says to whoever works here of a shown code."""
        return self._manage("POST", "/v1/codes/verify", {"token": shown, "venue_id": self.id})

    def checks(self) -> list[str]:
        """The gate's ids of every check that was kept of this venue."""
        home, start = self.stage.running.home, f"CHECK#{self.id}#"
        asked = {"FilterExpression": "begins_with(pk, :start)", "ExpressionAttributeValues": {":start": {"S": start}}}
        pages = home.client("dynamodb").get_paginator("scan")
        found = pages.paginate(TableName=home.settings()["OPERATIONS_TABLE"], ConsistentRead=True, **asked)
        return sorted(item["pk"]["S"].removeprefix(start) for page in found for item in page["Items"])

    def entries(self) -> list[dict[str, Any]]:
        """Today's, newest first."""
        today = now().astimezone(POLICY_ZONE).date().isoformat()
        return list(self._manage("GET", f"/v1/venues/{self.id}/visits?day={today}")["items"])


_AT_THE_DOOR = {"latitude": 36.617, "longitude": 101.778, "accuracy": 12}


def at_the_venues(browser: Browser, stage: Deployed, phone: str = "", **options: Any) -> Person:
    """Whoever manages venues, logged in, standing at a door in Xining."""
    person = Person(browser, stage, **options)
    person.context.grant_permissions(["geolocation"])
    person.context.set_geolocation(_AT_THE_DOOR)
    person.log_in(phone or a_phone(), "venue.html")
    person.see("register")
    return person

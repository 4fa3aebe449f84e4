"""Somebody abroad: prepared over the API at earlier instants, then put in front of the page at the real now."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Browser

from chalicelib.identity.check_characters import resident_check, zone_check
from tests.browser.page import Person
from tests.e2e.test_journey import Resident
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document, declaration
from tests.support.traveller_steps import a_name, a_passport, passport_form

ROME = "Europe/Rome"
PASSWORD = "fourteen days in a row"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
_PHONES: Iterator[int] = iter(range(3471000001, 3479999999))
_CHILDREN: Iterator[int] = iter(range(1, 999))


def a_foreign_phone() -> str:
    """An Italian number that no other test uses."""
    return f"+39{next(_PHONES)}"


def a_child() -> str:
    """The ID card number of somebody of seven or eight, which no other test uses."""
    body = f"630102{datetime.now(UTC).year - 8}1230{next(_CHILDREN):03d}"
    return body + resident_check(body)


def passport_lines(number: str, born: str = "900517", expires: str = "330101") -> list[str]:
    """The two lines of WEI LI's Chinese passport."""
    low = number.ljust(9, "<") + zone_check(number.ljust(9, "<")) + "CHN"
    low += born + zone_check(born) + "F" + expires + zone_check(expires) + "<" * 14 + "<"
    return ["P<CHNLI<<WEI".ljust(44, "<"), low + zone_check(low[0:10] + low[13:20] + low[21:43])]


class Traveller(Resident):
    """Whoever has an account and a record in the international edition."""

    def __init__(self, stage: Deployed, at: datetime, form: dict[str, Any]) -> None:
        super().__init__(stage, a_foreign_phone(), at)
        answer = self.call("POST", "/v1/people", form, at=at)
        assert answer.status == 201, answer.text
        self.person_id = str(answer.json()["id"])
        self._has_password = False

    def declare(self, at: datetime, of: str | None = None, **changes: Any) -> dict[str, Any]:
        """A normal declaration from Italy, for oneself or for the person with this id."""
        body = declaration(location="IT") | changes
        answer = self.call("POST", f"/v1/people/{of or self.person_id}/declarations", body, at=at)
        assert answer.status == 201, answer.text
        return dict(answer.json())

    def fly(self, departs_at: datetime, at: datetime | None = None) -> None:
        """From Rome to Beijing, with a ticket."""
        trip = {
            "flight_number": "CA940",
            "departs_at": departs_at.isoformat(),
            "from_country": "IT",
            "transit": [],
            "destination": "PEK",
            "ticketed": True,
            "departure_airport": "FCO",
        }
        answer = self.call("PUT", f"/v1/people/{self.person_id}/trip", trip, at=at or datetime.now(UTC))
        assert answer.status == 200, answer.text

    def arrive(self, browser: Browser, screen: str = "travel", **options: Any) -> Person:
        """The page of somebody who logged in on this phone before."""
        person = Person(browser, self.stage, **({"timezone_id": ROME} | options))
        session = self._another_session()
        kept = {"refresh_token": session["refresh_token"], "account_id": session["account"]["id"]}
        person.open("config.json")
        person.page.evaluate("kept => localStorage.setItem('kangma.me.session', JSON.stringify(kept))", kept)
        person.open(f"index.html#/{screen}")
        return person

    def _another_session(self) -> dict[str, Any]:
        """The page rotates its tokens: it gets a session of its own, by password as no message is needed for it.

        The password was set when the proof of the log-in counted.
        """
        now = datetime.now(UTC)
        if not self._has_password:
            assert self.call("PUT", "/v1/me/password", {"password": PASSWORD}, at=self.since).status == 204
            self._has_password = True
        body = {"phone": self.phone, "password": PASSWORD}
        answer = self.stage.invoke_api("POST", "/v1/login/sessions", body, at=now)
        assert answer.status == 201, answer.text
        return dict(answer.json())


def by_card(stage: Deployed, at: datetime, **changes: Any) -> Traveller:
    """Entered with an ID card."""
    form = {
        "entry": "id_card",
        "scheme": "international",
        "relation": "self",
        "name": "李薇",
        "document": {"type": "id_card", "number": a_document()},
    }
    return Traveller(stage, at, form | changes)


def by_passport(stage: Deployed, at: datetime, **changes: Any) -> Traveller:
    """Entered with a passport."""
    document = {"number": a_passport(), "expires_on": "2033-01-01"}
    return Traveller(stage, at, passport_form(document=document, relation="self", **({"name": a_name()} | changes)))


def with_streak(
    stage: Deployed, days: int, last: timedelta = 2 * HOUR, entered: Callable[..., Traveller] = by_card
) -> Traveller:
    """Somebody who declared once a day, `days` times, the last time so long ago."""
    now = datetime.now(UTC)
    instants = [now - last - (days - 1 - n) * DAY for n in range(days)]
    traveller = entered(stage, instants[0])
    for at in instants:
        traveller.declare(at)
    return traveller


def until(found: Callable[[], Any], seconds: float = 60) -> Any:
    """What `found` returns once it is something."""
    end_at = time.monotonic() + seconds
    while time.monotonic() < end_at:
        value = found()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError(f"nothing within {seconds} s")


def log_in_abroad(person: Person, phone: str) -> None:
    """From the welcome screen, as somebody with a foreign phone who is coming to China."""
    person.open("index.html")
    person.tap("start-travel")
    person.tap("country")
    person.type("input-country-search", "39")
    person.tap("country-IT")
    person.type("input-phone", phone.removeprefix("+39"))
    person.tap("send-code")
    person.see("input-code")
    person.type("input-code", re.findall(r"\d{6}", person.stage.sms(phone)[-1])[0])


def declare_from_italy(person: Person) -> None:
    """The first declaration, one question a screen."""
    person.type("input-temperature", "366")
    person.tap("next")
    person.choose("symptom-none")
    person.tap("next")
    person.choose("contact.kind-none")
    person.tap("next")
    person.choose("test.result-none")
    person.tap("next")
    person.tap("pick-location")
    person.choose("where-abroad")
    person.type("input-country-search", "ital" if person.english else "意大利")
    person.tap("country-IT")
    person.tap("next")
    person.choose("stays-no")
    person.tap("next")
    person.choose("truth")
    person.tap("next")

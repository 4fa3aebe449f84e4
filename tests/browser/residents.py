"""A resident's first day, as steps on the page: logging in, applying, declaring, a code."""

from itertools import count

from playwright.sync_api import Browser

from tests.browser.page import Person
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document

_PHONES = count(13600000001)


def a_phone() -> str:
    """A mainland number that no other test uses."""
    return f"+86{next(_PHONES)}"


def _apply(person: Person, number: str) -> None:
    person.type("input-name", "测试人")
    person.tap("next")
    person.type("input-document.number", number)
    person.tap("next")
    person.tap("pick-residence")
    person.type("input-region-search", "630102")
    person.tap("region-630102")
    person.tap("next")
    person.see("input-address")
    person.tap("next")


def _declare(person: Person, symptom: str = "symptom-none") -> None:
    person.type("input-temperature", "365")
    person.tap("next")
    person.choose(symptom)
    person.tap("next")
    person.choose("contact.kind-none")
    person.tap("next")
    person.choose("test.result-none")
    person.tap("next")
    person.tap("location-home")
    person.tap("next")
    person.choose("stays-no")
    person.tap("next")
    person.choose("truth")
    person.tap("next")


def with_code(
    browser: Browser, stage: Deployed, symptom: str = "symptom-none", number: str | None = None, **options
) -> Person:
    """Somebody whose code is on the page; `number` is that of their document."""
    person = Person(browser, stage, **options)
    person.log_in(a_phone())
    _apply(person, number or a_document())
    _declare(person, symptom)
    person.see("qr")
    return person

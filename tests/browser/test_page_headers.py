"""The pages under the distribution's headers: they do all that they do, and no text becomes a program."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.camera import Camera
from tests.browser.guard import Guard
from tests.browser.page import Person
from tests.browser.passport_page import SPECIMEN, passport_page
from tests.browser.test_traveller_zone_picture import at_the_lines, show
from tests.browser.town import Place, Townsman
from tests.support.deployed_stack import Deployed
from tests.support.distribution import Headers, in_front_of

MOUNTED = "#app > :not(.boot)"
PAGES = {"index.html": MOUNTED, "gate.html": MOUNTED, "venue.html": MOUNTED, "api.html": ".api-content"}
_NOTED = """addEventListener('securitypolicyviolation', (event) => {
  (window.refused ??= []).push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
})"""
_KEPT = """async () => {
  const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
  return (await Promise.all(opened.map((each) => each.keys()))).flat().length
}"""


@pytest.fixture(scope="module")
def distribution(deployed: Deployed) -> Iterator[Deployed]:
    with in_front_of(deployed) as stage:
        yield stage


@pytest.fixture(autouse=True)
def _leaving(seeing: Browser) -> Iterator[None]:
    """Everybody closes the page at the end of the test."""
    yield
    for context in seeing.contexts:
        context.close()


def watched(person: Person) -> Person:
    """Who notes what the browser refuses, on this page and on those that are opened next."""
    person.context.add_init_script(_NOTED)
    person.page.evaluate(f"() => {{ {_NOTED} }}")
    return person


def refused(person: Person) -> Any:
    return person.page.evaluate("window.refused ?? []")


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_and_nothing_of_it_is_refused(seeing: Browser, distribution: Deployed, name: str) -> None:
    person = watched(Person(seeing, distribution))
    person.open(name)
    person.page.locator(PAGES[name]).first.wait_for()
    assert (refused(person), person.complaints) == ([], [])


@pytest.mark.parametrize(("name", "worker"), [("index.html", "/sw.js"), ("gate.html", "/light-sw.js")])
def test_the_service_worker_starts_and_keeps_the_page(
    seeing: Browser, distribution: Deployed, name: str, worker: str
) -> None:
    person = watched(Person(seeing, distribution))
    person.open(name)
    state = person.page.evaluate("navigator.serviceWorker.ready.then(({ active }) => active.scriptURL)")
    assert state.endswith(worker)
    assert person.page.evaluate(_KEPT) > 0
    assert refused(person) == []


def test_print_is_read_from_a_picture(seeing: Browser, distribution: Deployed) -> None:
    person = watched(at_the_lines(seeing, distribution))
    show(person, passport_page(), ends="read")
    assert person.see("input-document.zone").input_value() == "\n".join(SPECIMEN)
    assert (refused(person), person.complaints) == ([], [])


def test_a_gate_reads_a_code(seeing: Browser, distribution: Deployed, camera: Camera, place: Place) -> None:
    guard = watched(Guard(seeing, distribution, camera, locale="en"))
    guard.log_in_by_phone(place.guard())
    assert guard.scan(Townsman(distribution).plain).verdict == "green"
    assert (refused(guard), guard.complaints) == ([], [])


@pytest.mark.parametrize(
    "attempt",
    [
        "document.body.innerHTML = '<img src=x onerror=alert(1)>'",
        "document.createElement('script').text = 'alert(1)'",
        "document.createElement('script').src = 'https://elsewhere.example/x.js'",
        "new Worker('https://elsewhere.example/x.js')",
        "setTimeout('alert(1)')",
        "trustedTypes.createPolicy('mine', {})",
    ],
)
def test_text_becomes_no_program(seeing: Browser, distribution: Deployed, attempt: str) -> None:
    person = Person(seeing, distribution)
    person.open("index.html")
    person.page.locator(PAGES["index.html"]).first.wait_for()
    raised = person.page.evaluate(f"() => {{ try {{ {attempt}; return '' }} catch (error) {{ return error.name }} }}")
    assert raised in ("TypeError", "EvalError", "SecurityError")


@pytest.mark.parametrize("path", ["/index.html", "/assets/x.js", "/v1/keys"])
def test_no_other_site_reaches_a_page_or_takes_an_answer_for_something_else(path: str) -> None:
    headers = Headers("").of(path)
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"

"""*Mine*: what is kept of a person as a file, what is done with it, and where to say what is wrong."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.page import LOOKS, found
from tests.browser.residents import with_code
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")


def test_my_data_comes_as_a_file(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed, locale="en")
    person.tap("nav-me")
    with person.page.expect_download() as download:
        person.tap("save-my-data")
    data = json.loads(Path(download.value.path()).read_text())
    (mine,) = data["people"]
    assert (mine["person"]["relation"], len(mine["declarations"])) == ("self", 1)
    assert {"preferences", "sessions", "messages"} < data.keys()
    assert {"visits", "phones", "looked_at_by"} < mine.keys()
    assert person.looked_at("mine-en") == []


def test_what_is_kept_is_shown_with_its_last_day_and_taken_along(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed, locale="en")
    person.tap("nav-me")
    person.tap("open-held")
    person.see("held-of")
    assert "Declarations" in person.page.locator("main").inner_text()
    for size, locale in LOOKS:
        person.turn_to(size, locale)
        person.see("held-of")
        assert person.looked_at(f"held-{locale}-{size['width']}") + person.cut_off() == []
    with person.page.expect_download() as download:
        person.tap("export-held")
    data = json.loads(Path(download.value.path()).read_text())
    kinds = {each["kind"] for of in data["people"] for each in of["records"]}
    assert {"profile", "declaration", "account"} <= kinds
    person.tap("ask-document")
    # The register may not have answered yet who they are: a sentence says so, where else stands what there is, or none.
    answered = f"{found('document-state')}:not(:empty), {found('document-state')} + [data-test^=held]"
    person.page.locator(answered).first.wait_for()


def test_privacy_accessibility_feedback_and_version_are_told(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed, locale="en")
    person.tap("nav-me")
    person.tap("open-about")
    for mark in ("privacy", "accessibility", "feedback", "version"):
        person.see(mark)
    for size, locale in LOOKS:
        person.turn_to(size, locale)
        assert person.looked_at(f"about-{locale}-{size['width']}") + person.cut_off() == []

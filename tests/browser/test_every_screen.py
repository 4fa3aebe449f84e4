"""Every screen there is, as its address opens it: nothing is cut off and nothing bars anybody, in the tightest places.

Those are a short phone, and a narrow one with large letters that is read from the right. A screen that is new is
looked at without a line here; `tests/browser/gallery.py` hangs all of them in each size.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import abroad, gallery
from tests.browser.abroad import DAY
from tests.browser.gallery import NARROW, SHORT
from tests.browser.page import Person
from tests.browser.residents import with_code
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")
_LISTED = Path(__file__).parents[2] / "web" / "src" / "resident" / "screens.ts"
SCREENS = re.findall(r"^  '?(\w*)'?: \{ component", _LISTED.read_text(), re.MULTILINE)
TIGHT = [(SHORT, "en", False), (NARROW, "ar", True)]
_THERE = """() => document.querySelector('main h1, main h2')
  && !document.querySelector('main [aria-busy=true], main .skeleton')"""
_BROKEN = """() => {
  const broken = [], texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  for (let text; (text = texts.nextNode()); ) {
    for (const word of text.data.matchAll(/[\\p{Script=Latin}\\p{Script=Arabic}\\p{M}]{2,}/gu)) {
      const range = document.createRange()
      range.setStart(text, word.index)
      range.setEnd(text, word.index + word[0].length)
      const lines = [...range.getClientRects()].filter((box) => box.width).map((box) => Math.round(box.bottom))
      if (new Set(lines).size > 1) broken.push(word[0])
    }
  }
  return broken
}"""
"""Words that go on in the next line in their middle."""


def _resident(browser: Browser, stage: Deployed) -> Person:
    return with_code(browser, stage, "symptom-dry_cough", size=SHORT)


def _traveller(browser: Browser, stage: Deployed) -> Person:
    traveller = abroad.with_streak(stage, 3)
    traveller.fly(datetime.now(UTC) + 12 * DAY)
    return traveller.arrive(browser, size=SHORT)


def _newcomer(browser: Browser, stage: Deployed) -> Person:
    person = Person(browser, stage, size=SHORT)
    person.open("index.html")
    person.see("start")
    return person


@pytest.mark.parametrize("who", [_newcomer, _resident, _traveller])
def test_nothing_is_cut_off_and_nothing_bars_anybody(
    browser: Browser, deployed: Deployed, who: Callable[[Browser, Deployed], Person]
) -> None:
    person, faults = who(browser, deployed), []
    for screen in SCREENS:
        person.go(screen, "language")
        person.page.wait_for_function(_THERE)
        name = f"{who.__name__.strip('_')}-{screen or 'welcome'}"
        gallery.hang(person, name)
        for size, language, large in TIGHT:
            person.turn_to(size, language, large)
            found = person.cut_off() + person.serious_faults() + person.page.evaluate(_BROKEN)
            faults += [f"{name} in {language}: {fault}" for fault in found]
        person.turn_to(SHORT, "en", large=False)
    assert faults == []
    assert person.complaints == []

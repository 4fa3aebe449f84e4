"""Every screen that a test looks at, in the sizes and languages that people have: pictures to be looked through.

`make gallery` sets `KANGMA_GALLERY` to a folder; without it nothing of this happens. Beside the pictures `faults.txt`
has what can be seen without eyes: words that are cut off, in which size and language.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.page import Person

SHORT = {"width": 390, "height": 664}
TALL = {"width": 390, "height": 844}
NARROW = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
SIZES = {"390x664": SHORT, "390x844": TALL, "360-large": NARROW, "1280x800": DESK}
LANGUAGES = ("zh-CN", "en", "ar")

_OF_ONE = re.compile(r"-(zh-CN|en|ar|\d{3,4}(x\d{3})?)(?=-|$)")
"""What a name has of one size and one language."""
_LANGUAGES = """() => {
  const list = navigator.onLine && document.querySelector('[data-test="language"]')
  return !list ? [] : list.localName !== 'select' ? ['zh-CN', 'en'] : [...list.options].map((each) => each.value)
}"""
_LETTERS = "large => { document.documentElement.dataset.text = large ? 'large' : '' }"
_AS_IT_IS = """() => ({ language: document.documentElement.lang, letters: document.documentElement.dataset.text ?? '',
  at: scrollY })"""


def hang(person: "Person", name: str) -> None:
    """The screen as it stands, in each size and language; afterwards it is as it was."""
    folder, name = os.environ.get("KANGMA_GALLERY"), _OF_ONE.sub("", name)
    if folder:
        before, size = person.page.evaluate(_AS_IT_IS), person.page.viewport_size
        for language in _languages(person):
            if list(Path(folder).glob(f"{name}--{language}--*")):
                continue
            person.speak(language)
            for each, view in SIZES.items():
                person.page.set_viewport_size(view)
                person.page.evaluate(_LETTERS, each.endswith("large"))
                _picture(person, Path(folder), f"{name}--{language}--{each}")
        person.page.set_viewport_size(size)
        person.speak(before["language"])
        person.page.evaluate("letters => { document.documentElement.dataset.text = letters }", before["letters"])
        person.page.evaluate("at => scrollTo(0, at)", before["at"])


def hang_step(person: "Person") -> None:
    """A step of a form, answered, by its address."""
    if os.environ.get("KANGMA_GALLERY"):
        hang(person, "-".join(re.findall(r"\w+", person.page.url.partition("#")[2])))


def _languages(person: "Person") -> Iterator[str]:
    known = person.page.evaluate(_LANGUAGES)
    yield from [each for each in LANGUAGES if each in known] or [person.page.evaluate("document.documentElement.lang")]


def _picture(person: "Person", folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    person.page.wait_for_timeout(150)
    person.page.screenshot(path=folder / f"{name}.png", animations="disabled")
    with (folder / "faults.txt").open("a") as faults:
        faults.writelines(f"{name}: {fault}\n" for fault in person.cut_off())

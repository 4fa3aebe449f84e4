"""Text messages as templates: mainland carriers take only texts that were registered with a provider beforehand.

A template is one of our own Chinese sentences with its places numbered, so nothing has to be kept in step by hand: a
message is looked up by its finished text. Two templates that fit the same text say the same.

`registered_templates.json`: `{application id: {code of the sentence: [the provider's id, digest of its content]}}`. A
sentence that was changed since has another digest and counts as not registered.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from chalicelib.notify.texts import sentence

SIGNATURE = "【康码】"
"""Who writes, at the beginning of our own texts; a provider puts it there itself and takes no other such brackets."""
LONGEST = 12
"""Characters of a value (error 1036 of the provider's list); a verification code's are six digits."""
DEPENDANT = "dependant:"
"""Before the code of a sentence that is about somebody whom the account files for."""

_FILE = Path(__file__).parent / "registered_templates.json"
_PLACE = re.compile(r"\{(\w+)\}")
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)


def content_of(code: str) -> str:
    """A sentence as it is registered: unsigned, its places numbered from 1 in their order."""
    text = _plain(_sentence(code))
    names = list(dict.fromkeys(_PLACE.findall(text)))
    return _PLACE.sub(lambda found: f"{{{names.index(found[1]) + 1}}}", text)


def digest_of(code: str) -> str:
    """What tells whether a sentence is still the one that was registered."""
    return sha256(content_of(code).encode()).hexdigest()[:16]


def filled(application: str, text: str) -> tuple[str, list[str]] | None:
    """The id of the template that says this text, and its values in order; None where none was registered for it.

    None too for a value that no carrier takes: one of over 12 characters, or an address of the web.
    """
    said = _plain(text)
    if not said:
        return None
    for template, pattern in _patterns(application):
        found = pattern.fullmatch(said)
        values = list(found.groups()) if found else []
        if found and all(len(value) <= LONGEST and not _ADDRESS.search(value) for value in values):
            return template, values
    return None


def _sentence(code: str) -> str:
    if not code.startswith(DEPENDANT):
        return sentence(code)
    return sentence("about_dependant").replace("{text}", sentence(code.removeprefix(DEPENDANT)))


def _plain(text: str) -> str:
    """Brackets of that kind are the signature's alone."""
    return text.removeprefix(SIGNATURE).replace("【", "（").replace("】", "）")


def registered(application: str) -> dict[str, str]:
    """Template ids by the code of a sentence, of those that have not changed since."""
    return {
        code: template for code, (template, of) in _registered().get(application, {}).items() if of == digest_of(code)
    }


@cache
def _registered() -> dict[str, dict[str, tuple[str, str]]]:
    return dict(json.loads(_FILE.read_text()))


@cache
def _patterns(application: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_compiled(application))


def _compiled(application: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    for code, template in registered(application).items():
        yield template, re.compile(_pattern(content_of(code)), re.DOTALL)


def _pattern(content: str) -> str:
    """A place that comes again has the value that it had before."""
    seen: set[str] = set()
    parts = re.split(r"\{(\d+)\}", content)
    made = [re.escape(parts[0])]
    for number, text in zip(parts[1::2], parts[2::2], strict=True):
        made += [f"(?P=p{number})" if number in seen else f"(?P<p{number}>.+?)", re.escape(text)]
        seen.add(number)
    return "".join(made)

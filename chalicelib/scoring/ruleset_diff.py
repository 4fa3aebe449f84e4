"""Differences between two rule sets, as paths with what stood there before and stands there after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from chalicelib.scoring.rules import SCHEMES

Reach = Literal["nobody", "held", "everybody"]
_NOT_OF_HOLDS = ("version", "effective", "fever", "symptoms", "contact_review_days", "exposure.")
"""What counts for facts to come alone."""
_OF_HOLDS = "rules."
_OF_STAYS = ("rules.region.", "rules.undeclared.")
"""Rules that can make somebody worse who has no hold."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that is not the same; None where it is absent."""

    path: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """What is not the same in the data of two rule sets, by path. Both are valid data."""
    was, now = dict(_items(before)), dict(_items(after))
    paths = [path for path in was.keys() | now.keys() if was.get(path) != now.get(path)]
    return [Difference(path, was.get(path), now.get(path)) for path in sorted(paths)]


def reach(found: list[Difference]) -> Reach:
    """Whose next due instant a change of these items may move: of those who are held, or of everybody with a code."""
    paths = [each.path for each in found if not each.path.startswith(_NOT_OF_HOLDS)]
    if not paths:
        return "nobody"
    if all(path.startswith(_OF_HOLDS) and not path.startswith(_OF_STAYS) for path in paths):
        return "held"
    return "everybody"


def _items(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        if name == "rules":
            yield from _rules(value)
        elif isinstance(value, Mapping):
            yield from _section(name, value)
        else:
            yield name, _plain(value)


def _rules(rules: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each rule in each scheme as the list of its phases, however it was written."""
    for name, rule in rules.items():
        for scheme, terms in (dict.fromkeys(SCHEMES, rule) if "colour" in rule else rule).items():
            phases = ({key: terms[key] for key in ("colour", "days", "checkins")}, *terms.get("then", ()))
            yield f"rules.{name}.{scheme}", [dict(phase) for phase in phases]


def _section(name: str, section: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in section.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{key}.{each}", minutes) for each, minutes in value.items())
        else:
            yield f"{name}.{key}", _plain(value)


def _plain(value: Any) -> Any:
    """Names in no order of their own."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return sorted(value)
    return value

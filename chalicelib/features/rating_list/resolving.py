"""Names of a list resolved to codes: levels of whole regions, areas of parts of counties, and what waits for staff.

A part's level is shown as an area and never colours the county that it lies in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.features.rating_list.parsing import Entry, NationalList
from chalicelib.identity.region_names import named
from chalicelib.scoring.ratings import rank

IGNORE = "ignore"
UNKNOWN, AMBIGUOUS = "unknown", "ambiguous"


@dataclass
class Unresolved:
    """A path of names that means no county: in how many entries it stands, and what it may mean."""

    reason: str
    candidates: tuple[str, ...]
    entries: int = 0


@dataclass
class Resolved:
    """What a list says: `levels` by code, `areas` (level, words) by the code of their county, `unresolved` by path."""

    levels: dict[str, str] = field(default_factory=dict)
    areas: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    unresolved: dict[str, Unresolved] = field(default_factory=dict)
    entries: int = 0
    ignored: int = 0


def path_of(entry: Entry) -> str:
    """The path of names as it is shown and kept."""
    return "/".join(entry.path)


def resolve(listed: NationalList, known: Mapping[str, str]) -> Resolved:
    """What a list says. `known` is what staff said of paths: a code, or `ignore`."""
    found = Resolved(entries=len(listed.entries))
    for entry in listed.entries:
        said = known.get(path_of(entry))
        if said == IGNORE:
            found.ignored += 1
        elif said:
            _place(found, entry, said, whole=True)
        else:
            _by_name(found, entry)
    return found


def _by_name(found: Resolved, entry: Entry) -> None:
    meant = named(*entry.path)
    if len(meant.codes) == 1:
        _place(found, entry, meant.codes[0], whole=meant.whole)
        return
    reason = AMBIGUOUS if meant.codes else UNKNOWN
    waiting = found.unresolved.setdefault(path_of(entry), Unresolved(reason, meant.codes))
    waiting.entries += 1


def _place(found: Resolved, entry: Entry, code: str, *, whole: bool) -> None:
    """The gravest level of a whole region; a part is an area of its county."""
    if whole and not entry.communities:
        found.levels[code] = max(entry.level, found.levels.get(code, entry.level), key=rank)
        return
    street = "" if whole else entry.path[2]
    words = [f"{street} {part}".strip() for part in entry.communities] or [street]
    found.areas.setdefault(code, set()).update((entry.level, each) for each in words)

"""A policy day as both sides count it: by path the messages, their records, and a hash over both. Pure.

The hash is SHA-256 over a line for each message, `<id> <records>\\n`, in the order of their ids.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

QUESTIONS = frozenset(
    {
        "acknowledgements",
        "code-invocations",
        "code-verifications",
        "codes",
        "health-queries",
        "keys",
        "mapping-tests",
        "reconciliations",
    }
)
"""What says nothing that could be lost."""
Counted = Mapping[str, Mapping[str, int]]
"""By path, then by message id, how many records."""


@dataclass(frozen=True)
class Differences:
    """Ids of messages of which one side knows nothing; `uneven`: both know them, with other numbers of records."""

    missing_there: list[str]
    unknown_here: list[str]
    uneven: list[str]

    @property
    def none(self) -> bool:
        return not (self.missing_there or self.unknown_here or self.uneven)


def counted(messages: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """Messages as (path, id, records), by path and id."""
    found: dict[str, dict[str, int]] = {}
    for path, name, many in messages:
        found.setdefault(path, {})[name] = many
    return found


def rows(of_day: Counted) -> list[dict[str, Any]]:
    """What is compared, in the order of the paths."""
    return [row(path, of_day[path]) for path in sorted(of_day)]


def row(path: str, messages: Mapping[str, int]) -> dict[str, Any]:
    """One path's."""
    lines = "".join(f"{name} {many}\n" for name, many in sorted(messages.items()))
    digest = sha256(lines.encode()).hexdigest()
    return {"path": path, "messages": len(messages), "records": sum(messages.values()), "hash": digest}


def answer(day: str, held: Counted, claimed: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What one side has of a day, and of each path where that differs from what the other claims, its ids."""
    said = {str(each["path"]): each["hash"] for each in claimed}
    found = [row(path, held.get(path, {})) for path in sorted(said.keys() | held.keys())]
    differing = [each["path"] for each in found if each["hash"] != said.get(each["path"])]
    return {"day": day, "paths": found, "differing": [{"path": path, "ids": _ids(held, path)} for path in differing]}


def _ids(held: Counted, path: str) -> list[str]:
    return sorted(held.get(path, {}))


def differences(sent: Counted, differing: Iterable[Mapping[str, Any]], under_way: Iterable[str]) -> Differences:
    """What differs by the ids that the other side lists. A message that is under way may be there or not."""
    missing, unknown, uneven, known = [], [], [], set(under_way)
    for each in differing:
        ours, theirs = sent.get(str(each["path"]), {}), {str(name) for name in each["ids"]}
        missing += sorted(ours.keys() - theirs)
        unknown += sorted(theirs - ours.keys() - known)
        uneven += sorted(ours.keys()) if ours.keys() == theirs else []
    return Differences(missing, unknown, uneven)

"""Recorded outages as they were read, and whether one concerns a state that was folded before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from chalicelib.scoring.outage_effect import may_change
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.rules import RuleBook
from chalicelib.scoring.state import State


@dataclass(frozen=True)
class Known:
    """All entries in the order of recording; their number is the version that a state was folded under."""

    entries: tuple[tuple[str, Outage], ...] = ()
    """Each outage under its id as the entry has it: a withdrawal is an entry of its own."""

    @classmethod
    def of(cls, entries: Iterable[dict[str, Any]]) -> "Known":
        """The entries as they are stored."""
        return cls(tuple(_parsed(entries)))

    @property
    def version(self) -> int:
        return len(self.entries)

    @cached_property
    def all(self) -> tuple[Outage, ...]:
        """The outages, withdrawn ones too: what they gave until then stays."""
        return tuple(dict(self.entries).values())

    def concern(self, state: State, seen: int, book: RuleBook) -> bool:
        """Whether an entry after the first `seen` may change what was folded into `state`: fold it anew then."""
        return any(may_change(state, outage, book, self.all) for _, outage in self.entries[seen:])


def _parsed(entries: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Outage]]:
    recorded: dict[str, Outage] = {}
    for entry in entries:
        at = datetime.fromisoformat(entry["at"])
        if entry["withdrawn"]:
            outage = replace(recorded[entry["id"]], withdrawn_at=at)
        else:
            outage = Outage(datetime.fromisoformat(entry["start"]), datetime.fromisoformat(entry["end"]), at)
        recorded[entry["id"]] = outage
        yield entry["id"], outage

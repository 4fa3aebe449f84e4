"""Recorded outages as a container knows them, and whether one concerns a state that was folded before."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from chalicelib.container import kept_per_container
from chalicelib.person import outages
from chalicelib.scoring.outage_effect import may_change
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.ruleset_data import builtin_book
from chalicelib.scoring.state import State

_CACHE_SECONDS = 60.0
"""Seconds for which a container believes what it read."""


@dataclass(frozen=True)
class Known:
    """All entries in the order of recording; their number is the version that a state was folded under."""

    entries: tuple[tuple[str, Outage], ...] = ()
    """Each outage under its id as the entry has it: a withdrawal is an entry of its own."""

    @property
    def version(self) -> int:
        return len(self.entries)

    @cached_property
    def all(self) -> tuple[Outage, ...]:
        """The outages, withdrawn ones too: what they gave until then stays."""
        return tuple(dict(self.entries).values())


@kept_per_container
def _cache() -> dict[str, tuple[float, Known]]:
    """What this container read last, and when."""
    return {}


def known(*, fresh: bool = False) -> Known:
    """The recorded outages, read again after a minute."""
    kept = _cache().get("outages")
    if kept is None or fresh or time.monotonic() - kept[0] > _CACHE_SECONDS:
        kept = time.monotonic(), Known(tuple(_parsed(outages.read().entries)))
        _cache()["outages"] = kept
    return kept[1]


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


def concern(state: State, seen: int) -> bool:
    """Whether an entry after the first `seen` may change what was folded into `state`: fold it anew then."""
    every, book = known(), builtin_book()
    return any(may_change(state, outage, book, every.all) for _, outage in every.entries[seen:])

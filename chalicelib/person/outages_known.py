"""Recorded outages as a container knows them, and whether one concerns a state that was folded before."""

import time
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from chalicelib.container import kept_per_container
from chalicelib.person import outages
from chalicelib.scoring.days import Outage, add_days, later, policy_day
from chalicelib.scoring.ruleset_data import builtin_book
from chalicelib.scoring.runs import checked_on
from chalicelib.scoring.state import State

_CACHE_SECONDS = 60.0
"""Seconds for which a container believes what it read."""


@dataclass(frozen=True)
class Known:
    """All entries in the order of recording; their number is the version that a state was folded under."""

    entries: tuple[tuple[str, Outage, bool], ...] = ()

    @property
    def version(self) -> int:
        return len(self.entries)

    @cached_property
    def standing(self) -> tuple[Outage, ...]:
        """The outages that were not withdrawn."""
        withdrawn = {outage_id for outage_id, _, gone in self.entries if gone}
        return tuple(outage for outage_id, outage, _ in self.entries if outage_id not in withdrawn)


@kept_per_container
def _cache() -> dict[str, tuple[float, Known]]:
    """What this container read last, and when."""
    return {}


def known(*, fresh: bool = False) -> Known:
    """The recorded outages, read again after a minute."""
    kept = _cache().get("outages")
    if kept is None or fresh or time.monotonic() - kept[0] > _CACHE_SECONDS:
        kept = time.monotonic(), Known(tuple(_parsed(each) for each in outages.read().entries))
        _cache()["outages"] = kept
    return kept[1]


def _parsed(entry: dict[str, Any]) -> tuple[str, Outage, bool]:
    outage = Outage(datetime.fromisoformat(entry["start"]), datetime.fromisoformat(entry["end"]))
    return entry["id"], outage, entry["withdrawn"]


def concern(state: State, seen: int) -> bool:
    """Whether an entry after the first `seen` may change what was folded into `state`: fold it anew then."""
    return any(_concerns(outage, state) for _, outage, _ in known().entries[seen:])


def _concerns(outage: Outage, state: State) -> bool:
    if state.folded_to is None or state.folded_to <= outage.start:
        return False
    earlier, chain = state.earlier_chain, state.chain
    broken = bool(earlier and chain and earlier.last_at <= outage.end and chain.first_at >= outage.start)
    return broken or bool(state.holds) or _made_up(outage, state)


def _made_up(outage: Outage, state: State) -> bool:
    """Whether a day of the outage is missing that a check-in within the grace would have made up for."""
    book = builtin_book()
    first = policy_day(outage.start, book.zone)
    last = policy_day(later(outage.end, book.at(outage.end).outage_grace), book.zone)
    days = [add_days(first, number) for number in range((last - first).days + 1)]
    missed = [day for day in days if not checked_on(state, day)]
    return any(checked_on(state, day) for day in days if missed and day > missed[0])

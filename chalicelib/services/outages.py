"""Outages of the system and days credited: what repairs a gap that was nobody's fault (domain: Time, Life of a hold).

Deadlines and check-in days that fall in a recorded outage are extended to some hours after its end. An outage is
mostly recorded when it is over, so whoever declared since then and may have lost by it is folded anew, when next seen.
"""

import secrets as random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import Any

from chalicelib.errors import Conflict, Forbidden, NotFound, Unavailable, invalid
from chalicelib.scoring.days import add_days, later, policy_day
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.ruleset_data import builtin_book
from chalicelib.scoring.runs import checked_on
from chalicelib.scoring.state import State
from chalicelib.services import once
from chalicelib.services.access import Actor
from chalicelib.services.once import Once
from chalicelib.store import audit
from chalicelib.store import outages as store
from chalicelib.store.tables import Lost

LONGEST = timedelta(days=7)
"""Longer ones are recorded in parts: a slip in a date must not suspend the rules for a year."""
_KEPT = 60.0
"""Seconds for which a container believes what it read."""
_TRIES = 5


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


@cache
def _shelf() -> dict[str, tuple[float, Known]]:
    """What this container read last, and when."""
    return {}


def known(*, fresh: bool = False) -> Known:
    """The recorded outages, read again after a minute."""
    kept = _shelf().get("outages")
    if kept is None or fresh or time.monotonic() - kept[0] > _KEPT:
        kept = time.monotonic(), Known(tuple(_opened(each) for each in store.read().entries))
        _shelf()["outages"] = kept
    return kept[1]


def _opened(entry: dict[str, Any]) -> tuple[str, Outage, bool]:
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


def record(
    actor: Actor, start: datetime, end: datetime, reason: str, key: Once | None, now: datetime
) -> dict[str, Any]:
    """Records that the system could not be used from `start` to `end`, both included; audited.

    Raises Forbidden for a supervisor who has not the whole country, Invalid for an end before the start, in the
    future or more than a week later.
    """
    _require_country(actor)
    if end <= start:
        raise invalid("until", "until_before_from")
    if end > now:
        raise invalid("until", "outage_not_over")
    if end - start > LONGEST:
        raise invalid("until", "outage_too_long", days=LONGEST.days)
    outage_id = random.token_hex(8)
    _append(actor, store.entry(outage_id, start, end, actor.account_id, reason, now), "outage.record", key, now)
    return {"id": outage_id, "from": start, "until": end, "reason": reason, "withdrawn": False}


def withdraw(actor: Actor, outage_id: str, reason: str, now: datetime) -> dict[str, Any]:
    """Takes a recorded outage back; audited. Raises NotFound, Forbidden, Conflict if it was taken back before."""
    _require_country(actor)
    entry = _find(outage_id)
    if shown(entry)["withdrawn"]:
        raise Conflict("outage_withdrawn")
    start, end = datetime.fromisoformat(entry["start"]), datetime.fromisoformat(entry["end"])
    gone = store.entry(outage_id, start, end, actor.account_id, reason, now, withdrawn=True)
    _append(actor, gone, "outage.withdraw", None, now)
    return shown(entry) | {"withdrawn": True}


def _require_country(actor: Actor) -> None:
    if actor.region:
        raise Forbidden()


def _append(actor: Actor, entry: dict[str, Any], action: str, key: Once | None, now: datetime) -> None:
    for _ in range(_TRIES):
        steps = [store.appended(store.read(), entry), *once.steps(key, entry["id"], now)]
        try:
            audit.audited(steps, actor.account_id, action, entry["id"], now, reason=entry["reason"])
        except Lost as lost:
            if 0 in lost.failed:
                continue
            raise Conflict() from None
        known(fresh=True)
        return
    raise Unavailable(retry_after=1)


def _find(outage_id: str) -> dict[str, Any]:
    """The entry that stands for an outage now: its withdrawal, if there is one."""
    found = [entry for entry in store.read().entries if entry["id"] == outage_id]
    if not found:
        raise NotFound()
    return dict(found[-1])


def again(outage_id: str) -> dict[str, Any]:
    """The answer to a request that recorded this outage."""
    return shown(_find(outage_id))


def listed() -> list[dict[str, Any]]:
    """Every outage, latest recorded first. One read."""
    by_id = {entry["id"]: entry for entry in store.read().entries}
    return [shown(entry) for entry in reversed(by_id.values())]


def shown(entry: dict[str, Any]) -> dict[str, Any]:
    """An outage as it is answered."""
    return {
        "id": entry["id"],
        "from": datetime.fromisoformat(entry["start"]),
        "until": datetime.fromisoformat(entry["end"]),
        "reason": entry["reason"],
        "withdrawn": entry["withdrawn"],
    }

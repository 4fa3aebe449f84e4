"""Releases of what is held: by a supervisor of the county, once looked at; then each takes effect by itself.

A release counts as the approval from which on a fact is known. What feature a held fact is of says what letting it go
does, by `releases`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.config import settings
from chalicelib.errors import NotFound, Unavailable
from chalicelib.features.breaker import gate, records
from chalicelib.features.breaker.records import BreakerRecord, HeldRecord
from chalicelib.identity.regions import is_region
from chalicelib.observability import failure, measure
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import require_not_own
from chalicelib.store import queues
from chalicelib.store.listing import Listing
from chalicelib.store.tables import Unreadable

AT_ONCE = 50
_RELEASES_A_MINUTE = 100
LetGo = Callable[[Attempt, str, datetime], None]
"""attempt, subject, the instant of the release: writes what makes it take effect; nothing where it was taken back."""
Ground = Callable[[str], str]
"""subject: the ground that its two people gave; "" where it is not there any more."""
_LET_GO: dict[str, LetGo] = {}
_GROUNDS: dict[str, Ground] = {}


def releases(kind: str, let_go: LetGo, ground: Ground) -> None:
    """Says how what is held of a kind is let go, and why it was decided."""
    _LET_GO[kind], _GROUNDS[kind] = let_go, ground


def ground_of(kind: str, subject: str) -> str:
    """Why something held was decided. One read."""
    return _GROUNDS[kind](subject)


def listed(actor: Actor, limit: int, cursor: str | None, now: datetime) -> dict[str, Any]:
    """A page of what is open in the actor's region, what is due first in front. A query, or one a shard."""
    listing = Listing("breaker", actor.region)
    found = records.waiting(actor.region, limit + 1, listing.after(cursor))
    return listing.answer(found, limit, lambda record: record.waiting_place, lambda record: _view(record, now))


def release(actor: Actor, county: str, kind: str, reason: str, now: datetime) -> dict[str, Any]:
    """Lets go of what a county holds of a kind; with nothing held it is no change.

    A worker hears again of a release that is not done yet.

    Raises NotFound for no such county or kind, or another's region, Forbidden `own_record` where the actor is among
    those held.
    """
    if not is_region(county) or kind not in gate.HELD_KINDS:
        raise NotFound()
    require_region(actor, "" if len(county) == 2 else county)

    def change(attempt: Attempt) -> BreakerRecord | None:
        breaker = records.find(county, kind)
        if breaker is None or breaker.opened_at is None:
            return breaker
        require_not_own(actor, [each.document_hash for each in records.all_held(breaker)])
        attempt.write(*records.release_steps(breaker, now))
        held, since = str(int(breaker.held)), breaker.opened_at.isoformat()
        attempt.audit(
            actor, "breaker.release", f"{county}-{kind}", region=county, reason=reason, held=held, since=since
        )
        return breaker

    breaker = changing(now, change)
    if breaker is not None and (breaker.opened_at or breaker.releasing):
        hand_over(county, kind, now)
    return {"county": county, "kind": kind, "released": int(breaker.held) if breaker is not None else 0}


def hand_over(county: str, kind: str, now: datetime, **behind: str) -> None:
    """Gives a release to a worker; `after`: what lies behind that place."""
    queues.send(settings().rescoring_queue_url, "release", now, county=county, what=kind, **behind)


def hand_over_again(now: datetime) -> int:
    """Every minute: gives to a worker what is not let go of yet, and measures what waits. Returns how many."""
    found = records.releases(_RELEASES_A_MINUTE)
    for record in found:
        county, _, kind = record.id.partition("#")
        hand_over(county, kind, now)
    first = records.waiting("", 1, None)
    opened = first[0].opened_at if first else None
    measure("BreakerOpenAge", "Seconds", (now - opened).total_seconds() if opened else 0)
    return len(found)


def work_off(county: str, kind: str, now: datetime, after: str | None = None) -> int:
    """Lets go of the next of a release, each in a transaction of its own; twice is like once. Returns how many.

    Whoever it fails on, or whose record cannot be read, keeps nobody waiting: what lies behind them is gone on with.
    Raises Unavailable then, so that it is tried again; it is done only when nothing of it is left.
    """
    breaker, aside = records.find(county, kind), list[Unreadable]()
    if breaker is None or breaker.releasing is None:
        return 0
    page = [each for each in records.held(breaker, AT_ONCE + 1, after, aside) if each.at <= breaker.releasing]
    failed = sum(not _let_go(each, kind, breaker.releasing, now) for each in page[:AT_ONCE])
    if len(page) > AT_ONCE:
        hand_over(county, kind, now, after=str(page[AT_ONCE - 1].sk))
    if failed or aside:
        raise Unavailable(retry_after=60)
    if len(page) <= AT_ONCE and not _left(breaker):
        records.done(breaker)
    return len(page)


def _left(breaker: BreakerRecord) -> bool:
    """Whether something of a release is left: what an earlier page failed on. One query."""
    aside = list[Unreadable]()
    first = records.held(breaker, 1, None, aside)
    return bool(aside) or any(each.at <= (breaker.releasing or each.at) for each in first)


def _let_go(record: HeldRecord, kind: str, at: datetime, now: datetime) -> bool:
    def change(attempt: Attempt) -> None:
        _LET_GO[kind](attempt, str(record.subject), at)
        attempt.write(records.let_go_step(record))

    try:
        changing(now, change)
    except Exception as error:
        failure("held fact not released", error, subject=str(record.subject))
        return False
    return True


def _view(record: BreakerRecord, now: datetime) -> dict[str, Any]:
    return {
        "county": record.region,
        "kind": record.what,
        "since": record.opened_at,
        "held": int(record.held),
        "due_at": record.due_at,
        "late": record.due_at is not None and now >= record.due_at,
    }

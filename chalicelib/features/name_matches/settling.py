"""What follows of a comparison of names that was decided: each fact that waited takes effect, or never does.

A decision counts as the approval from which on a fact is known. What feature a fact is of says what settling it does,
by `settles`.
"""

from collections.abc import Callable
from datetime import datetime

from chalicelib.config import settings
from chalicelib.desk import name_matches
from chalicelib.desk.name_matches import NamedFact, NamedFactRecord, NameMatchRecord, Outcome
from chalicelib.errors import Unavailable
from chalicelib.features.name_matches.naming import Naming
from chalicelib.observability import failure, measure
from chalicelib.person.changing import Attempt, changing
from chalicelib.store import queues
from chalicelib.store.tables import Unreadable

AT_ONCE = 50
_A_MINUTE = 100
Settle = Callable[[Attempt, NamedFact, Naming | None, datetime], None]
"""attempt, the fact, the name by which it is compared anew with who has the document by then (None: it is another
person's and takes no effect), the instant of the decision: writes what follows; nothing where it was taken back."""
_SETTLES: dict[str, Settle] = {}


def settles(what: str, settle: Settle) -> None:
    """Says how a fact of a kind is settled."""
    _SETTLES[what] = settle


def hand_over(match_id: str, now: datetime, **behind: str) -> None:
    """Gives a comparison that was decided to a worker; `after`: what lies behind that place."""
    queues.send(settings().rescoring_queue_url, "names", now, match=match_id, **behind)


def hand_over_again(now: datetime) -> int:
    """Every minute: gives to a worker what is not settled yet, and measures what waits. Returns how many."""
    found = name_matches.settling(_A_MINUTE)
    for record in found:
        hand_over(record.id, now)
    first = name_matches.waiting("", 1, None)
    late = (now - first[0].due_at).total_seconds() if first else 0
    measure("NameMatchesLate", "Seconds", max(late, 0))
    return len(found)


def work_off(match_id: str, now: datetime, after: str | None = None) -> int:
    """Settles what waited, each in a transaction of its own; twice is like once. Returns how many.

    Whatever it fails on, or cannot be read, keeps nothing waiting: what lies behind it is gone on with. Raises
    Unavailable then, so that it is tried again; it is done only when nothing of it is left.
    """
    record, aside = name_matches.find(match_id), list[Unreadable]()
    if record is None or record.gsi1sk is None:
        return 0
    page = name_matches.facts_of(record, AT_ONCE + 1, after, aside)
    failed = sum(not _settled(record, each, now) for each in page[:AT_ONCE])
    if len(page) > AT_ONCE:
        hand_over(match_id, now, after=str(page[AT_ONCE - 1].sk))
    if failed or aside:
        raise Unavailable(retry_after=60)
    if len(page) <= AT_ONCE and not _left(record):
        name_matches.done(record)
    return len(page)


def _left(record: NameMatchRecord) -> bool:
    """Whether something waits still: what an earlier page failed on. One query."""
    aside = list[Unreadable]()
    return bool(name_matches.facts_of(record, 1, None, aside) or aside)


def _settled(record: NameMatchRecord, waited: NamedFactRecord, now: datetime) -> bool:
    fact = NamedFact(waited.what, waited.subject, dict(waited.content))
    outcome: Outcome = "same" if record.status == name_matches.SAME else "other"
    naming = Naming(record.name or "", fact) if outcome == "same" else None

    def change(attempt: Attempt) -> None:
        _SETTLES[fact.what](attempt, fact, naming, record.decided_at or now)
        attempt.write(name_matches.settled_step(waited))

    try:
        changing(now, change)
    except Exception as error:
        failure("named fact not settled", error, subject=fact.subject)
        return False
    return True

"""Publication of ended code ids: signed lists every quarter of an hour, single ids up to the moment."""

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from chalicelib.codes import revocations as lists
from chalicelib.codes.keys import KeyRing
from chalicelib.config import LIST_LIFETIME, REVOCATION_LAG, TOKEN_LIFETIME, settings
from chalicelib.errors import NotFound
from chalicelib.features.gates import base_building, list_bodies
from chalicelib.features.gates.base_building import MayGoOn
from chalicelib.person import revocations, signing, stale_rules
from chalicelib.person.revocations import ListRecord

_OVERLAP = timedelta(minutes=15)
"""An ending bears the instant of its cause, and a worker may record it later: so each list looks back over the last."""
_MOST = 5_000
_GOES_ON = timedelta(hours=6)
"""For how long a base is built through the instant at which it was due."""


def ended(since: str | None, now: datetime) -> dict[str, Any]:
    """Code ids that ended after `since` (at most 48 h ago, an hour where absent) and the lists that cover more.

    The oldest 5,000, and all that ended in the instant of the last of them: `until` says how far they reach. A `since`
    ahead of now is now. Raises ValueError for a `since` that is no instant.
    """
    earliest = now - 2 * TOKEN_LIFETIME
    start = min(max(_instant(since), earliest), now) if since else now - timedelta(hours=1)
    found = sorted(
        revocations.since(start, now, limit=_MOST + 1), key=lambda record: (record.revoked_at, record.code_id)
    )
    until = found[_MOST - 1].revoked_at if len(found) > _MOST else now
    page = [record for record in found if record.revoked_at <= until]
    items = [{"code_id": record.code_id, "revoked_at": record.revoked_at} for record in page]
    in_force = current(now, signing.ring("revocation_list"))
    return {"items": items, "until": until, "lists": [_shown(each) for each in in_force]}


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text.replace(" ", "+"))
    if at.tzinfo is None:
        raise ValueError("an instant without its offset")
    return at


def current(now: datetime, ring: KeyRing) -> list[ListRecord]:
    """The newest base and the deltas after it, oldest first: all that a gate has to hold.

    Without what a key signed that is no longer believed: no gate would take it, and the next list is a base again.
    """
    recent = revocations.lists(now - LIST_LIFETIME, now)
    found = [each for each in recent if lists.names_key_of(each.statement, ring)]
    bases = [each for each in found if each.list_kind == "base"]
    if not bases:
        return []
    return [bases[-1], *(each for each in found if each.list_kind == "delta" and each.until > bases[-1].until)]


def _shown(record: ListRecord) -> dict[str, Any]:
    return {
        "id": record.list_id,
        "kind": record.list_kind,
        "since": record.since,
        "until": record.until,
        "count": int(record.entries),
        "bytes": int(record.size),
        "one_false_in": 1 << int(record.precision),
        "statement": urlsafe_b64encode(record.statement).rstrip(b"=").decode(),
    }


def body(list_id: str) -> bytes:
    """The bytes of a published list. Raises NotFound."""
    found = list_bodies.find(list_id)
    if found is None:
        raise NotFound()
    return found


def publish(now: datetime, may_go_on: MayGoOn = lambda: True) -> list[ListRecord]:
    """Makes what is due, oldest last: what ended since the last list, and once a day a base.

    A base that is not done when `may_go_on` says no goes on with the next run, through the same instant.
    """
    # A list outlives many containers' keys: it is signed with those of this moment.
    ring = signing.ring("revocation_list", fresh=True)
    known = current(now, ring)
    until = (now - REVOCATION_LAG).replace(microsecond=0)
    made = list[ListRecord]()
    if known and until - known[-1].until <= TOKEN_LIFETIME:
        made.append(_delta(known[-1].until - _OVERLAP, until, now, ring))
    end = _base_due(known, until)
    content = base_building.content(end, may_go_on) if end else None
    if end and content is not None:
        made.append(_published("base", end - TOKEN_LIFETIME, end, content, now, ring))
    return made


def _base_due(known: list[ListRecord], until: datetime) -> datetime | None:
    """Through when a base is due; None where the last one is younger than a day.

    A day after the last one, so that a run goes on with what the one before it began; where that is long ago, now.
    """
    if not known:
        return until
    due = known[0].until + TOKEN_LIFETIME
    if due > until:
        return None
    return due if until - due <= _GOES_ON else until


def _delta(since: datetime, until: datetime, now: datetime, ring: KeyRing) -> ListRecord:
    ended = (record.code_id for record in revocations.since(since, until))
    return _published("delta", since, until, lists.make(ended, lists.DELTA_PRECISION), now, ring)


def _published(
    kind: lists.Kind, since: datetime, until: datetime, content: bytes, now: datetime, ring: KeyRing
) -> ListRecord:
    record = _record(kind, since, until, content, now, ring)
    # The body first: a list that is named can be fetched.
    list_bodies.put(str(record.list_id), content)
    revocations.publish(record)
    return record


def _record(
    kind: lists.Kind, since: datetime, until: datetime, content: bytes, now: datetime, ring: KeyRing
) -> ListRecord:
    whole = now.replace(microsecond=0)
    said: dict[str, Any] = {"issuer": settings().issuer, "made_at": whole, "stale_rules": stale_rules.in_force(now)}
    statement = lists.sign(content, kind, since, until, keys=ring, **said)
    known = lists.Revoked(content)
    return ListRecord(
        list_id=f"list-{kind}-{until:%Y%m%dT%H%M%S}-{sha256(content).hexdigest()[:12]}",
        list_kind=kind,
        since=since,
        until=until,
        entries=known.count,
        size=len(content),
        precision=known.precision,
        statement=statement,
    )

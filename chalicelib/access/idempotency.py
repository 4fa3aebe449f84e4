"""`Idempotency-Key`: the same key and body gives the first answer, another body a conflict."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from chalicelib.errors import Conflict
from chalicelib.store import idempotency
from chalicelib.store.transactions import Put


@dataclass(frozen=True)
class Once:
    """A request's identity: `name` from account, route and key; `request_hash` from its body."""

    name: str
    request_hash: str

    @classmethod
    def of(cls, scope: str, route: str, key: str, body: bytes) -> "Once":
        name = sha256("\n".join((scope, route, key)).encode()).hexdigest()[:40]
        return cls(name, sha256(body).hexdigest()[:40])


def steps(once: Once | None, resource_id: str, now: datetime) -> list[Put]:
    """The step to add, last, to the transaction that makes `resource_id`; none without a key."""
    return [idempotency.put(once.name, once.request_hash, resource_id, now)] if once else []


def replayed(once: Once | None, now: datetime) -> str | None:
    """The id that an earlier request with this key made, or None.

    Raises Conflict `idempotency_conflict` if that request had another body.
    """
    record = idempotency.find(once.name, now) if once else None
    if record is None or once is None:
        return None
    if record.request_hash != once.request_hash:
        raise Conflict("idempotency_conflict")
    return record.resource_id

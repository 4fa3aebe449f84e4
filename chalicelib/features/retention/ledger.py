"""The ledger: a finished day as one signed statement, of what kind how much went, and which data keys with it."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

from chalicelib.codes import cose, ledger
from chalicelib.config import settings
from chalicelib.features.retention import canaries, key_inventory, records
from chalicelib.features.retention.records import Counts, PieceRecord
from chalicelib.observability import measure
from chalicelib.person import signing
from chalicelib.store import audit_bucket
from chalicelib.store.transactions import Lost, transact


def close(today: date, now: datetime) -> None:
    """Closes a day of which nothing is left, once; measures the canaries that should have gone."""
    counts, left = summed(records.pieces(today)), canaries.left(today)
    destroyed = key_inventory.take_destroyed()
    statement = {"day": str(today), "kinds": counts, "keys": destroyed, "canaries_left": left}
    ring = signing.ring("ledger", fresh=True)
    made_at = now.replace(microsecond=0)
    content: dict[str, Any] = {"counts": counts, "statement": ledger.sign(statement, ring, settings().issuer, made_at)}
    content["destroyed"], content["canaries_left"] = set(destroyed) or None, set(left) or None
    try:
        transact([*records.finish_steps(today, now, **content), *key_inventory.reported_steps(destroyed)])
    except Lost:
        return
    measure("RetentionCanariesLeft", "Count", len(left))


def copy(day: date) -> None:
    """Has a closed day's statement lie in the bucket that nobody rewrites, behind its key, once. A read, two calls;
    said again by each run of the day and the next, so that a death in between leaves none out."""
    run = records.run(str(day))
    if run is None:
        return
    key = signing.ring("ledger", fresh=True).find(cose.take_apart(run.statement).kid)
    if key is not None:
        audit_bucket.put_key(key, "ledger", settings().issuer)
    audit_bucket.put(f"ledger/{day}.cose", run.statement)


def summed(pieces: list[PieceRecord]) -> Counts:
    """A day's pieces as one: counts added up, digests over theirs in the order of tables and shards."""
    found: Counts = {}
    for piece in pieces:
        for name, each in sorted((piece.counts or {}).items()):
            entry = found.setdefault(name, {"deleted": 0, "kept": 0, "digest": ""})
            entry["deleted"] += int(each["deleted"])
            entry["kept"] += int(each["kept"])
            entry["digest"] = sha256(f"{entry['digest']}{each['digest']}".encode()).hexdigest()
    return found

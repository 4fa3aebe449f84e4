"""`Idempotency-Key`, plainly: an item that is written once, in the same transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from pynamodb.transactions import TransactWrite

from bench.plain.records import OnceItem

LIFETIME = timedelta(hours=24)


@dataclass(frozen=True)
class Once:
    """Who sent which key to which route, and the body's hash."""

    scope: str
    route: str
    key: str
    body: bytes

    def save(self, writes: TransactWrite, resource_id: str, now: datetime) -> None:
        name = sha256("\n".join((self.scope, self.route, self.key)).encode()).hexdigest()[:40]
        item = OnceItem(
            f"ONCE#{name}",
            "once",
            request_hash=sha256(self.body).hexdigest()[:40],
            resource_id=resource_id,
            expires_at=now + LIFETIME,
            ttl=int((now + 2 * LIFETIME).timestamp()),
        )
        writes.save(item, condition=OnceItem.pk.does_not_exist() | (OnceItem.expires_at < now))

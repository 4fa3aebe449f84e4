"""The five tables and the shape of what they hold.

Every record has `pk` and `sk` and names its kind; one query over a partition gives records of
several kinds. `ttl` only cleans up: logic compares `expires_at` with now.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Self

from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist

from chalicelib import instants
from chalicelib.config import settings
from chalicelib.retention import due
from chalicelib.store.dynamodb import ConnectedModel
from chalicelib.store.indexes import index


class Unreadable(Exception):
    """A record that stands in the table and cannot be read: another release wrote it in a form of its own, or it is
    broken. `place` has its keys, for the log and for whoever mends it."""

    def __init__(self, model: "type[Record]", item: dict[str, dict[str, Any]]) -> None:
        self.model = model
        self.place = {name: str(value["S"]) for name, value in item.items() if name in _PLACE and "S" in value}
        super().__init__(model.__name__)

    @property
    def pk(self) -> str:
        return self.place["pk"]

    @property
    def sk(self) -> str:
        return self.place["sk"]


_PLACE = ("pk", "sk", "kind", "gsi1sk", "gsi2sk", "gsi3sk")


class Record(ConnectedModel):
    """The shape that all tables share."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    ttl = NumberAttribute(null=True)
    gsi1 = index("gsi1")
    gsi2 = index("gsi2")
    gsi3 = index("gsi3")
    gsi4 = index("gsi4")
    gsi4pk = UnicodeAttribute(null=True)
    gsi4sk = UnicodeAttribute(null=True)
    """Where it stands in the index of what is due to go (`retention.due`), which has keys alone."""

    def serialize(self, null_check: bool = True) -> dict[str, dict[str, Any]]:
        """The item as it is written: every write of a whole record says when it is due to go."""
        item: dict[str, dict[str, Any]] = super().serialize(null_check)
        place = due.place(item, due.shards(settings().local))
        if place is not None:
            item["gsi4pk"], item["gsi4sk"] = ({"S": each} for each in place)
        return item

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """A record of what the table has. Raises Unreadable."""
        try:
            return super().from_raw_data(data)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Unreadable(cls, data) from error

    @classmethod
    def find(cls, pk: str, sk: str, *, consistent: bool = True) -> Any:
        """The record of this kind, or None. One read."""
        try:
            return cls.get(pk, sk, consistent_read=consistent)
        except DoesNotExist:
            return None


def _meta(table: str) -> Any:
    return type("Meta", (), {"table_name": getattr(settings(), table)})


class PersonRecord(Record):
    """A person's partition, `P#<id>`, and what leads to it: `DOC#<hash>`."""

    Meta = _meta("people_table")
    kind = DiscriminatorAttribute()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)


class AccountRecord(Record):
    """Accounts, sessions, challenges, caps, staff."""

    Meta = _meta("accounts_table")
    kind = DiscriminatorAttribute()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)


class EpidemicRecord(Record):
    """Cases, contacts, ratings and rule sets."""

    Meta = _meta("epidemic_table")
    kind = DiscriminatorAttribute()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)


class VenueRecord(Record):
    """Venues, their members, visits and where people are."""

    Meta = _meta("venues_table")
    kind = DiscriminatorAttribute()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)


class OperationRecord(Record):
    """Idempotency, data keys, revocations, counters, audit."""

    Meta = _meta("operations_table")
    kind = DiscriminatorAttribute()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)


ABSENT = Record.pk.does_not_exist()
"""The condition of a record that is made once."""


def ttl(lifetime: timedelta) -> int:
    """When the reaper may take a record: the wall clock plus its lifetime plus a day (design: Data)."""
    return instants.seconds(datetime.now(UTC) + lifetime + timedelta(days=1))

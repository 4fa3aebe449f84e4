"""Earlier registrations in other codes, kept under a document's hash until its person confirms them, 180 days at most.

They make nobody a code. Whoever is certified for the document is offered what they hold, and is not asked for it again.
"""

from datetime import datetime, timedelta

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store import vault
from chalicelib.store.reading import Key
from chalicelib.store.tables import ABSENT, PersonRecord, ttl
from chalicelib.store.transactions import Drop, Put

_KEPT = timedelta(days=180)


class PriorRecord(PersonRecord, discriminator="prior"):
    """`DOC#<hash>`/`prior`: what another code had of the document's person. `address` is sealed for the key."""

    system = UnicodeAttribute()
    registered_on = UnicodeAttribute()
    residence = UnicodeAttribute(null=True)
    address = UnicodeAttribute(null=True)
    expires_at = UTCDateTimeAttribute()
    line = UnicodeAttribute(null=True)
    """The name of the line of a list that told of it."""


def key(document_hash: str) -> Key:
    """Where it lies, for a batch read."""
    return (PriorRecord, _place(document_hash), "prior")


def _place(document_hash: str) -> str:
    return f"DOC#{document_hash}"


def of_document(document_hash: str, now: datetime) -> PriorRecord | None:
    """The earlier registration of a document; None once its days are over. One read."""
    return standing(kept(document_hash), now)


def kept(document_hash: str) -> PriorRecord | None:
    """What lies there of a document, its days over or not. One read."""
    record: PriorRecord | None = PriorRecord.find(_place(document_hash), "prior")
    return record


def standing(record: PriorRecord | None, now: datetime) -> PriorRecord | None:
    """The registration, as long as its days are not over."""
    return record if record is not None and now < record.expires_at else None


def offered(profile: ProfileRecord, state: StateRecord, now: datetime) -> PriorRecord | None:
    """What is offered to whoever is certified for the document, and waits for nothing. At most one read."""
    if state.certification != "certified" or state.contested or state.waits:
        return None
    return of_document(profile.document_hash, now)


def tell(person: Person, profile: ProfileRecord, now: datetime) -> None:
    """Tells whoever is certified by now that an earlier registration waits to be confirmed. One read."""
    if offered(profile, person.state, now) is not None:
        person.notify("inbox_prior", sms=False)


def address_of(record: PriorRecord) -> str | None:
    """The address as it was imported."""
    return vault.unseal(str(record.pk), "address", record.address) if record.address else None


def put(
    document_hash: str,
    system: str,
    registered_on: str,
    residence: str | None,
    address: str | None,
    now: datetime,
    line: str | None,
    before: PriorRecord | None,
) -> Put:
    """The step that keeps a registration, in place of what was `kept` of the document, as it was read."""
    place = _place(document_hash)
    sealed = vault.seal(place, "address", address, now, "import") if address else None
    record = PriorRecord(
        place, "prior", system=system, registered_on=registered_on, residence=residence, ttl=ttl(_KEPT)
    )
    record.address, record.expires_at, record.line = sealed, now + _KEPT, line
    if before is None:
        return Put(record, ABSENT)
    still = (PriorRecord.expires_at == before.expires_at) & (PriorRecord.registered_on == before.registered_on)
    return Put(record, still)


def drop(document_hash: str) -> Drop:
    """The step that takes it away, if there is one."""
    return Drop(PriorRecord(_place(document_hash), "prior"))


def spent(record: PriorRecord) -> Drop:
    """The step that takes it away as it was read."""
    return Drop(record, PriorRecord.expires_at == record.expires_at)

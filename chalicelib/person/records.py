"""A person's partition: profile, state and the claim on the document."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)

from chalicelib import instants
from chalicelib.errors import NotFound
from chalicelib.instants import stamp
from chalicelib.scoring.facts import RatingKnown
from chalicelib.scoring.state import QueueItem
from chalicelib.store.indexes import index
from chalicelib.store.json_attribute import LeanJSONAttribute
from chalicelib.store.reading import Key
from chalicelib.store.set_aside import first
from chalicelib.store.tables import ABSENT, PersonRecord, Unreadable
from chalicelib.store.transactions import Change, Check, Drop, Put


class ProfileRecord(PersonRecord, discriminator="profile"):
    """`P#<id>`/`profile`: who the person is. Name, number and address are sealed for the person's id."""

    account_id = UnicodeAttribute()
    relation = UnicodeAttribute()
    entry = UnicodeAttribute()
    name = UnicodeAttribute()
    document_type = UnicodeAttribute()
    document_number = UnicodeAttribute()
    document_hash = UnicodeAttribute()
    details: LeanJSONAttribute = LeanJSONAttribute(default=dict)
    """birth_date, sex, nationality, country, expires_on, dependant_reason: what the rules ask for."""
    residence = UnicodeAttribute(null=True)
    address = UnicodeAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    corrected_number = UnicodeAttribute(null=True)
    """The corrected document number, sealed, until the next declaration or until staff decide."""
    corrected_country = UnicodeAttribute(null=True)
    """The country of a corrected number, where there are many."""
    number_case = UnicodeAttribute(null=True)
    """The request about the number that waits for staff."""
    namesakes = UnicodeAttribute(null=True)
    """The place in the index of namesakes; absent where no day of birth is known."""
    photo_accepted = BooleanAttribute(default=False)
    """Once the passport's photo was accepted its number is fixed (domain: International edition)."""
    version = VersionAttribute()


class StateRecord(PersonRecord, discriminator="state"):
    """`P#<id>`/`state`: what showing, declaring and verifying need, in one read.

    `gsi1pk` is the code id (live verification), `gsi2pk`/`gsi2sk` the place in the due index,
    `gsi3pk`/`gsi3sk` that among the held.
    """

    code_index = index("gsi1")
    """States by code id."""
    due_index = index("gsi2")
    """States by shard and the next instant at which something falls due without a request."""
    held_index = index("gsi3")
    """States with an open hold by shard, the less grave first."""
    account_id = UnicodeAttribute()
    schemes = UnicodeSetAttribute()
    certification = UnicodeAttribute(default="pending")
    county = UnicodeAttribute(default="")
    """Where the person lives, for the statistics: the table's stream tells of every change."""
    name_masked = UnicodeAttribute()
    last4 = UnicodeAttribute()
    scoring = UnicodeAttribute(null=True)
    """The fold of everything known, as `scoring` writes it. Absent before the first fact."""
    outages = NumberAttribute(default=0)
    """How many outages were recorded when `scoring` was folded."""
    ratings_seen = NumberAttribute(default=0)
    """The number of the latest rating that was published when `scoring` was folded."""
    stays = UnicodeSetAttribute(null=True)
    """The regions under which the person stands in the index of stays (`person.indexed`)."""
    queued = UnicodeSetAttribute(null=True)
    """What of it stands in the queue of what staff are to decide (`person.declared_queue`)."""
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    moved_by = UnicodeAttribute(null=True)
    """The latest campaign of a rule set that moved the next due instant, by the mark of its pass."""
    severity: LeanJSONAttribute = LeanJSONAttribute(default=dict)
    """Colour by scheme when last written, so that a later reader sees whether it got worse."""
    relation = UnicodeAttribute(default="self")
    nationality = UnicodeAttribute(null=True)
    """Alpha-2, copied from the profile: who is obliged to file is decided with the state alone."""
    trip: LeanJSONAttribute = LeanJSONAttribute(null=True)
    """The journey as `features.trips` makes it; absent without one."""
    departed_at = UTCDateTimeAttribute(null=True)
    """When the last journey departed that is forgotten by now: it closes the international code as the trip did."""
    quiet: LeanJSONAttribute = LeanJSONAttribute(null=True)
    """The account's quiet hours {from, until, timezone}, copied so that reminders need no other record."""
    notified: LeanJSONAttribute = LeanJSONAttribute(default=dict, attr_name="told")
    """What the person was told that must not be told again: `expiry`, `checkin`, and the `risks` that stand."""
    outbox: LeanJSONAttribute = LeanJSONAttribute(default=list)
    """Inbox entries still to be handed to the queue: [sort key, not before (instant)]."""
    correcting = UnicodeAttribute(null=True)
    """A corrected number waits: `typed` for the next declaration, `asked` for the service, `staff` for staff."""
    photos = UnicodeAttribute(default="not_needed")
    """not_needed, missing or complete: what boarding asks for is read here alone."""
    standing_photos: LeanJSONAttribute = LeanJSONAttribute(default=dict)
    """By kind of photo the one that counts: {"id", "status"}, received or accepted."""
    code_id = UnicodeAttribute()
    code_since = UTCDateTimeAttribute()
    contested = BooleanAttribute(default=False)
    waits: LeanJSONAttribute = LeanJSONAttribute(default=dict)
    """By kind (`person.waits`) what is to be decided before the code is shown: `due_at`, `others`, `carries`."""
    named = BooleanAttribute(default=False)
    """Whether the name was ever certified: from then on only staff change it."""
    erased = BooleanAttribute(default=False)
    annulled = BooleanAttribute(default=False)
    """Whether any declaration was annulled: a list of them asks for annulments only then."""
    devices: LeanJSONAttribute = LeanJSONAttribute(default=dict)
    """Phones that may show the code, by JWK thumbprint: `key` (COSE thumbprint), `session`, `bound_at`."""
    declared: LeanJSONAttribute = LeanJSONAttribute(null=True)
    """How often the person declared in the latest hour that they did: [hours since 1970, times]."""
    notes: LeanJSONAttribute = LeanJSONAttribute(null=True)
    """By partner what its platform says without a fact: `says`, `until`. It colours nobody; gates are told."""
    suspended: LeanJSONAttribute = LeanJSONAttribute(null=True)
    """Facts of partners that a supervisor suspended, by reference, with the instant from when on."""
    updated_at = UTCDateTimeAttribute()
    version = VersionAttribute()

    decided: Any = None
    """What `person.colour` decided on this copy, for the answer of the same request. Never stored."""
    stayed: frozenset[str] | None = None
    """The regions of the state as it was opened or folded on this copy; None where nobody did. Never stored."""
    asks: tuple[QueueItem, ...] | None = None
    """What the state asks of staff, known as `stayed` is. Never stored."""
    pulled: tuple[RatingKnown, ...] = ()
    """Ratings that were folded when this copy was opened and of which the person was not told. Never stored."""
    records: tuple[PersonRecord, ...] | None = None
    """What it is the fold of, where that is at hand; else it is read as it is folded anew. Never stored."""
    caught_before: datetime | None = None
    """The instant of a stale rule that catches every living token of before (`person.stale_rules`). Never stored."""

    @property
    def person_id(self) -> str:
        return str(self.pk[2:])

    @property
    def due_at(self) -> datetime | None:
        """When something happens next without a request, to the millisecond; None where nothing will."""
        return instants.from_millis(int(self.gsi2sk)) if self.gsi2sk else None


class DocumentClaim(PersonRecord, discriminator="document"):
    """`DOC#<hash>`/`document`: the one person with this document; `rival#<account>`: who also says so."""

    person_id = UnicodeAttribute()
    account_id = UnicodeAttribute()
    since = UTCDateTimeAttribute(null=True)
    """When the document was registered first; absent of records of before."""


class KeptRecord(PersonRecord, discriminator="kept"):
    """`DOC#<hash>`/`kept`: the facts of open holds whose record was released. `events` is a JSON list."""

    events = UnicodeAttribute()
    account_id = UnicodeAttribute()
    certified = BooleanAttribute()
    """Whether the record's person was: what somebody said in another's name follows nobody but their own account."""
    expires_at = UTCDateTimeAttribute(null=True)
    """When the holds' days have ended; absent while one of them is open-ended."""


def notes_of(record: StateRecord, now: datetime) -> list[dict[str, str]]:
    """What partners say of somebody without a fact, for gates: `partner`, `says`."""
    told = (record.notes or {}).items()
    return [{"partner": name, "says": each["says"]} for name, each in sorted(told) if _lasts(each, now)]


def _lasts(note: dict[str, str], now: datetime) -> bool:
    return now < datetime.fromisoformat(note["until"])


def kept_of(document_hash: str) -> KeptRecord | None:
    """What outlived a released record of a document. One read."""
    record: KeptRecord | None = KeptRecord.find(f"DOC#{document_hash}", "kept")
    return record


def kept_put(record: KeptRecord) -> Put:
    """The step that keeps the facts of open holds, in place of older ones."""
    return Put(record)


def kept_drop(record: KeptRecord) -> Drop:
    """The step that takes kept facts away as they were read."""
    return Drop(record, KeptRecord.events == record.events)


def state(person_id: str, *, consistent: bool = True) -> StateRecord | None:
    """One read."""
    record: StateRecord | None = StateRecord.find(f"P#{person_id}", "state", consistent=consistent)
    return record


def state_key(person_id: str) -> Key:
    """Where a person's state lies, for a batch read."""
    return (StateRecord, f"P#{person_id}", "state")


def profile(person_id: str) -> ProfileRecord | None:
    """One read."""
    record: ProfileRecord | None = ProfileRecord.find(f"P#{person_id}", "profile")
    return record


def claim_of(document_hash: str) -> DocumentClaim | None:
    """Whose a document is. One read."""
    record: DocumentClaim | None = DocumentClaim.find(f"DOC#{document_hash}", "document")
    return record


def claim_put(document_hash: str, person_id: str, account_id: str, now: datetime) -> Put:
    """The step by which a document becomes a person's. Fails if it is somebody's."""
    place = (f"DOC#{document_hash}", "document")
    return Put(DocumentClaim(*place, person_id=person_id, account_id=account_id, since=now), ABSENT)


def rival_put(document_hash: str, person_id: str, account_id: str) -> Put:
    """The step by which a person says that a document is theirs which is another's."""
    sk = f"rival#{account_id}"
    return Put(DocumentClaim(f"DOC#{document_hash}", sk, person_id=person_id, account_id=account_id), ABSENT)


def rival_drop(document_hash: str, account_id: str) -> Drop:
    """The step by which they say so no more."""
    return Drop(DocumentClaim(f"DOC#{document_hash}", f"rival#{account_id}"))


def claim_move(claim: DocumentClaim, person_id: str, account_id: str) -> Change:
    """The step by which staff give a document to another person."""
    actions = (DocumentClaim.person_id.set(person_id), DocumentClaim.account_id.set(account_id))
    return Change(claim, actions, DocumentClaim.person_id == claim.person_id)


def claim_drop(document_hash: str, person_id: str) -> Drop:
    """The step that frees a document, if it is this person's."""
    return Drop(DocumentClaim(f"DOC#{document_hash}", "document"), DocumentClaim.person_id == person_id)


def still_has(record: ProfileRecord) -> Check:
    """The step that requires that the person's document is still the one that was read."""
    return Check(record, ProfileRecord.document_hash == record.document_hash)


def must_still_exist(record: StateRecord) -> Check:
    """The step that requires that the person is still there and the account's; NotFound otherwise."""
    return Check(record, StateRecord.account_id == record.account_id, NotFound())


def profile_change(record: ProfileRecord, actions: list[Any]) -> Change:
    """The step that changes a profile as read."""
    return Change(record, tuple(actions))


def by_code_id(code_id: str) -> StateRecord | None:
    """The state that shows this code id: one read of the index, eventually consistent."""
    return next(iter(StateRecord.code_index.query(code_id, limit=1)), None)


def due(
    shard: int, since: datetime, until: datetime, limit: int, aside: list[Unreadable] | None = None
) -> list[StateRecord]:
    """States of a shard that are due from `since` to `until`, both included, oldest first; those among them that
    cannot be read are put into `aside`. One query."""
    keys = StateRecord.gsi2sk.between(stamp(since), stamp(until))
    return first(StateRecord.due_index.query(f"DUE#{shard}", keys, page_size=limit), limit, aside)


def partition(person_id: str) -> list[PersonRecord]:
    """Everything a person's partition holds. As many reads as it has pages."""
    return list(PersonRecord.query(f"P#{person_id}", consistent_read=True))

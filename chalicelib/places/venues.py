"""Venues: one record each, found by status and region; one venue for each organisation, name and county."""

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)
from pynamodb.expressions.condition import Condition

from chalicelib.errors import Conflict, KangmaError
from chalicelib.instants import stamp
from chalicelib.store.indexes import index
from chalicelib.store.reading import Key, prefixed, read_together
from chalicelib.store.tables import ABSENT, VenueRecord
from chalicelib.store.transactions import Change, Drop, Put, Step


class VenueItem(VenueRecord, discriminator="venue"):
    """`V#<id>`/`venue`. Contact name and phone are sealed for the venue's id."""

    status_index = index("gsi1")
    """Venues by status, then region."""
    waiting_index = index("gsi3")
    """Those that await a decision (features/venues/awaiting.py)."""
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    status = UnicodeAttribute(default="awaiting")
    name = UnicodeAttribute()
    type = UnicodeAttribute()
    region = UnicodeAttribute()
    credit_code = UnicodeAttribute()
    address = UnicodeAttribute()
    lat = NumberAttribute()
    lon = NumberAttribute()
    contact_name = UnicodeAttribute()
    contact_phone = UnicodeAttribute()
    asks_temperature = BooleanAttribute(default=False)
    doors: JSONAttribute = JSONAttribute(null=True)
    """As places/doors.py keeps them; absent where a venue has the one that needs no name."""
    last_door = NumberAttribute(default=0)
    """The highest number that a door ever had."""
    registered_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    decided_by = UnicodeAttribute(null=True)
    decided_at = UTCDateTimeAttribute(null=True)
    reason = UnicodeAttribute(null=True)
    poster = NumberAttribute(default=1)
    """The serial of the posters that count."""
    number = UnicodeAttribute(null=True)
    """What those posters show for typing (places/venue_numbers.py); absent until it is approved."""
    poster_since = UTCDateTimeAttribute()
    """When this serial began: a scan from before may be of the poster that hung there then."""
    managers = NumberAttribute(default=1)
    version = VersionAttribute()

    @property
    def place(self) -> str:
        """Where it stands among venues of its status: by county and age."""
        return str(self.gsi1sk)

    @property
    def id(self) -> str:
        return str(self.pk[2:])

    def place_in_index(self) -> None:
        """Sets the index's keys from status and region."""
        self.gsi1pk = f"VENUES#{self.status}"
        self.gsi1sk = f"{self.region}#{stamp(self.created_at)}#{self.id}"


class RegistrationClaim(VenueRecord, discriminator="registration"):
    """`VREG#<credit code>`/`<county>#<name>`: the one venue of this name that the organisation has there."""

    venue_id = UnicodeAttribute()


def make(venue_id: str, **content: Any) -> VenueItem:
    """A venue, not yet written."""
    return VenueItem(f"V#{venue_id}", "venue", **content)


def find(venue_id: str) -> VenueItem | None:
    """One read."""
    record: VenueItem | None = VenueItem.find(f"V#{venue_id}", "venue")
    return record


def venue_key(venue_id: str) -> Key:
    """Where a venue lies, for a batch read."""
    return (VenueItem, f"V#{venue_id}", "venue")


def create_steps(venue: VenueItem) -> list[Step]:
    """A new venue and its claim; Conflict `venue_registered`."""
    venue.place_in_index()
    return [Put(venue, ABSENT), _claim(venue)]


def rename_steps(venue: VenueItem, old_name: str) -> list[Step]:
    """The claims of a venue whose name changed; Conflict `venue_registered` where another has that name."""
    if venue.name == old_name:
        return []
    old = RegistrationClaim(f"VREG#{venue.credit_code}", f"{venue.region}#{old_name}")
    return [Drop(old, RegistrationClaim.venue_id == venue.id), _claim(venue)]


def _claim(venue: VenueItem) -> Put:
    claim = RegistrationClaim(f"VREG#{venue.credit_code}", f"{venue.region}#{venue.name}", venue_id=venue.id)
    return Put(claim, ABSENT, Conflict("venue_registered"))


def write(venue: VenueItem) -> Put:
    """The step that writes a changed venue."""
    venue.place_in_index()
    return Put(venue)


def manager_joins(venue_id: str) -> Change:
    """The step that counts one manager more."""
    return _managers(venue_id, 1, VenueItem.managers.exists())


def manager_leaves(venue_id: str) -> Change:
    """The step that counts one manager less; Conflict `last_manager` rather than leave a venue without one."""
    return _managers(venue_id, -1, VenueItem.managers > 1, Conflict("last_manager"))


def _managers(venue_id: str, change: int, condition: Condition, otherwise: KangmaError | None = None) -> Change:
    record, actions = make(venue_id), (VenueItem.managers.add(change),)
    return Change(record, actions, condition, otherwise, any_version=True)


def of_status(status: str, prefix: str, limit: int, after: str | None) -> list[VenueItem]:
    """Venues of a status in the regions that begin with `prefix`, by county and age. One query."""
    keys = prefixed(VenueItem.gsi1sk, prefix, after)
    return list(VenueItem.status_index.query(f"VENUES#{status}", keys, limit=limit))


def several(venue_ids: Iterable[str]) -> list[VenueItem]:
    """The venues of these ids that there are. One batch read; at most 100."""
    found = read_together(venue_key(each) for each in sorted(set(venue_ids)))
    return [record for record in found if record is not None]

"""Numbers of venues, as their posters print them: by each one venue is found, and with the posters the number ends."""

import secrets as random

from pynamodb.attributes import UnicodeAttribute

from chalicelib.codes import venue_number
from chalicelib.places import venues
from chalicelib.places.venues import VenueItem
from chalicelib.store.tables import ABSENT, VenueRecord
from chalicelib.store.transactions import Drop, Put, Step

_FIRST, _AFTER = 10 ** (venue_number.LENGTH - 2), 10 ** (venue_number.LENGTH - 1)


class NumberRecord(VenueRecord, discriminator="venue_number"):
    """`VNUM#<number>`/`venue`: whose it is."""

    venue_id = UnicodeAttribute()


def find(number: str) -> VenueItem | None:
    """The venue whose posters show this number now. At most two reads."""
    record: NumberRecord | None = NumberRecord.find(f"VNUM#{number}", "venue")
    venue = venues.find(record.venue_id) if record else None
    return venue if venue and venue.number == number else None


def given_steps(venue: VenueItem) -> list[Step]:
    """Gives an approved venue its number if it has none yet; the caller writes the venue.

    One that another has is tried anew with the whole change: the numbers are a thousand times as many as venues.
    """
    return [_give(venue)] if venue.status == "approved" and not venue.number else []


def renewed_steps(venue: VenueItem) -> list[Step]:
    """Another number, as its posters were revoked; the caller writes the venue."""
    ended = [Drop(NumberRecord(f"VNUM#{venue.number}", "venue"))] if venue.number else []
    return [*ended, _give(venue)]


def _give(venue: VenueItem) -> Put:
    venue.number = venue_number.complete(str(_FIRST + random.randbelow(_AFTER - _FIRST)))
    return Put(NumberRecord(f"VNUM#{venue.number}", "venue", venue_id=venue.id), ABSENT)

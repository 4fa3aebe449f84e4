"""Numbers of venues from before there were any: each is given where somebody is about to see it."""

from datetime import datetime

from chalicelib.person.changing import Attempt, changing
from chalicelib.places import venue_numbers, venues
from chalicelib.places.venues import VenueItem


def numbered(venue: VenueItem, now: datetime) -> VenueItem:
    """The venue with its number; an approved one that has none gets it, once: a read and a transaction more."""
    if venue.number or venue.status != "approved":
        return venue

    def give(attempt: Attempt) -> VenueItem:
        found = venues.find(venue.id)
        steps = venue_numbers.given_steps(found) if found else []
        if found is None or not steps:
            return found or venue
        attempt.write(*steps, venues.write(found))
        return found

    return changing(now, give)

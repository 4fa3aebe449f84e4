"""Venues that await a supervisor's decision, in the queue of their region."""

from chalicelib.desk.waiting import Queue
from chalicelib.places.venues import VenueItem

QUEUE = Queue("venues")


def placed(venue: VenueItem) -> VenueItem:
    """The venue, about to be written, in the queue while it awaits a decision and out of it afterwards."""
    if venue.status == "awaiting":
        QUEUE.place(venue, venue.created_at)
    else:
        venue.gsi3pk = venue.gsi3sk = None
    return venue

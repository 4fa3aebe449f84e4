"""Venues for tests that are about something else."""

import secrets
from datetime import timedelta
from typing import Any

from tests.support.resident_steps import NOON


def a_venue(**changes: Any) -> str:
    """The id of an approved venue in Xining, made a day ago."""
    from chalicelib.places.venues import VenueItem

    made = NOON - timedelta(days=1)
    fields = {
        "status": "approved",
        "name": "测试站",
        "type": "railway_station",
        "region": "630102",
        "credit_code": "91350100M000100Y43",
        "address": "某路 1 号",
        "lat": 36.62,
        "lon": 101.78,
        "contact_name": "sealed",
        "contact_phone": "sealed",
        "registered_by": "account",
        "created_at": made,
        "updated_at": made,
        "poster_since": made,
    }
    venue = VenueItem(f"V#{secrets.token_hex(10)}", "venue", **(fields | changes))
    venue.place_in_index()
    venue.save()
    return venue.id

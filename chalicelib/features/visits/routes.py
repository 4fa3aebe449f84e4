"""Visits: scanning in and out, one's own visits, a venue's day."""

from typing import Any

from chalice import Response

from chalicelib.config import POLICY_ZONE
from chalicelib.features.visits import leaving, lists, scanning
from chalicelib.features.visits.scanning import Form
from chalicelib.features.visits.shapes import Departure, EntryList, Recorded, Scanned, Visit, VisitList
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call, day_of, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.scoring.days import policy_day

feature = Feature("visits")
SCANNERS = ("resident", "gate")
DESK = ("resident", "gate", "supervisor", "epidemiologist")


def _recorded_again(call: Call, resource: str) -> Response:
    answer, began = scanning.replay_answer(call.actor, call.body.shown, resource, call.now, call.language)
    return reply(answer, 201 if began else 200)


@feature.route("POST", "/v1/visits", roles=SCANNERS, body=Scanned, answer=Recorded, status=201, replay=_recorded_again)
def record_visit(call: Call) -> Response:
    """Records a scan in or out. 201 for a new visit, 200 for one that is open already."""
    answer, began = scanning.record(call.actor, call.body.form(), call.once, call.now, call.language)
    return reply(answer, 201 if began else 200)


@feature.route("POST", "/v1/visits/{visit_id}/departure", roles=SCANNERS, body=Departure, answer=Visit)
def leave_venue(call: Call, visit_id: str) -> dict[str, Any]:
    """Ends a visit; one that is over stays as it is."""
    body: Departure = call.body
    form = Form("out", client_at=body.client_at, sent_at=body.sent_at)
    return leaving.leave(call.actor, visit_id, form, call.now, call.language)


@feature.route("GET", "/v1/people/{person_id}/visits", roles=("resident",), answer=VisitList, query=("limit", "cursor"))
def list_own_visits(call: Call, person_id: str) -> dict[str, Any]:
    """Where one was, newest first."""
    cursor = call.query.get("cursor")
    return lists.of_person(call.actor, person_id, page_size(call), cursor, call.now, call.language)


@feature.route("GET", "/v1/venues/{venue_id}/visits", roles=DESK, answer=EntryList, query=("day", "limit", "cursor"))
def list_entries(call: Call, venue_id: str) -> dict[str, Any]:
    """The entries of a day (today where none is named), newest first, for who works there and for staff."""
    day, cursor = day_of(call, "day", policy_day(call.now, POLICY_ZONE)), call.query.get("cursor")
    return lists.of_venue(call.actor, venue_id, day, page_size(call), cursor, call.now, call.language)

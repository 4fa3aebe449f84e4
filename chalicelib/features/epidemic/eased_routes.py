"""What one person eased: the list that a supervisor looks through."""

from typing import Any

from chalicelib.desk import eased
from chalicelib.desk.eased import EasedRecord
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape
from chalicelib.store.listing import Listing

feature = Feature("epidemic")


class Eased(Shape):
    """`subject`: the case or designation; `by`: who of staff did it."""

    id: str
    action: str
    subject: str
    region: str
    reason: str
    by: str
    at: str


class EasedList(Shape):
    items: list[Eased]
    next_cursor: str | None


@feature.route("GET", "/v1/eased", roles=("supervisor",), answer=EasedList, query=("limit", "cursor"))
def list_eased(call: Call) -> dict[str, Any]:
    """What one person did alone because it makes it better for somebody, in the last 60 days, earliest first."""
    listing = Listing("eased", call.actor.region)
    limit = page_size(call)
    found = eased.listed(call.actor.region, limit + 1, listing.after(call.query.get("cursor")))
    return listing.answer(found, limit, lambda record: record.waiting_place, _view)


def _view(record: EasedRecord) -> dict[str, Any]:
    names = ("id", "action", "subject", "region", "reason", "by", "at")
    return {name: getattr(record, name) for name in names}

"""My work: what waits for whoever is logged in, and until when."""

from typing import Any, Literal

from chalicelib.access.actor import DECIDING_ROLES
from chalicelib.features.work import waiting
from chalicelib.http.calls import Call, page_size, prefix_of
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape

feature = Feature("work")
DESK = tuple(sorted(DECIDING_ROLES))
WorkQueue = Literal[
    "alarms",
    "anomalies",
    "appeals",
    "breaker",
    "comparisons",
    "declared",
    "eased",
    "name-matches",
    "names",
    "partners",
    "photos",
    "proposals",
    "recoveries",
    "venues",
]


class WorkItem(Shape):
    """`kind`: of the thing in its queue, such as an appeal's category or what is proposed. `subject`: the id of what it
    is about. `people`: how many it touches, where that is known. `late`: `due_at` is over."""

    queue: WorkQueue
    id: str
    kind: str
    subject: str
    region: str
    person_id: str | None
    people: int | None
    since: str
    due_at: str
    late: bool


class WorkList(Shape):
    """`at`: when it was looked."""

    at: str
    items: list[WorkItem]
    next_cursor: str | None


class QueueCount(Shape):
    """`more`: there are more than were counted."""

    queue: WorkQueue
    waiting: int
    late: int
    more: bool


class WorkCounts(Shape):
    """`at`: when it was looked."""

    at: str
    queues: list[QueueCount]


@feature.route("GET", "/v1/work", roles=DESK, answer=WorkList, query=("region", "queue", "limit", "cursor"))
def list_work(call: Call) -> dict[str, Any]:
    """Everything that waits for the caller's decision, over all queues of their roles, what is due first in front."""
    page = page_size(call), call.query.get("cursor")
    return waiting.listed(call.actor, prefix_of(call), call.query.get("queue"), *page, call.now)


@feature.route("GET", "/v1/work/counts", roles=DESK, answer=WorkCounts, query=("region",))
def count_work(call: Call) -> dict[str, Any]:
    """How many things wait in each queue of the caller's roles, and how many of them are late."""
    return {"at": call.now, "queues": waiting.counted(call.actor, prefix_of(call), call.now)}

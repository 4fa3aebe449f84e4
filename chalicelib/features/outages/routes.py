"""Outages of the system and days credited: what repairs a gap that was nobody's fault."""

from typing import Annotated, Any

from pydantic import Field

from chalicelib.features.outages import crediting, recording
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Day, Instant, Passage, Shape

feature = Feature("outages")
SUPERVISOR = ("supervisor",)
STAFF = ("reviewer", "epidemiologist", "supervisor", "auditor")
CREDITING = ("reviewer", "supervisor")


class NewOutage(Shape):
    """Both ends included. Recorded when it is over, by a supervisor of the whole country."""

    start: Annotated[Instant, Field(alias="from")]
    end: Annotated[Instant, Field(alias="until")]
    reason: Passage


class Outage(Shape):
    """`reason`, `by` and `at`: of who recorded it, or took it back."""

    id: str
    start: Annotated[str, Field(alias="from")]
    end: Annotated[str, Field(alias="until")]
    reason: str
    withdrawn: bool
    by: str
    at: str


class OutageList(Shape):
    """`logins`: of those who recorded or took back, by id."""

    items: list[Outage]
    logins: dict[str, str]
    next_cursor: str | None


class Withdrawal(Shape):
    reason: Passage


class NewCredit(Shape):
    on: Day
    reason: Passage


class Credit(Shape):
    person_id: str
    on: str
    colours: dict[str, str]


def _recorded(call: Call, outage_id: str) -> dict[str, Any]:
    return recording.replay_answer(call.actor, outage_id)


@feature.route("POST", "/v1/outages", roles=SUPERVISOR, body=NewOutage, answer=Outage, status=201, replay=_recorded)
def record_outage(call: Call) -> dict[str, Any]:
    """Records an outage: deadlines and check-in days that fall in it are extended to two hours after its end."""
    body: NewOutage = call.body
    return recording.record(call.actor, body.start, body.end, body.reason, call.once, call.now)


@feature.route("GET", "/v1/outages", roles=STAFF, answer=OutageList, query=("limit", "cursor"))
def list_outages(call: Call) -> dict[str, Any]:
    """Recorded outages, latest first, a hundred at a time if no `limit` is given."""
    return recording.listed(page_size(call, usual=100), call.query.get("cursor"))


@feature.route("POST", "/v1/outages/{outage_id}/withdrawal", roles=SUPERVISOR, body=Withdrawal, answer=Outage)
def withdraw_outage(call: Call, outage_id: str) -> dict[str, Any]:
    """Takes back an outage that was recorded by mistake."""
    return recording.withdraw(call.actor, outage_id, call.body.reason, call.now)


def _credited(call: Call, on: str, person_id: str) -> dict[str, Any]:
    return crediting.replay_answer(call.actor, person_id, on)


@feature.route(
    "POST",
    "/v1/people/{person_id}/credits",
    roles=CREDITING,
    body=NewCredit,
    answer=Credit,
    status=201,
    replay=_credited,
)
def credit_day(call: Call, person_id: str) -> dict[str, Any]:
    """Credits a person a day's check-in, with a reason."""
    body: NewCredit = call.body
    return crediting.credit(call.actor, person_id, body.on, body.reason, call.once, call.now)

"""The auditor's pages beside the entries: pairs, alarms."""

import re
from typing import Any, Literal

from chalice import Response

from chalicelib.desk import audit_reading
from chalicelib.errors import invalid
from chalicelib.features.auditing import alarming, pairing
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Passage, Shape

feature = Feature("auditing")
AUDITOR = ("auditor",)
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])\Z")


class PairedPerson(Shape):
    """`approved`: what of the other's they put in force. `login` is null for one that is there no more."""

    id: str
    login: str | None
    approved: int


class ApprovingPair(Shape):
    people: list[PairedPerson]
    times: int


class ApprovingPairs(Shape):
    month: str
    items: list[ApprovingPair]
    next_cursor: str | None


class StaffAlarm(Shape):
    """`many_opened`: from `since` to `at` somebody opened so many people with nothing that waits about them."""

    id: str
    kind: Literal["many_opened"]
    staff_id: str
    login: str | None
    region: str
    people: int
    since: str
    at: str
    status: Literal["open", "closed"]
    closed_by: str | None
    closed_at: str | None
    reason: str | None


class StaffAlarms(Shape):
    items: list[StaffAlarm]
    next_cursor: str | None


class AuditHead(Shape):
    shard: int
    number: int
    hash: str


class AuditHeads(Shape):
    """Of `hour` (`20200310T09`, UTC), signed at `at`. `statement`: the same as COSE_Sign1, base64url, by a key of
    `GET /v1/keys` for `audit_heads` (docs/audit/README.md). All null before the first hour."""

    hour: str | None
    at: str | None
    items: list[AuditHead]
    statement: str | None


class AlarmClosing(Shape):
    """What the auditor found."""

    reason: Passage


@feature.route("GET", "/v1/audit/heads", answer=AuditHeads)
def show_heads(call: Call) -> Response:
    """The head of each chain of the audit at the last full hour, signed, for everybody: who keeps it can tell later
    whether anything before was changed."""
    return reply(audit_reading.heads(call.now), headers={"Cache-Control": "public, max-age=60"})


@feature.route("GET", "/v1/audit/heads/{hour}", answer=AuditHeads)
def show_heads_of_hour(call: Call, hour: str) -> Response:
    """The same of an hour that is over; it never changes."""
    return reply(audit_reading.heads_of(hour), headers={"Cache-Control": "public, max-age=86400, immutable"})


@feature.route("GET", "/v1/audit/pairs", roles=AUDITOR, answer=ApprovingPairs, query=("month", "limit", "cursor"))
def list_pairs(call: Call) -> dict[str, Any]:
    """Who put in force whose proposals in a month, how often, those who did most often first."""
    month = call.query.get("month")
    if month is not None and not _MONTH.match(month):
        raise invalid("month", "bad_date")
    return pairing.listed(call.actor, month, page_size(call), call.query.get("cursor"), call.now)


@feature.route("GET", "/v1/audit/alarms", roles=AUDITOR, answer=StaffAlarms, query=("status", "limit", "cursor"))
def list_alarms(call: Call) -> dict[str, Any]:
    """What about staff an auditor should look at, the earliest first; `status=closed`: what one looked at, the latest
    first."""
    status = call.query.get("status", "open")
    if status not in alarming.STATUSES:
        raise invalid("status", "not_allowed", expected=", ".join(alarming.STATUSES))
    return alarming.listed(call.actor, status, page_size(call), call.query.get("cursor"))


@feature.route("POST", "/v1/audit/alarms/{alarm_id}/closing", roles=AUDITOR, body=AlarmClosing, answer=StaffAlarm)
def close_alarm(call: Call, alarm_id: str) -> dict[str, Any]:
    """Closes an alarm with what the auditor found."""
    return alarming.close(call.actor, alarm_id, call.body.reason, call.now)

"""The staff's side of what goes to partners: how it goes, what is not acknowledged, and comparing a day."""

from typing import Any

from chalicelib.features.reports import looking
from chalicelib.features.reports.shapes import ComparedInFull, ExchangedList, ResendReason, Resent, Unacknowledged
from chalicelib.http.calls import Call, day_of
from chalicelib.http.endpoint import Feature

feature = Feature("reports_desk")
LOOKING = ("supervisor", "exchange_desk")


@feature.route("GET", "/v1/exchange/partners", roles=LOOKING, answer=ExchangedList)
def list_exchanged(call: Call) -> dict[str, Any]:
    """Every partner: whether it answers, what waits for it, what came from it, how the last day was compared."""
    return looking.listed(call.now)


@feature.route("GET", "/v1/exchange/partners/{partner_id}/unacknowledged", roles=LOOKING, answer=Unacknowledged)
def list_unacknowledged(call: Call, partner_id: str) -> dict[str, Any]:
    """Messages that a partner has not acknowledged, with what came of the last try, and records that it refused."""
    return looking.unacknowledged(partner_id, call.now)


@feature.route("POST", "/v1/exchange/partners/{partner_id}/resend", roles=LOOKING, body=ResendReason, answer=Resent)
def resend_messages(call: Call, partner_id: str) -> dict[str, Any]:
    """Has what is not acknowledged tried again within a minute, and refused records told again; with a reason."""
    return looking.resend(call.actor, partner_id, call.body.reason, call.now)


@feature.route(
    "GET",
    "/v1/exchange/partners/{partner_id}/reconciliation",
    roles=LOOKING,
    answer=ComparedInFull,
    query=("day",),
)
def show_reconciliation(call: Call, partner_id: str) -> dict[str, Any]:
    """How a policy day was compared with a partner: numbers, and ids that differ.

    If none is named the last one: yesterday, before 02:00 the day before.
    """
    wanted = day_of(call, "day", call.now.date()).isoformat() if "day" in call.query else None
    return looking.day(partner_id, wanted, call.now)

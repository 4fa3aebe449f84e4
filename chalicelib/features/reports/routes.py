"""What partners ask about what they sent."""

from typing import Any

from chalicelib.features.exchange import receiving
from chalicelib.features.gates import recognition
from chalicelib.features.reports import converting, reconciling
from chalicelib.features.reports.shapes import ComparedDay, ReconciliationMessage
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature

feature = Feature("reports")
recognition.asks(converting.ask)


@feature.route("POST", "/v1/exchange/reconciliations", signed=True, body=ReconciliationMessage, answer=ComparedDay)
def reconcile_day(call: Call) -> Any:
    """Compares a policy day by count and hash: what the partner claims to have sent with what came here."""
    return receiving.receive(call, "POST", ReconciliationMessage, reconciling.answered)

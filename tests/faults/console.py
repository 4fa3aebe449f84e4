"""Good requests to the routes that the staff console alone asks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chalicelib.features.exports import exports_job, relay_job
from tests.auditing.steps import eased_there, raised
from tests.faults.good import Good
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, applied, log_in_staff

MINUTE = timedelta(minutes=1)


def search() -> Good:
    number = a_document()
    applied(Client(), number=number)
    body = {"document": {"type": "id_card", "number": number}}
    return Good(log_in_staff("reviewer", region="63"), "POST", "/v1/people/searches", body)


def close_alarm() -> Good:
    path = f"/v1/audit/alarms/{raised()}/closing"
    return Good(log_in_staff("auditor", region="63"), "POST", path, {"reason": "a list was compared"})


def export() -> Good:
    body = {"list": "ratings", "filters": {"region": "63"}}
    return Good(log_in_staff("epidemiologist", region="63"), "POST", "/v1/exports", body)


def make_export() -> Callable[[], Any]:
    export_id = export().send().body["id"]
    return lambda: exports_job.work({"export_id": export_id}, NOON)


def hand_over() -> Callable[[], Any]:
    export().send()
    return lambda: relay_job.relay(NOON + 2 * MINUTE)


def look_at_eased() -> Good:
    path = f"/v1/eased/{eased_there()}/look"
    return Good(log_in_staff("supervisor", region="63"), "POST", path, {"finding": "in_order"})

"""Good requests to the routes that the staff console alone asks."""

from tests.auditing.steps import eased_there, raised
from tests.faults.good import Good
from tests.support.client import Client
from tests.support.resident_steps import a_document, applied, log_in_staff


def search() -> Good:
    number = a_document()
    applied(Client(), number=number)
    body = {"document": {"type": "id_card", "number": number}}
    return Good(log_in_staff("reviewer", region="63"), "POST", "/v1/people/searches", body)


def close_alarm() -> Good:
    path = f"/v1/audit/alarms/{raised()}/closing"
    return Good(log_in_staff("auditor", region="63"), "POST", path, {"reason": "a list was compared"})


def look_at_eased() -> Good:
    path = f"/v1/eased/{eased_there()}/look"
    return Good(log_in_staff("supervisor", region="63"), "POST", path, {"finding": "in_order"})

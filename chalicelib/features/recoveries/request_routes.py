"""Requests for an account whose phone is lost."""

from typing import Annotated, Any

from pydantic import Field

from chalicelib.desk import requests
from chalicelib.features.login.shapes import LoginDocument
from chalicelib.features.people.shapes import Recovery
from chalicelib.features.recoveries import recovering
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.fields import PhoneNumber
from chalicelib.http.shapes import Line, Plain, Shape

feature = Feature("login")


class RecoveryWanted(Shape):
    document: LoginDocument
    name: Line
    new_phone: PhoneNumber
    evidence: Annotated[Plain, Field(max_length=2000)]


def _replay_recovery(call: Call, recovery_id: str) -> dict[str, Any]:
    return requests.acknowledged(recovery_id)


@feature.route(
    "POST", "/v1/login/recoveries", body=RecoveryWanted, answer=Recovery, status=202, replay=_replay_recovery
)
def request_recovery(call: Call) -> dict[str, Any]:
    """Asks staff to bind a new phone where the old one is lost; the answer is the same for any document."""
    body: RecoveryWanted = call.body
    wanted = recovering.Request(body.document.type, body.document.number, body.name, body.new_phone, body.evidence)
    return recovering.request(wanted, call.address, call.once, call.now)

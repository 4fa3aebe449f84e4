"""Requests for an account whose phone is lost."""

from typing import Annotated, Any

from pydantic import Field

from chalicelib.desk import requests
from chalicelib.features.people.shapes import Recovery
from chalicelib.features.recoveries import requesting
from chalicelib.http.calls import Call
from chalicelib.http.documents import NamedDocument
from chalicelib.http.endpoint import Feature
from chalicelib.http.fields import PhoneNumber, Region
from chalicelib.http.shapes import Line, Prose, Shape

feature = Feature("login")


class RecoveryWanted(Shape):
    document: NamedDocument
    name: Line
    new_phone: PhoneNumber
    evidence: Annotated[Prose, Field(max_length=2000)]
    old_phone: PhoneNumber | None = None
    residence: Region | None = None
    """What else the person knows of the record: staff see whether it agrees."""


def _replay_recovery(call: Call, recovery_id: str) -> dict[str, Any]:
    return requests.acknowledged(recovery_id)


@feature.route(
    "POST", "/v1/login/recoveries", body=RecoveryWanted, answer=Recovery, status=202, replay=_replay_recovery
)
def request_recovery(call: Call) -> dict[str, Any]:
    """Asks staff to bind a new phone where the old one is lost; the answer is the same for any document."""
    body: RecoveryWanted = call.body
    document = body.document
    about = (document.type, document.number, document.country, body.name, body.new_phone, body.evidence)
    wanted = requesting.Request(*about, old_phone=body.old_phone, residence=body.residence)
    return requesting.request(wanted, call.address, call.once, call.now)

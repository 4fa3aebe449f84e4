"""My data: what is held of an account and its people, until when, and all of it as a copy."""

from typing import Any

from chalicelib.access.actor import RESIDENT
from chalicelib.features.retention import held
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.fields import Id
from chalicelib.http.shapes import Shape

feature = Feature("mydata")


class HeldKind(Shape):
    """`until`: the last day by which all of it has gone; null while something is open, or until it is erased.
    `waits_for_holds`: it may stay longer, while an open hold, appeal or proposal rests on it."""

    kind: str
    text: str
    count: int
    since: str | None
    until: str | None
    waits_for_holds: bool


class HeldOf(Shape):
    """`person_id` is null for the account itself."""

    person_id: str | None
    held: list[HeldKind]


class HeldList(Shape):
    items: list[HeldOf]


class ExportOf(Shape):
    person_id: str | None
    held: list[HeldKind]
    records: list[dict[str, Any]]


class MyDataExport(Shape):
    made_at: str
    people: list[ExportOf]


class ErasureCheckWanted(Shape):
    person_id: Id


class ErasureCheck(Shape):
    """What offices still hold under the document, whichever record it was filed under before."""

    held: list[HeldKind]


@feature.route("GET", "/v1/me/held", roles=RESIDENT, answer=HeldList)
def list_held_of_me(call: Call) -> dict[str, Any]:
    """What is held of the account and its people, by kind, since when and until when."""
    return held.of_account(call.actor, call.language)


@feature.route("GET", "/v1/me/export", roles=RESIDENT, answer=MyDataExport)
def export_my_data(call: Call) -> dict[str, Any]:
    """All that is held of the account and its people, as a copy."""
    return held.exported(call.actor, call.now, call.language)


@feature.route("POST", "/v1/me/erasure-check", roles=RESIDENT, body=ErasureCheckWanted, answer=ErasureCheck)
def check_erasure(call: Call) -> dict[str, Any]:
    """What is still held under the document of a certified person, also after an earlier record was erased."""
    return held.of_document(call.actor, call.body.person_id, call.now, call.language)

"""Exports of lists: asked for, and fetched once they are made."""

from typing import Annotated, Any, Literal

from pydantic import Field

from chalicelib.features.exports import asking
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape

feature = Feature("exports")
EXPORTING = ("auditor", "epidemiologist", "reviewer", "supervisor")


class WantedExport(Shape):
    """`filters` are the query of the list's own route, but for `limit` and `cursor`. `audit_entries`: of policy days
    `from` to `until`, 31 at most, as lines that docs/audit/verify.py checks."""

    list: Literal["ratings", "cases", "contacts", "imports", "campaigns", "venues", "audit", "audit_entries"]
    filters: dict[str, Annotated[str, Field(max_length=100)]] = Field(default_factory=dict)


class Export(Shape):
    """`waiting`, then `done` with its link; `too_long` for over 100,000 rows, `refused` for who may not see the list
    any more, `gone` after a day. `rows`: of the file without its heading, as many as the list has. Cells that
    a spreadsheet would take for a formula have an apostrophe in front."""

    id: str
    list: str
    filters: dict[str, str]
    status: Literal["waiting", "done", "too_long", "refused", "gone"]
    rows: int | None
    at: str
    made_at: str | None
    gone_at: str
    name: str | None
    link: str | None
    link_until: str | None


def _asked_before(call: Call, made: str, **_: str) -> dict[str, Any]:
    return asking.asked_before(call.actor, made, call.now)


@feature.route(
    "POST", "/v1/exports", roles=EXPORTING, body=WantedExport, answer=Export, status=202, replay=_asked_before
)
def ask_for_export(call: Call) -> dict[str, Any]:
    """Asks for a list as a csv file, audit entries as lines. A worker makes it; it is audited, and gone after a day."""
    body: WantedExport = call.body
    return asking.ask(call.actor, body.list, body.filters, call.once, call.now)


@feature.route("GET", "/v1/exports/{export_id}", roles=EXPORTING, answer=Export)
def show_export(call: Call, export_id: str) -> dict[str, Any]:
    """How far an export of one's own is, and a link to its file for an hour."""
    return asking.shown(call.actor, export_id, call.now)

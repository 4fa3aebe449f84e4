"""Rows entered one by one, or pasted, in front of the console: kept, checked as they are typed, sent as a file."""

from typing import Annotated, Any

from pydantic import Field

from chalicelib.errors import NotFound
from chalicelib.features.imports import entering
from chalicelib.features.imports.entering import PART, PARTS, Entered
from chalicelib.features.imports.shapes import FileKindName, Import
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape

feature = Feature("imports_entering")
DECIDING = ("epidemiologist", "supervisor")
_Cell = Annotated[str, Field(max_length=200)]
_Row = Annotated[list[_Cell], Field(max_length=30)]


class EnteredRows(Shape):
    """Rows of one part in the order of the kind's fields, each cell as it was typed."""

    rows: Annotated[list[_Row], Field(max_length=PART)]


class CellProblem(Shape):
    """What is wrong with a cell, in the sentence that a file's line has; `row` counts from 0."""

    row: int
    field: str
    code: str
    detail: str


class CheckedRows(Shape):
    """`repeated`: rows of the part that say what an earlier one says."""

    part: int
    faults: list[CellProblem]
    repeated: list[int]


class EnteredField(Shape):
    """A column: `names` are what offices call it, the first in the file that is made."""

    field: str
    names: list[str]
    required: bool


class KeptRows(Shape):
    """All that was entered, part behind part, with what is wrong; `most` rows, more are sent as a file."""

    kind: FileKindName
    origin: str
    fields: list[EnteredField]
    rows: list[list[str]]
    faults: list[CellProblem]
    repeated: list[int]
    most: int


@feature.route("GET", "/v1/imports/{import_id}/rows", roles=DECIDING, answer=KeptRows)
def show_entered_rows(call: Call, import_id: str) -> dict[str, Any]:
    """What was entered and not sent yet; for whoever entered it alone."""
    return entering.kept(call.actor, import_id, call.language, call.now)


@feature.route("PUT", "/v1/imports/{import_id}/rows/{part}", roles=DECIDING, body=EnteredRows, answer=CheckedRows)
def keep_entered_rows(call: Call, import_id: str, part: str) -> dict[str, Any]:
    """Keeps a part of the rows, a hundred at most, in place of what it was, and checks each cell."""
    if not part.isascii() or not part.isdigit() or int(part[:4]) >= PARTS:
        raise NotFound()
    return entering.keep(call.actor, import_id, Entered(int(part), call.body.rows), call.language, call.now)


@feature.route("POST", "/v1/imports/{import_id}/rows", roles=DECIDING, answer=Import)
def send_entered_rows(call: Call, import_id: str) -> dict[str, Any]:
    """Makes a file of what was entered, which is read, checked and proposed as any."""
    return entering.send(call.actor, import_id, call.now)

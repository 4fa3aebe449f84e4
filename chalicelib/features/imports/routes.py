"""Imports: a file is uploaded, read and checked by itself, agreed to by a second person, and put in force."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from chalicelib.features.epidemic.shapes import SubjectDecision
from chalicelib.features.imports import importing, undoing
from chalicelib.features.imports.importing import NewImport
from chalicelib.features.proposals import deciding, reading
from chalicelib.features.proposals.shapes import Proposal
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Line, Passage, Shape

feature = Feature("imports")
DECIDING = ("epidemiologist", "supervisor")
EPIDEMIOLOGIST = ("epidemiologist",)
FileKindName = Literal["contacts", "cases", "designations", "ratings", "travel", "registrations"]
FileFormat = Literal["csv", "xlsx", "jsonl"]
ImportStatus = Literal[
    "entering", "awaiting", "reading", "checked", "applying", "done", "stopped", "unreadable", "undoing", "undone"
]
_CELL = Annotated[str, Field(max_length=200)]


class ImportEntry(Shape):
    """`origin`: where the file is from, in words. `typed`: no file comes, its rows are entered one by one (csv)."""

    kind: FileKindName
    format: FileFormat
    origin: Line
    typed: bool = False

    @model_validator(mode="after")
    def rows_are_csv(self) -> "ImportEntry":
        if self.typed and self.format != "csv":
            raise wrong("not_allowed", "format", expected="csv")
        return self


class ImportColumns(Shape):
    """Each name of the heading with the field that it stands for; null for a column that is not read."""

    columns: Annotated[dict[_CELL, _CELL | None], Field(min_length=1, max_length=200)]


class ImportTouches(Shape):
    """How many lines touch somebody, and the colours that follow if nobody is worse off already."""

    people: int
    to_red: int
    to_yellow: int
    estimated: bool


class ImportProblem(Shape):
    """Why a file cannot be read, or was stopped; `byte` where it breaks, the first being 0."""

    code: str
    detail: str
    byte: int | None


class ImportDryRun(Shape):
    """The numbers of those whom it would touch, once it is done; `sample`: of whom, where not everybody was folded."""

    campaign_id: str
    status: Literal["waiting", "running", "late", "paused", "stopped", "done"]
    sample: str | None
    people: int | None
    to_red: int | None
    to_yellow: int | None


class AskedImport(Shape):
    """What a second person decides over."""

    id: str
    version: int
    content_hash: str
    expires_at: datetime
    proposed_by: str
    dry_run: ImportDryRun | None


class ImportUndoing(Shape):
    """Why all of it is taken back."""

    reason: Passage


class ListedImport(Shape):
    """`lines` are those of the file without its heading: always good + bad + repeated + known.

    `undo`: the campaign that takes all of it back, and the proposal of it.
    `unmatched` are good lines about nobody here; `names_differ` those of another name than is on record with the
    number, which wait until both were compared.
    """

    id: str
    kind: FileKindName
    format: FileFormat
    origin: str
    region: str
    status: ImportStatus
    by: str
    at: datetime
    encoding: str | None
    delimiter: str | None
    columns: dict[str, str | None]
    fields: list[str]
    file_sha256: str | None
    lines: int
    good: int
    bad: int
    repeated: int
    known: int
    unmatched: int
    names_differ: int
    touches: ImportTouches
    outcomes: dict[str, int]
    problem: ImportProblem | None
    accepted_at: datetime | None
    accepted_by: str | None
    undo: str | None


class Import(ListedImport):
    proposal: AskedImport | None


class ImportList(Shape):
    items: list[ListedImport]
    next_cursor: str | None


class ImportUploadForm(Shape):
    url: str
    fields: dict[str, str]
    expires_at: datetime


class BegunImport(Shape):
    """`upload`: the form for the file; null where rows are typed."""

    started: Annotated[ListedImport, Field(alias="import")]
    upload: ImportUploadForm | None


class LineProblem(Shape):
    """`line`: that of the file on which the row begins, its first being 1; `column` by the file's own name.

    `cells`: the line by the file's columns, with names and numbers masked where they are not what is wrong.
    """

    line: int
    column: str
    code: str
    detail: str
    cells: dict[str, str]


class LineProblems(Shape):
    items: list[LineProblem]
    next_cursor: str | None


class ErrorFileLink(Shape):
    url: str
    expires_at: datetime


def _begun(call: Call, made: str, **_: str) -> dict[str, Any]:
    return importing.begun(call.actor, made, call.now)


def _decided(call: Call, made: str, **_: str) -> dict[str, Any]:
    return reading.view(deciding.replayed(call.actor, made, call.now), call.actor, call.now)


@feature.route("POST", "/v1/imports", roles=DECIDING, body=ImportEntry, answer=BegunImport, status=201, replay=_begun)
def begin_import(call: Call) -> dict[str, Any]:
    """An import that awaits its file, and the form by which the file is uploaded."""
    body: ImportEntry = call.body
    return importing.begin(call.actor, NewImport(body.kind, body.format, body.origin, body.typed), call.once, call.now)


@feature.route("GET", "/v1/imports", roles=DECIDING, answer=ImportList, query=("limit", "cursor"))
def list_imports(call: Call) -> dict[str, Any]:
    """Imports of the region, the newest first, with their numbers."""
    return importing.listed(call.actor, call.language, page_size(call), call.query.get("cursor"))


@feature.route("GET", "/v1/imports/{import_id}", roles=DECIDING, answer=Import)
def show_import(call: Call, import_id: str) -> dict[str, Any]:
    """An import: how far it is, what was counted, and what a second person decides over."""
    return importing.shown(call.actor, import_id, call.language, call.now)


@feature.route("GET", "/v1/imports/{import_id}/errors", roles=DECIDING, answer=LineProblems, query=("limit", "cursor"))
def list_import_errors(call: Call, import_id: str) -> dict[str, Any]:
    """What is wrong with lines, by line."""
    return importing.errors(call.actor, import_id, call.language, page_size(call), call.query.get("cursor"))


@feature.route("GET", "/v1/imports/{import_id}/errors.csv", roles=DECIDING, answer=ErrorFileLink)
def link_import_errors(call: Call, import_id: str) -> dict[str, Any]:
    """A link to the bad lines as a file, to be mended and sent again."""
    return importing.error_file(call.actor, import_id, call.now)


@feature.route("PUT", "/v1/imports/{import_id}/columns", roles=DECIDING, body=ImportColumns, answer=Import)
def choose_import_columns(call: Call, import_id: str) -> dict[str, Any]:
    """Confirms other columns than were found by name; the file is read anew."""
    return importing.choose_columns(call.actor, import_id, call.body.columns, call.now)


@feature.route(
    "POST",
    "/v1/imports/{import_id}/approval",
    roles=DECIDING,
    body=SubjectDecision,
    answer=Proposal,
    replay=_decided,
)
def decide_import(call: Call, import_id: str) -> dict[str, Any]:
    """Decides over exactly the file and the columns that were shown."""
    body: SubjectDecision = call.body
    proposal_id = importing.open_proposal(call.actor, import_id, call.now)
    record = deciding.decide(call.actor, proposal_id, body.decision_over(), call.once, call.now)
    return reading.view(record, call.actor, call.now)


@feature.route("POST", "/v1/imports/{import_id}/stop", roles=DECIDING, answer=Import)
def stop_import(call: Call, import_id: str) -> dict[str, Any]:
    """Stops an import where it is; what took effect stays."""
    return importing.stop(call.actor, import_id, call.now)


@feature.route("POST", "/v1/imports/{import_id}/resume", roles=DECIDING, answer=Import)
def resume_import(call: Call, import_id: str) -> dict[str, Any]:
    """Lets a stopped import go on where it was."""
    return importing.resume(call.actor, import_id, call.now)


@feature.route(
    "POST",
    "/v1/imports/{import_id}/undo",
    roles=EPIDEMIOLOGIST,
    body=ImportUndoing,
    answer=Proposal,
    status=201,
    replay=_decided,
)
def undo_import(call: Call, import_id: str) -> dict[str, Any]:
    """Proposes to take back all that an import put in force, as if it had never been known."""
    record = undoing.propose(call.actor, import_id, call.body.reason, call.once, call.now)
    return reading.view(record, call.actor, call.now)


@feature.route("POST", "/v1/imports/{import_id}/dry-run", roles=DECIDING, answer=ImportDryRun)
def try_import_out(call: Call, import_id: str) -> dict[str, Any]:
    """Folds everybody whom a list would touch, and writes nobody; one that is young enough is shown as it stands."""
    return importing.try_out(call.actor, import_id, call.language, call.now)

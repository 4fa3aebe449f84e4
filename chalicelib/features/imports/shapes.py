"""Requests and answers about imports."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Line, Passage, Shape

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
    """How many people the good lines touch, and the colours that follow if nobody is worse off already. Of those who
    have not registered no colour follows yet: `unregistered` counts the good lines about them."""

    people: int
    unregistered: int
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

    `decision`: the proposal by which it was agreed to, whose people are its good lines, each with its `outcome`.
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
    decision: str | None
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
    """`upload`: the form for the file; null where rows are typed. `repeated`: of a partner's message."""

    started: Annotated[ListedImport, Field(alias="import")]
    upload: ImportUploadForm | None
    repeated: bool | None = None


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

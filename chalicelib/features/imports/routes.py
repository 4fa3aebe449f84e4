"""Imports: a file is uploaded, read and checked by itself, agreed to by a second person, and put in force."""

from typing import Any

from chalicelib.features.epidemic.shapes import SubjectDecision
from chalicelib.features.imports import importing, undoing
from chalicelib.features.imports.shapes import (
    ErrorFileLink,
    Import,
    ImportColumns,
    ImportDryRun,
    ImportList,
    ImportUndoing,
    LineProblems,
)
from chalicelib.features.proposals import deciding, reading
from chalicelib.features.proposals.shapes import Proposal
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature

feature = Feature("imports")
DECIDING = ("epidemiologist", "supervisor")
EPIDEMIOLOGIST = ("epidemiologist",)


def _decided(call: Call, made: str, **_: str) -> dict[str, Any]:
    return reading.view(deciding.replayed(call.actor, made, call.now), call.actor, call.now)


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

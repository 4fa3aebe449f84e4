"""Files of offices: begun by staff, or by a partner whose signature stands for the file's hash."""

from typing import Any

from chalicelib.features.exchange import files, receiving
from chalicelib.features.exchange.file_shapes import FileMessage
from chalicelib.features.imports import beginning
from chalicelib.features.imports.beginning import NewImport
from chalicelib.features.imports.shapes import BegunImport, ImportEntry
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature

feature = Feature("imports")


def _begun(call: Call, made: str, **_: str) -> dict[str, Any]:
    return beginning.begun(call.actor, made, call.now)


@feature.route(
    "POST",
    "/v1/imports",
    roles=("epidemiologist", "supervisor"),
    body=ImportEntry,
    answer=BegunImport,
    status=201,
    replay=_begun,
    or_signed=True,
)
def begin_import(call: Call) -> Any:
    """An import that awaits its file, and the form by which the file is uploaded; a partner signs its request."""
    if call.target:
        return receiving.receive(call, "POST", FileMessage, files.begin)
    body: ImportEntry = call.body
    return beginning.begin(call.actor, NewImport(body.kind, body.format, body.origin, body.typed), call.once, call.now)

"""The columns of each kind of import with what may stand in them, as the console shows them before anything is sent:
`python -m local.import_columns` writes them from the kinds of files."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.files import values
from chalicelib.files.kinds import KINDS, FileField
from chalicelib.files.rated_regions import rated_region
from local.paths import ROOT

FILE = ROOT / "web" / "src" / "console" / "screens" / "enter" / "columns.json"
FORMS: Mapping[Callable[..., Any], str] = {
    values.document_number: "number",
    values.country: "country",
    values.name: "name",
    values.region: "region",
    rated_region: "rated_region",
    values.day: "day",
    values.days: "days",
    values.case_names: "ids",
    values.words: "words",
}
"""What a cell holds that is no word of a list."""


def listed() -> dict[str, list[dict[str, Any]]]:
    """By kind its columns: the field, its names, whether a line needs it, and its form or its words."""
    return {name: [_column(*each) for each in kind.fields.items()] for name, kind in KINDS.items()}


def _column(field: str, told: FileField) -> dict[str, Any]:
    return {"field": field, "names": list(told.names), "required": told.required, **_holds(told)}


def _holds(told: FileField) -> dict[str, Any]:
    if isinstance(told.read, values.Words):
        return {"words": list(dict.fromkeys(told.read.values.values()))}
    return {"form": FORMS[told.read]}


def text() -> str:
    return json.dumps(listed(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")

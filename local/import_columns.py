"""The columns of each kind of import with what may stand in them, as the console shows them before anything is sent:
`python -m local.import_columns` writes them from the kinds of files."""

import json
from typing import Any

from chalicelib.files import values
from chalicelib.files.kinds import KINDS, FileField
from chalicelib.files.rated_regions import rated_region
from local.paths import ROOT

FILE = ROOT / "web" / "src" / "console" / "screens" / "enter" / "columns.json"
FORMS: dict[Any, str] = {
    values.document_number: "number",
    values.country: "country",
    values.name: "name",
    values.region: "region",
    rated_region: "rated_region",
    values.day: "day",
    values.days: "days",
    values.ids: "ids",
    values.words: "words",
}
"""What a cell holds that is no word of a list."""
WORDS: dict[Any, tuple[str, ...]] = {
    values.document_type: (
        "id_card",
        "residence_permit",
        "foreign_permanent",
        "passport",
        "travel_document",
        "hk_macao_permit",
        "taiwan_permit",
    ),
    values.risk_level: ("low", "medium", "high", "key"),
    values.contact_kind: ("close", "building"),
    values.contact_ground: ("exposure", "phone_interview", "flight_list", "residents_list", "other"),
    values.case_kind: ("confirmed", "suspected", "asymptomatic"),
    values.case_status: ("open", "released", "excluded", "withdrawn"),
    values.colour: ("red", "yellow"),
    values.ground: ("quarantine_order", "returnee", "cohort_exposure", "other_public_health"),
}
"""The words of each list."""


def listed() -> dict[str, list[dict[str, Any]]]:
    """By kind its columns: the field, its names, whether a line needs it, and its form or its words."""
    return {name: [_column(*each) for each in kind.fields.items()] for name, kind in KINDS.items()}


def _column(field: str, told: FileField) -> dict[str, Any]:
    words = WORDS.get(told.read)
    holds = {"words": list(words)} if words else {"form": FORMS[told.read]}
    return {"field": field, "names": list(told.names), "required": told.required, **holds}


def text() -> str:
    return json.dumps(listed(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")

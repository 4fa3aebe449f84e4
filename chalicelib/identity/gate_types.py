"""The document type codes that gates in the field send and show."""

from typing import Final

GATE_CODE: Final = {
    "id_card": "10",
    "hk_macao_permit": "14",
    "taiwan_permit": "15",
    "passport": "20",
    "foreign_permanent": "34",
    "residence_permit": "99",
    "travel_document": "99",
}
# 16 is the one-time Taiwan permit. 99 means "another document" and names no type of ours.
_TYPE: Final = {code: kind for kind, code in GATE_CODE.items() if code != "99"} | {"16": "taiwan_permit"}


def type_of(code: str) -> str | None:
    """Our document type for a gate's code; None for 99 and for codes not in use."""
    return _TYPE.get(code)

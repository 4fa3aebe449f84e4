"""The header of a person: masked name, last characters, colour in each scheme with its holds, certification."""

from datetime import datetime
from typing import Any

from chalicelib.features.showing import code
from chalicelib.person import colour, waits
from chalicelib.person.records import StateRecord


def of(state: StateRecord, now: datetime, language: str) -> dict[str, Any]:
    """What is shown of a person without revealing who it is. Only holds of offices read, from the audit."""
    return {
        "person_id": state.person_id,
        "name_masked": state.name_masked,
        "document_last4": state.last4,
        "region": state.county,
        "certification": state.certification,
        "withheld": waits.is_withheld(state),
        "codes": [_code(state, scheme, now, language) for scheme in colour.schemes_of(state)],
    }


def _code(state: StateRecord, scheme: str, now: datetime, language: str) -> dict[str, Any]:
    decision = colour.decision(state, scheme, now)
    return {"scheme": scheme, "colour": decision.colour, "holds": code.holds(state, decision, language)}

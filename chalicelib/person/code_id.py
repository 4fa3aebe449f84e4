"""The code id: what names a person in a code, given anew where the codes that are out must end."""

import secrets as random
from datetime import datetime
from typing import Any

from chalicelib.person import revocations
from chalicelib.person.records import StateRecord
from chalicelib.store.transactions import Step


def first() -> dict[str, Any]:
    """The attributes that give a new state its code id, and its place among the codes."""
    code_id = random.token_hex(10)
    return {"code_id": code_id, "gsi1pk": code_id, "gsi1sk": "code"}


def end_code(state: StateRecord, now: datetime) -> list[Step]:
    """Gives the state a new code id and returns the step that ends the old one."""
    old = state.code_id
    state.code_id = random.token_hex(10)
    state.gsi1pk = state.code_id
    state.code_since = now
    return [revocations.put(old, state.person_id, now)]

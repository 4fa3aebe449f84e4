"""Designations in force: each fact under its document, its record, and the notice that follows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.features.epidemic import designation_records
from chalicelib.features.proposals.content import Content
from chalicelib.person import arriving, colour
from chalicelib.person.changing import Attempt
from chalicelib.scoring.decide import decide
from chalicelib.scoring.rules import SCHEMES


def has_effect(told: Mapping[str, Any], at: datetime) -> bool:
    """Whether a designation that becomes known at `at` makes anybody worse: its days are not over."""
    state = colour.fold_known(None, [designation_records.fact("designation", told, at)])
    return any(decide(state, colour.book(), at, scheme).holds for scheme in SCHEMES)


def apply_designation(attempt: Attempt, content: Content, at: datetime) -> bool:
    """Writes a designation, known from `at` on, and what follows of it; whether anybody has the document.

    `content`: its `subject`, `document_hash`, `region`, `told`, and the `person_id` where it was named by one.
    """
    event = designation_records.fact(content["subject"], content["told"], at)
    arrived = arriving.arrive(attempt, content["document_hash"], event)
    person_id = content.get("person_id") or (arrived.person.id if arrived is not None else "")
    attempt.write(designation_records.put(content["subject"], dict(content) | {"person_id": person_id}, at))
    if arrived is not None and arrived.worse:
        ground = f"inbox_designation_{content['told']['ground']}"
        arrived.person.notify(ground, urgent=True, reference=content["subject"])
    return arrived is not None

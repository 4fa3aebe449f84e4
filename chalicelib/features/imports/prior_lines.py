"""Earlier registrations as lines: kept for whoever is certified for the document; they colour nobody."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.features.epidemic.outcomes import ACCEPTED, ANOTHER, NO_EFFECT, WAITING
from chalicelib.features.name_matches.naming import is_apart
from chalicelib.person import arriving, priors
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt
from chalicelib.person.priors import PriorRecord
from chalicelib.person.records import StateRecord


def stands(values: Mapping[str, Any], record: PriorRecord | None) -> bool:
    """Whether this registration, or a later one, is kept of the document."""
    return record is not None and record.registered_on >= values["registered_on"]


def apply(attempt: Attempt, row: Mapping[str, Any]) -> str:
    """Keeps the registration under the document from now on, and tells whoever is certified for it.

    Under another name than is on record it is kept for nobody: an address is not told to somebody else.
    """
    values, now = row["values"], attempt.now
    state = arriving.holder(row["hash"])
    if state is not None and is_apart(row["hash"], state, values.get("name")):
        return ANOTHER
    before = priors.kept(row["hash"])
    if stands(values, priors.standing(before, now)):
        return NO_EFFECT
    told = (values["system"], values["registered_on"], values.get("residence"), values.get("address"))
    attempt.write(priors.put(row["hash"], *told, now, row["name"], before))
    return ACCEPTED if _told(attempt, state, now) else WAITING


def _told(attempt: Attempt, state: StateRecord | None, now: datetime) -> bool:
    """Whether the document is somebody's."""
    if state is None:
        return False
    if state.certification == "certified" and people.state(state.person_id) is not None:
        attempt.person(state).notify("inbox_prior", occasion=now, sms=False)
    return True

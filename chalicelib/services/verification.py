"""Checking a code at a gate: the signature, its validity, and what is known now."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.codes.token import Checked, check
from chalicelib.config import REVOCATION_LAG, settings
from chalicelib.services import codes, scoring
from chalicelib.store import people
from chalicelib.store import revocations as records

_OLDEST = timedelta(hours=48)


def verify(text: str, now: datetime) -> dict[str, Any]:
    """What a gate is told of a shown text. One read, of the index, and none for what is no code of ours."""
    checked = check(text, codes.ring(), now, settings().issuer)
    if checked.reason == "unknown_key":
        checked = check(text, codes.ring(fresh=True), now, settings().issuer)
    if not checked.valid or checked.payload is None:
        return _refused(checked, checked.reason, now)
    state = people.by_code_id(checked.payload.code_id)
    if state is None and checked.issued_at is not None and now - checked.issued_at > REVOCATION_LAG:
        return _refused(checked, "revoked", now)
    return _accepted(checked, state, now)


def _accepted(checked: Checked, state: Any, now: datetime) -> dict[str, Any]:
    """The answer for a good code: the colour of this moment where the state was found."""
    payload = checked.payload
    colour, certification = payload.colour, payload.certification  # type: ignore[union-attr]
    if state is not None:
        colour = scoring.decision(state, payload.scheme, now).colour  # type: ignore[union-attr]
        certification = state.certification
    found = {"valid": True, "reason": None, "colour": colour, "certification": certification}
    return _answer(checked, now) | found | {"live": state is not None}


def _refused(checked: Checked, reason: str | None, now: datetime) -> dict[str, Any]:
    refused = {"valid": False, "reason": reason, "colour": None, "certification": None, "live": reason == "revoked"}
    return _answer(checked, now) | refused


def _answer(checked: Checked, now: datetime) -> dict[str, Any]:
    payload = checked.payload
    return {
        "name_masked": payload.name_masked if payload else None,
        "document_last4": payload.document_last4 if payload else None,
        "scheme": payload.scheme if payload else None,
        "issued_at": checked.issued_at,
        "expires_at": checked.expires_at,
        "checked_at": now,
        "presentation": checked.presentation,
    }


def revocations(since: str | None, now: datetime) -> dict[str, Any]:
    """Code ids that ended from `since` to `now`. Raises ValueError for a `since` that is no instant."""
    earliest = now - _OLDEST
    start = max(datetime.fromisoformat(since.replace(" ", "+")), earliest) if since else earliest
    items = [{"code_id": record.code_id, "revoked_at": record.revoked_at} for record in records.since(start, now)]
    return {"items": items, "until": now}

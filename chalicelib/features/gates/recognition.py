"""Recognition of partners' codes: by the keys that each agreed on, and their colours by name. Nothing is looked up."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.codes.keys import KeyRing, from_jwk
from chalicelib.codes.token import Checked, check
from chalicelib.desk import partners
from chalicelib.desk.partners import PartnerRecord


@dataclass(frozen=True)
class Foreign:
    """A partner's code: what its signature is worth, and what a gate is told."""

    checked: Checked
    verdict: dict[str, Any]


def judged(text: str, now: datetime) -> Foreign | None:
    """What a gate is told of a partner's code; None for one that none of their keys signed."""
    for partner in partners.known():
        ring = KeyRing([from_jwk(each) for each in partner["code_keys"] or ()])
        checked = check(text, ring, now, str(partner["issuer"])) if ring.keys else None
        if checked is not None and checked.payload is not None:
            return Foreign(checked, _verdict(partner, checked))
    return None


def _verdict(partner: PartnerRecord, checked: Checked) -> dict[str, Any]:
    """A value that is not listed, or of a partner that has proven nothing, is no colour: the guard asks."""
    said = {"issuer": partner.id, "live": False, "reason": checked.reason, "valid": checked.valid, "colour": None}
    if not checked.valid or checked.payload is None:
        return said | {"certification": None}
    colour = "unknown" if partner.is_silent else partner.colour(checked.payload.colour)
    known = colour in partners.TOLD_COLOURS
    notes = [] if known else [{"partner": partner.id, "says": "unknown"}]
    return said | {"colour": colour if known else None, "certification": checked.payload.certification, "notes": notes}

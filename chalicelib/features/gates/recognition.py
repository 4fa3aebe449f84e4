"""Recognition of partners' codes: by the keys that each agreed on, or as another platform answers; colours by name.

A code of a partner in mode `convert` is worth what the platform says that it is asked at, whoever signed it: the
national one, or the partner itself where none is agreed with. Without its answer nobody is green: the guard asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.codes.keys import KeyRing, from_jwk
from chalicelib.codes.token import Checked, check, claimed_issuer
from chalicelib.desk import partners
from chalicelib.desk.partners import PartnerRecord

ASKED_BY = "code-verifications"
"""How agreements list (`sends`) that codes may be asked about there."""
Ask = Callable[[PartnerRecord, str, datetime], Mapping[str, Any] | None]
_ASKS: list[Ask] = []
_REASONS = {"malformed", "bad_signature", "expired", "not_yet_valid", "wrong_issuer", "revoked"}
_NAMED = {"name_masked": 40, "document_last4": 4}
"""What a guard compares with a document, and how long it may be."""


@dataclass(frozen=True)
class Foreign:
    """A partner's code: what its signature is worth, and what a gate is told."""

    checked: Checked
    verdict: dict[str, Any]


def asks(ask: Ask) -> None:
    """Makes known how a platform is asked about a shown text; it returns None where no answer came that counts."""
    _ASKS.append(ask)


def judged(text: str, now: datetime) -> Foreign | None:
    """What a gate is told of a partner's code; None for one that none of their keys signed. Nobody is asked."""
    found = _signed(text, now)
    return Foreign(found[1], _verdict(*found)) if found is not None else None


def asked(text: str, now: datetime) -> Foreign | None:
    """The same, but for a code of a partner in mode `convert` what the platform answers that converts it."""
    found = _signed(text, now)
    partner, checked = found or (_claimed(text), Checked("unknown_key"))
    if partner is None:
        return None
    if partner["mode"] != "convert" or checked.reason not in (None, "unknown_key"):
        return Foreign(checked, _verdict(partner, checked))
    platform = _platform(partner)
    said = _ASKS[0](platform, text.strip(), now) if _ASKS and ASKED_BY in platform["sends"] else None
    return Foreign(checked, _converted(partner, platform, checked, said))


def _signed(text: str, now: datetime) -> tuple[PartnerRecord, Checked] | None:
    for partner in partners.known():
        ring = KeyRing([from_jwk(each) for each in partner["code_keys"] or ()])
        checked = check(text, ring, now, str(partner["issuer"])) if ring.keys else None
        if checked is not None and checked.payload is not None:
            return partner, checked
    return None


def _claimed(text: str) -> PartnerRecord | None:
    """The partner in mode `convert` whose code a text says that it is."""
    converting = [each for each in partners.known() if each["mode"] == "convert" and each["issuer"]]
    issuer = claimed_issuer(text) if converting else None
    return next((each for each in converting if each["issuer"] == issuer), None)


def _platform(partner: PartnerRecord) -> PartnerRecord:
    """Where a partner's codes are asked about: at the platform of the whole country, else at the partner itself."""
    whole = (each for each in partners.known() if each["mode"] == "convert" and not each.region)
    return next(whole, partner)


def _verdict(partner: PartnerRecord, checked: Checked) -> dict[str, Any]:
    """A value that is not listed, or of a partner that has proven nothing or must be asked, is no colour."""
    said = {"issuer": partner.id, "live": False, "reason": checked.reason, "valid": checked.valid, "colour": None}
    if not checked.valid or checked.payload is None:
        return said | {"certification": None}
    silent = partner.is_silent or partner["mode"] == "convert"
    colour = "unknown" if silent else partner.colour(checked.payload.colour)
    return said | _coloured(partner.id, colour) | {"certification": checked.payload.certification}


def _coloured(partner_id: str, colour: str) -> dict[str, Any]:
    """No colour is a question to the person, which the guard asks."""
    known = colour in partners.TOLD_COLOURS
    notes = [] if known else [{"partner": partner_id, "says": "unknown"}]
    return {"colour": colour if known else None, "notes": notes}


def _converted(
    partner: PartnerRecord, platform: PartnerRecord, checked: Checked, said: Mapping[str, Any] | None
) -> dict[str, Any]:
    """What a gate is told of a platform's answer; of no answer that it does not know."""
    answer: Mapping[str, Any] = said or {}
    told: dict[str, Any] = {"issuer": partner.id, "live": said is not None, "reason": None, "valid": True}
    told |= {"certification": checked.payload.certification if checked.payload else None}
    if answer.get("valid") is False:
        reason = answer.get("reason")
        told |= {"reason": reason if reason in _REASONS else "unknown_key", "valid": False, "colour": None}
        return told
    word = answer.get("colour")
    colour = platform.colour(word) if isinstance(word, str) and not platform.is_silent else "unknown"
    return told | _coloured(platform.id, colour) | ({} if checked.payload else _named(answer))


def _named(answer: Mapping[str, Any]) -> dict[str, str]:
    fits = {name: answer.get(name) for name in _NAMED}
    return {name: value for name, value in fits.items() if isinstance(value, str) and 0 < len(value) <= _NAMED[name]}

"""Comparison of a claim with the record: field by field, only of what was claimed, agreeing or not."""

from datetime import datetime
from typing import Any

from chalicelib.config import PHOTO_LINK_LIFETIME
from chalicelib.desk.requests import RecoveryRecord
from chalicelib.features.photos import pictures
from chalicelib.features.photos import records as photo_records
from chalicelib.identity.names import mask_phone
from chalicelib.person import accounts
from chalicelib.person import records as people
from chalicelib.store import secrets, vault


def compared(record: RecoveryRecord, claim: dict[str, Any]) -> list[dict[str, Any]]:
    """Each claimed field with what the record has there. A read of the profile, and one of the account.

    Nothing of what was not claimed is opened; phones of the record are masked.
    """
    profile = people.profile(record.person_id) if record.person_id and record.subject == "phone" else None
    if profile is None:
        return [_field(name, claim[name], None, agrees=False) for name in ("name", "number") if claim.get(name)]
    name = vault.unseal(str(record.person_id), "name", profile.name)
    fields = [
        _field("name", claim["name"], name, agrees=claim["name"] == name),
        _field("number", claim["number"], claim["number"], agrees=True),
    ]
    if claim.get("residence"):
        fields.append(
            _field("residence", claim["residence"], profile.residence, agrees=claim["residence"] == profile.residence)
        )
    return fields + (_old_phone(record, claim["old_phone"]) if claim.get("old_phone") else [])


def _field(field: str, claimed: str, recorded: str | None, *, agrees: bool) -> dict[str, Any]:
    return {"field": field, "claimed": claimed, "recorded": recorded, "agrees": agrees}


def _old_phone(record: RecoveryRecord, claimed: str) -> list[dict[str, Any]]:
    account = accounts.find(str(record.account_id))
    if account is None:
        return []
    recorded = mask_phone(vault.unseal(account.id, "phone", account.phone))
    agrees = secrets.lookup_hash("phone", claimed) == account.phone_hash
    return [_field("old_phone", claimed, recorded, agrees=agrees)]


def photos(record: RecoveryRecord, now: datetime) -> list[dict[str, Any]]:
    """Links to the accepted photos of the record, to compare whoever comes with them."""
    state = people.state(record.person_id) if record.person_id else None
    standing = (state.standing_photos or {}) if state else {}
    found = [photo_records.find(each["id"]) for each in standing.values() if each["status"] == "accepted"]
    return [
        {"kind": photo.photo_kind, "url": pictures.link(photo.copy_keys[1], PHOTO_LINK_LIFETIME)}
        for photo in found
        if photo is not None and photo.copy_keys
    ]

"""Partners: provinces, the national platform, the credit register; what was agreed with each, and their keys.

A change of one is agreed to by two; a key that was lost stops being believed by one hand, at once. Who verifies a
message reads the record anew; gates, that check a partner's codes, believe what they read for at most a minute.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.container import Believed
from chalicelib.desk.exchange_limits import KEY_OVERLAP
from chalicelib.errors import Conflict
from chalicelib.store import vault
from chalicelib.store.indexes import index
from chalicelib.store.json_attribute import LeanJSONAttribute
from chalicelib.store.set_aside import readable
from chalicelib.store.tables import ABSENT, OperationRecord
from chalicelib.store.transactions import Put

Profile = Literal["kangma-1", "gateway-sm"]
Mode = Literal["share", "convert", "use"]
KANGMA, GATEWAY = "kangma-1", "gateway-sm"
CURRENT, NEXT, FORMER, REVOKED = "current", "next", "former", "revoked"
TOLD_COLOURS = ("green", "yellow", "red")
"""Colours each of which a partner says once by its word before its values are believed."""
_LISTED = "PARTNERS"
SHARED = ("sm4_key", "secret")
_FACT = re.compile(r"p_([0-9a-z]{2,20})_[0-9a-f]{16}\Z")


class PartnerRecord(OperationRecord, discriminator="partner"):
    """`PARTNER#<id>`/`partner`.

    `told`: what was agreed: name, region, profile, base_url, mode, sends (what goes there), receives (what it may say
    here), mapping (its values by name), limits (messages a minute by interface), contact, issuer, code_keys (JWKs of
    its health codes), form (how it writes SM2 signatures). `keys`: `[{keyid, public, state, from, until, …}]`.
    """

    listed = index("gsi1")
    """All partners, by id."""
    told: LeanJSONAttribute = LeanJSONAttribute()
    keys: LeanJSONAttribute = LeanJSONAttribute(default=list)
    proven: LeanJSONAttribute = LeanJSONAttribute(default=dict)
    """Colours that a signed test message named as the mapping has them, with the instant."""
    sm4_key = UnicodeAttribute(null=True)
    secret = UnicodeAttribute(null=True)
    """What is shared with a partner of gateway-sm, sealed for the record."""
    registered_at = UTCDateTimeAttribute()
    version = VersionAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[8:])

    def __getitem__(self, name: str) -> Any:
        """What was agreed, by name; None where nothing was."""
        return self.told.get(name)

    @property
    def region(self) -> str:
        return str(self.told.get("region") or "")

    @property
    def is_silent(self) -> bool:
        """Whether what its values mean has not been proven: then it says no colours."""
        return any(colour not in self.proven for colour in TOLD_COLOURS if colour in self.told["mapping"].values())

    def shared(self, name: str) -> str:
        """`sm4_key` (hex) or `secret`, as they are shared with it."""
        return vault.unseal(self.pk, name, getattr(self, name))

    def colour(self, value: str) -> str:
        """What a value of it means: green, yellow, red, none; `unknown` for one that is not listed."""
        return str(self.told["mapping"].get(value, "unknown"))


def find(partner_id: str) -> PartnerRecord | None:
    """One read."""
    record: PartnerRecord | None = PartnerRecord.find(f"PARTNER#{partner_id}", "partner")
    return record


def every() -> list[PartnerRecord]:
    """All of them, by id. One query of the index. Raises Unreadable: whoever notes what they are to be told must know
    of all."""
    return list(PartnerRecord.listed.query(_LISTED))


def every_readable() -> list[PartnerRecord]:
    """The same for whoever goes from one to the next: one that cannot be read keeps no other waiting."""
    return list(readable(PartnerRecord.listed.query(_LISTED)))


_KNOWN: Believed[list[PartnerRecord]] = Believed(lambda before: every())


def known() -> list[PartnerRecord]:
    """All of them as they were at most a minute ago."""
    return _KNOWN.value()


def named(partner_id: str) -> str:
    """What people call a partner, as it was at most a minute ago; its id where it is none."""
    return next((str(each["name"]) for each in known() if each.id == partner_id), partner_id)


def make(partner_id: str, told: Mapping[str, Any], keys: Iterable[Mapping[str, Any]], now: datetime) -> PartnerRecord:
    """A partner that comes in force, not yet written."""
    record = PartnerRecord(f"PARTNER#{partner_id}", "partner", told=dict(told), proven={}, registered_at=now)
    record.gsi1pk, record.gsi1sk = _LISTED, partner_id
    record.keys = [in_force(each, now) for each in keys]
    return record


def sealed(partner_id: str, name: str, value: str, now: datetime) -> str:
    """What is shared with a partner, as its record holds it."""
    return vault.seal(f"PARTNER#{partner_id}", name, value, now, "exchange")


def put(record: PartnerRecord) -> Put:
    """The step that writes a partner; Conflict `partner_known` where a new one is there already."""
    new = record.version is None
    return Put(record, ABSENT if new else None, Conflict("partner_known") if new else None)


def fact_id(partner_id: str, what: str, source_ref: str) -> str:
    """What a fact of a partner is called here: the same for the same reference of its own."""
    digest = sha256(f"{what}\n{source_ref}".encode()).hexdigest()[:16]
    return f"p_{partner_id}_{digest}"


def partner_of(fact: str) -> str | None:
    """Which partner a fact is of, by its id; None for our own."""
    found = _FACT.match(fact)
    return found[1] if found else None


# Keys


def in_force(key: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """A key that signs from now on. `key`: `keyid`, and `public`: a JWK, or the x‖y of SM2 in hex."""
    return {"keyid": key["keyid"], "public": key["public"], "state": CURRENT, "from": now.isoformat()}


def key_of(record: PartnerRecord, keyid: str, now: datetime) -> dict[str, Any] | None:
    """The key of that id if it is believed at `now`."""
    found = next((each for each in record.keys if each["keyid"] == keyid), None)
    return found if found is not None and is_believed(found, now) else None


def believed(record: PartnerRecord, now: datetime) -> list[dict[str, Any]]:
    """The keys that are believed at `now`, the current one first."""
    return sorted((each for each in record.keys if is_believed(each, now)), key=lambda each: each["state"] != CURRENT)


def is_believed(key: Mapping[str, Any], now: datetime) -> bool:
    """Whether what a key signs counts at `now`: one that was announced does not yet, one that was revoked no more."""
    if key["state"] == NEXT or (key["state"] == REVOKED and now >= datetime.fromisoformat(key["revoked_at"])):
        return False
    begun = datetime.fromisoformat(key["from"]) <= now
    return begun and ("until" not in key or now <= datetime.fromisoformat(key["until"]))


def announced(record: PartnerRecord, key: Mapping[str, Any], now: datetime) -> None:
    """Notes the next key, in place of one announced before. Raises Conflict for an id that it has already."""
    if any(each["keyid"] == key["keyid"] and each["state"] != NEXT for each in record.keys):
        raise Conflict("key_known")
    kept = [each for each in record.keys if each["state"] != NEXT]
    record.keys = [*kept, in_force(key, now) | {"state": NEXT}]


def turned(record: PartnerRecord, keyid: str, now: datetime) -> None:
    """Puts the next key in force; the former is believed for its overlap. Raises Conflict where it is not the next."""
    if not any(each["keyid"] == keyid and each["state"] == NEXT for each in record.keys):
        raise Conflict("key_not_announced")
    record.keys = [_as_turned(each, keyid, now) for each in record.keys]


def _as_turned(key: dict[str, Any], keyid: str, now: datetime) -> dict[str, Any]:
    if key["keyid"] == keyid:
        return key | {"state": CURRENT, "from": now.isoformat()}
    if key["state"] != CURRENT:
        return key
    return key | {"state": FORMER, "until": (now + KEY_OVERLAP).isoformat()}


def revoked(record: PartnerRecord, keyid: str, at: datetime, doubted_from: datetime) -> None:
    """Believes nothing of a key from `at` on. Raises Conflict where it is revoked already, LookupError for none."""
    key = next((each for each in record.keys if each["keyid"] == keyid), None)
    if key is None:
        raise LookupError(keyid)
    if key["state"] == REVOKED:
        raise Conflict("key_revoked")
    lost = {"state": REVOKED, "revoked_at": at.isoformat(), "doubted_from": doubted_from.isoformat()}
    record.keys = [each | lost if each["keyid"] == keyid else each for each in record.keys]

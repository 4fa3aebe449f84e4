"""Signing keys: a ring for each use, which codes, posters and lists are signed and checked with."""

import json
from collections.abc import Mapping
from typing import Any

from chalicelib import instants
from chalicelib.codes.key_set import USES, Use, key_set, published
from chalicelib.codes.keys import CodeKey, KeyRing, from_jwk, from_pem
from chalicelib.config import settings
from chalicelib.container import kept_per_container
from chalicelib.desk import partners
from chalicelib.desk.partners import PartnerRecord
from chalicelib.store import secrets


def ring(use: Use, *, fresh: bool = False) -> KeyRing:
    """The keys of a use, read again within minutes so that a new one arrives everywhere; at once if `fresh`."""
    return _rings_of(secrets.signing(fresh=fresh))[use]


def renewed_ring(use: Use) -> KeyRing:
    """The same for a code that names an unknown key: read again at most every ten seconds, whatever is shown."""
    return _rings_of(secrets.signing(age=secrets.RENEWED_AGE))[use]


@kept_per_container
def _rings_of(stored: str) -> Mapping[Use, KeyRing]:
    keys = json.loads(stored)["keys"]
    return {use: KeyRing([_key(each) for each in keys if each.get("use", use) == use]) for use in USES}


def _key(stored: dict[str, Any]) -> CodeKey:
    """A stored key. One of before the rings has neither use nor an end of signing, and stands in every ring."""
    names = ("not_before", "not_after", "sign_until")
    validity = (instants.from_seconds(stored[name]) if name in stored else None for name in names)
    return from_pem(stored["pem"].encode(), *validity)


def public_keys() -> dict[str, Any]:
    """What a gate needs to check codes by itself."""
    ours = key_set(_rings_of(secrets.signing()), settings().issuer)
    return {"keys": [*ours["keys"], *(each for partner in partners.known() for each in _of_partner(partner))]}


def _of_partner(partner: PartnerRecord) -> list[dict[str, Any]]:
    """The keys of a partner's codes, each believed for what that partner issues; none while its values are unproven,
    nor where another platform says what its codes are worth: a gate without a network asks the person."""
    if partner.is_silent or partner["mode"] == "convert":
        return []
    keys = (from_jwk(each) for each in partner["code_keys"] or ())
    return [published(key, "health_code", str(partner["issuer"])) for key in keys]

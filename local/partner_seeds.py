"""The first partners of a local stage, with keys of their own: an outsider may speak as any of them.

340000 is a province whose values are proven, 410000 one whose are not yet, `national` the national platform, `credit`
the credit register. The counterpart beside the stage answers for them (docs/decisions/110).
"""

import base64
import json
import secrets
import subprocess
import sys
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.codes.keys import from_jwk, kid_text
from chalicelib.signatures import sm
from local.cloud import CannotStart
from local.paths import ROOT, Paths
from local.seed import settings_for_process
from local.stage import Running

EVERYTHING = (
    "health-declarations",
    "trip-declarations",
    "health-queries",
    "code-invocations",
    "codes",
    "code-verifications",
    "corrections",
    "acknowledgements",
    "feeds/cases",
    "feeds/contacts",
    "feeds/ratings",
    "feeds/travel",
    "feeds/colours",
    "mapping-tests",
    "imports",
)
_WORDS = {"green": "green", "yellow": "yellow", "red": "red", "gray": "none"}
_CHINESE = {"绿": "green", "黄": "yellow", "红": "red", "灰": "none"}
_GRADES = {"00": "green", "01": "yellow", "10": "red"}
_CONTACT = {"office": "测试联络处 Test desk", "phone": "0000-0000000"}
_KANGMA: dict[str, Any] = {"profile": "kangma-1", "mode": "share", "receives": EVERYTHING, "contact": _CONTACT}
_REPORTS = ["health-declarations", "trip-declarations", "feeds/cases", "feeds/contacts", "corrections"]
_KANGMA |= {"sends": _REPORTS, "limits": {}}
PARTNERS: dict[str, dict[str, Any]] = {
    "340000": _KANGMA
    | {"name": "安徽省 Anhui", "region": "34", "issuer": "AH", "mapping": {**_WORDS, **_CHINESE, **_GRADES}},
    "410000": _KANGMA
    | {"name": "河南省 Henan", "region": "41", "issuer": "HA", "mapping": {"0": "green", "1": "yellow", "2": "red"}},
    "national": _KANGMA
    | {"name": "国家平台 National platform", "region": "", "profile": "gateway-sm", "mode": "convert", "form": "der"}
    | {"issuer": "CN", "sends": [*_REPORTS, "code-verifications"]}
    | {"mapping": {"未见异常": "green", "无异常": "green"}},
    "credit": _KANGMA
    | {"name": "信用平台 Credit register", "region": "", "receives": ["acknowledgements"], "mapping": {}}
    | {"sends": ["credit"]},
}
"""What was agreed with each. Whose values are named here without a proof is silent."""
PROVEN = ("340000", "national")


def seed_partners(running: Running, paths: Paths) -> list[dict[str, Any]]:
    """Registers the partners that are missing and returns all, as `.local/endpoint.json` names them."""
    known = {each["id"]: each for each in (json.loads(paths.partners.read_text()) if paths.partners.exists() else [])}
    wanted = [known.get(name) or _made(name) for name in PARTNERS]
    wanted = [each | {"base": f"{running.partners_url}/{each['id']}"} for each in wanted]
    paths.partners.write_text(json.dumps(wanted, indent=1))
    paths.partners.chmod(0o600)
    _register(running, [_registered(each) for each in wanted])
    return [each | {"name": PARTNERS[each["id"]]["name"]} for each in wanted]


def _made(partner_id: str) -> dict[str, Any]:
    told = PARTNERS[partner_id]
    return made_for(partner_id, told["profile"], told.get("issuer"))


def made_for(partner_id: str, profile: str, issuer: str | None) -> dict[str, Any]:
    """A partner's keys, the private halves with it."""
    pair, own = sm.new_pair(), private_jwk()
    made = {"id": partner_id, "keyid": f"{partner_id}-{kid_text(from_jwk(own).kid)}", "private_jwk": own}
    made |= {"sm2_private": pair.private.hex(), "sm2_public": pair.public.hex()}
    made |= {"sm4_key": secrets.token_hex(16), "secret": secrets.token_urlsafe(24), "code_private_jwk": private_jwk()}
    return made | {"issuer": issuer, "profile": profile}


def private_jwk() -> dict[str, str]:
    """A fresh P-256 key as a JWK, the private number with it."""
    numbers = ec.generate_private_key(ec.SECP256R1()).private_numbers()
    parts = {"x": numbers.public_numbers.x, "y": numbers.public_numbers.y, "d": numbers.private_value}
    coded = {name: base64.urlsafe_b64encode(value.to_bytes(32)).rstrip(b"=").decode() for name, value in parts.items()}
    return {"kty": "EC", "crv": "P-256", **coded}


def public(jwk: dict[str, str]) -> dict[str, str]:
    """The public half of a JWK."""
    return {name: value for name, value in jwk.items() if name != "d"}


def _registered(made: dict[str, Any]) -> dict[str, Any]:
    """A partner as it is registered: what was agreed, and its public keys."""
    told = PARTNERS[made["id"]] | {"base_url": made["base"]}
    told |= {"code_keys": [public(made["code_private_jwk"])] if told.get("issuer") else []}
    key = made["sm2_public"] if told["profile"] == "gateway-sm" else public(made["private_jwk"])
    registered = {"id": made["id"], "told": told, "keys": [{"keyid": made["keyid"], "public": key}]}
    shared = {name: made[name] for name in ("sm4_key", "secret")} if told["profile"] == "gateway-sm" else {}
    return registered | {"shared": shared, "proven": made["id"] in PROVEN}


def _register(running: Running, partners: list[dict[str, Any]]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "local.partner_records"],
        cwd=ROOT,
        env=settings_for_process(running.home),
        input=json.dumps(partners),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise CannotStart(f"The partners could not be registered:\n{done.stderr}")

"""Makes the random values and signing keys that a stage needs, once, and turns the signing keys.

    python -m infra.keys rotate STAGE

The service's secret is only ever added to: changing a value would log everybody out or lose every
phone that is looked up by its hash.
"""

import json
import secrets
import sys
import time
import uuid
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from infra.home import Home
from infra.package import ROOT

DAY = 86_400
VALUES = ("otp", "access", "refresh", "pepper", "device", "venue", "cursor", "identity", "origin")
# A key is good until it is turned: then codes signed with it, a day at most, must run out.
OPEN_END = 4_102_444_800
OVERLAP = 3 * DAY


def complete(secret: dict[str, str]) -> dict[str, str]:
    """The service's secret with every value that was absent."""
    return {**{name: secrets.token_urlsafe(32) for name in VALUES}, **secret}


def first_keys() -> dict[str, Any]:
    """A key ring with one key, which has no earlier one to wait for."""
    key = _new_key(not_before=0)
    return {"keys": [key], "current": key["kid"]}


def rotated(ring: dict[str, Any], now: int) -> dict[str, Any]:
    """The ring with a new current key; earlier ones stay while a code they signed can be valid."""
    kept = [{**key, "not_after": min(key["not_after"], now + OVERLAP)} for key in ring["keys"]]
    # Gates cache keys: a new one counts as valid a day before, so that clocks do not matter.
    key = _new_key(not_before=now - DAY)
    return {"keys": [key, *(k for k in kept if k["not_after"] > now)], "current": key["kid"]}


def _new_key(not_before: int) -> dict[str, Any]:
    private = ec.generate_private_key(ec.SECP256R1())
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return {"kid": uuid.uuid4().hex[:16], "pem": pem, "not_before": not_before, "not_after": OPEN_END}


def ensure(client: Any, service_arn: str, signing_arn: str) -> dict[str, str]:
    """Fills both secrets where values are absent and returns the service's values."""
    before = json.loads(client.get_secret_value(SecretId=service_arn)["SecretString"])
    after = complete(before)
    if after != before:
        client.put_secret_value(SecretId=service_arn, SecretString=json.dumps(after))
    if not _value(client, signing_arn):
        client.put_secret_value(SecretId=signing_arn, SecretString=json.dumps(first_keys()))
    return after


def rotate(client: Any, signing_arn: str, now: int) -> str:
    """Puts a new signing key in force and returns its id."""
    ring = rotated(json.loads(_value(client, signing_arn) or json.dumps(first_keys())), now)
    client.put_secret_value(SecretId=signing_arn, SecretString=json.dumps(ring))
    return str(ring["current"])


def _value(client: Any, arn: str) -> str:
    try:
        return str(client.get_secret_value(SecretId=arn).get("SecretString", ""))
    except client.exceptions.ResourceNotFoundException:
        return ""


def home_of(stage: str) -> Home:
    """The named stage's home; `local` is the stage that runs on this machine."""
    if stage != "local":
        return Home.on_aws(stage)
    running = json.loads((ROOT / ".local" / "endpoint.json").read_text())
    return Home(stage, running["aws"])


if __name__ == "__main__":
    named = sys.argv[-1]
    home = home_of(named)
    kid = rotate(home.client("secretsmanager"), home.settings()["SIGNING_SECRET"], int(time.time()))
    print(f"{named} signs with key {kid} as soon as its containers read the secret again.")

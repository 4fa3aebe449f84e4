"""A stage's secrets in Secrets Manager: filled once, turned and ended by `python -m infra.turning`."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from chalicelib.codes.key_set import Use
from infra import service_values, signing_keys
from infra.home import Home
from infra.package import ROOT
from infra.service_values import LEAD, Secret
from infra.signing_keys import Key


def ensure(client: Any, service_arn: str, signing_arn: str) -> Secret:
    """Fills both secrets where anything is absent and returns the service's values."""
    secret = _change(client, service_arn, service_values.complete)
    _change(client, signing_arn, _with_signing_keys)
    return secret


def _with_signing_keys(stored: Secret) -> Secret:
    return {"keys": signing_keys.with_rings(stored["keys"]) if stored else signing_keys.first()}


def turn_signing_keys(client: Any, signing_arn: str, uses: Iterable[Use], now: int) -> list[Key]:
    """Publishes the next key of each use; all keys as they are stored then."""

    def change(stored: Secret) -> Secret:
        keys = stored["keys"]
        for use in uses:
            keys = signing_keys.turned(keys, use, now)
        return {"keys": keys}

    return list(_change(client, signing_arn, lambda stored: change(_with_signing_keys(stored)))["keys"])


def distrust_signing_keys(client: Any, signing_arn: str, use: Use, now: int, kid: str | None = None) -> list[Key]:
    """Ends the belief in the keys of a use, or in one of them; all keys as they are stored then."""
    changed = _change(
        client,
        signing_arn,
        lambda stored: {"keys": signing_keys.distrusted(_with_signing_keys(stored)["keys"], use, now, kid)},
    )
    return list(changed["keys"])


def turn_value(client: Any, service_arn: str, name: str, now: int, lead: int = LEAD) -> Secret:
    """Puts a new value beside the one that a service secret has; the secret as it is stored then."""
    return _change(client, service_arn, lambda secret: service_values.turned(secret, name, now, lead))


def end_former_values(client: Any, service_arn: str, name: str, now: int) -> Secret:
    """Ends the belief in what the value of `name` followed, as soon as every container believes the new one."""
    return _change(client, service_arn, lambda secret: service_values.ended(secret, name, now))


def put_values(client: Any, service_arn: str, **values: str | int) -> None:
    """Puts what is no random value of ours, the account of a provider or an instant, among the service's values."""
    _change(client, service_arn, lambda secret: secret | values)


def stored(client: Any, arn: str) -> Secret:
    """A secret as it is stored; empty where it has no value yet."""
    try:
        return dict(json.loads(client.get_secret_value(SecretId=arn).get("SecretString") or "{}"))
    except client.exceptions.ResourceNotFoundException:
        return {}


def _change(client: Any, arn: str, change: Any) -> Secret:
    before = stored(client, arn)
    after: Secret = change(before)
    if after != before:
        client.put_secret_value(SecretId=arn, SecretString=json.dumps(after))
    return after


def home_of(stage: str) -> Home:
    """The named stage's home; `local` is the stage that runs on this machine, in `.local/` or in KANGMA_HOME.

    Raises SystemExit where none runs there.
    """
    if stage != "local":
        return Home.on_aws(stage)
    endpoint = Path(os.environ.get("KANGMA_HOME", ROOT / ".local")) / "endpoint.json"
    if not endpoint.exists():
        raise SystemExit("No local stage is running: 'make up' starts it.")
    return Home(stage, json.loads(endpoint.read_text())["aws"])

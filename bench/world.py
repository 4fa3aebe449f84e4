"""The whole service in this process, with AWS in memory.

Importing this sets the environment that the service reads when it is imported itself, so it comes first.
"""

import json
import os
import secrets
from functools import cache

from bench.environment import ENVIRONMENT, TABLES
from bench.memory.dynamodb import DynamoDB
from bench.memory.services import Others
from bench.memory.transport import Transport

os.environ.pop("AWS_ENDPOINT_URL", None)
os.environ.update(ENVIRONMENT)

VALUES = ("otp", "access", "refresh", "pepper", "device", "venue", "cursor", "identity", "origin")
OPEN_END = 4_102_444_800


@cache
def transport() -> Transport:
    """AWS in memory, answering every client that is made from now on."""
    made = unconnected()
    made.install()
    return made


def unconnected() -> Transport:
    """The same, answering nobody yet."""
    service = {name: secrets.token_urlsafe(32) for name in VALUES}
    stored = {"bench-service": json.dumps(service), "bench-signing": json.dumps(_signing())}
    return Transport(DynamoDB(TABLES), Others(stored))


def _signing() -> dict[str, object]:
    from chalicelib.codes.keys import new_key, to_pem

    key = new_key()
    pem = to_pem(key).decode()
    return {"keys": [{"kid": key.kid.hex(), "pem": pem, "not_before": 0, "not_after": OPEN_END}]}

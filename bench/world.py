"""The whole service in this process, with AWS in memory.

Importing this sets the environment that the service reads when it is imported itself, so it comes first.
"""

import json
import os
from functools import cache

from bench.environment import ENVIRONMENT, TABLES
from bench.memory.dynamodb import DynamoDB
from bench.memory.services import Others
from bench.memory.transport import Transport

os.environ.pop("AWS_ENDPOINT_URL", None)
os.environ.update(ENVIRONMENT)


@cache
def transport() -> Transport:
    """AWS in memory, answering every client that is made from now on."""
    made = unconnected()
    made.install()
    return made


def unconnected() -> Transport:
    """The same, answering nobody yet."""
    from infra import service_values, signing_keys

    service = json.dumps(service_values.complete({"wechat_key": "bench"}))
    stored = {"bench-service": service, "bench-signing": json.dumps({"keys": signing_keys.first()})}
    return Transport(DynamoDB(TABLES), Others(stored))

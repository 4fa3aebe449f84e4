"""The whole service in this process, with AWS in memory.

Importing this sets the environment that the service reads when it is imported itself, so it comes first.
"""

import json
import os
from functools import cache

from bench.memory.dynamodb import DynamoDB
from bench.memory.services import Others
from bench.memory.transport import Transport
from infra import keys

TABLES = tuple(f"bench-{name}" for name in ("people", "accounts", "epidemic", "venues", "operations"))
QUEUE = "https://sqs.ap-southeast-1.amazonaws.com/000000000000/"

os.environ.pop("AWS_ENDPOINT_URL", None)
os.environ.update(
    {
        "STAGE": "local",
        **{f"{name.removeprefix('bench-').upper()}_TABLE": name for name in TABLES},
        **{f"{name.upper()}_QUEUE_URL": QUEUE + name for name in ("messages", "certification", "rescoring")},
        "SERVICE_SECRET": "bench-service",
        "SIGNING_SECRET": "bench-signing",
        "DATA_KEY": "alias/bench",
        "PHOTOS_BUCKET": "bench-photos",
        "PUBLIC_URL": "https://kangma.example",
        "IDENTITY_URL": "https://identity.example",
        "ISSUER": "QH",
        "POWERTOOLS_SERVICE_NAME": "kangma",
        "POWERTOOLS_METRICS_NAMESPACE": "Kangma",
        "LOG_LEVEL": "WARNING",
        "AWS_DEFAULT_REGION": "ap-southeast-1",
        "AWS_REGION": "ap-southeast-1",
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
    }
)


@cache
def transport() -> Transport:
    """AWS in memory, answering every client that is made from now on."""
    secrets = {"bench-service": json.dumps(keys.complete({})), "bench-signing": json.dumps(keys.first_keys())}
    made = Transport(DynamoDB(TABLES), Others(secrets))
    made.install()
    return made

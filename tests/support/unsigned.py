"""Calls of DynamoDB that only name who makes them, instead of signing them.

Where AWS is of our own making nobody looks at a root key's signature, and it takes a quarter of what a call costs this
process. What is deployed signs everything.
"""

from typing import Any

import botocore
from botocore.session import Session

_CALLER = (
    "AWS4-HMAC-SHA256 Credential={key}/20200101/{region}/dynamodb/aws4_request, SignedHeaders=host, Signature=none"
)


def install(key: str, region: str) -> None:
    """Of every client that is made from now on."""
    caller = _CALLER.format(key=key, region=region)

    def name_caller(request: Any, **_: Any) -> None:
        request.headers["Authorization"] = caller

    def listen(session: Session) -> None:
        session.register("choose-signer.dynamodb", lambda **_: botocore.UNSIGNED)
        session.register("before-send.dynamodb", name_caller)

    botocore.register_initializer(listen)

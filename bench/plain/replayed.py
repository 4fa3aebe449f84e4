"""The answer of a route whose domain the plain service does not have: the calls that it makes, and its recorded answer.

The calls are made by PynamoDB's and boto3's own clients, the answer goes through its pydantic model.
"""

import os
import pickle
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore import xform_name
from chalice import Response
from pydantic import BaseModel

from bench.plain import RECORDED
from bench.plain.app import answer
from bench.plain.records import connection


def replayed(model: type[BaseModel] | None) -> Response:
    """Makes the calls of the recorded request and gives its answer."""
    recorded = pickle.loads(Path(os.environ[RECORDED]).read_bytes())
    for service, operation, params in recorded["calls"]:
        if service == "dynamodb":
            connection.dispatch(operation, params)
        else:
            getattr(_client(service), xform_name(operation))(**params)
    reply = recorded["reply"]
    if model is None:
        return Response(reply["body"], headers=reply["headers"], status_code=reply["statusCode"])
    return answer(model.model_validate_json(reply["body"]), reply["statusCode"])


@cache
def _client(service: str) -> Any:
    return boto3.client(service)

"""The API's description (OpenAPI 3.1), as the app answers it: `python -m local.openapi` prints it."""

import os
import subprocess
import sys
from typing import Any

from local.paths import ROOT

PATH = "/v1/openapi.json"


def description() -> str:
    """The JSON of openapi.json. Raises RuntimeError with what the app said instead.

    The app is asked in a process of its own, as it reads its environment once.
    """
    environment = {**os.environ, "STAGE": "local", "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "local.openapi"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


def _answered() -> str:
    from app import app

    answer = app(_asked(), None)
    if answer["statusCode"] != 200:
        raise SystemExit(str(answer["body"]))
    return str(answer["body"])


def _asked() -> dict[str, Any]:
    """The event that the gateway makes of a GET."""
    identity = {"sourceIp": "127.0.0.1"}
    context = {"resourcePath": PATH, "httpMethod": "GET", "path": PATH, "requestTimeEpoch": 0, "identity": identity}
    return {
        "resource": PATH,
        "path": PATH,
        "httpMethod": "GET",
        "headers": {"accept": "application/json"},
        "multiValueHeaders": {},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": context,
        "body": None,
        "isBase64Encoded": False,
    }


if __name__ == "__main__":
    print(_answered())

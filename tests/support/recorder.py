"""Writes down which AWS actions each function makes while the tests run in this process.

The function is read from the call stack: what goes through a feature's routes is the API's, what goes through
its `job.py` or `<name>_job.py` is that job's, and so is what either lets threads do. Calls that a test makes itself
belong to nobody. What a container keeps (secrets, data keys) counts for whoever uses it, as each has a container of
its own on AWS: here one process reads it once for all.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, wraps
from importlib import import_module
from pathlib import Path
from threading import local
from types import FrameType
from typing import Any, NamedTuple

import botocore
from aws_lambda_powertools.utilities.parameters import SecretsProvider

from tests.support.cloud_names import logical_name

FILE = Path(__file__).resolve().parents[2] / ".build" / "actions.jsonl"

# Where the name of the permission is not service:Operation.
RENAMED = {
    "s3:HeadObject": ["s3:GetObject"],
    "s3:CopyObject": ["s3:GetObject", "s3:PutObject"],
    "s3:ListObjectsV2": ["s3:ListBucket"],
    "s3:DeleteObjects": ["s3:DeleteObject"],
    # botocore makes the form of a presigned POST from this operation's address; nothing creates a bucket.
    "s3:CreateBucket": ["s3:PutObject"],
    "sqs:SendMessageBatch": ["sqs:SendMessage"],
    "sqs:DeleteMessageBatch": ["sqs:DeleteMessage"],
    "sns:PublishBatch": ["sns:Publish"],
    "lambda:Invoke": ["lambda:InvokeFunction"],
}
TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
RESOURCE_PARAMETERS = ("TableName", "QueueUrl", "Bucket", "SecretId", "KeyId", "TopicArn", "FunctionName")

_HASH_KEY = re.compile(r"(#?\w+) = (:\w+)")


class Call(NamedTuple):
    """An action, the logical name of its resource (`*` where it has none, `<table>/index/<name>` for an index), and
    what the partition that it is about begins with: `CAMP#` of `CAMP#1`. It is empty for what is about none."""

    action: str
    resource: str
    partition: str = ""


READ_SECRET = "secretsmanager:GetSecretValue"
_UNSEALS = [Call("dynamodb:GetItem", "OperationsTable", "KEY#"), Call("kms:Decrypt", "DataKey")]
_SEALS = [
    *_UNSEALS,
    Call("dynamodb:PutItem", "OperationsTable", "KEY#"),
    Call("kms:GenerateDataKeyWithoutPlaintext", "DataKey"),
]
KEPT_KEYS = {"unseal": _UNSEALS, "seal": _SEALS}


class Recorder:
    """Every function with each of its calls once, also appended to FILE."""

    def __init__(self, file: Path = FILE) -> None:
        self._file = file
        self._seen: set[tuple[str, ...]] = set()

    def install(self) -> None:
        """Listens to every botocore session that is made from now on."""
        botocore.register_initializer(lambda session: session.register("before-parameter-build", self._on_call))
        follow_into_threads()
        self._count_kept()

    def _count_kept(self) -> None:
        """What is kept is read by a container that needs it first, whoever read it in this process."""
        provider: Any = SecretsProvider
        provider.get = self.noting(provider.get, lambda _, secret, **__: [Call(READ_SECRET, logical_name(secret))])
        vault = import_module("chalicelib.store.vault")  # Not before the environment names what it keeps keys in.
        for name, kept in KEPT_KEYS.items():
            setattr(vault, name, self.noting(getattr(vault, name), lambda *_, kept=kept, **__: kept))

    def noting(self, work: Callable[..., Any], needed: Callable[..., list[Call]]) -> Callable[..., Any]:
        """`work`, for which whoever calls it needs what `needed` says of its arguments."""

        @wraps(work)
        def noted(*args: Any, **kwargs: Any) -> Any:
            function = function_of(sys._getframe())
            for call in needed(*args, **kwargs) if function else []:
                self._note(str(function), *call)
            return work(*args, **kwargs)

        return noted

    def _on_call(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        function = function_of(sys._getframe())
        if function:
            service = model.service_model.signing_name
            for call in calls(f"{service}:{model.name}", params):
                self._note(function, *call)

    def _note(self, *entry: str) -> None:
        if entry not in self._seen:
            self._seen.add(entry)
            self._file.parent.mkdir(exist_ok=True)
            with self._file.open("a") as out:
                out.write(json.dumps(entry) + "\n")


_thread = local()


def follow_into_threads() -> None:
    """Lets `function_of` know in a pool's thread whose work it does: its call stack does not begin there."""
    if hasattr(ThreadPoolExecutor, "followed"):
        return
    submit = ThreadPoolExecutor.submit

    def submitted(pool: ThreadPoolExecutor, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return submit(pool, _on_behalf_of(function_of(sys._getframe()), work), *args, **kwargs)

    pool_class: Any = ThreadPoolExecutor
    pool_class.submit, pool_class.followed = submitted, True


def _on_behalf_of(function: str | None, work: Callable[..., Any]) -> Callable[..., Any]:
    def done(*args: Any, **kwargs: Any) -> Any:
        _thread.function = function
        try:
            return work(*args, **kwargs)
        finally:
            _thread.function = None

    return done


def recorded(file: Path = FILE) -> dict[str, set[Call]]:
    """What was written down, by function."""
    found: dict[str, set[Call]] = {}
    for line in file.read_text().splitlines() if file.exists() else []:
        function, *call = json.loads(line)
        found.setdefault(function, set()).add(Call(*call))
    return found


def calls(operation: str, params: dict[str, Any]) -> Iterator[Call]:
    """The permissions that one call needs, each with its resource."""
    if operation == "dynamodb:TransactWriteItems":
        for item in params["TransactItems"]:
            ((kind, body),) = item.items()
            yield _of_item(f"dynamodb:{TRANSACTION[kind]}", body["TableName"], body)
    elif operation == "dynamodb:TransactGetItems":
        for item in params["TransactItems"]:
            yield _of_item("dynamodb:GetItem", item["Get"]["TableName"], item["Get"])
    elif operation in ("dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"):
        for table, asked in params["RequestItems"].items():
            for body in _batched(asked):
                yield _of_item(operation, table, body)
    else:
        resource = next((logical_name(params[n]) for n in RESOURCE_PARAMETERS if n in params), "*")
        index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
        for action in RENAMED.get(operation, [operation]):
            yield Call(action, resource + index, _partition(params) if operation.startswith("dynamodb:") else "")


def _of_item(action: str, table: str, body: dict[str, Any]) -> Call:
    return Call(action, logical_name(table), _partition(body))


def _batched(asked: Any) -> list[dict[str, Any]]:
    """What a batch asks of one table: the keys of a reading, or its writes."""
    if isinstance(asked, dict):
        return [{"Key": key} for key in asked["Keys"]]
    return [next(iter(write.values())) for write in asked]


def _partition(params: dict[str, Any]) -> str:
    """What the partition of a call to DynamoDB begins with, as far as its kind goes."""
    names, values = params.get("ExpressionAttributeNames", {}), params.get("ExpressionAttributeValues", {})
    asked = _HASH_KEY.findall(params.get("KeyConditionExpression", ""))
    key = next((values[value] for name, value in asked if names.get(name, name).endswith("pk")), None)
    key = key or {**params.get("Key", {}), **params.get("Item", {})}.get("pk")
    kind, mark, _ = str(key["S"] if isinstance(key, dict) and "S" in key else key or "").partition("#")
    return kind + mark


def function_of(frame: FrameType | None) -> str | None:
    """The Lambda function whose code is on the call stack; None for a test's own call."""
    while frame is not None:
        function = _function_of_file(frame.f_code.co_filename)
        if function is not None:
            return function
        frame = frame.f_back
    return getattr(_thread, "function", None)


@cache
def _function_of_file(file: str) -> str | None:
    """The function whose routes or job a file has; kept, since every call asks this of every frame of its stack."""
    place = Path(file)
    if place.parts[-4:-2] == ("chalicelib", "features"):
        if place.stem.endswith("routes"):
            return "api"
        if place.stem.endswith("job"):
            return place.stem.removesuffix("job").removesuffix("_") or place.parts[-2]
    return None

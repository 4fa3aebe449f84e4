"""In the place of the network: answers what botocore is about to send, and writes down what was asked.

botocore emits `before-send` with the request fully serialised and signed, and takes an answer from
whoever has one; parsing the answer is botocore's again.
"""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import botocore
from botocore.awsrequest import AWSResponse

from bench.memory.dynamodb import DynamoDB, Refused
from bench.memory.services import Others

type Answers = dict[str, tuple[int, bytes]]
"""Status and content by operation."""


class _Raw:
    """The body as botocore reads it from a connection."""

    def __init__(self, content: bytes) -> None:
        self._content = BytesIO(content)

    def stream(self, **_: Any) -> list[bytes]:
        return [self._content.read()]

    def read(self, size: int = -1) -> bytes:
        return self._content.read(size)


@dataclass(frozen=True)
class Call:
    """One call that was made: `steps` is the number of items in a transaction or batch, else 1; `size` is its bytes."""

    service: str
    operation: str
    steps: int
    read_units: float
    write_units: float
    size: int = 0


class Transport:
    """Answers from memory. `calls` grows with every call; `tape` answers the operations that it has instead."""

    def __init__(self, dynamodb: DynamoDB, others: Others) -> None:
        self.dynamodb, self.others = dynamodb, others
        self.calls: list[Call] = []
        self.recording: Answers | None = None
        self.tape: Answers | None = None

    def install(self) -> None:
        """Answers every botocore session that is made from now on."""
        botocore.register_initializer(lambda session: session.register("before-send", self.send))

    def attach(self, client: Any) -> Any:
        """Answers this client alone; returns it."""
        client.meta.events.register("before-send", self.send)
        return client

    def send(self, request: Any, **_: Any) -> AWSResponse:
        """botocore's hook."""
        operation = _text(request.headers.get("X-Amz-Target") or "").rpartition(".")[2]
        taped = self.tape.get(operation) if self.tape else None
        status, content = taped or self._answer(request, operation)
        return AWSResponse(request.url, status, {"content-type": "application/x-amz-json-1.0"}, _Raw(content))

    def _answer(self, request: Any, operation: str) -> tuple[int, bytes]:
        answer = self._of_json(request, operation, _text(request.body)) if operation else self._of_others(request)
        if self.recording is not None:
            self.recording[operation] = answer
        return answer

    def _of_others(self, request: Any) -> tuple[int, bytes]:
        """S3 and SNS, which name no target."""
        asked = urlsplit(request.url)
        if request.method == "PUT":
            content = request.body if isinstance(request.body, bytes) else request.body.read()
            self.others.objects[asked.path] = content
            self.calls.append(Call("s3", "PutObject", 1, 0, 0, len(content)))
            return 200, b""
        if request.method == "GET" and "list-type" not in asked.query:
            self.calls.append(Call("s3", "GetObject", 1, 0, 0))
            return self.others.stored(asked.path)
        if request.method == "GET":
            self.calls.append(Call("s3", "ListObjectsV2", 1, 0, 0))
            return 200, self.others.listed().encode()
        form = _text(request.body)
        self.calls.append(Call("sns", "Publish", 1, 0, 0, len(form)))
        return 200, self.others.published(form).encode()

    def _of_json(self, request: Any, operation: str, text: str) -> tuple[int, bytes]:
        service = _text(request.headers["X-Amz-Target"]).partition(".")[0]
        if service.startswith("DynamoDB"):
            return self._table_call(operation, text)
        self.calls.append(Call(service.lower(), operation, 1, 0, 0, len(text)))
        return 200, json.dumps(self.others.answer(operation, json.loads(text))).encode()

    def _table_call(self, operation: str, text: str) -> tuple[int, bytes]:
        body = json.loads(text)
        try:
            answer = self.dynamodb.answer(operation, body)
        except Refused as refused:
            self.calls.append(Call("dynamodb", operation, _steps(operation, body), 0, 0, len(text)))
            name = f"com.amazonaws.dynamodb.v20120810#{refused.code}"
            return 400, json.dumps({"__type": name, "message": refused.message} | refused.more).encode()
        self.calls.append(_call(operation, body, answer, len(text)))
        if body.get("ReturnConsumedCapacity", "NONE") == "NONE":
            answer.pop("ConsumedCapacity", None)
        return 200, json.dumps(answer).encode()


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _call(operation: str, body: dict[str, Any], answer: dict[str, Any], size: int) -> Call:
    consumed = answer["ConsumedCapacity"]
    tables = consumed if isinstance(consumed, list) else [consumed]
    read = sum(table["ReadCapacityUnits"] for table in tables)
    write = sum(table["WriteCapacityUnits"] for table in tables)
    return Call("dynamodb", operation, _steps(operation, body), read, write, size)


def _steps(operation: str, body: dict[str, Any]) -> int:
    if operation == "TransactWriteItems":
        return len(body["TransactItems"])
    if operation == "BatchGetItem":
        return sum(len(each["Keys"]) for each in body["RequestItems"].values())
    if operation == "BatchWriteItem":
        return sum(len(each) for each in body["RequestItems"].values())
    return 1

"""The store in memory beside the local cloud: the same question to both, and their answers compared."""

import itertools
from typing import Any

import boto3
from botocore.exceptions import ClientError

from bench.memory.dynamodb import DynamoDB
from bench.memory.services import Others
from bench.memory.transport import Transport
from tests.support.cloud import name_of

TABLE = name_of("OperationsTable")
_RUNS = itertools.count()


def memory() -> tuple[Any, DynamoDB]:
    """A client of a new store, and the store."""
    store = DynamoDB((TABLE,))
    client = boto3.client("dynamodb", region_name="ap-southeast-1")
    return Transport(store, Others({})).attach(client), store


class Pair:
    """The two clients. Keys of one run are prefixed, because the local cloud is shared."""

    def __init__(self, cloud: Any) -> None:
        self.cloud = cloud.home.client("dynamodb")
        self.memory, self.store = memory()
        self.run = f"memory{next(_RUNS)}#"

    def ask(self, operation: str, **request: Any) -> Any:
        """The answer of both, which must be one."""
        answers = [self._answer(client, operation, request) for client in (self.memory, self.cloud)]
        assert answers[0] == answers[1], (operation, request)
        return answers[0]

    def _answer(self, client: Any, operation: str, request: dict[str, Any]) -> Any:
        try:
            answer = getattr(client, operation)(**request)
        except ClientError as error:
            reasons = error.response.get("CancellationReasons", [])
            return error.response["Error"]["Code"], [reason["Code"] for reason in reasons], error.response.get("Item")
        return plain({k: v for k, v in answer.items() if k not in ("ResponseMetadata", "ConsumedCapacity")})

    def key(self, pk: str = "a", sk: str = "1") -> dict[str, Any]:
        return {"pk": {"S": self.run + pk}, "sk": {"S": sk}}

    def item(self, pk: str = "a", sk: str = "1", **attributes: Any) -> dict[str, Any]:
        return self.key(pk, sk) | {name: typed(value) for name, value in attributes.items()}

    def put(self, pk: str = "a", sk: str = "1", **attributes: Any) -> Any:
        return self.ask("put_item", TableName=TABLE, Item=self.item(pk, sk, **attributes))

    def get(self, pk: str = "a", sk: str = "1") -> Any:
        return self.ask("get_item", TableName=TABLE, Key=self.key(pk, sk), ConsistentRead=True)

    def change(self, update: str, values: dict[str, Any] | None = None, condition: str = "", **rest: Any) -> Any:
        """An update of `a`/`1`; attributes are written by name, values as `:v`."""
        request = {"TableName": TABLE, "Key": self.key(), "UpdateExpression": update, "ReturnValues": "ALL_NEW"}
        return self.ask("update_item", **request | with_values(values, condition) | rest)

    def query(self, keys: str, values: dict[str, Any], **rest: Any) -> Any:
        return self.ask("query", TableName=TABLE, KeyConditionExpression=keys, **with_values(values) | rest)


def with_values(values: dict[str, Any] | None, condition: str = "") -> dict[str, Any]:
    given = {"ExpressionAttributeValues": {f":{k}": typed(v) for k, v in values.items()}} if values else {}
    return given | ({"ConditionExpression": condition} if condition else {})


def typed(value: Any) -> dict[str, Any]:
    match value:
        case bool():
            return {"BOOL": value}
        case int() | float():
            return {"N": str(value)}
        case bytes():
            return {"B": value}
        case set():
            return {"SS": sorted(value)}
        case list():
            return {"L": [typed(each) for each in value]}
        case dict():
            return {"M": {name: typed(each) for name, each in value.items()}}
        case None:
            return {"NULL": True}
    return {"S": value}


def plain(value: Any) -> Any:
    """The answer with sets in one order."""
    if isinstance(value, dict):
        return {k: sorted(v) if k in ("SS", "NS", "BS") else plain(v) for k, v in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value

"""The one DynamoDB client of a container, and what every table looks like to PynamoDB.

PynamoDB would make a botocore session and a client for each model class, 45 ms of CPU at its first use; and
botocore's general ways cost a call more than DynamoDB needs (docs/decisions/010-lean-client.md has the figures).
"""

import json
from base64 import b64decode
from typing import Any

from botocore import auth
from botocore.config import Config
from botocore.parsers import JSONParser
from pynamodb.connection import Connection
from pynamodb.connection.base import MetaTable
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import TableError

from chalicelib.container import client_per_container, kept_per_container
from chalicelib.store.signer import Signer

_SIGNER = "kangma-v4"
_INDEXES = ("gsi1", "gsi2", "gsi3")


class LeanConnection(Connection):
    """PynamoDB's connection without its signals, and without asking for the capacity that nobody reads."""

    def dispatch(self, operation_name: str, operation_kwargs: dict[str, Any]) -> Any:
        """What DynamoDB answers to one operation."""
        return self._make_api_call(operation_name, operation_kwargs)


@client_per_container(close=lambda made: made.client.close())
def connection() -> LeanConnection:
    """The one connection of this container."""
    made = LeanConnection(connect_timeout_seconds=2, read_timeout_seconds=5, max_retry_attempts=3)
    made.session.set_default_client_config(Config(user_agent="kangma"))
    made.session.register_component("response_parser_factory", _Parsers())
    auth.AUTH_TYPE_MAPS[_SIGNER] = Signer
    made.client.meta.events.register("choose-signer.dynamodb", lambda **_: _SIGNER)
    return made


@kept_per_container
def table(name: str) -> TableConnection:
    """A table on the one connection, with every index, so that it does not matter which model comes first."""
    made = TableConnection(name)
    made.connection = shared = connection()
    try:
        shared.get_meta_table(name)
    except TableError:
        shared.add_meta_table(_meta(name))
    return made


def _meta(name: str) -> MetaTable:
    keys = [("pk", "sk"), *((f"{index}pk", f"{index}sk") for index in _INDEXES)]
    attributes = [{"AttributeName": each, "AttributeType": "S"} for pair in keys for each in pair]
    indexes = [{"IndexName": f"{pair[0][:-2]}", "KeySchema": _schema(*pair)} for pair in keys[1:]]
    return MetaTable(
        {
            "TableName": name,
            "KeySchema": _schema(*keys[0]),
            "AttributeDefinitions": attributes,
            "GlobalSecondaryIndexes": indexes,
            "LocalSecondaryIndexes": [],
        }
    )


def _schema(partition: str, sort: str) -> list[dict[str, str]]:
    return [{"AttributeName": partition, "KeyType": "HASH"}, {"AttributeName": sort, "KeyType": "RANGE"}]


def _read(response: dict[str, Any], shape: Any) -> dict[str, Any]:
    """A DynamoDB answer is its JSON; only binary values are decoded."""
    parsed: dict[str, Any] = json.loads(response["body"], object_hook=_decoded)
    return parsed


def _decoded(value: dict[str, Any]) -> dict[str, Any]:
    """Bytes of a binary value. A map may have an entry named `B`, but never one that is a text itself."""
    binary = value.get("B") if len(value) == 1 else None
    return {"B": b64decode(binary)} if isinstance(binary, str) else value


class _Parsers:
    """botocore's parser, for its errors, with `_read` in the place of its walk along an answer's shape."""

    def __init__(self) -> None:
        self._one = JSONParser()
        self._one._do_parse = _read

    def create_parser(self, protocol_name: str) -> Any:
        """botocore's hook."""
        return self._one

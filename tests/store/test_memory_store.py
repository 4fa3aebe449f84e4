"""The store in memory answers as the local cloud does (design: decision 10)."""

import itertools
import re
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
        return _plain({k: v for k, v in answer.items() if k not in ("ResponseMetadata", "ConsumedCapacity")})

    def key(self, pk: str = "a", sk: str = "1") -> dict[str, Any]:
        return {"pk": {"S": self.run + pk}, "sk": {"S": sk}}

    def item(self, pk: str = "a", sk: str = "1", **attributes: Any) -> dict[str, Any]:
        return self.key(pk, sk) | {name: _value(value) for name, value in attributes.items()}

    def put(self, pk: str = "a", sk: str = "1", **attributes: Any) -> Any:
        return self.ask("put_item", TableName=TABLE, Item=self.item(pk, sk, **attributes))

    def get(self, pk: str = "a", sk: str = "1") -> Any:
        return self.ask("get_item", TableName=TABLE, Key=self.key(pk, sk), ConsistentRead=True)

    def change(self, update: str, values: dict[str, Any] | None = None, condition: str = "", **rest: Any) -> Any:
        """An update of `a`/`1`; attributes are written by name, values as `:v`."""
        request = {"TableName": TABLE, "Key": self.key(), "UpdateExpression": update, "ReturnValues": "ALL_NEW"}
        return self.ask("update_item", **request | _with(values, condition) | rest)

    def query(self, keys: str, values: dict[str, Any], **rest: Any) -> Any:
        return self.ask("query", TableName=TABLE, KeyConditionExpression=keys, **_with(values) | rest)


def _with(values: dict[str, Any] | None, condition: str = "") -> dict[str, Any]:
    given = {"ExpressionAttributeValues": {f":{k}": _value(v) for k, v in values.items()}} if values else {}
    return given | ({"ConditionExpression": condition} if condition else {})


def _value(value: Any) -> dict[str, Any]:
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
            return {"L": [_value(each) for each in value]}
        case dict():
            return {"M": {name: _value(each) for name, each in value.items()}}
        case None:
            return {"NULL": True}
    return {"S": value}


def _plain(value: Any) -> Any:
    """The answer with sets in one order."""
    if isinstance(value, dict):
        return {k: sorted(v) if k in ("SS", "NS", "BS") else _plain(v) for k, v in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


@pytest.fixture
def pair(cloud: Any) -> Pair:
    return Pair(cloud)


def test_an_item_comes_back_as_it_was_put(pair):
    pair.put(words="文", number=1.5, octets=b"\x00\xff", yes=True, none=None, tags={"b", "a"}, listed=[{"a": 1}])
    assert pair.get()["Item"]["words"] == {"S": "文"}
    assert "Item" not in pair.get("nobody")


@pytest.mark.parametrize("returned", ["NONE", "ALL_OLD"])
def test_writes_return_what_was_there(pair, returned):
    pair.put(a=1)
    pair.ask("put_item", TableName=TABLE, Item=pair.item(a=2), ReturnValues=returned)
    pair.ask("delete_item", TableName=TABLE, Key=pair.key(), ReturnValues=returned)
    pair.ask("delete_item", TableName=TABLE, Key=pair.key(), ReturnValues=returned)


CONDITIONS = [
    "attribute_exists (a)",
    "attribute_not_exists (a)",
    "attribute_not_exists (pk)",
    "(attribute_not_exists (used) OR used < :five)",
    "used < :five",
    "a = :five",
    "a <> :five",
    "b <> :five",
    "a > :five",
    "a >= :five",
    "a <= :five",
    "words < :z",
    "words = :five",
    "a BETWEEN :one AND :five",
    "b BETWEEN :one AND :five",
    "a IN (:one, :five)",
    "NOT (a = :five)",
    "NOT a = :five AND attribute_exists(words)",
    "a = :one OR a = :five AND words = :z",
    "(a = :five AND NOT (flag = :no))",
    "flag = :no",
    "begins_with (words, :m)",
    "contains (words, :m)",
    "contains (tags, :m)",
    "contains (listed, :five)",
    "size (words) = :three",
    "attribute_type (a, :n)",
    "nested.deep = :five",
    "nested.deep[0] = :five",
    "listed[1] = :five",
    "tags = :set",
    "octets = :octets",
]
VALUES = {
    "one": 1,
    "five": 5.0,
    "three": 3,
    "z": "z",
    "m": "m",
    "no": False,
    "n": "N",
    "set": {"m", "n"},
    "octets": b"\x01",
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions_hold_alike(pair, condition):
    """Of an item that is there and of one that is not."""
    used = {name: VALUES[name] for name in re.findall(r":(\w+)", condition)}
    for pk in ("a", "b"):
        pair.put("a", a=5, words="man", flag=False, tags={"n", "m"}, listed=[1, 5], nested={"deep": 5}, octets=b"\x01")
        pair.ask("put_item", TableName=TABLE, Item=pair.item(pk, done=1), **_with(used, condition))
        pair.get(pk)


UPDATES = [
    ("SET a = :v", {"v": 3}),
    ("SET a = :v, b = a, c = :w", {"v": 3, "w": "x"}),
    ("SET a = a + :v", {"v": 3}),
    ("SET a = a - :v", {"v": 0.5}),
    ("SET fresh = if_not_exists(fresh, :v) + :v", {"v": 3}),
    ("SET listed = list_append(listed, :v)", {"v": [9]}),
    ("SET missing = absent", None),
    ("REMOVE a, words", None),
    ("ADD a :v", {"v": -7}),
    ("ADD fresh :v", {"v": 0.25}),
    ("ADD words :v", {"v": 1}),
    ("ADD tags :v", {"v": {"z"}}),
    ("DELETE tags :v", {"v": {"n"}}),
    ("DELETE tags :v", {"v": {"n", "m"}}),
    ("SET c = :v REMOVE words ADD a :v", {"v": 1}),
]


@pytest.mark.parametrize(("update", "values"), UPDATES)
def test_updates_do_the_same(pair, update, values):
    pair.put(a=5, words="man", tags={"n", "m"}, listed=[1])
    pair.change(update, values)
    pair.get()


def test_an_update_makes_the_item_that_is_not_there(pair):
    made = pair.change("ADD used :one SET ends = :later", {"one": 1, "later": 9})
    assert made["Attributes"]["used"] == {"N": "1"}


def test_a_refused_update_changes_nothing_and_may_show_what_is_there(pair):
    pair.put(used=5)
    refused = pair.change("ADD used :one", {"one": 1, "five": 5}, "used < :five")
    assert refused[0] == "ConditionalCheckFailedException"
    shown = pair.change("ADD used :one", {"one": 1}, "used < :one", ReturnValuesOnConditionCheckFailure="ALL_OLD")
    assert shown[2]["used"] == {"N": "5"}
    assert pair.get()["Item"]["used"] == {"N": "5"}


RANGES = [
    ("pk = :pk", {}),
    ("(pk = :pk AND sk = :x)", {"x": "d#2"}),
    ("(pk = :pk AND sk BETWEEN :x AND :y)", {"x": "d#2", "y": "e#1"}),
    ("(pk = :pk AND begins_with (sk, :x))", {"x": "d#"}),
    ("(pk = :pk AND sk < :x)", {"x": "d#2"}),
    ("(pk = :pk AND sk <= :x)", {"x": "d#2"}),
    ("(pk = :pk AND sk > :x)", {"x": "d#2"}),
    ("(pk = :pk AND sk >= :x)", {"x": "d#2"}),
    ("(pk = :pk AND sk > :x)", {"x": "zzz"}),
]


@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize(("keys", "values"), RANGES)
def test_queries_find_the_same_in_the_same_order(pair, keys, values, forward):
    for sk in ("d#1", "d#2", "d#3", "e#1", "profile", "状态"):
        pair.put("a", sk, n=1)
    pair.put("b", "d#2")
    values = values | {"pk": pair.run + "a"}
    whole = pair.query(keys, values, ScanIndexForward=forward, ConsistentRead=True)
    paged, start = [], {}
    while True:
        page = pair.query(keys, values, ScanIndexForward=forward, Limit=2, **start)
        paged += page["Items"]
        if "LastEvaluatedKey" not in page:
            break
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
    assert paged == whole["Items"]


def test_a_filter_comes_after_the_limit(pair):
    for sk, kind in (("1", "x"), ("2", "y"), ("3", "x")):
        pair.put("a", sk, kind=kind)
    values = {"pk": pair.run + "a", "x": "x"}
    found = pair.query("pk = :pk", values, FilterExpression="kind IN (:x)", Limit=2)
    assert (found["Count"], found["ScannedCount"]) == (1, 2)


@pytest.mark.parametrize("index", ["gsi1", "gsi2", "gsi3"])
def test_an_index_follows_the_items(pair, index):
    shard = pair.run + "due"
    for number in range(5):
        pair.put(f"p{number}", "state", **{f"{index}pk": shard, f"{index}sk": f"{number % 3}"}, n=number)
    pair.put("p4", "state", n=4)
    pair.put("p0", "state", **{f"{index}pk": shard, f"{index}sk": "9"})
    pair.put("half", "state", **{f"{index}pk": shard})
    pair.ask("delete_item", TableName=TABLE, Key=pair.key("p1", "state"))
    keys = f"({index}pk = :pk AND {index}sk BETWEEN :low AND :high)"
    found = pair.query(keys, {"pk": shard, "low": "0", "high": "9"}, IndexName=index)
    assert [item["pk"]["S"][-1] for item in found["Items"]] == ["3", "2", "0"]
    assert pair.store.tables[TABLE].is_in_order()


def test_an_index_is_read_page_by_page(pair):
    shard = pair.run + "due"
    for number in range(5):
        pair.put(f"p{number}", "state", gsi1pk=shard, gsi1sk=f"{number // 2}")
    first = pair.query("gsi1pk = :pk", {"pk": shard}, IndexName="gsi1", Limit=3)
    rest = pair.query("gsi1pk = :pk", {"pk": shard}, IndexName="gsi1", ExclusiveStartKey=first["LastEvaluatedKey"])
    assert {item["pk"]["S"] for item in first["Items"] + rest["Items"]} == {f"{pair.run}p{n}" for n in range(5)}


def test_several_are_read_and_written_at_once(pair):
    puts = [{"PutRequest": {"Item": pair.item("a", str(n), n=n)}} for n in range(3)]
    pair.ask("batch_write_item", RequestItems={TABLE: puts})
    drop = [{"DeleteRequest": {"Key": pair.key("a", "1")}}]
    pair.ask("batch_write_item", RequestItems={TABLE: drop})
    answers = [
        sorted(
            item["sk"]["S"]
            for item in client.batch_get_item(
                RequestItems={TABLE: {"Keys": [pair.key("a", str(n)) for n in range(4)]}}
            )["Responses"][TABLE]
        )
        for client in (pair.memory, pair.cloud)
    ]
    assert answers == [["0", "2"], ["0", "2"]]


def _put(pair: Pair, pk: str, condition: str = "", values: Any = None, **attributes: Any) -> dict[str, Any]:
    return {"Put": {"TableName": TABLE, "Item": pair.item(pk, **attributes)} | _with(values, condition)}


def _keyed(kind: str, pair: Pair, pk: str, condition: str = "", values: Any = None, **more: Any) -> dict[str, Any]:
    return {kind: {"TableName": TABLE, "Key": pair.key(pk)} | _with(values, condition) | more}


def test_a_transaction_does_every_step(pair):
    pair.put("old", n=1)
    pair.put("gone")
    pair.put("seen", n=1)
    done = pair.ask(
        "transact_write_items",
        TransactItems=[
            _put(pair, "new", "attribute_not_exists (pk)", n=1),
            _keyed("Update", pair, "old", "n = :one", {"one": 1}, UpdateExpression="ADD n :one"),
            _keyed("Delete", pair, "gone", "attribute_exists (pk)"),
            _keyed("ConditionCheck", pair, "seen", "n = :one", {"one": 1}),
        ],
    )
    assert done == {}
    assert [pair.get(pk).get("Item", {}).get("n") for pk in ("new", "old", "gone")] == [{"N": "1"}, {"N": "2"}, None]


@pytest.mark.parametrize("broken", ["new", "old", "gone", "seen"])
def test_a_transaction_does_nothing_if_one_step_fails_and_says_which(pair, broken):
    for pk in ("old", "gone", "seen"):
        pair.put(pk, n=2 if pk == broken else 1)
    if broken == "new":
        pair.put("new")
    refused = pair.ask(
        "transact_write_items",
        TransactItems=[
            _put(pair, "free", n=1),
            _put(pair, "new", "attribute_not_exists (pk)"),
            _keyed("Update", pair, "old", "n = :one", {"one": 1}, UpdateExpression="ADD n :one"),
            _keyed("Delete", pair, "gone", "n = :one", {"one": 1}),
            _keyed("ConditionCheck", pair, "seen", "n = :one", {"one": 1}),
        ],
    )
    failed = ["free", "new", "old", "gone", "seen"].index(broken)
    codes = ["ConditionalCheckFailed" if n == failed else "None" for n in range(5)]
    assert refused[:2] == ("TransactionCanceledException", codes)
    assert pair.get("free") == {}


def test_a_transaction_touches_an_item_once(pair):
    refused = pair.ask("transact_write_items", TransactItems=[_put(pair, "a"), _keyed("Delete", pair, "a")])
    assert refused[0] == "ValidationException"


def test_an_unknown_table_and_a_wrong_key_are_refused(pair):
    assert pair.ask("get_item", TableName="none", Key=pair.key())[0] == "ResourceNotFoundException"
    assert pair.ask("get_item", TableName=TABLE, Key={"pk": {"S": "a"}})[0] == "ValidationException"
    number = {"pk": {"N": "1"}, "sk": {"S": "1"}}
    assert pair.ask("put_item", TableName=TABLE, Item=number)[0] == "ValidationException"


NAMES = st.sampled_from(["a", "b", "gsi1sk", "n"])
STEPS = st.one_of(
    st.tuples(st.just("put"), st.sampled_from("xyz"), st.dictionaries(NAMES, st.sampled_from("12"))),
    st.tuples(st.just("remove"), st.sampled_from("xyz"), NAMES),
    st.tuples(st.just("delete"), st.sampled_from("xyz"), st.none()),
)


@given(steps=st.lists(STEPS, min_size=1, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_leaves_the_same_index(cloud, steps):
    pair = Pair(cloud)
    shard = pair.run + "shard"
    for kind, pk, what in steps:
        if kind == "put":
            pair.put(pk, gsi1pk=shard, **what)
        elif kind == "remove":
            request = {"TableName": TABLE, "Key": pair.key(pk), "UpdateExpression": f"REMOVE {what}"}
            pair.ask("update_item", **request)
        else:
            pair.ask("delete_item", TableName=TABLE, Key=pair.key(pk))
    pair.query("gsi1pk = :pk", {"pk": shard}, IndexName="gsi1")
    assert pair.store.tables[TABLE].is_in_order()

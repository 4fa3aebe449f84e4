"""The store in memory answers as the local cloud does (design: decision 10)."""

import re

import pytest

from tests.store.stores import TABLE, with_values


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
        pair.ask("put_item", TableName=TABLE, Item=pair.item(pk, done=1), **with_values(used, condition))
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


@pytest.mark.parametrize("index", ["gsi1", "gsi2", "gsi3", "gsi4"])
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

"""Transactions of the store in memory, refusals and random histories, compared with the local cloud's."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.stores import TABLE, Pair, with_values


def _put(pair: Pair, pk: str, condition: str = "", values: Any = None, **attributes: Any) -> dict[str, Any]:
    return {"Put": {"TableName": TABLE, "Item": pair.item(pk, **attributes)} | with_values(values, condition)}


def _keyed(kind: str, pair: Pair, pk: str, condition: str = "", values: Any = None, **more: Any) -> dict[str, Any]:
    return {kind: {"TableName": TABLE, "Key": pair.key(pk)} | with_values(values, condition) | more}


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

"""DynamoDB's operations over tables in memory, as far as the service uses them."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.memory.capacity import index_units, read_units, write_units
from bench.memory.conditions import holds, span
from bench.memory.grammar import Malformed, read_condition
from bench.memory.table import Key, Table, entry_of, key_item, key_of
from bench.memory.updates import updated
from bench.memory.values import Item, item_size

PAGE = 1024 * 1024
"""A query reads at most this many bytes at once."""

type Body = dict[str, Any]
type Change = tuple[str, Item | None, Item | None]
"""A table's name, the item as it was and as it is then."""


class Refused(Exception):
    """An error answer: `code` is DynamoDB's, `more` what stands beside it."""

    def __init__(self, code: str, message: str, **more: Any) -> None:
        self.code, self.message, self.more = code, message, more
        super().__init__(code)


def malformed(message: str) -> Refused:
    return Refused("ValidationException", message)


@dataclass(frozen=True)
class Write:
    """One write, decided on: nothing is changed until it is applied. `new` None deletes."""

    table: Table
    table_name: str
    key: Key
    old: Item | None
    new: Item | None
    changes: bool = True

    def apply(self) -> None:
        if not self.changes:
            return
        if self.new is None:
            self.table.delete(self.key)
        else:
            self.table.put(self.new)

    def units(self, times: int = 1) -> float:
        """`times` is 2 within a transaction. A check alone changes no index."""
        indexes = index_units(self.old, self.new) if self.changes else 0.0
        return times * write_units(self.old, self.new) + indexes


class DynamoDB:
    """The tables, and `answer` for a request's operation and body."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        self.tables = {name: Table() for name in tables}
        self.changes: list[Change] | None = None
        """Every change of an item from now on, in order, where somebody put a list here: what a stream carries."""
        self._lock = threading.Lock()
        self._operations: dict[str, Callable[[Body], Body]] = {
            "GetItem": self._get,
            "PutItem": lambda body: self._write("Put", body),
            "UpdateItem": lambda body: self._write("Update", body),
            "DeleteItem": lambda body: self._write("Delete", body),
            "Query": self._query,
            "Scan": self._scan,
            "BatchGetItem": self._batch_get,
            "BatchWriteItem": self._batch_write,
            "TransactWriteItems": self._transact,
        }

    def answer(self, operation: str, body: Body) -> Body:
        """The answer's body; capacity is always in it. Raises Refused."""
        with self._lock:
            try:
                return self._operations[operation](body)
            except Malformed as error:
                raise malformed(str(error)) from error

    def _apply(self, write: Write) -> None:
        write.apply()
        if self.changes is not None and write.changes and write.old != write.new:
            self.changes.append((write.table_name, write.old, write.new))

    def _table(self, name: str) -> Table:
        if name not in self.tables:
            raise Refused("ResourceNotFoundException", "Requested resource not found")
        return self.tables[name]

    def _get(self, body: Body) -> Body:
        item = self._table(body["TableName"]).get(_key(body["Key"]))
        units = read_units(item_size(item or {}), consistent=bool(body.get("ConsistentRead")))
        return ({"Item": item} if item else {}) | _consumed(body["TableName"], units)

    def _query(self, body: Body) -> Body:
        table, index = self._table(body["TableName"]), body.get("IndexName")
        names, values = body.get("ExpressionAttributeNames", {}), body.get("ExpressionAttributeValues", {})
        tree = read_condition(body["KeyConditionExpression"], names)
        prefix = index or ""
        where = span(tree, values, f"{prefix}pk", f"{prefix}sk")
        start = body.get("ExclusiveStartKey")
        after = entry_of(start, index) if start else None
        items = table.walk(index, where, reverse=not body.get("ScanIndexForward", True), after=after)
        read, size, more = _page(items, body.get("Limit"))
        found = read
        if "FilterExpression" in body:
            condition = read_condition(body["FilterExpression"], names)
            found = [item for item in read if holds(condition, item, values)]
        answer: Body = {"Items": found, "Count": len(found), "ScannedCount": len(read)}
        if more:
            answer["LastEvaluatedKey"] = key_item(read[-1], index)
        return answer | _consumed(body["TableName"], read_units(size, consistent=bool(body.get("ConsistentRead"))))

    def _scan(self, body: Body) -> Body:
        """Of an index or the table, whole or a segment of it."""
        table, index = self._table(body["TableName"]), body.get("IndexName")
        start, parts = body.get("ExclusiveStartKey"), int(body.get("TotalSegments", 1))
        everything = table.scan(index, entry_of(start, index) if start else None, int(body.get("Segment", 0)), parts)
        found, size, more = _page(everything, body.get("Limit"))
        if "FilterExpression" in body:
            names, values = body.get("ExpressionAttributeNames", {}), body.get("ExpressionAttributeValues", {})
            condition = read_condition(body["FilterExpression"], names)
            answer: Body = {"Items": [item for item in found if holds(condition, item, values)]}
        else:
            answer = {"Items": found}
        answer |= {"Count": len(answer["Items"]), "ScannedCount": len(found)}
        if more:
            answer["LastEvaluatedKey"] = key_item(found[-1], index)
        return answer | _consumed(body["TableName"], read_units(size, consistent=bool(body.get("ConsistentRead"))))

    def _batch_get(self, body: Body) -> Body:
        answers: dict[str, list[Item]] = {}
        consumed = []
        for name, wanted in body["RequestItems"].items():
            keys = [_key(each) for each in wanted["Keys"]]
            if len(set(keys)) < len(keys):
                raise malformed("Provided list of item keys contains duplicates")
            found = [self._table(name).get(key) for key in keys]
            consistent = bool(wanted.get("ConsistentRead"))
            units = sum(read_units(item_size(item or {}), consistent=consistent) for item in found)
            answers[name] = [item for item in found if item]
            consumed.append(_consumed(name, units)["ConsumedCapacity"])
        return {"Responses": answers, "UnprocessedKeys": {}, "ConsumedCapacity": consumed}

    def _write(self, kind: str, body: Body) -> Body:
        write = self._decided(kind, body)
        failed = _failed(write, body)
        if failed:
            raise failed
        self._apply(write)
        return _returned(write, body) | _consumed(body["TableName"], write=write.units())

    def _decided(self, kind: str, body: Body) -> Write:
        """What a step would write, whether or not its condition holds."""
        table = self._table(body["TableName"])
        key = _key(body["Item"] if kind == "Put" else body["Key"], whole=kind != "Put")
        old = table.get(key)
        if kind == "Put":
            return Write(table, body["TableName"], key, old, body["Item"])
        if kind == "Delete":
            return Write(table, body["TableName"], key, old, None)
        if kind == "ConditionCheck":
            return Write(table, body["TableName"], key, old, old, changes=False)
        names, values = body.get("ExpressionAttributeNames", {}), body.get("ExpressionAttributeValues", {})
        new = updated(old or body["Key"], body.get("UpdateExpression", ""), names, values)
        return Write(table, body["TableName"], key, old, new)

    def _batch_write(self, body: Body) -> Body:
        writes = []
        for name, requests in body["RequestItems"].items():
            for request in requests:
                ((kind, content),) = request.items()
                writes.append(self._decided(kind.removesuffix("Request"), {"TableName": name} | content))
        if len({(write.table_name, write.key) for write in writes}) < len(writes):
            raise malformed("Provided list of item keys contains duplicates")
        for write in writes:
            self._apply(write)
        return {"UnprocessedItems": {}, "ConsumedCapacity": _by_table(writes, 1)}

    def _transact(self, body: Body) -> Body:
        steps = [next(iter(each.items())) for each in body["TransactItems"]]
        writes = [self._decided(kind, step) for kind, step in steps]
        if len({(write.table_name, write.key) for write in writes}) < len(writes):
            raise malformed("Transaction request cannot include multiple operations on one item")
        failures = [_failed(write, step) for write, (_, step) in zip(writes, steps, strict=True)]
        if any(failures):
            raise _cancelled(failures)
        for write in writes:
            self._apply(write)
        return {"ConsumedCapacity": _by_table(writes, 2)}


def _key(given: Item, *, whole: bool = True) -> Key:
    if not {"pk", "sk"} <= given.keys() or (whole and len(given) != 2):
        raise malformed("The provided key element does not match the schema")
    if not given["pk"].get("S") or not given["sk"].get("S"):
        raise malformed("One or more parameter values were invalid: a key attribute is empty or no string")
    return key_of(given)


def _page(items: Any, limit: int | None) -> tuple[list[Item], int, bool]:
    """Items up to the limit or a page's bytes, their size, and whether the query stopped there."""
    read: list[Item] = []
    size = 0
    for item in items:
        read.append(item)
        size += item_size(item)
        if len(read) == limit or size >= PAGE:
            return read, size, True
    return read, size, False


def _failed(write: Write, body: Body) -> Refused | None:
    text = body.get("ConditionExpression")
    if text is None:
        return None
    tree = read_condition(text, body.get("ExpressionAttributeNames", {}))
    if holds(tree, write.old or {}, body.get("ExpressionAttributeValues", {})):
        return None
    shown = body.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" and write.old
    more = {"Item": write.old} if shown else {}
    return Refused("ConditionalCheckFailedException", "The conditional request failed", **more)


def _cancelled(failures: list[Refused | None]) -> Refused:
    reasons = [
        {"Code": "ConditionalCheckFailed", "Message": each.message, **each.more} if each else {"Code": "None"}
        for each in failures
    ]
    codes = ", ".join(str(reason["Code"]) for reason in reasons)
    message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
    return Refused("TransactionCanceledException", message, CancellationReasons=reasons)


def _returned(write: Write, body: Body) -> Body:
    match body.get("ReturnValues", "NONE"):
        case "ALL_OLD":
            found = write.old
        case "ALL_NEW":
            found = write.new
        case "NONE":
            found = None
        case other:
            raise NotImplementedError(other)
    return {"Attributes": found} if found else {}


def _consumed(table: str, read: float = 0.0, write: float = 0.0) -> Body:
    return {
        "ConsumedCapacity": {
            "TableName": table,
            "CapacityUnits": read + write,
            "ReadCapacityUnits": read,
            "WriteCapacityUnits": write,
        }
    }


def _by_table(writes: list[Write], times: int) -> list[Body]:
    units: dict[str, float] = {}
    for write in writes:
        units[write.table_name] = units.get(write.table_name, 0.0) + write.units(times)
    return [_consumed(name, write=each)["ConsumedCapacity"] for name, each in units.items()]

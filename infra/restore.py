"""Restores a stage's five tables to an instant and puts back what was lost: docs/playbooks/restore.md.

    python -m infra.restore begin STAGE INSTANT      copies of all tables as they were, beside the live ones
    python -m infra.restore compare STAGE            what lacks and what differs
    python -m infra.restore copy STAGE TABLE lost|changed
    python -m infra.restore end STAGE                takes the copies away

Nothing that came since is taken away. What was erased or corrected since, and what has gone because its time was over,
stays so (infra/replayed.py). Each step may be repeated.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import batched, chain
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.retention.due import day_of
from infra.home import Home
from infra.keys import home_of
from infra.replayed import Item, Since, keys, place, since
from infra.segments import Page, worked

ORDER = ("Operations", "Epidemic", "Accounts", "People", "Venues")
"""What others rest on first: keys of sealed fields, what was done once; then what people point to; then people."""
_ENDING = "-restored"
_AT_ONCE = 100
_PATIENCE = {"Delay": 30, "MaxAttempts": 2 * 60 * 24}
"""A day: the SDK by itself gives up after eight minutes, and the smallest table takes longer than that on AWS."""


@dataclass
class Difference:
    """What one table's copy has and the live table has not, or has otherwise; what is held back is left out of both."""

    lost: int = 0
    changed: int = 0
    same: int = 0
    erased: int = 0
    corrected: int = 0
    retired: int = 0

    def count(self, kind: str) -> None:
        setattr(self, kind, getattr(self, kind) + 1)

    def __str__(self) -> str:
        held_back = f"{self.erased} were erased, {self.corrected} corrected, {self.retired} over since"
        return f"{self.lost} lost, {self.changed} differ, {self.same} are the same; {held_back}"


def begin(home: Home, at: datetime) -> None:
    """Makes a copy of every table as it was at an instant, and waits for all of them."""
    client = home.client("dynamodb")
    for name in ORDER:
        live = table_of(home, name)
        try:
            client.restore_table_to_point_in_time(
                SourceTableName=live, TargetTableName=live + _ENDING, RestoreDateTime=at
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "TableAlreadyExistsException":
                raise
    for name in ORDER:
        _wait(client, table_of(home, name) + _ENDING)


def _wait(client: Any, table: str) -> None:
    client.get_waiter("table_exists").wait(TableName=table, WaiterConfig=_PATIENCE)


def compare(home: Home) -> dict[str, Difference]:
    """For each table how its copy differs from it."""
    happened = replayed(home)
    return {name: _counted(home, name, happened) for name in ORDER}


def _counted(home: Home, name: str, happened: Since) -> Difference:
    found = Difference()

    def kinds(page: Page) -> list[str]:
        return [kind for kind, _, _ in _differences(home, name, happened, page)]

    for kind in chain.from_iterable(worked(home, table_of(home, name) + _ENDING, kinds)):
        found.count(kind)
    return found


def copy(home: Home, name: str, what: str) -> int:
    """Puts back what is `lost`, or also what `changed`; how many records. A record that came meanwhile stays."""
    client, table, happened = home.client("dynamodb"), table_of(home, name), replayed(home)
    wanted = {"lost", what}

    def put_back(page: Page) -> int:
        differences = _differences(home, name, happened, page)
        return sum(_put(client, table, was, now) for kind, was, now in differences if kind in wanted)

    return sum(worked(home, table + _ENDING, put_back))


def end(home: Home) -> None:
    """Takes the copies away."""
    client = home.client("dynamodb")
    for name in ORDER:
        copied = table_of(home, name) + _ENDING
        try:
            _unprotect(client, copied)
            client.delete_table(TableName=copied)
        except client.exceptions.ResourceNotFoundException:
            continue


def _unprotect(client: Any, table: str) -> None:
    """Takes the protection away where there is one; while a table is changed DynamoDB deletes it not."""
    if client.describe_table(TableName=table)["Table"].get("DeletionProtectionEnabled"):
        client.update_table(TableName=table, DeletionProtectionEnabled=False)
        _wait(client, table)


def table_of(home: Home, name: str) -> str:
    """A live table's name, by its name in the template without `Table`."""
    return home.settings()[f"{name.upper()}_TABLE"]


def replayed(home: Home) -> Since:
    """What has happened since the copies, and holds after the restore."""
    client = home.client("dynamodb")

    def copied[Made](name: str, work: Callable[[Page], Made]) -> Iterator[Made]:
        return worked(home, table_of(home, name) + _ENDING, work)

    def live[Made](name: str, work: Callable[[Page], Made]) -> Iterator[Made]:
        return worked(home, table_of(home, name), work)

    def find(name: str, items: Iterable[Item]) -> dict[tuple[str, str], Item]:
        return _found(client, table_of(home, name), items)

    return since(day_of(datetime.now(UTC)), copied, live, find)


def _differences(home: Home, name: str, happened: Since, page: Page) -> Iterator[tuple[str, Item, Item | None]]:
    """Every record of a page of the copy with how it stands to the live one, and that one."""
    found = _found(home.client("dynamodb"), table_of(home, name), page)
    for was in page:
        now = found.get(place(was))
        yield _kind(was, now, happened), was, now


def _kind(was: Item, now: Item | None, happened: Since) -> str:
    if now == was:
        return "same"
    return happened.holds_back(was, now) or ("lost" if now is None else "changed")


def _put(client: Any, table: str, was: Item, now: Item | None) -> bool:
    """Puts a record back if the live one is still as it was compared; whether it was."""
    condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(pk)"}
    if now is not None and "version" in now:
        condition = {
            "ConditionExpression": "version = :version",
            "ExpressionAttributeValues": {":version": now["version"]},
        }
    elif now is not None:
        condition = {}
    try:
        client.put_item(TableName=table, Item=was, **condition)
    except client.exceptions.ConditionalCheckFailedException:
        return False
    return True


def _found(client: Any, table: str, items: Iterable[Item]) -> dict[tuple[str, str], Item]:
    """Those of the records that the table has now."""
    found: dict[tuple[str, str], Item] = {}
    for page in batched(items, _AT_ONCE):
        wanted = {table: {"Keys": [keys(*place(each)) for each in page], "ConsistentRead": True}}
        while wanted:
            answer = client.batch_get_item(RequestItems=wanted)
            found |= {place(each): each for each in answer["Responses"].get(table, [])}
            wanted = answer.get("UnprocessedKeys") or {}
    return found


def _main(command: str, stage: str, *more: str) -> None:
    home = home_of(stage)
    if command == "begin":
        begin(home, datetime.fromisoformat(more[0]))
    elif command == "compare":
        print(*(f"{name}: {each}" for name, each in compare(home).items()), sep="\n")
    elif command == "copy" and more[0] in ORDER and more[1] in ("lost", "changed"):
        print(f"{copy(home, *more)} records of {more[0]} were put back")
    elif command == "end":
        end(home)
    else:
        raise SystemExit(str(__doc__))


if __name__ == "__main__":
    _main(*sys.argv[1:])

"""Warms a stage's tables for what is expected: docs/playbooks/first-day.md, docs/scale.md.

    python -m infra.warm STAGE --writes 40000 --reads 40000

A table on demand that was never asked more takes 4,000 writes and 12,000 reads a second, and grows by itself to twice
its highest within minutes; a burst comes within seconds. Warmed, it takes so much from the first one. It is paid once
and never goes back; a number below what the table has is refused by DynamoDB, and left as it is here.
"""

import argparse
from typing import Any

from infra.home import Home
from infra.keys import home_of

TABLES = ("PEOPLE_TABLE", "ACCOUNTS_TABLE", "EPIDEMIC_TABLE", "VENUES_TABLE", "OPERATIONS_TABLE")


def warm(home: Home, reads: int, writes: int) -> dict[str, str]:
    """What was asked of each table: `warmed`, or `warm already`. Its indexes get the same as the table."""
    client, settings = home.client("dynamodb"), home.settings()
    return {settings[name]: _warmed(client, settings[name], reads, writes) for name in TABLES}


def _warmed(client: Any, table: str, reads: int, writes: int) -> str:
    described = client.describe_table(TableName=table)["Table"]
    wanted = {"ReadUnitsPerSecond": reads, "WriteUnitsPerSecond": writes}
    indexes = [each for each in described.get("GlobalSecondaryIndexes", []) if not _is_warm(each, wanted)]
    if _is_warm(described, wanted) and not indexes:
        return "warm already"
    more: dict[str, Any] = {} if _is_warm(described, wanted) else {"WarmThroughput": wanted}
    if indexes:
        updates = [{"Update": {"IndexName": each["IndexName"], "WarmThroughput": wanted}} for each in indexes]
        more["GlobalSecondaryIndexUpdates"] = updates
    client.update_table(TableName=table, **more)
    return "warmed"


def _is_warm(described: dict[str, Any], wanted: dict[str, int]) -> bool:
    """Whether it takes at least so much. Below what one has it cannot be warmed."""
    has = described.get("WarmThroughput", {})
    return all(int(has.get(name, 0)) >= units for name, units in wanted.items())


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m infra.warm")
    parser.add_argument("stage")
    parser.add_argument("--reads", type=int, required=True)
    parser.add_argument("--writes", type=int, required=True)
    given = parser.parse_args()
    for table, done in warm(home_of(given.stage), given.reads, given.writes).items():
        print(f"{table}: {done}")


if __name__ == "__main__":
    _main()

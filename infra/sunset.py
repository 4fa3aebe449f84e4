"""Destroys a stage's data once its end has come: docs/operations.md, "The end".

    python -m infra.sunset STAGE                  what is agreed to, and what would go
    python -m infra.sunset STAGE destroy          everything but the audit, the ledger and the logins of staff

No function of the service may delete like this; whoever runs it needs rights of their own. It refuses before the day on
which two supervisors agreed that everything ends, may be repeated, and leaves a signed certificate of what went.
"""

import json
import os
import sys
from collections import Counter
from datetime import UTC, datetime
from itertools import batched
from typing import Any

from chalicelib.codes import ledger
from chalicelib.codes.keys import KeyRing, from_pem
from infra.home import Home
from infra.keys import home_of
from infra.restore import ORDER, table_of
from infra.segments import Page, worked

KEPT = frozenset(
    {
        *("audit", "audit_heads", "sunset", "retention_run", "retention_piece", "retention_last", "key_inventory"),
        *("staff", "staff_id", "staff_document"),
        *("ruleset", "rulesets_head"),
    }
)
"""The audit for its three years with its heads, what proves the deletion, who of staff may read both, and the rules
that were decided by, without which no entry of it can be understood."""
_KEYS, _OF_STAFF = "data_key", "KEY#staff#"
"""Under staff's keys lies the second factor of a log-in; what else was sealed opens nowhere any more."""
_BUCKETS = ("PHOTOS_BUCKET", "IMPORTS_BUCKET")


def agreed(home: Home) -> dict[str, Any]:
    """What two supervisors agreed to. Raises SystemExit where there is nothing."""
    found = home.client("dynamodb").get_item(TableName=table_of(home, "Epidemic"), Key=_place("SUNSET", "sunset"))
    if "Item" not in found:
        raise SystemExit("Nobody has agreed to an end of this stage.")
    item: dict[str, Any] = found["Item"]
    return item


def destroy(home: Home, now: datetime) -> dict[str, int]:
    """Destroys everything that is not KEPT, the data keys last, and writes the certificate; how many by table.

    Raises SystemExit before the agreed day, and where no last rule set governed from the first day on.
    """
    first, until = (datetime.fromisoformat(agreed(home)[name]["S"]) for name in ("from_at", "until_at"))
    if now < until:
        raise SystemExit(f"Everything ends on {until.isoformat()}, and not before.")
    if not _is_held(first):
        raise SystemExit(f"No rule set closes every hold from {first.isoformat()} on: nothing has ended.")
    gone = {name: _emptied(home, name, keys=False) for name in reversed(ORDER)}
    gone["Buckets"] = sum(_emptied_bucket(home, home.settings()[each]) for each in _BUCKETS)
    gone["Keys"] = _emptied(home, "Operations", keys=True)
    _certify(home, gone, now)
    return gone


def _is_held(first: datetime) -> bool:
    from chalicelib.person import shelf, sunset

    return sunset.is_held_by(shelf.current(fresh=True).book, first)


def left(home: Home) -> Counter[str]:
    """What would go, by table."""
    return Counter({name: sum(worked(home, table_of(home, name), _going)) for name in ORDER})


def _going(page: Page) -> int:
    return sum(map(_goes, page))


def _emptied(home: Home, name: str, *, keys: bool) -> int:
    client, table = home.client("dynamodb"), table_of(home, name)

    def emptied(page: Page) -> int:
        going = [item for item in page if _goes(item) and (keys or _kind(item) != _KEYS)]
        for some in batched(going, 25):
            wanted = {table: [{"DeleteRequest": {"Key": {"pk": each["pk"], "sk": each["sk"]}}} for each in some]}
            while wanted:
                wanted = client.batch_write_item(RequestItems=wanted).get("UnprocessedItems") or {}
        return len(going)

    return sum(worked(home, table, emptied))


def _emptied_bucket(home: Home, bucket: str) -> int:
    client, done = home.client("s3"), 0
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        names = [{"Key": each["Key"]} for each in page.get("Contents", ())]
        if names:
            client.delete_objects(Bucket=bucket, Delete={"Objects": names})
        done += len(names)
    return done


def _certify(home: Home, gone: dict[str, int], now: datetime) -> None:
    """Signs what went, with the ledger's key, beside what was agreed to."""
    item = agreed(home)
    before = item.get("certificate")
    if before is not None and not sum(gone.values()):
        return
    statement = {"from": item["from_at"]["S"], "until": item["until_at"]["S"], "gone": gone, "at": now.isoformat()}
    issuer = home.settings()["ISSUER"]
    signed = ledger.sign(statement, _ring(home), issuer, now.replace(microsecond=0))
    home.client("dynamodb").update_item(
        TableName=table_of(home, "Epidemic"),
        Key=_place("SUNSET", "sunset"),
        UpdateExpression="SET certificate = :certificate ADD version :one",
        ConditionExpression="attribute_exists(pk)",
        ExpressionAttributeValues={":certificate": {"B": signed}, ":one": {"N": "1"}},
    )


def _ring(home: Home) -> KeyRing:
    secret = home.client("secretsmanager").get_secret_value(SecretId=home.settings()["SIGNING_SECRET"])
    keys = json.loads(secret["SecretString"])["keys"]
    return KeyRing([from_pem(each["pem"].encode()) for each in keys if each["use"] == "ledger"])


def _goes(item: dict[str, Any]) -> bool:
    return _kind(item) not in KEPT and not item["pk"]["S"].startswith(_OF_STAFF)


def _kind(item: dict[str, Any]) -> str:
    return str(item.get("kind", {}).get("S", ""))


def _place(pk: str, sk: str) -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _main(stage: str, *more: str) -> None:
    home = home_of(stage)
    # The service reads its settings when it is imported, so they come first.
    os.environ.update(home.environment())
    if more == ("destroy",):
        print(*(f"{name}: {count} destroyed" for name, count in destroy(home, datetime.now(UTC)).items()), sep="\n")
        return
    item = agreed(home)
    print(f"From {item['from_at']['S']} on nobody is registered; at {item['until_at']['S']} everything ends.")
    print(*(f"{name}: {count}" for name, count in sorted(left(home).items())), sep="\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])

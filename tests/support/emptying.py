"""The test cloud without what a folder's tests have left, so that no folder's tests depend on which ran before."""

from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import Any

from chalicelib.container import forget
from infra.home import Home
from tests.support.cloud import QUEUES, TestCloud, name_of

TABLES = ("People", "Accounts", "Epidemic", "Venues", "Operations")
BUCKETS = ("PhotosBucket", "ImportsBucket", "AuditBucket", "WebBucket")
_KEYS = {"pk", "sk"}


class Folders:
    """Whose tests have run: at a folder's first test the cloud is empty and the container is new."""

    def __init__(self) -> None:
        self._last: Path | None = None

    def enter(self, folder: Path, cloud: TestCloud) -> None:
        """Empties the cloud where the last test was another folder's."""
        if self._last not in (None, folder):
            empty(cloud.home)
            forget()
        self._last = folder


def empty(home: Home) -> None:
    """Takes every record, message and file away; keys, secrets and the resources themselves stay."""
    for name in TABLES:
        _empty_table(home.client("dynamodb"), name_of(f"{name}Table"))
    for name in QUEUES:
        _empty_queue(home.client("sqs"), name_of(f"{name}Queue"))
    for name in BUCKETS:
        _empty_bucket(home.client("s3"), name_of(name))


def _empty_table(dynamodb: Any, table: str) -> None:
    for some in batched(_keys_in(dynamodb, table), 25):
        deletions = [{"DeleteRequest": {"Key": key}} for key in some]
        assert not dynamodb.batch_write_item(RequestItems={table: deletions})["UnprocessedItems"]


def _keys_in(dynamodb: Any, table: str) -> list[dict[str, Any]]:
    pages = dynamodb.get_paginator("scan").paginate(TableName=table, ProjectionExpression="pk, sk")
    return [{name: item[name] for name in _KEYS & item.keys()} for page in pages for item in page["Items"]]


def _empty_queue(sqs: Any, queue: str) -> None:
    sqs.purge_queue(QueueUrl=sqs.get_queue_url(QueueName=queue)["QueueUrl"])


def _empty_bucket(s3: Any, bucket: str) -> None:
    for key, version in _versions(s3.get_paginator("list_object_versions").paginate(Bucket=bucket)):
        s3.delete_object(Bucket=bucket, Key=key, VersionId=version, BypassGovernanceRetention=True)


def _versions(pages: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for page in pages:
        for each in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
            yield each["Key"], each["VersionId"]

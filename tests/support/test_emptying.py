"""Nothing of what a folder's tests have left is there for the next one's."""

from chalicelib.config import settings
from chalicelib.store import queues
from tests.support.client import Client
from tests.support.cloud import TestCloud, name_of
from tests.support.emptying import TABLES, Folders
from tests.support.resident_steps import NOON, applied


def test_a_folder_begins_with_nothing_of_another_ones_and_keeps_its_own(cloud: TestCloud, tmp_path) -> None:
    folders, files = Folders(), cloud.home.client("s3")
    folders.enter(tmp_path / "first", cloud)
    applied(Client())
    queues.send(settings().messages_queue_url, "nothing", NOON)
    for body in (b"1", b"2"):  # Of the audit's bucket versions stay, and a lock is on them.
        files.put_object(Bucket=name_of("AuditBucket"), Key="left", Body=body)
    folders.enter(tmp_path / "first", cloud)
    assert "People" in _left(cloud)
    folders.enter(tmp_path / "second", cloud)
    assert _left(cloud) == []
    assert cloud.messages(settings().messages_queue_url) == []
    assert files.list_object_versions(Bucket=name_of("AuditBucket")).get("Versions", []) == []


def _left(cloud: TestCloud) -> list[str]:
    tables = cloud.home.client("dynamodb")
    return [name for name in TABLES if tables.scan(TableName=name_of(f"{name}Table"), Limit=1)["Items"]]

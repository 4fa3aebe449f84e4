"""Chains of the audit with their bucket: entries as the stream tells of them, copies as `aws s3 sync` makes them."""

import importlib.util
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from chalicelib.config import settings
from chalicelib.desk import audit
from chalicelib.desk.audit import AuditRecord
from chalicelib.features.auditing import archive_job
from infra.package import ROOT
from tests.support.cloud import TestCloud
from tests.support.resident_steps import NOON

SCRIPT = ROOT / "docs" / "audit" / "verify.py"


def script() -> ModuleType:
    """The stand-alone script, as a module."""
    spec = importlib.util.spec_from_file_location("verify_audit", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def written(count: int, at: datetime = NOON) -> list[AuditRecord]:
    """So many new entries, wherever they came to lie."""
    before = {shard: _number(shard) for shard in range(settings().audit_shards)}
    for number in range(count):
        audit.audited([], "somebody", "thing.look", f"subject-{number}", at, reason='a "reason", 有缘由')
    return [each for shard, number in before.items() for each in audit.chain(shard, number)]


def _number(shard: int) -> int:
    latest = audit.latest(shard)
    return int(latest.number) if latest else 0


def event(records: Iterable[AuditRecord], before: bool = False) -> dict[str, Any]:
    """The stream's word of new entries; of removed ones with `before`."""
    image = "OldImage" if before else "NewImage"
    return {"Records": [{"dynamodb": {image: {**each.serialize(), "kind": {"S": "audit"}}}} for each in records]}


def copied(records: Iterable[AuditRecord]) -> dict[str, int]:
    """What the job says of these entries as new ones."""
    return archive_job.work(event(records))


def everything_copied() -> None:
    """Copies what other tests left in the table."""
    from infra import archive_audit

    list(archive_audit.complete())


def downloaded(cloud: TestCloud, folder: Path) -> Path:
    """The bucket's copies."""
    s3 = cloud.home.client("s3")
    for each in s3.list_objects_v2(Bucket=settings().audit_bucket).get("Contents", []):
        path = folder / each["Key"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(s3.get_object(Bucket=settings().audit_bucket, Key=each["Key"])["Body"].read())
    return folder

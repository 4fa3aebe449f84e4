"""The audit's bucket: every entry once, in order, as it was; gaps and changes are told of."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from botocore.exceptions import ClientError

from chalicelib import instants
from chalicelib.config import settings
from chalicelib.desk import audit, audit_heads, audit_reading
from chalicelib.features.auditing import archive_job, archiving
from chalicelib.retention.kinds import BY_NAME
from chalicelib.store import audit_bucket as bucket
from infra import archive_audit
from infra.package import merged_parts
from tests.auditing.chains import copied, event, everything_copied, written
from tests.support.cloud import TestCloud
from tests.support.resident_steps import NOON


def in_bucket(record: audit.AuditRecord) -> bool:
    return bucket.holds(record.shard, int(record.number))


def test_what_the_stream_tells_lies_in_the_bucket_as_the_lines_that_are_hashed():
    everything_copied()
    records = written(20)
    assert copied(records) == {"entries": 20, "gaps": 0, "rewritten": 0, "expired": 0}
    assert all(map(in_bucket, records))
    last = max((each for each in records if each.shard == records[0].shard), key=lambda each: int(each.number))
    (part,) = [each for each in bucket.parts(last.shard, int(last.number)) if each.holds(int(last.number))]
    lines = (bucket.body(part.key) or b"").split(b"\n")
    assert lines[-1] == b""
    assert audit.hash_of_line(lines[-2]) == last.hash


def test_a_batch_that_comes_again_or_halved_leaves_nothing_twice_and_no_gap():
    everything_copied()
    records = written(20)
    half = records[: len(records) // 2]
    assert copied(half)["gaps"] == 0
    assert copied(records)["gaps"] == 0
    before = [part for shard in range(settings().audit_shards) for part in bucket.parts(shard, 0)]
    assert copied(records)["gaps"] == 0
    assert [part for shard in range(settings().audit_shards) for part in bucket.parts(shard, 0)] == before


def test_an_entry_that_never_came_is_a_gap_until_it_is_copied_from_the_table():
    everything_copied()
    records = written(40)
    shard = next(each.shard for each in records if sum(other.shard == each.shard for other in records) > 2)
    chain = [each for each in records if each.shard == shard]
    assert copied(chain[:1])["gaps"] == 0
    assert copied(chain[2:]) == {"entries": len(chain) - 2, "gaps": 1, "rewritten": 0, "expired": 0}
    assert not in_bucket(chain[1])
    made = {each.shard: each for each in archive_audit.complete()}
    assert (made[shard].copied, made[shard].lost) == (1, [])
    assert all(map(in_bucket, records))
    assert [each.copied for each in archive_audit.complete() if each.copied] == []


def test_what_the_table_lacks_too_is_named_as_lost():
    everything_copied()
    records = written(40)
    shard = next(each.shard for each in records if sum(other.shard == each.shard for other in records) > 2)
    gone = [each for each in records if each.shard == shard][1]
    kept = dict(gone.attribute_values)
    gone.delete()
    made = next(each for each in archive_audit.complete() if each.shard == shard)
    assert made.lost == [int(kept["number"])]
    assert f"lost: {int(kept['number'])}" in made.line()
    audit.AuditRecord(**kept).save()
    everything_copied()


def test_within_a_batch_a_missing_number_and_a_foreign_hash_are_gaps():
    everything_copied()
    records = _in_one_chain(written(60))
    assert archiving.store([*records[:1], *records[2:]]).gaps == 1
    forged = records[1]
    forged.reason = "something else"
    assert archiving.broken_links(records) == 1
    forged.hash = audit.hash_of(forged)
    assert archiving.broken_links(records) == 1


def _in_one_chain(records: list[audit.AuditRecord]) -> list[audit.AuditRecord]:
    """Those of the chain that has most of them."""
    fullest = Counter(each.shard for each in records).most_common(1)[0][0]
    return [each for each in records if each.shard == fullest]


def test_a_change_or_a_removal_in_the_table_is_told_of_at_once():
    (record,) = written(1)
    (new,) = event([record])["Records"]
    old = {"dynamodb": {"OldImage": new["dynamodb"]["NewImage"]}}
    changed = {"dynamodb": {**old["dynamodb"], "NewImage": {**new["dynamodb"]["NewImage"], "reason": {"S": "another"}}}}
    assert archive_job.work({"Records": [changed, old]})["rewritten"] == 2


SERVICE = {"type": "Service", "principalId": "dynamodb.amazonaws.com"}


@pytest.mark.parametrize(
    ("days", "by", "more", "expired"),
    [
        (1_096, SERVICE, {}, 1),
        (1_094, SERVICE, {}, 0),  # Somebody set its expiry earlier.
        (1_096, None, {}, 0),  # Somebody deleted it.
        (1_096, {"type": "Service", "principalId": "another.amazonaws.com"}, {}, 0),
        (1_096, SERVICE, {"reason": {"S": "another"}}, 0),  # Changed, not removed.
    ],
)
def test_only_the_expiry_takes_an_entry_out_and_only_after_its_years(days, by, more, expired):
    (record,) = written(1)
    (new,) = event([record])["Records"]
    image, at = new["dynamodb"]["NewImage"], instants.seconds(NOON + timedelta(days=days))
    told = {"dynamodb": {"OldImage": image, "ApproximateCreationDateTime": at}, "userIdentity": by}
    if more:
        told["dynamodb"]["NewImage"] = {**image, **more}
    done = archive_job.work({"Records": [told]})
    assert (done["expired"], done["rewritten"]) == (expired, 1 - expired)


def test_an_entry_expires_a_day_after_its_years(cloud: TestCloud):
    (record,) = written(1)
    table = next(each for each in merged_parts("tables")["Resources"].values() if each["Type"].endswith("Table"))
    assert table["Properties"]["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}
    left = int(record.ttl) - instants.seconds(datetime.now(UTC))
    assert 0 <= 1_096 * 86_400 - left < 60


def test_a_chain_in_the_table_may_begin_later_once_its_older_part_is_over():
    records = written(60)
    shard = records[0].shard
    chain = [each for each in records if each.shard == shard]
    later = [chain[2:], []]
    for days, holds in ((1_096, True), (1_000, False)):
        now = NOON + timedelta(days=days)
        with (
            patch.object(audit, "chain", lambda number, after=0, limit=None: later[0]),
            patch.object(audit_heads, "newest", lambda at: None),
        ):
            said = audit_reading.verified(shard, 0, now)
        assert (said["intact"], said["first"] if holds else 1) == (holds, int(chain[2].number) if holds else 1)
        assert said["until"] == (int(chain[-1].number) if holds else 0)


def test_the_bucket_lets_go_of_what_its_lock_does():
    """The lock and the rules have the same days, and the table keeps an entry as long."""
    bucket_of = merged_parts("storage")["Resources"]["AuditBucket"]["Properties"]
    rules = {each.get("Prefix"): each for each in bucket_of["LifecycleConfiguration"]["Rules"]}
    assert set(rules) == {"audit/", "heads/", "ledger/", None}
    for prefix in ("audit/", "heads/", "ledger/"):
        assert rules[prefix]["ExpirationInDays"] == audit.KEPT.days == BY_NAME["audit"].days
        assert rules[prefix]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}


def test_object_lock_keeps_what_is_there_from_being_deleted_or_written_over(cloud: TestCloud):
    """The local cloud takes the lock by its own call, not with the bucket's resource."""
    everything_copied()
    lock = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}}
    cloud.home.client("s3").put_object_lock_configuration(Bucket=settings().audit_bucket, ObjectLockConfiguration=lock)
    (record,) = written(1)
    copied([record])
    s3, name = cloud.home.client("s3"), settings().audit_bucket
    part = next(each for each in bucket.parts(record.shard, int(record.number)) if each.holds(int(record.number)))
    assert not bucket.put(part.key, b"forged")
    version = s3.head_object(Bucket=name, Key=part.key)["VersionId"]
    with pytest.raises(ClientError, match=r"AccessDenied|Locked|lock"):
        s3.delete_object(Bucket=name, Key=part.key, VersionId=version)
    assert bucket.body(part.key) == b"".join(audit.line_of(each) + b"\n" for each in [record])


def test_the_template_locks_for_three_years_and_hands_over_no_more_than_an_object_takes():
    resources = merged_parts("storage", "functions")["Resources"]
    lock = resources["AuditBucket"]["Properties"]["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
    assert lock == {"Mode": {"Fn::If": ["OnAws", "COMPLIANCE", "GOVERNANCE"]}, "Days": {"Fn::If": ["OnAws", 1095, 1]}}
    source = resources["Archive"]["Properties"]["Events"]["ArchiveDynamodbEventSource"]["Properties"]
    assert (source["BatchSize"], source["MaximumRetryAttempts"]) == (bucket.AT_ONCE, -1)
    assert len(source["FilterCriteria"]["Filters"]) == 2


def test_a_part_is_named_as_it_is_read():
    for part in (bucket.Part(0, 1, 1), bucket.Part(63, 1_000_000, 1_000_999)):
        assert bucket.part_of(part.key) == part


def test_nothing_comes_before_the_first_entry():
    assert bucket.holds(0, 0)
    assert NOON.tzinfo is not None

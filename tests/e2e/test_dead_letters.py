"""What failed for good is shown and done once more by one command, on the packaged stack."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from infra import dead_letters, workers
from infra.home import Home
from tests.support.deployed_stack import Deployed

NOBODY = json.dumps({"export_id": "0123456789abcdef", "at": "2020-06-02T01:00:00+00:00"})


@pytest.fixture
def home(deployed: Deployed) -> Iterator[Home]:
    """With nothing left of the last test."""
    home = deployed.running.home
    yield home
    list(workers.start(home, ["Exports"]))
    for name in dead_letters.waiting(home):
        home.client("sqs").purge_queue(QueueUrl=queue_of(home, name))


def queue_of(home: Home, name: str, ending: str = "DeadLetterQueue") -> str:
    return home.resources()[name + ending]


def put(home: Home, name: str, body: str) -> None:
    home.client("sqs").send_message(QueueUrl=queue_of(home, name), MessageBody=body)


def test_what_waits_is_shown_and_stays(home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    put(home, "Exports", NOBODY)
    monkeypatch.setattr(dead_letters, "home_of", lambda stage: home)
    for _ in range(2):
        dead_letters.main("local")
        said = capsys.readouterr().out
        assert f"Exports: 1\n  {NOBODY}\n" in said
        assert "Messages: 0\n" in said
    assert set(dead_letters.waiting(home)) == {
        *("Certification", "Codes", "Exports", "Messages", "Photos", "Rescoring", "Simulation", "Statistics")
    }


def test_messages_go_back_to_their_queue(home: Home) -> None:
    list(workers.stop(home, ["Exports"]))
    for _ in range(12):
        put(home, "Exports", NOBODY)
    assert dict(dead_letters.redo(home, "Exports")) == {"done": 12}
    sqs, queue = home.client("sqs"), queue_of(home, "Exports", "Queue")
    found = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
    assert found == {"ApproximateNumberOfMessages": "12"}
    assert dead_letters.waiting(home)["Exports"] == 0
    sqs.purge_queue(QueueUrl=queue)


def test_an_event_that_its_function_fails_on_again_stays(home: Home) -> None:
    put(home, "Photos", json.dumps({"detail": {"bucket": {"name": "nobody's"}}}))
    assert dict(dead_letters.redo(home, "Photos")) == {"failed": 1}
    assert _all_of(home, "Photos") == 1


def _all_of(home: Home, name: str) -> int:
    """Those that wait, and those that somebody has for a minute."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    queue = queue_of(home, name)
    found = home.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
    return sum(map(int, found.values()))


def batch_of(home: Home, table: str) -> dict[str, Any]:
    """What Lambda says of a batch of a table's stream that a function failed on: its first three records."""
    streams, stream = home.client("dynamodbstreams"), _stream(home, table)
    (shard, *_) = streams.describe_stream(StreamArn=stream)["StreamDescription"]["Shards"]
    place = {"StreamArn": stream, "ShardId": shard["ShardId"]}
    iterator = streams.get_shard_iterator(**place, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    numbers = [each["dynamodb"]["SequenceNumber"] for each in streams.get_records(ShardIterator=iterator)["Records"]]
    told = {"streamArn": stream, "shardId": shard["ShardId"], "batchSize": 3}
    return told | {"startSequenceNumber": numbers[0], "endSequenceNumber": numbers[2]}


def _stream(home: Home, table: str) -> str:
    found = home.client("dynamodb").describe_table(TableName=home.resources()[table])["Table"]
    return str(found["LatestStreamArn"])


def test_a_batch_of_a_stream_is_read_again_as_lambda_hands_it_over(home: Home) -> None:
    batch = batch_of(home, "OperationsTable")
    found = dead_letters.records(home, batch)
    first, _, last = (each["dynamodb"]["SequenceNumber"] for each in found)
    assert (first, last) == (batch["startSequenceNumber"], batch["endSequenceNumber"])
    assert json.loads(json.dumps(found)) == found
    assert isinstance(found[0]["dynamodb"]["ApproximateCreationDateTime"], int)
    put(home, "Statistics", json.dumps({"DDBStreamBatchInfo": batch}))
    assert dict(dead_letters.redo(home, "Statistics")) == {"done": 1}
    assert dead_letters.waiting(home)["Statistics"] == 0


def test_a_batch_that_its_stream_has_forgotten_is_lost_and_said_so(home: Home) -> None:
    batch = batch_of(home, "OperationsTable") | {"streamArn": _stream(home, "OperationsTable") + "-former"}
    put(home, "Statistics", json.dumps({"DDBStreamBatchInfo": batch}))
    assert dict(dead_letters.redo(home, "Statistics")) == {"lost": 1}
    assert dead_letters.waiting(home)["Statistics"] == 0


def test_what_can_never_be_done_is_taken_away_and_said(home: Home) -> None:
    put(home, "Exports", NOBODY)
    assert list(dead_letters.drop(home, "Exports")) == [NOBODY]
    assert dead_letters.waiting(home)["Exports"] == 0
    assert list(dead_letters.drop(home, "Exports")) == []

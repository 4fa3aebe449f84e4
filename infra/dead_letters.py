"""What failed for good on a stage, and doing it once more: docs/playbooks/dead-letters.md.

    python -m infra.dead_letters STAGE                  how many of each queue, and the first ten bodies of it
    python -m infra.dead_letters STAGE NAME redo        Messages, Codes, Certification, Rescoring, Simulation, Exports,
                                                        Photos or Statistics
    python -m infra.dead_letters STAGE NAME drop        takes away what can never be done, and prints it

A queue's messages go back into it, and its workers take them. Photos' events and statistics' batches reached their
function without a queue: it is called with them, one after the other, and what it fails on stays. Each worker may run
twice, so this may be repeated. Bodies name ids, nothing else.
"""

import json
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from infra.home import Home
from infra.keys import home_of

_ENDING = "DeadLetterQueue"
_SHOWN = 10
_SECONDS = 60
"""How long a message is ours before it can be received again."""


def waiting(home: Home) -> dict[str, int]:
    """How many messages each dead-letter queue has, by its name without the ending."""
    found = {each.removesuffix(_ENDING): each for each in home.resources() if each.endswith(_ENDING)}
    return {name: _count(home, logical) for name, logical in sorted(found.items())}


def bodies(home: Home, name: str) -> list[str]:
    """The first ten, which stay."""
    queue = home.resources()[name + _ENDING]
    answer = home.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=_SHOWN, VisibilityTimeout=0)
    return [each["Body"] for each in answer.get("Messages", ())]


def redo(home: Home, name: str) -> Counter[str]:
    """Does all of it once more that waits now; how many were `done`, `failed` again, or are `lost`.

    What failed stays. What is lost is a batch of a stream that has forgotten it.
    """
    queue, again, came = home.resources()[name + _ENDING], _again(home, name), Counter[str]()
    for message in _received(home, name):
        outcome = _outcome(again, message["Body"])
        came[outcome] += 1
        if outcome != "failed":
            home.client("sqs").delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return came


def drop(home: Home, name: str) -> Iterator[str]:
    """Takes away all that waits now; the bodies."""
    for message in _received(home, name):
        queue = home.resources()[name + _ENDING]
        home.client("sqs").delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        yield str(message["Body"])


class Failed(Exception):
    """The function met its fault again."""


class Lost(Exception):
    """A stream keeps its records for a day, and it is over."""


def _outcome(again: Callable[[str], None], body: str) -> str:
    try:
        again(body)
    except Failed:
        return "failed"
    except Lost:
        return "lost"
    return "done"


def _again(home: Home, name: str) -> Callable[[str], None]:
    if name == "Photos":
        return lambda body: _call(home, name, json.loads(body))
    if name == "Statistics":
        return lambda body: _call(home, name, {"Records": records(home, json.loads(body)["DDBStreamBatchInfo"])})
    queue = home.resources()[f"{name}Queue"]
    return lambda body: home.client("sqs").send_message(QueueUrl=queue, MessageBody=body)


def records(home: Home, batch: dict[str, Any]) -> list[dict[str, Any]]:
    """The records of a stream that a batch names, as Lambda hands them to a function. Raises Lost."""
    found = list(_read(home.client("dynamodbstreams"), batch))
    if not found:
        raise Lost(batch["shardId"])
    return found


def _read(client: Any, batch: dict[str, Any]) -> Iterator[dict[str, Any]]:
    place = {"StreamArn": batch["streamArn"], "ShardId": batch["shardId"], "ShardIteratorType": "AT_SEQUENCE_NUMBER"}
    gone = client.exceptions.TrimmedDataAccessException, client.exceptions.ResourceNotFoundException
    try:
        iterator = client.get_shard_iterator(**place, SequenceNumber=batch["startSequenceNumber"])["ShardIterator"]
        while iterator:
            answer = client.get_records(ShardIterator=iterator)
            for each in answer["Records"]:
                if int(each["dynamodb"]["SequenceNumber"]) > int(batch["endSequenceNumber"]):
                    return
                yield _plain(each)
            iterator = answer.get("NextShardIterator") if answer["Records"] else None
    except gone:
        return


def _plain(value: Any) -> Any:
    """A record in JSON: bytes in base64, instants in seconds."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return int(value.timestamp()) if isinstance(value, datetime) else value


def _call(home: Home, name: str, event: dict[str, Any]) -> None:
    answer = home.client("lambda").invoke(FunctionName=home.resources()[name], Payload=json.dumps(event).encode())
    if answer.get("FunctionError"):
        raise Failed(name)


def _received(home: Home, name: str) -> Iterator[dict[str, Any]]:
    """Each message that waits as this begins, and no more: what fails again comes back after a minute."""
    queue, left = home.resources()[name + _ENDING], _count(home, name + _ENDING)
    while left > 0:
        answer = home.client("sqs").receive_message(
            QueueUrl=queue, MaxNumberOfMessages=min(10, left), VisibilityTimeout=_SECONDS
        )
        if not answer.get("Messages"):
            return
        left -= len(answer["Messages"])
        yield from answer["Messages"]


def _count(home: Home, logical: str) -> int:
    name = "ApproximateNumberOfMessages"
    answer = home.client("sqs").get_queue_attributes(QueueUrl=home.resources()[logical], AttributeNames=[name])
    return int(answer["Attributes"][name])


def main(stage: str, name: str = "", command: str = "") -> None:
    home = home_of(stage)
    found = waiting(home)
    if not name:
        for each, number in found.items():
            print(f"{each}: {number}", *(bodies(home, each) if number else ()), sep="\n  ")
    elif name in found and command == "redo":
        came = redo(home, name)
        print(f"{name}: {came['done']} done once more, {came['failed']} failed again and stay, {came['lost']} are lost")
    elif name in found and command == "drop":
        print(*drop(home, name), sep="\n")
    else:
        raise SystemExit(str(__doc__))


if __name__ == "__main__":
    main(*sys.argv[1:])

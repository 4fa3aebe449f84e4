"""Queue batches: what fails goes back by itself, the rest is done."""

import json

from chalice.app import SQSEvent

from chalicelib import batch
from tests.support.resident_steps import NOON


def _event(*bodies: str) -> SQSEvent:
    return SQSEvent({"Records": [{"messageId": f"m{n}", "body": body} for n, body in enumerate(bodies)]}, None)


def test_only_the_failed_message_is_tried_again():
    done = []

    def work(message, at):
        if message["kind"] == "bad":
            raise ValueError("secret")
        done.append((message["kind"], at))

    bodies = [json.dumps({"kind": kind, "at": NOON.isoformat()}) for kind in ("good", "bad", "good")]
    assert batch.run(_event(*bodies, "{"), work) == {
        "batchItemFailures": [{"itemIdentifier": "m1"}, {"itemIdentifier": "m3"}]
    }
    assert done == [("good", NOON), ("good", NOON)]

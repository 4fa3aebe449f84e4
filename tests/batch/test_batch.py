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


def test_a_batch_that_fails_as_a_whole_goes_back_as_a_whole_and_says_nothing_of_why(caplog, capsys):
    def work(message, at):
        raise ValueError("13800001234")

    body = json.dumps({"kind": "bad", "at": NOON.isoformat()})
    assert batch.run(_event(body, body), work) == {
        "batchItemFailures": [{"itemIdentifier": "m0"}, {"itemIdentifier": "m1"}]
    }
    assert "13800001234" not in caplog.text + str(capsys.readouterr())


def test_a_batch_without_failures_is_done():
    body = json.dumps({"kind": "good", "at": NOON.isoformat()})
    assert batch.run(_event(body, body), lambda message, at: None) == {"batchItemFailures": []}

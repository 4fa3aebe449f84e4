"""A shard that the sweep hands over is worked off by the function at the other end of the queue."""

import json
import time
from datetime import UTC, datetime, timedelta

from chalicelib.person.due import shard_of
from tests.e2e.test_journey import Resident
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document, declaration, person_form

START = datetime(2021, 3, 1, 4, 0, tzinfo=UTC)
"""Long before the week that the stage's own schedule looks back over."""
LATE = START + timedelta(hours=49)


def test_a_handed_over_shard_is_worked_off(deployed: Deployed) -> None:
    traveller = Resident(deployed, "+8613700000049", START)
    form = person_form(number=a_document(), scheme="international")
    person_id = traveller.call("POST", "/v1/people", form, at=START).json()["id"]
    traveller.call("POST", f"/v1/people/{person_id}/declarations", declaration(location="IT"), at=START)
    _hand_over(deployed, shard_of(person_id))
    assert "undeclared" in _told(traveller)


def _hand_over(stage: Deployed, shard: int) -> None:
    home = stage.running.home
    message = {"kind": "due", "at": LATE.isoformat(), "shard": str(shard)}
    home.client("sqs").send_message(QueueUrl=home.settings()["RESCORING_QUEUE_URL"], MessageBody=json.dumps(message))


def _told(traveller: Resident) -> list[str]:
    """What the inbox says once there is something, or after a minute and a half: the first worker begins cold."""
    end = time.monotonic() + 90
    while True:
        items = traveller.call("GET", "/v1/me/messages", at=LATE).json()["items"]
        if items or time.monotonic() > end:
            return [each["kind"] for each in items]
        time.sleep(0.3)

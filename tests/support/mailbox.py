"""What the messages queue holds for somebody, and a worker that sends it."""

import base64
import gzip
import json
from datetime import UTC, datetime
from typing import Any

from chalicelib.config import settings
from chalicelib.features.messages import delivery_job
from chalicelib.features.messages import job as messages_job
from chalicelib.person import inbox
from tests.support.client import Client
from tests.support.resident_steps import NOON


def queued(cloud: Any, client: Client) -> list[dict[str, Any]]:
    """Takes what waits for this account out of the queue."""
    return [m for m in cloud.messages(settings().messages_queue_url) if m.get("account_id") == client.account_id]


def worked_off(cloud: Any, client: Client, held: list[dict[str, Any]] | None = None) -> None:
    """What the queue does: every message until a worker has finished with it, those taken out before first."""
    for message in [*(held or []), *queued(cloud, client)]:
        messages_job.work(message, datetime.fromisoformat(message["at"]))


def free_the_leases(client: Client) -> None:
    """What two minutes of the real clock would do to entries that a worker had when it died."""
    for record in inbox.page(client.account_id, 50, None):
        if record.leased_until:
            record.update(actions=[inbox.MessageRecord.leased_until.set(datetime(2020, 1, 1, tzinfo=UTC))])


def reported(provider_id: str, status: str) -> dict[str, int]:
    """A carrier's report on a text message, with a line that is none, as the log subscription delivers them."""
    line = {"notification": {"messageId": provider_id}, "status": status, "delivery": {"providerResponse": "no"}}
    events = [{"id": "1", "timestamp": int(NOON.timestamp() * 1000), "message": json.dumps(line)}, {"message": "?"}]
    packed = gzip.compress(json.dumps({"logEvents": events}).encode())
    return delivery_job.reports({"awslogs": {"data": base64.b64encode(packed).decode()}})

"""What the statistics' streams tell, noted for partners. A batch that fails is delivered again and waits once."""

from typing import Any

from chalicelib import instants
from chalicelib.features.reports import streaming


def work(event: dict[str, Any]) -> dict[str, int]:
    """Notes a batch of changed records. Raises what the store raises, so that the batch comes again."""
    told = [each["dynamodb"] for each in event["Records"]]
    noted = streaming.note(
        (
            each.get("OldImage"),
            each.get("NewImage"),
            instants.from_seconds(int(each.get("ApproximateCreationDateTime", 0))),
        )
        for each in told
    )
    return {"noted": noted}

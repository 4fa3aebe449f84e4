"""The stream of operations, its audit entries copied. A batch that fails is delivered again, until it succeeds."""

from typing import Any

from chalicelib.features.auditing import archiving
from chalicelib.features.auditing.archiving import Changed
from chalicelib.instants import from_seconds
from chalicelib.observability import measure

_EXPIRY = {"type": "Service", "principalId": "dynamodb.amazonaws.com"}
"""Who removed a record, in the stream's words: DynamoDB itself, a name that nobody else can bear."""


def work(event: dict[str, Any]) -> dict[str, int]:
    """Copies a batch of entries, and says what did not fit. Raises what S3 raises."""
    copied = archiving.copy(map(_changed, event["Records"]))
    measure("AuditGap", "Count", copied.gaps)
    measure("AuditRewritten", "Count", copied.rewritten)
    return {"entries": copied.entries, "gaps": copied.gaps, "rewritten": copied.rewritten, "expired": copied.expired}


def _changed(told: dict[str, Any]) -> Changed:
    change = told["dynamodb"]
    at = from_seconds(int(change.get("ApproximateCreationDateTime", 0)))
    return Changed(change.get("OldImage"), change.get("NewImage"), at, told.get("userIdentity") == _EXPIRY)

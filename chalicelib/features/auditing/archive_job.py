"""The stream of operations, its audit entries copied. A batch that fails is delivered again, until it succeeds."""

from typing import Any

from chalicelib.features.auditing import archiving
from chalicelib.observability import measure


def work(event: dict[str, Any]) -> dict[str, int]:
    """Copies a batch of entries, and says what did not fit. Raises what S3 raises."""
    changes = [each["dynamodb"] for each in event["Records"]]
    copied = archiving.copy((each.get("OldImage"), each.get("NewImage")) for each in changes)
    measure("AuditGap", "Count", copied.gaps)
    measure("AuditRewritten", "Count", copied.rewritten)
    return {"entries": copied.entries, "gaps": copied.gaps, "rewritten": copied.rewritten}

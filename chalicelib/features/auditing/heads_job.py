"""The schedule that signs and publishes the heads of the audit, every hour."""

from datetime import datetime

from chalicelib.features.auditing import heads
from chalicelib.observability import measure


def publish(now: datetime) -> dict[str, int]:
    """Publishes the heads of the event's own hour. Running twice leaves the first."""
    made = heads.publish(now)
    measure("AuditBehind", "Count", made.late)
    measure("AuditDiffers", "Count", made.differing)
    return {"late": made.late, "differing": made.differing, "bytes": len(made.statement)}

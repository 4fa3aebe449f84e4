"""The schedule that publishes what gates carry."""

from datetime import datetime

from chalicelib.features.gates import revocation_lists


def publish(now: datetime) -> dict[str, int]:
    """Publishes the list that is due at the event's own time. Running twice makes the same list."""
    made = revocation_lists.publish(now)
    return {"entries": int(made.entries), "bytes": int(made.size)}

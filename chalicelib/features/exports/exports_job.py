"""The exports queue: files of lists, by workers who read those lists and can change nothing in them."""

from datetime import datetime
from typing import Any

from chalicelib.features.exports import making


def work(message: dict[str, Any], at: datetime) -> None:
    """Makes the export that a message names. Safe to repeat."""
    making.make(str(message["export_id"]), at)

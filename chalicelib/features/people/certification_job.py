"""The certification queue."""

from datetime import datetime
from typing import Any

from chalicelib.features.people import certification


def work(message: dict[str, Any], at: datetime) -> None:
    """Certifies one person. Raises Unavailable while the service does not answer."""
    certification.certify(message["person_id"], at)

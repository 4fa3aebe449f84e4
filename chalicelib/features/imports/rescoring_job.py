"""Imports in the rescoring queue: files to read, and to put in force."""

from datetime import datetime
from typing import Any

from chalicelib.features.imports import working


def work(message: dict[str, Any], at: datetime) -> None:
    """Works on the import that a message names. Safe to repeat: what was done is marked."""
    working.work(str(message["import_id"]), at)

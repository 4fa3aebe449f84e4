"""Answers: JSON for what the core speaks, kept by no cache unless it is said."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from chalice import Response

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


def _plain(value: Any) -> Any:
    """JSON for what the core speaks: instants in UTC, days, exact decimals."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds" if value.microsecond else "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


_json = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":")).encode


def reply(content: Any, status: int = 200, headers: Mapping[str, str] = _NO_HEADERS) -> Response:
    """A JSON answer that no cache keeps, unless `Cache-Control` is given."""
    if status == 204:
        return Response("", status_code=204, headers={"Cache-Control": "no-store"})
    return Response(
        _json(content),
        status_code=status,
        headers=dict({"Content-Type": "application/json", "Cache-Control": "no-store"} | dict(headers)),
    )

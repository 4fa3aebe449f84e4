"""The types that request models are made of. Everything is strict: a number is not a string."""

import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from chalicelib.http.problems import wrong

EARLIEST = date(1900, 1, 1)


class Shape(BaseModel):
    """The base of every request and response model. Models are built at first use, for a quick start."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True, frozen=True)


def _plain(text: str) -> str:
    """`text` trimmed and composed (NFC); refuses control, format and unassigned characters."""
    if any(unicodedata.category(each) in ("Cc", "Cf", "Cs", "Co", "Cn") for each in text):
        raise wrong("control_character")
    trimmed = unicodedata.normalize("NFC", text).strip()
    if not trimmed:
        raise wrong("required")
    return trimmed


def _celsius(value: float) -> Decimal:
    """Degrees with one decimal from 30.0 to 45.0 (domain: Declaration)."""
    exact = Decimal(str(value))
    if not Decimal(30) <= exact <= Decimal(45) or exact != round(exact, 1):
        raise wrong("temperature_range")
    return round(exact, 1)


def _finite(value: Any) -> Any:
    """JSON knows no booleans as numbers and no infinities; Python does."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong("temperature_range")
    return float(value) if abs(value) < 1000 else 1000.0


def _day(value: date) -> date:
    if value < EARLIEST:
        raise wrong("too_early")
    return value


_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _instant(value: Any) -> datetime:
    """An RFC 3339 instant with its offset, as it was written; seconds may be left out."""
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise wrong("bad_instant")
    try:
        at = datetime.fromisoformat(value.upper())
        at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise wrong("bad_instant") from None
    if at.date() < EARLIEST:
        raise wrong("too_early")
    return at


def _instant_or_day(value: Any) -> datetime | date:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return _instant(value)
    try:
        return _day(date.fromisoformat(value))
    except ValueError as error:
        raise (error if str(error) == "too_early" else wrong("bad_date")) from None


Celsius = Annotated[float, BeforeValidator(_finite), AfterValidator(_celsius)]
Day = Annotated[date, AfterValidator(_day)]
Instant = Annotated[datetime, BeforeValidator(_instant)]
"""An RFC 3339 instant; its offset is kept."""
InstantOrDay = Annotated[datetime | date, PlainValidator(_instant_or_day, json_schema_input_type=str)]
"""An instant, or a day where no more is known."""
Plain = Annotated[str, AfterValidator(_plain)]
"""Plain text; combine it with `Field(max_length=…)`."""
Line = Annotated[Plain, Field(max_length=120)]
"""A short line: a name, a login."""
Number = Annotated[Plain, Field(max_length=40)]
"""A document's number as it was typed."""
Passage = Annotated[Plain, Field(max_length=500)]
"""A reason, an address."""
Secret = Annotated[str, Field(min_length=1, max_length=200)]
"""A password, a token: taken as it is."""

"""The types that request models are made of. Everything is strict: a number is not a string."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from chalicelib.http.problems import wrong
from chalicelib.identity import text

EARLIEST = date(1900, 1, 1)


class Shape(BaseModel):
    """The base of every request and response model. Models are built at first use, for a quick start."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True, frozen=True)


def _as(kind: Callable[[str], str]) -> Callable[[str], str]:
    """A validator for one kind of text: what cannot be read is refused, and what says nothing is missing."""

    def validated(typed: str) -> str:
        try:
            tidy = kind(typed)
        except text.Unreadable as unreadable:
            raise wrong(unreadable.code) from None
        if not tidy:
            raise wrong("required")
        return tidy

    return validated


def _if_text(kind: Callable[[str], str]) -> Callable[[Any], Any]:
    """The same for what is never refused; anything but text is left for the type to refuse."""
    return lambda typed: kind(typed) if isinstance(typed, str) else typed


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


def instant_in(text: str) -> datetime:
    """The instant that a query names. Raises ValueError for what is none."""
    return _instant(text)


Celsius = Annotated[float, BeforeValidator(_finite), AfterValidator(_celsius)]
Day = Annotated[date, AfterValidator(_day)]
Instant = Annotated[datetime, BeforeValidator(_instant)]
"""An RFC 3339 instant; its offset is kept."""
InstantOrDay = Annotated[datetime | date, PlainValidator(_instant_or_day, json_schema_input_type=str)]
"""An instant, or a day where no more is known."""
Plain = Annotated[str, AfterValidator(_as(text.line))]
"""One line; combine it with `Field(max_length=…)`."""
Prose = Annotated[str, AfterValidator(_as(text.prose))]
"""Words in any script, line breaks kept; combine it with `Field(max_length=…)`."""
Line = Annotated[Plain, Field(max_length=120)]
"""A short line: a name, a login."""
Number = Annotated[Plain, Field(max_length=40)]
"""A document's number as it was typed."""
SixDigits = Annotated[str, BeforeValidator(_if_text(text.number)), Field(pattern=r"^[0-9]{6}$")]
"""The digits of a text message or an authenticator, in whatever script they were typed."""
Shown = Annotated[str, BeforeValidator(_if_text(text.code)), Field(min_length=1, max_length=9000)]
"""What a phone, a screen or a poster shows, scanned or pasted."""
EmailAddress = Annotated[str, BeforeValidator(_if_text(text.address)), Field(min_length=1, max_length=254)]
Passage = Annotated[Prose, Field(max_length=500)]
"""A reason, an address."""
Secret = Annotated[str, Field(min_length=1, max_length=200)]
"""A password, a token: taken as it is."""

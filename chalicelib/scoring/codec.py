"""Stored forms of frozen dataclasses, read and written by pydantic: objects and rows.

An object names its fields: for records that stay as they were written. A row has their values in order, without
names and without defaults at its end: for what is written anew with each request, where names would take more room
than values. So a row's fields keep their order, and a new one comes last, with a default.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache, cached_property, reduce
from operator import attrgetter, or_
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator, GetCoreSchemaHandler, PlainSerializer, TypeAdapter
from pydantic_core import CoreSchema, core_schema

from chalicelib.instants import from_millis, millis

IN_UTC = Annotated[datetime, PlainSerializer(lambda at: at.astimezone(UTC), return_type=datetime)]
"""Instants as ISO 8601 in UTC, with their microseconds: equal instants have one text."""
IN_MILLIS = Annotated[datetime, BeforeValidator(from_millis), PlainSerializer(millis, return_type=int)]
"""Instants as milliseconds since 1970."""


@cache
def objects(cls: Any) -> TypeAdapter[Any]:
    """The form with named fields of a dataclass and of those in it."""
    return TypeAdapter(cls)


class Rows[T]:
    """The form of rows of a type and of every dataclass in it. `leaves` says how single values are written, by type."""

    def __init__(self, hint: Any, leaves: Mapping[Any, Any]) -> None:
        self._hint, self._leaves = hint, leaves

    def dump(self, value: T) -> str:
        """The value as JSON text."""
        # A row that leaves out its defaults is shorter than its type says, of which pydantic would warn.
        return self._adapter.dump_json(value, warnings=False).decode()

    def load(self, text: str) -> T:
        """Reads `dump`. Raises pydantic.ValidationError where the text is of another type."""
        return self._adapter.validate_json(text)

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(_in_rows(self._hint, self._leaves))


def _in_rows(hint: Any, leaves: Mapping[Any, Any]) -> Any:
    """The same type with every dataclass in it marked to be a row."""
    if hint in leaves:
        return leaves[hint]
    if is_dataclass(hint):
        return Annotated[hint, _Row(leaves)]
    origin, args = get_origin(hint), get_args(hint)
    if not args or origin is Literal:
        return hint
    within = [_in_rows(each, leaves) for each in args]
    return reduce(or_, within) if origin in (Union, UnionType) else origin[tuple(within)]


class _Row:
    """Has pydantic call a dataclass with the items of a list, and write it as the list of its values."""

    def __init__(self, leaves: Mapping[Any, Any]) -> None:
        self._leaves = leaves

    def __get_pydantic_core_schema__(self, cls: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        hints = get_type_hints(cls)
        types = [handler.generate_schema(_in_rows(hints[each.name], self._leaves)) for each in fields(cls)]
        arguments = [
            core_schema.arguments_parameter(each.name, _or_default(type_, each.default), mode="positional_only")
            for each, type_ in zip(fields(cls), types, strict=True)
        ]
        written = core_schema.plain_serializer_function_ser_schema(
            _values_of(cls), return_schema=core_schema.tuple_schema(types)
        )
        return core_schema.call_schema(core_schema.arguments_schema(arguments), cls, serialization=written)


def _or_default(type_: CoreSchema, default: Any) -> CoreSchema:
    return type_ if default is MISSING else core_schema.with_default_schema(type_, default=default)


def _values_of(cls: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of a dataclass of two fields or more, in order, without defaults at the end."""
    # A field without a default is never left out: MISSING equals no value.
    defaults = [each.default for each in fields(cls)]
    all_values = attrgetter(*(each.name for each in fields(cls)))

    def values(item: Any) -> tuple[Any, ...]:
        found: tuple[Any, ...] = all_values(item)
        size = len(found)
        while size and found[size - 1] == defaults[size - 1]:
            size -= 1
        return found[:size]

    return values

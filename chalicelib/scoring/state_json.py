"""The compact text form of a state: fields in order, without their names, trailing defaults left out."""

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from chalicelib.scoring.state import FORMAT, State, StateOutdated

type Reader = Callable[[Any], Any]


def dump(state: State) -> str:
    """The state as JSON text."""
    return json.dumps([FORMAT, _plain(state)], separators=(",", ":"), ensure_ascii=False)


def load(text: str) -> State:
    """Reads `dump`. Raises StateOutdated for another format."""
    version, content = json.loads(text)
    if version != FORMAT:
        raise StateOutdated(str(version))
    state: State = _reader(State)(content)
    return state


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return _row(value)
    return value


def _row(value: Any) -> list[Any]:
    cls: Any = type(value)
    names, defaults = _layout(cls)
    items = [getattr(value, name) for name in names]
    while items and items[-1] == defaults[len(items) - 1]:
        items.pop()
    return [_plain(item) for item in items]


@cache
def _layout(cls: Any) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    # A field without a default is never left out: MISSING equals no value of a state.
    found = fields(cls)
    return tuple(f.name for f in found), tuple(MISSING if f.default is MISSING else f.default for f in found)


@cache
def _reader(hint: Any) -> Reader:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(a for a in get_args(hint) if a is not type(None)))
        return lambda raw: None if raw is None else inner(raw)
    if origin is tuple:
        item = _reader(get_args(hint)[0])
        return lambda raw: tuple([item(one) for one in raw])
    if is_dataclass(hint):
        return _row_reader(hint)
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if origin is Literal or hint in (str, int, bool):
        return lambda raw: raw
    raise TypeError(f"no reader for {hint}")


def _row_reader(cls: Any) -> Reader:
    hints = get_type_hints(cls)
    readers = [_reader(hints[f.name]) for f in fields(cls)]
    return lambda raw: cls(*[read(item) for read, item in zip(readers, raw, strict=False)])

"""Condition, key-condition, filter and projection expressions: text to a tree of tuples.

The grammar is DynamoDB's without what PynamoDB never renders; what is missing raises, it is never ignored.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

type Tree = tuple[Any, ...]
type Names = Mapping[str, str]

TOKEN = re.compile(r"\s*(<>|<=|>=|[=<>()\[\],.+-]|:\w+|#\w+|\w+)")
_COMPARATORS = frozenset({"=", "<>", "<", "<=", ">", ">="})
_FUNCTIONS = frozenset({"attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains"})


class Malformed(ValueError):
    """An expression that cannot be read."""


def tokens(text: str) -> list[str]:
    """The expression's tokens. Raises Malformed."""
    found, at = [], 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        if match is None:
            raise Malformed(text)
        found.append(match[1])
        at = match.end()
    return found


class Parser:
    """Reads one expression from its start; `names` resolves `#0`."""

    def __init__(self, text: str, names: Names) -> None:
        self._tokens, self._at, self._names = tokens(text), 0, names

    def peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def next(self) -> str:
        token = self.peek()
        self._at += 1
        return token

    def accept(self, wanted: str) -> bool:
        if self.peek().upper() != wanted:
            return False
        self._at += 1
        return True

    def expect(self, wanted: str) -> None:
        if not self.accept(wanted):
            raise Malformed(f"{wanted} expected at {self.peek()!r}")

    def end(self) -> None:
        if self.peek():
            raise Malformed(f"unexpected {self.peek()!r}")

    def condition(self) -> Tree:
        """`a OR b`, and what binds tighter."""
        left = self._both()
        while self.accept("OR"):
            left = ("or", left, self._both())
        return left

    def _both(self) -> Tree:
        left = self._negated()
        while self.accept("AND"):
            left = ("and", left, self._negated())
        return left

    def _negated(self) -> Tree:
        if self.accept("NOT"):
            return ("not", self._negated())
        if self.accept("("):
            inside = self.condition()
            self.expect(")")
            return inside
        if self.peek() in _FUNCTIONS:
            return self._call()
        return self._comparison()

    def _call(self) -> Tree:
        name = self.next()
        return (name, *self.arguments())

    def arguments(self) -> list[Tree]:
        """`(operand, …)`."""
        self.expect("(")
        found = [self.operand()]
        while self.accept(","):
            found.append(self.operand())
        self.expect(")")
        return found

    def _comparison(self) -> Tree:
        left = self.operand()
        if self.accept("BETWEEN"):
            low = self.operand()
            self.expect("AND")
            return ("between", left, low, self.operand())
        if self.accept("IN"):
            return ("in", left, *self.arguments())
        comparator = self.next()
        if comparator not in _COMPARATORS:
            raise Malformed(f"no comparator: {comparator!r}")
        return (comparator, left, self.operand())

    def operand(self) -> Tree:
        """A value, `size(path)` or a path."""
        if self.peek().startswith(":"):
            return ("value", self.next())
        if self.peek() == "size":
            self.next()
            return ("size", *self.arguments())
        return self.path()

    def path(self) -> Tree:
        """`a.b[0]` as `("path", "a", "b", 0)`."""
        parts: list[str | int] = [self._name()]
        while self.peek() in (".", "["):
            if self.next() == ".":
                parts.append(self._name())
            else:
                parts.append(int(self.next()))
                self.expect("]")
        return ("path", *parts)

    def _name(self) -> str:
        token = self.next()
        if token.startswith("#"):
            return self._names[token]
        if not re.fullmatch(r"\w+", token):
            raise Malformed(f"no name: {token!r}")
        return token


@lru_cache(maxsize=1024)
def _read(text: str, names: tuple[tuple[str, str], ...]) -> Tree:
    parser = Parser(text, dict(names))
    tree = parser.condition()
    parser.end()
    return tree


def read_condition(text: str, names: Names) -> Tree:
    """The tree of a condition. Raises Malformed."""
    return _read(text, tuple(names.items()))

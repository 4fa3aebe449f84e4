"""Update expressions: SET, REMOVE, ADD, DELETE of whole attributes."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from bench.memory.conditions import Values, at_path
from bench.memory.grammar import Malformed, Names, Parser, Tree
from bench.memory.values import Item, Value

_CLAUSES = ("SET", "REMOVE", "ADD", "DELETE")


@lru_cache(maxsize=1024)
def _read(text: str, names: tuple[tuple[str, str], ...]) -> tuple[Tree, ...]:
    parser, found = Parser(text, dict(names)), []
    while parser.peek():
        clause = parser.next().upper()
        if clause not in _CLAUSES:
            raise Malformed(f"no clause: {clause}")
        found.append(_action(clause, parser))
        while parser.accept(","):
            found.append(_action(clause, parser))
    return tuple(found)


def _action(clause: str, parser: Parser) -> Tree:
    _, *path = parser.path()
    if len(path) > 1:
        raise NotImplementedError("updates of parts of an attribute")
    if clause == "REMOVE":
        return (clause, path[0])
    if clause == "SET":
        parser.expect("=")
        return (clause, path[0], _sum(parser))
    return (clause, path[0], parser.operand())


def _sum(parser: Parser) -> Tree:
    left = _term(parser)
    while parser.peek() in ("+", "-"):
        left = (parser.next(), left, _term(parser))
    return left


def _term(parser: Parser) -> Tree:
    if parser.peek() in ("if_not_exists", "list_append"):
        return (parser.next(), *parser.arguments())
    return parser.operand()


def updated(item: Item, text: str, names: Names, values: Values) -> Item:
    """A copy of `item` with the expression applied; every value is taken from the item as it was."""
    changed = dict(item)
    for clause, name, *operand in _read(text, tuple(names.items())):
        value = _value(operand[0], item, values) if operand else {}
        if clause == "SET":
            changed[name] = value
        elif clause == "REMOVE":
            changed.pop(name, None)
        else:
            _merge(changed, name, value, add=clause == "ADD")
    return changed


def _value(tree: Tree, item: Item, values: Values) -> Value:
    kind, *parts = tree
    match kind:
        case "value":
            return values[parts[0]]
        case "path":
            found = at_path(item, parts)
            if found is None:
                raise Malformed("The provided expression refers to an attribute that does not exist in the item")
            return found
        case "if_not_exists":
            found = at_path(item, list(parts[0][1:]))
            return found if found is not None else _value(parts[1], item, values)
        case "list_append":
            return {"L": [each for part in parts for each in _value(part, item, values)["L"]]}
    left, right = (Decimal(_value(part, item, values)["N"]) for part in parts)
    return {"N": _text(left + right if kind == "+" else left - right)}


def _text(number: Decimal) -> str:
    return format(number.normalize(), "f") if number else "0"


def _merge(item: Item, name: str, value: Value, *, add: bool) -> None:
    """ADD to a number or a set, DELETE from a set; an empty set is no attribute."""
    ((kind, content),) = value.items()
    old: Any = item.get(name, {}).get(kind)
    if name in item and old is None:
        raise Malformed("An operand in the update expression has an incorrect data type")
    if kind == "N":
        item[name] = {"N": _text(Decimal(old or 0) + Decimal(content))}
        return
    members = set(old or ()) | set(content) if add else set(old or ()) - set(content)
    item.pop(name, None)
    if members:
        item[name] = {kind: sorted(members)}

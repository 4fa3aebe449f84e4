"""The check of private names: nothing of ours rests on what a library's maker may change without a word.

    python -m local.private_names

A name is private if it begins with one underscore. Found are imports of one, attributes of anything but what a file
itself defines, and methods that take the place of a base class's private one.
"""

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from local.paths import ROOT

FOLDERS = ("chalicelib", "infra")
OURS = ("app", "chalicelib", "infra", "local")
EXCEPTIONS = {
    "_get_connection": "PynamoDB has no public way to give its models one connection (chalicelib/store/dynamodb.py)",
}


def uses(text: str) -> Iterator[tuple[int, str]]:
    """Lines and names of every private name of others that a module's text uses."""
    tree = ast.parse(text)
    ours = {local for local, place in _imported(tree) if _is_ours(place)}
    ours |= {each.name for each in tree.body if isinstance(each, ast.ClassDef)}
    given = set(_given(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom | ast.Import):
            yield from _private_imports(node)
        elif isinstance(node, ast.Attribute) and is_private(node.attr) and not _is_own(node, ours, given):
            yield node.lineno, node.attr


def is_private(name: str) -> bool:
    """Whether a name is its maker's own; those with two underscores on both sides are the language's."""
    return name.startswith("_") and not (name.startswith("__") and name.endswith("__")) and name.strip("_") != ""


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] in OURS


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Local names by the dotted place they come from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((each.asname or each.name, f"{node.module}.{each.name}") for each in node.names)
        elif isinstance(node, ast.Import):
            yield from ((each.asname or each.name.partition(".")[0], each.name) for each in node.names)


def _private_imports(node: ast.ImportFrom | ast.Import) -> Iterator[tuple[int, str]]:
    for each in node.names:
        place = f"{node.module}.{each.name}" if isinstance(node, ast.ImportFrom) else each.name
        if not _is_ours(place):
            yield from ((node.lineno, part) for part in place.split(".") if is_private(part))


def _given(tree: ast.Module) -> Iterator[str]:
    """Every name that the file gives to something of a class: methods, fields, attributes of self."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for each in node.body:
                yield from _names(each)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _root(node) in ("self", "cls"):
            yield node.attr


def _names(statement: ast.stmt) -> list[str]:
    match statement:
        case ast.FunctionDef(name=name):
            return [name]
        case ast.AnnAssign(target=target):
            return [ast.unparse(target)]
        case ast.Assign(targets=targets):
            return [ast.unparse(each) for each in targets]
        case _:
            return []


def _is_own(node: ast.Attribute, ours: set[str], given: set[str]) -> bool:
    """Of self or cls what the file gives them; of anything else what is a module or a class of ours."""
    root = _root(node)
    return node.attr in given if root in ("self", "cls") else root in ours


def _root(node: ast.Attribute) -> str:
    return node.value.id if isinstance(node.value, ast.Name) else ""


def overridden(module: ModuleType) -> Iterator[tuple[int, str]]:
    """Lines and names of every method of a module's classes that takes the place of another maker's private one."""
    kinds = [each for each in vars(module).values() if isinstance(each, type) and each.__module__ == module.__name__]
    for kind in kinds:
        foreign = {name for base in kind.__mro__ if not _is_ours(base.__module__) for name in vars(base)}
        for name, value in list(vars(kind).items()):
            code = getattr(getattr(value, "__func__", value), "__code__", None)
            if code and is_private(name) and name in foreign and code.co_filename == module.__file__:
                yield code.co_firstlineno, name


def check() -> list[str]:
    """A line for every use that is no exception, and for every exception that nothing needs any more."""
    found = [
        (path, *each) for path in _sources() for each in (*uses(path.read_text("utf-8")), *overridden(_module(path)))
    ]
    lines = [f"{path.relative_to(ROOT)}:{line}: {name}" for path, line, name in found if name not in EXCEPTIONS]
    unused = sorted(EXCEPTIONS.keys() - {name for _, _, name in found})
    return [*lines, *(f"local/private_names.py: the exception {name} is used nowhere" for name in unused)]


def _module(path: Path) -> ModuleType:
    return import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))


def _sources() -> Iterator[Path]:
    yield ROOT / "app.py"
    for folder in FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))


if __name__ == "__main__":
    complaints = check()
    print(*complaints, sep="\n")
    sys.exit(bool(complaints))

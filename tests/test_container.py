"""What a container keeps, and that one restored from a snapshot believes nothing of it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import snapshot_restore_py

from chalicelib import container
from chalicelib.config import settings
from chalicelib.services import codes
from chalicelib.store import dynamodb, secrets
from tests.calls import calls_of
from tests.cloud import TestCloud

ROOT = Path(__file__).resolve().parent.parent
# No module of these reaches anything outside (pyproject.toml: "The core is pure").
PURE = {"scoring", "codes", "identity"}
# What a module may keep without forgetting it, and why it comes from nowhere outside.
OF_THE_PACKAGE = {
    "container.kept_per_container": "the one way to keep what does",
    "container._forgetting": "filled while modules are imported",
    "http.ROUTES": "filled while modules are imported",
    "texts._catalogue": "sentences of the package",
    "openapi.document": "made from the routes",
    "facts._adapter": "made from classes",
    "scoring.book": "rule sets of the package",
    "passwords._hasher": "parameters of argon2",
    "passwords._nobody": "a hash that no password has, with a salt that decides nothing",
    "signer._signing_key": "worked out from its arguments",
}


def _kept(module: str, tree: ast.Module) -> Iterator[str]:
    """What a module keeps by itself: cached functions, names bound to an empty collection, names set from functions."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_empty_collection(node.value):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield f"{module}.{ast.unparse(target)}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield from (f"{module}.{name}" for name in node.names)
        if isinstance(node, ast.FunctionDef) and _is_cached(node):
            yield f"{module}.{node.name}"


def _is_cached(function: ast.FunctionDef) -> bool:
    words = {each.id for each in ast.walk(function) if isinstance(each, ast.Name)}
    words |= {each.attr for each in ast.walk(function) if isinstance(each, ast.Attribute)}
    return bool(words & {"cache", "lru_cache"})


def _is_empty_collection(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func).rpartition(".")[2] in {
            "dict",
            "list",
            "set",
            "defaultdict",
            "deque",
            "OrderedDict",
        }
    return isinstance(value, ast.Dict | ast.List | ast.Set) and ast.unparse(value) in ("{}", "[]")


def _all_kept() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "chalicelib").rglob("*.py"):
        if path.relative_to(ROOT / "chalicelib").parts[0] not in PURE:
            module = path.parent.name if path.stem == "__init__" else path.stem
            found |= set(_kept(module, ast.parse(path.read_text("utf-8"))))
    return found


def test_whatever_comes_from_outside_is_kept_in_the_way_that_forgets_it() -> None:
    assert _all_kept() == set(OF_THE_PACKAGE)


def test_the_ways_of_keeping_are_recognised() -> None:
    text = """
import functools
client: dict = {}
seen = set()
LIMITS = {"a": 1}
@functools.lru_cache(maxsize=2)
def ring(): ...
def read():
    global last
    last = 1
"""
    assert set(_kept("m", ast.parse(text))) == {"m.client", "m.seen", "m.ring", "m.last"}


def test_lambda_calls_it_after_a_snapshot_was_restored() -> None:
    assert (container.restored, (), {}) in snapshot_restore_py.get_after_restore()


def test_a_restored_container_reads_secrets_and_keys_again(cloud: TestCloud) -> None:
    codes.ring()
    secrets.service()
    with calls_of("secretsmanager") as made:
        codes.ring()
        secrets.service()
        assert made == []
        container.restored()
        codes.ring()
        secrets.service()
    assert made == ["GetSecretValue", "GetSecretValue"]


def test_a_restored_container_believes_no_connection(cloud: TestCloud) -> None:
    table = settings().people_table
    kept = dynamodb.connection(), dynamodb.table(table)
    container.restored()
    assert dynamodb.connection() is not kept[0]
    assert dynamodb.table(table) is not kept[1]


def test_a_restored_container_reads_its_settings_again(cloud: TestCloud) -> None:
    before = settings()
    container.restored()
    assert settings() is not before
    assert settings() == before


TWO_OF_ONE_SNAPSHOT = """
import os, random, secrets, uuid
from chalicelib import container

random.random()
snapshot = random.getstate()
for _ in range(2):
    if os.fork() == 0:
        random.setstate(snapshot)  # Python seeds a forked child by itself; a restored snapshot has the old memory.
        {restore}
        drawn = random.random(), random.randrange(2**32), secrets.token_hex(8), uuid.uuid4(), os.urandom(8).hex()
        print(*drawn, flush=True)
        os._exit(0)
    os.wait()
"""


def _drawn(restore: str) -> list[tuple[str, ...]]:
    """What two containers of one snapshot draw first."""
    program = TWO_OF_ONE_SNAPSHOT.format(restore=restore)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return [tuple(line.split()) for line in done.stdout.splitlines()]


def test_two_containers_of_one_snapshot_draw_different_numbers() -> None:
    first, second = _drawn("container.restored()")
    assert len(first) == len(second) == 5
    assert all(a != b for a, b in zip(first, second, strict=True))


def test_without_it_they_would_draw_the_same() -> None:
    first, second = _drawn("pass")
    assert [a == b for a, b in zip(first, second, strict=True)] == [True, True, False, False, False]

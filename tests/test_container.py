"""What a container keeps, and that one restored from a snapshot believes nothing of it."""

import ast
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
import snapshot_restore_py

from bench.environment import ENVIRONMENT
from chalicelib import container
from chalicelib.config import settings
from chalicelib.person import signing
from chalicelib.store import dynamodb, secrets
from tests.support.aws_calls import calls_of
from tests.support.cloud import TestCloud

ROOT = Path(__file__).resolve().parent.parent
# No module of these reaches anything outside (pyproject.toml: "The core is pure").
PURE = {"scoring", "codes", "identity", "files", "signatures"}
# What a module may keep without forgetting it, and why it comes from nowhere outside.
OF_THE_PACKAGE = {
    "routes.ROUTES": "filled while modules are imported",
    "kinds._KINDS": "the same",
    "releasing._LET_GO": "the same",
    "releasing._GROUNDS": "the same",
    "settling._SETTLES": "the same",
    "templates._registered": "a file of the package",
    "templates._patterns": "worked out from it",
    "elsewhere._REGISTERED": "the same",
    "recognition._ASKS": "the same",
    "lines._is_dead_contact": "worked out from what a line says and the instant",
    "lines._is_dead_designation": "the same",
    "named_cases._ids": "what one reading of one file has asked, which its name says",
    "texts._catalogue": "sentences of the package",
    "texts._translated": "the same, in more languages",
    "answers._answers": "the same, for appeals",
    "openapi.document": "made from the routes",
    "time_zones._names": "the names of the tz database that is shipped",
    "by_password._hasher": "parameters of argon2",
    "by_password._nobody": "a hash that no password has, with a salt that decides nothing",
    "transactions._version_name": "worked out from a class",
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
        if path.relative_to(ROOT / "chalicelib").parts[0] not in PURE | {"container.py"}:
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


def _opened_by(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """The functions that open a client or a pool of connections."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            calls = {ast.unparse(each.func) for each in ast.walk(node) if isinstance(each, ast.Call)}
            if calls & {"boto3.client", "boto3.resource", "Connection", "LeanConnection", "urllib3.PoolManager"}:
                yield node


def test_every_client_is_one_that_a_restored_container_closes() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "chalicelib").rglob("*.py")]
    opening = [function for tree in trees for function in _opened_by(tree)]
    assert len(opening) >= 7
    assert [each.name for each in opening if "client_per_container" not in map(_name, each.decorator_list)] == []


def _name(decorator: ast.expr) -> str:
    return ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)


def test_lambda_calls_it_around_a_snapshot() -> None:
    assert (container.snapshotting, (), {}) in snapshot_restore_py.get_before_snapshot()
    assert (container.restored, (), {}) in snapshot_restore_py.get_after_restore()


def _starting(says: str) -> str:
    """What a container says of itself when it has imported the app and done nothing else."""
    program = f"import app, sys; import snapshot_restore_py as lambda_; print({says})"
    environment = {"PATH": os.environ["PATH"]} | ENVIRONMENT
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_container_is_ready_for_its_snapshot_when_it_has_started() -> None:
    """Lambda takes the snapshot then: what is registered later is never called."""
    assert _starting("len(lambda_.get_before_snapshot()), len(lambda_.get_after_restore())") == "1 1"


def test_a_start_makes_no_models_of_events_that_never_come() -> None:
    """Powertools' batches make them where pydantic is there before (docs/decisions/018): `batch` is imported first."""
    assert _starting("'aws_lambda_powertools.utilities.parser' in sys.modules") == "False"


def test_a_restored_container_reads_secrets_and_keys_again(cloud: TestCloud) -> None:
    signing.ring("health_code")
    secrets.service()
    with calls_of("secretsmanager") as made:
        signing.ring("health_code")
        secrets.service()
        assert made == []
        container.restored()
        signing.ring("health_code")
        secrets.service()
    assert made == ["GetSecretValue", "GetSecretValue"]


class Counted(BaseHTTPRequestHandler):
    """Answers anything by an empty object and counts the connections that were made."""

    protocol_version = "HTTP/1.1"
    connections: ClassVar[list[object]] = []

    def setup(self) -> None:
        super().setup()
        self.connections.append(self)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """The connections made to something that DynamoDB's client takes for DynamoDB."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Counted)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setattr(Counted, "connections", [])
    container.forget()
    yield Counted.connections
    container.forget()
    server.shutdown()
    server.server_close()


def test_a_restored_container_believes_no_connection(counted: list[object]) -> None:
    container.snapshotting()
    client = dynamodb.connection().client
    for _ in range(3):
        client.list_tables()
    assert len(counted) == 1
    container.restored()
    client.list_tables()
    assert len(counted) == 2


def test_its_clients_are_made_before_the_snapshot_and_not_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "_clients", [])
    made: list[str] = []

    @container.client_per_container(close=lambda client: made.append("closed"))
    def client() -> object:
        made.append("made")
        return object()

    container.restored()
    assert made == []
    container.snapshotting()
    assert made == ["made"]
    container.restored()
    assert client() is client()
    assert made == ["made", "closed"]


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

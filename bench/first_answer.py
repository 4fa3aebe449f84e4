"""One container until its first answer: run in a process of its own, prints the CPU seconds that each part took.

    python -m bench.first_answer MODULE FILE cold|restored [RECORDED]

The module's `app` answers the event of a `Container`. `restored` calls Lambda's hooks between starting and answering,
as where a snapshot is taken and restored. `RECORDED` is a file for what was asked of AWS and answered.
"""

import json
import pickle
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.environment import TABLES
from bench.memory.dynamodb import DynamoDB
from bench.memory.services import Others
from bench.memory.table import Table


@dataclass(frozen=True)
class Container:
    """What a new container meets: the tables, the secrets, and its first request."""

    tables: dict[str, Table]
    secrets: dict[str, str]
    event: dict[str, Any]


def main(module: str, file: str, life: str, recorded: str = "") -> None:
    """Prints one JSON object. Raises RuntimeError for an answer that refuses."""
    container: Container = pickle.loads(Path(file).read_bytes())
    calls: list[Any] = []
    started, app = _timed(lambda: _started(module, container, calls if recorded else None))
    if life == "restored":
        _call_hooks("get_before_snapshot")
    hook, _ = _timed(lambda: _call_hooks("get_after_restore") if life == "restored" else None)
    answered, reply = _timed(lambda: app(container.event, None))
    if reply["statusCode"] >= 300:
        raise RuntimeError(f"{module}: {reply['statusCode']} {reply['body']}")
    if recorded:
        Path(recorded).write_bytes(pickle.dumps({"calls": calls, "reply": reply}))
    sys.stdout.write(json.dumps({"started": started, "hook": hook, "answered": answered}) + "\n")


def _timed[Made](make: Callable[[], Made]) -> tuple[float, Made]:
    began = time.process_time()
    made = make()
    return time.process_time() - began, made


def _started(module: str, container: Container, calls: list[Any] | None) -> Any:
    """The app, with AWS in memory. `calls` takes what is asked of it."""
    # It loads botocore, which belongs to the start.
    from bench.memory.transport import Transport

    dynamodb = DynamoDB(TABLES)
    dynamodb.tables = container.tables
    Transport(dynamodb, Others(container.secrets)).install()
    if calls is not None:
        _write_down(calls)
    return import_module(module).app


def _write_down(calls: list[Any]) -> None:
    import botocore

    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        calls.append((model.service_model.service_name, model.name, params))

    botocore.register_initializer(lambda session: session.register("before-parameter-build", note))


def _call_hooks(registered: str) -> None:
    """What Lambda does around a snapshot; nothing where the app registered nothing."""
    lambda_ = sys.modules.get("snapshot_restore_py")
    for function, arguments, named in getattr(lambda_, registered)() if lambda_ else ():
        function(*arguments, **named)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""One container until its first answer: run in a process of its own, prints CPU seconds and the answer's status.

`python -m bench.first_answer MODULE FILE`: the module's `app` answers the event of a `Container`. With a third argument
it writes down there what was asked of AWS and answered.
"""

import json
import pickle
import sys
import time
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


def first_answer(module: str, container: Container, calls: list[Any] | None) -> tuple[float, dict[str, Any]]:
    """CPU seconds from nothing loaded to the answer, and the answer. `calls` takes what is asked of AWS."""
    dynamodb = DynamoDB(TABLES)
    dynamodb.tables = container.tables
    began = time.process_time()
    from bench.memory.transport import Transport

    Transport(dynamodb, Others(container.secrets)).install()
    if calls is not None:
        _write_down(calls)
    reply: dict[str, Any] = import_module(module).app(container.event, None)
    return time.process_time() - began, reply


def _write_down(calls: list[Any]) -> None:
    import botocore

    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        calls.append((model.service_model.service_name, model.name, params))

    botocore.register_initializer(lambda session: session.register("before-parameter-build", note))


def main(module: str, file: str, recorded: str = "") -> None:
    """Prints one JSON object. Raises RuntimeError for an answer that refuses."""
    calls: list[Any] | None = [] if recorded else None
    seconds, reply = first_answer(module, pickle.loads(Path(file).read_bytes()), calls)
    if reply["statusCode"] >= 300:
        raise RuntimeError(f"{module}: {reply['statusCode']} {reply['body']}")
    if recorded:
        Path(recorded).write_bytes(pickle.dumps({"calls": calls, "reply": reply}))
    sys.stdout.write(json.dumps({"seconds": seconds, "modules": sorted(sys.modules)}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""MiniStack with snapshots: it saves its state when it stops, and here also while nothing is going on.

hypercorn runs this file by its path, in a folder of its own: what lies beside it could be imported in place of others.

`POST /_kangma/snapshot` is answered {"saved": …}: whether something had changed since the last snapshot, nobody has
asked for QUIET seconds, and all was saved. A snapshot is a folder beside the state, there whole or not at all.

Calls of the API are let in AT_ONCE at a time, in the order in which they came (docs/decisions/147-in-line.md).
"""

import asyncio
import json
import os
import shutil
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from ministack.app import app as ministack

QUIET = 5.0
AT_ONCE = 3
_OWN = ("/_ministack/", "/_kangma/")
STATE = Path(os.environ.get("STATE_DIR", "state/services"))
_last = {"asked": 0.0, "saved": 0.0}
_line = asyncio.Semaphore(AT_ONCE)


async def app(scope: Any, receive: Any, send: Any) -> None:
    """MiniStack, which is told apart from what asks for snapshots."""
    path = scope.get("path", "")
    if scope["type"] == "http" and path == "/_kangma/snapshot":
        await _answer(send, {"saved": await _saved()})
        return
    if scope["type"] == "http" and not path.startswith(_OWN):
        _last["asked"] = time.monotonic()
    async with _line if _is_of_the_api(path) else nullcontext():
        await ministack(scope, receive, send)


def _is_of_the_api(path: str) -> bool:
    """Whether it is for the API's function: through the gateway, or called by its name."""
    by_name = path.startswith("/2015-03-31/functions/") and "APIHandler" in path and path.endswith("/invocations")
    return by_name or "/_user_request_/" in path


async def _saved() -> bool:
    asked = _last["asked"]
    if asked <= _last["saved"] or time.monotonic() - asked < QUIET:
        return False
    await _save()
    if _last["asked"] != asked:
        return False
    await asyncio.to_thread(_keep)
    _last["saved"] = time.monotonic()
    return True


async def _save() -> None:
    """Has MiniStack save as it does when it stops, by the protocol by which a server tells it to."""

    async def stopping() -> dict[str, str]:
        return {"type": "lifespan.shutdown"}

    async def ignored(message: Any) -> None:
        """Nobody waits for the answer."""

    await ministack({"type": "lifespan"}, stopping, ignored)


def _keep() -> None:
    """Puts what was saved beside the state, whole: the former snapshot stands until this one does."""
    new, kept, former = (STATE.parent / name for name in ("snapshot.new", "snapshot", "snapshot.former"))
    shutil.rmtree(new, ignore_errors=True)
    # MiniStack puts another file in place of each that it saves, so a second name for one is a copy of it.
    shutil.copytree(STATE, new, copy_function=os.link)
    shutil.rmtree(former, ignore_errors=True)
    if kept.exists():
        kept.rename(former)
    new.rename(kept)


async def _answer(send: Any, content: dict[str, Any]) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(content).encode()})

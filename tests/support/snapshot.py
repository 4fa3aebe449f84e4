"""One snapshot of a warm process, restored twice: prints as JSON lines what each of the two gave out.

    python -m tests.support.snapshot

A function's container may be restored from the memory of another: then every generator that lives in the process goes
on from the same state. A fork is such a copy, once Python's own generator has been put back to where it was. (OpenSSL's
notices a fork, and not a snapshot: nothing that a function gives out may be drawn from it.)
"""

import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.paths import warm_up
from bench.requests import NOON, Request, with_key
from bench.residents import Resident, application, code_request, login


@dataclass(frozen=True)
class Warm:
    """Requests that are ready when the snapshot is taken: each of the restored answers them for itself."""

    code: Request
    login: Request
    application: Request
    resident: Resident

    @classmethod
    def up(cls) -> "Warm":
        warm_up()
        newcomer = login().send()
        return cls(code_request(), login(), application(newcomer["access_token"]), Resident.new(1))


def given_out(warm: Warm) -> dict[str, Any]:
    """Ids and ciphertexts of one container; `python` is of its own generator, `token` is signed."""
    from chalicelib.store import vault

    session = with_key(warm.login).send()
    return {
        "python": random.random(),
        "token": warm.resident.code().send()["token"],
        "challenge": with_key(warm.code).send()["challenge_id"],
        "account": session["account"]["id"],
        "session": session["session_id"],
        "person": with_key(warm.application).send()["id"],
        "declaration": with_key(warm.resident.declaration()).send()["declaration"]["id"],
        "sealed": vault.seal("owner", "field", "value", NOON),
    }


def restored(run: Callable[[], dict[str, Any]], state: tuple[Any, ...]) -> str:
    """What a copy of this process gives out, as JSON; nothing where it failed."""
    read, write = os.pipe()
    if os.fork() == 0:
        random.setstate(state)
        try:
            os.write(write, json.dumps(run()).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as given:
        text = given.read()
    os.wait()
    return text


if __name__ == "__main__":
    warm = Warm.up()
    state = random.getstate()
    for _ in range(2):
        print(restored(lambda: given_out(warm), state))

"""Which heavy libraries the API's process holds, after starting and after each of the common requests.

Prints one JSON object: a stage to the libraries that have been loaded by then. They cost a cold start
dozens of milliseconds, and the paths here never need them.
"""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout

HEAVY = ("PIL", "qrcode", "phonenumbers", "argon2", "zxcvbn", "yaml")


def stages() -> Iterator[tuple[str, list[str]]]:
    """In the order in which a container would meet them; the phone is a mainland one."""
    from bench import world

    world.transport()
    import app

    assert app
    yield "import app", _loaded()
    from bench.paths import PATHS

    for name in ("health", "keys", "request a code", "log in again", "apply", "declare", "show code", "verify"):
        PATHS[name]().send()
        yield name, _loaded()


def _loaded() -> list[str]:
    return [name for name in HEAVY if name in sys.modules]


if __name__ == "__main__":
    with redirect_stdout(io.StringIO()):
        found = dict(stages())
    print(json.dumps(found))

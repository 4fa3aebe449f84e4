"""`python -m local run|up|down|status|tour|check|test|gallery|explore|pages|types`: what the Makefile calls."""

import sys
from collections.abc import Callable

from local.paths import default_paths, default_port


def _stage(command: str) -> int:
    from local import run
    from local.tour import tour

    paths = default_paths()
    commands: dict[str, Callable[[], int]] = {
        "run": lambda: run.run(paths, default_port()),
        "up": lambda: run.up(paths, default_port()),
        "down": lambda: run.down(paths),
        "status": lambda: run.status(paths),
        "tour": lambda: tour(paths),
    }
    return commands[command]()


def _types() -> int:
    from local import web_build

    wrong = web_build.api_types(write=True)
    print(wrong or "The pages' types of the API are current.")
    return int(wrong != "")


def main(command: str, *arguments: str) -> int:
    """Runs one command and returns its exit code."""
    if command == "check":
        from local.check import check

        return check()
    if command == "pages":
        from local import web_build

        web_build.build()
        return 0
    if command == "types":
        return _types()
    if command == "test":
        from local.tests import test

        return test()
    if command == "gallery":
        from local.tests import gallery

        return gallery()
    if command == "explore":
        from local.explore import explore

        return explore(*map(float, arguments))
    return _stage(command)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))

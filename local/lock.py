"""The lock of the requirements: every version with the hashes of its archives, resolved by uv.

    python -m local.lock [--upgrade]

What is pinned stays where it still fits; `--upgrade` takes the newest of all that a requirements*.in leaves open.
"""

import subprocess
import sys
from pathlib import Path

from local.paths import ROOT

OWN = ("scan", "moto", "load")
"""Tools that have an environment each (infra/environments.py)."""
# The hashes are those of every archive of a version, so one lock serves each machine and both Pythons.
_RESOLVED_FOR = ("--python-version", "3.12", "--python-platform", "linux")
_NEVER_A_HOST_NAME = ("--no-emit-index-url", "--no-emit-find-links", "--no-annotate")


def lock(options: list[str]) -> None:
    """Writes requirements.txt, what the functions need, requirements-dev.txt, the same with all tools beside it, and
    one for each tool that has an environment of its own."""
    _compile("requirements", *options)
    _compile("requirements-dev", "--constraint", "requirements.txt", *options)
    for name in OWN:
        _compile(f"requirements-{name}", *options)


def _compile(name: str, *options: str) -> None:
    uv = str(Path(sys.executable).parent / "uv")
    command = [uv, "pip", "compile", "--quiet", "--generate-hashes", "--custom-compile-command", "make lock"]
    files = [f"{name}.in", "--output-file", f"{name}.txt"]
    subprocess.run([*command, *_RESOLVED_FOR, *_NEVER_A_HOST_NAME, *options, *files], cwd=ROOT, check=True)


if __name__ == "__main__":
    lock(sys.argv[1:])

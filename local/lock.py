"""`make lock`: resolves requirements*.in into pinned requirements*.txt, in an environment of its own."""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from local.paths import ROOT

HEADER = "# Made by 'make lock' from {source}."


def lock() -> None:
    """Writes both files: what the functions need, and what the rest of the tools need beside it."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [str(Path(folder) / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
        _install(pip, "-r", ROOT / "requirements.in")
        service = _frozen(pip)
        (ROOT / "requirements.txt").write_text("\n".join([HEADER.format(source="requirements.in"), *service, ""]))
        _install(pip, "-c", ROOT / "requirements.txt", "-r", ROOT / "requirements-dev.in")
        tools = [line for line in _frozen(pip) if line not in service]
        head = [HEADER.format(source="requirements-dev.in"), "-r requirements.txt"]
        (ROOT / "requirements-dev.txt").write_text("\n".join([*head, *tools, ""]))


def _install(pip: list[str], *arguments: object) -> None:
    subprocess.run([*pip, "install", "--quiet", *map(str, arguments)], check=True, stdout=sys.stderr)


def _frozen(pip: list[str]) -> list[str]:
    # --all names setuptools too, which chalice imports without saying so.
    lines = subprocess.run([*pip, "freeze", "--all"], check=True, capture_output=True, text=True).stdout.splitlines()
    return sorted((line for line in lines if not line.startswith("pip==")), key=str.lower)


if __name__ == "__main__":
    lock()

"""Tools whose libraries do not go with ours, each in an environment of its own: `.build/NAME`, as requirements-NAME.txt
pins it.

Nothing is installed again while the pins are the same.
"""

import subprocess
import sys
from pathlib import Path

from infra.package import BUILD, ROOT


class NotInstalled(Exception):
    """The environment could not be made; the message ends with what was said last."""


def programs(name: str) -> Path:
    """The folder of its programs, python among them. Raises NotInstalled."""
    home, pins = BUILD / name, (ROOT / f"requirements-{name}.txt").read_text()
    stamp = home / "pins"
    if not (stamp.exists() and stamp.read_text() == pins):
        print(f"  installing requirements-{name}.txt (once)", flush=True)
        _run(name, "-m", "venv", "--clear", str(home), python=sys.executable)
        pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes")
        _run(name, *pip, "-r", f"requirements-{name}.txt", python=str(home / "bin" / "python"))
        stamp.write_text(pins)
    return home / "bin"


def _run(name: str, *arguments: str, python: str) -> None:
    done = subprocess.run([python, *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
        raise NotInstalled(f"requirements-{name}.txt could not be installed:\n{last}")

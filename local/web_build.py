"""Building the pages where their sources changed, and keeping their types of the API current."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from local.cloud import CannotStart
from local.openapi import description
from local.paths import ROOT

WEB = ROOT / "web"
_MADE = {"node_modules", "dist", "coverage", ".vite"}
_MANAGERS = (
    ".nvm/versions/node",
    ".asdf/installs/nodejs",
    ".local/share/mise/installs/node",
    ".volta/tools/image/node",
)
OLDEST = (20, 19)


def build() -> bool:
    """Installs and builds what changed; whether anything was built. Raises CannotStart."""
    if not (WEB / "package.json").exists():
        return False
    environment = _installed()
    sources = _hash(sorted(p for p in WEB.rglob("*") if p.is_file() and not _MADE & set(p.relative_to(WEB).parts)))
    built = WEB / "dist" / ".built"
    if built.exists() and built.read_text() == sources:
        return False
    _npm(["run", "build"], environment)
    built.write_text(sources)
    return True


def unit_tests() -> int:
    """Runs the pages' own tests and returns npm's exit code; 0 where there are none yet."""
    if not (WEB / "package.json").exists():
        return 0
    return subprocess.run(["npm", "test", "--if-present"], cwd=WEB, env=_environment()).returncode


def api_types(*, write: bool) -> str:
    """Makes the pages' types of the API from its own description, or only compares them.

    Returns what is wrong with those that are kept, empty if nothing is. Raises CannotStart without a fitting Node.
    """
    command = ["node", "scripts/api-types.mjs", *([] if write else ["--check"])]
    done = subprocess.run(command, cwd=WEB, env=_installed(), input=description(), capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


def type_errors() -> str:
    """What the type checker says against the pages; empty if nothing. Raises CannotStart without a fitting Node."""
    done = subprocess.run(
        ["npm", "run", "--silent", "check"], cwd=WEB, env=_installed(), capture_output=True, text=True
    )
    return (done.stdout + done.stderr or "failed") if done.returncode else ""


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{_node_folder()}{os.pathsep}{os.environ['PATH']}"}


def _installed() -> dict[str, str]:
    """The environment for Node's commands, once the packages of the lock file are there."""
    environment = _environment()
    lock = _hash([WEB / "package.json", WEB / "package-lock.json"])
    installed = WEB / "node_modules" / ".installed"
    if not installed.exists() or installed.read_text() != lock:
        _npm(["ci", "--no-audit", "--no-fund"], environment)
        installed.write_text(lock)
    return environment


def _npm(arguments: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(["npm", *arguments], cwd=WEB, env=environment, capture_output=True, text=True)
    if done.returncode:
        said = [line for line in (done.stderr + done.stdout).splitlines() if line.replace("npm error", "").strip()]
        raise CannotStart(f"The pages could not be built (npm {' '.join(arguments)}):\n" + "\n".join(said[:20]))


def _node_folder() -> Path:
    """The folder of a Node that is new enough, on PATH or under a version manager."""
    on_path = shutil.which("node")
    candidates = [Path(on_path).parent] if on_path else []
    for manager in _MANAGERS:
        candidates += sorted((Path.home() / manager).glob("*/bin"), key=_version, reverse=True)
    for folder in candidates:
        if _version(folder) >= OLDEST and (folder / "npm").exists():
            return folder
    oldest = ".".join(map(str, OLDEST))
    raise CannotStart(f"The pages need Node {oldest} or newer with npm: install it (nodejs.org) and try again.")


def _version(folder: Path) -> tuple[int, ...]:
    try:
        answer = subprocess.run([folder / "node", "--version"], capture_output=True, text=True).stdout
        return tuple(int(part) for part in answer.strip().removeprefix("v").split(".")[:2])
    except (OSError, ValueError):
        return (0,)


def _hash(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        if file.exists():
            digest.update(str(file.relative_to(WEB)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()

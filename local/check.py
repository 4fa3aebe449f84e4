"""`make check`: everything that is said about the code without running it."""

import subprocess
import sys
from pathlib import Path

from infra.package import ROOT, PackagingFailed, package
from local import web_build
from local.cloud import CannotStart

BIN = Path(sys.executable).parent


def check() -> int:
    """Runs every check, shows what the failing ones say, and returns the exit code."""
    commands = {
        "format": ["ruff", "format", "--check", "--quiet", "."],
        "lint": ["ruff", "check", "--quiet", "."],
        "types": ["mypy", "--no-error-summary", "-p", "chalicelib", "-p", "infra", "-p", "local"],
        "imports": ["lint-imports", "--no-logo"],
        "names": ["python", "-m", "local.private_names"],
    }
    failures = [_passes(name, command) for name, command in commands.items()]
    return max([*failures, _pages_pass(), _template_passes()])


def _pages_pass() -> int:
    """Whether the pages know the API as it describes itself, and keep to it."""
    try:
        wrong = web_build.api_types(write=False) or web_build.type_errors()
    except (CannotStart, RuntimeError) as problem:
        wrong = str(problem)
    return _says("pages", wrong)


def _template_passes() -> int:
    try:
        template = package("prod") / "sam.json"
    except PackagingFailed as problem:
        return _says("template", str(problem))
    command = ["cfn-lint", "--non-zero-exit-code", "informational", str(template), "infra/firewall.yaml"]
    return _passes("template", command)


def _passes(name: str, command: list[str]) -> int:
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True)
    return _says(name, (done.stdout + done.stderr or "failed") if done.returncode else "")


def _says(name: str, wrong: str) -> int:
    print(f"  {name:<10}{'FAILED' if wrong else 'ok'}", flush=True)
    if wrong:
        print(wrong, flush=True)
    return int(wrong != "")

"""`make check`: everything that is said about the code without running it."""

import subprocess
import sys
from pathlib import Path

from infra.package import ROOT, PackagingFailed, package

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
    return max([*failures, _template_passes()])


def _template_passes() -> int:
    try:
        template = package("prod") / "sam.json"
    except PackagingFailed as problem:
        print(f"  {'template':<10}FAILED\n{problem}", flush=True)
        return 1
    command = ["cfn-lint", "--non-zero-exit-code", "informational", str(template), "infra/firewall.yaml"]
    return _passes("template", command)


def _passes(name: str, command: list[str]) -> int:
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True)
    print(f"  {name:<10}{'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return int(done.returncode != 0)

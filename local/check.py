"""`make check`: everything that is said about the code without running it."""

import subprocess
import sys
from pathlib import Path

from infra.package import ROOT, package

BIN = Path(sys.executable).parent


def check() -> int:
    """Runs every check, shows what the failing ones say, and returns the exit code."""
    template = package("prod") / "sam.json"
    commands = {
        "format": ["ruff", "format", "--check", "--quiet", "."],
        "lint": ["ruff", "check", "--quiet", "."],
        "types": ["mypy", "--no-error-summary", "-p", "chalicelib", "-p", "infra", "-p", "local"],
        "imports": ["lint-imports", "--no-logo"],
        "template": [
            "cfn-lint",
            "--non-zero-exit-code",
            "informational",
            str(template),
            "infra/firewall.yaml",
        ],
    }
    return max([_passes(name, command) for name, command in commands.items()])


def _passes(name: str, command: list[str]) -> int:
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True)
    print(f"  {name:<10}{'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return int(done.returncode != 0)

"""`make check`: everything that is said about the code without running it."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from infra import scan
from infra.package import ROOT, PackagingFailed, package
from local import web_build
from local.cloud import CannotStart

BIN = Path(sys.executable).parent
MAINLAND = ("cn-north-1", "cn-northwest-1")


def check() -> int:
    """Runs every check, two at a time, shows what the failing ones say, and returns the exit code."""
    commands = {
        "format": ["ruff", "format", "--check", "--quiet", "."],
        "lint": ["ruff", "check", "--quiet", "."],
        "types": ["mypy", "--no-error-summary", "-p", "chalicelib", "-p", "infra", "-p", "local"],
        "imports": ["lint-imports", "--no-logo"],
        "names": ["python", "-m", "local.private_names"],
    }
    checks: list[Callable[[], int]] = [
        _templates_pass,
        _pages_pass,
        *(partial(_passes, name, command) for name, command in commands.items()),
    ]
    with ThreadPoolExecutor(2) as pool:
        return max(pool.map(_called, checks))


def _called(check: Callable[[], int]) -> int:
    return check()


def _pages_pass() -> int:
    """Whether the pages know the API as it describes itself, and keep to it."""
    try:
        wrong = web_build.api_types(write=False) or web_build.type_errors()
    except (CannotStart, RuntimeError) as problem:
        wrong = str(problem)
    return _says("pages", wrong)


def _templates_pass() -> int:
    """Whether CloudFormation would take the templates of every kind of stage, where each is to lie, and no finding of
    checkov lacks its reason. In order, because each packages the stages that lack a package."""
    try:
        abroad, mainland = (str(package(stage) / "sam.json") for stage in ("prod", "mainland"))
        staging = str(package("staging") / "sam.json")
    except PackagingFailed as problem:
        return _says("template", str(problem))
    regions = {
        "template": ["--", abroad, staging, "infra/firewall.yaml", "infra/account.yaml"],
        "mainland": ["--regions", *MAINLAND, "--", mainland, "infra/account.yaml"],
    }
    lint = ["cfn-lint", "--non-zero-exit-code", "informational"]
    linted = max(_passes(name, [*lint, *arguments]) for name, arguments in regions.items())
    return max(linted, _says("scan", scan.passes()))


def _passes(name: str, command: list[str]) -> int:
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True)
    return _says(name, (done.stdout + done.stderr or "failed") if done.returncode else "")


def _says(name: str, wrong: str) -> int:
    print(f"  {name:<10}{'FAILED' if wrong else 'ok'}", flush=True)
    if wrong:
        print(wrong, flush=True)
    return int(wrong != "")

"""`make scan`: checkov over the templates, against the findings that are known and why they stay (infra/scan.yaml).

    python -m infra.scan

It takes a minute and libraries that would not go with ours: it has an environment of its own in `.build/scan`, and
`make check` does without it.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from infra.package import BUILD, ROOT, package

STAGES = ("prod", "mainland")
"""Staging's template differs from prod's by how long logs are kept."""
_ALONE = ("infra/firewall.yaml", "infra/account.yaml")
Finding = tuple[str, str]
"""A check, and the resource as `type.logical id`."""


def known() -> dict[str, Any]:
    """Findings of checkov that stay, by check: {about, resources, reason}."""
    return dict(yaml.safe_load((ROOT / "infra" / "scan.yaml").read_text())["checkov"])


def unknown(found: Iterable[Finding], stays: dict[str, Any]) -> list[str]:
    """A line for each finding that nobody gave a reason for, and for each reason that nothing is found for."""
    findings = set(found)
    reasons = {(check, pattern) for check, entry in stays.items() for pattern in entry["resources"]}
    new = [f"{check}: {resource}" for check, resource in sorted(findings) if not _covered(check, resource, reasons)]
    stale = [
        f"{check}: nothing is found for {pattern} any more"
        for check, pattern in sorted(reasons)
        if not any(check == each and fnmatchcase(resource, pattern) for each, resource in findings)
    ]
    return new + stale


def _covered(check: str, resource: str, reasons: set[Finding]) -> bool:
    return any(check == each and fnmatchcase(resource, pattern) for each, pattern in reasons)


def findings(report: Any) -> set[Finding]:
    """What a report of checkov says has failed."""
    reports = report if isinstance(report, list) else [report]
    failed = [each for one in reports for each in one["results"]["failed_checks"]]
    return {(str(each["check_id"]), str(each["resource"])) for each in failed}


def _checkov() -> Path:
    """checkov in its environment, made where the pins have changed."""
    home, pins = BUILD / "scan", ROOT / "requirements-scan.txt"
    stamp = home / "pins"
    if not stamp.exists() or stamp.read_text() != pins.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(pins)]
        subprocess.run(pip, check=True)
        stamp.write_text(pins.read_text())
    return home / "bin" / "checkov"


def _scan() -> int:
    files = [str(package(stage) / "sam.json") for stage in STAGES]
    command = [str(_checkov()), "-f", *files, *_ALONE, "--framework", "cloudformation", "--output", "json"]
    said = subprocess.run(
        [*command, "--quiet", "--compact", "--skip-download"], cwd=ROOT, capture_output=True, text=True
    )
    try:
        wrong = unknown(findings(json.loads(said.stdout)), known())
    except ValueError:
        wrong = [said.stderr or "checkov said nothing that can be read"]
    print("\n".join(wrong) or "checkov: every finding has its reason in infra/scan.yaml")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(_scan())

"""checkov over the templates, against the findings that are known and why they stay (infra/scan.yaml).

`make check` calls it. Its libraries would not go with ours: it has an environment of its own (infra/environments.py).
"""

import json
import subprocess
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from infra.environments import NotInstalled, programs
from infra.package import BUILD, ROOT, PackagingFailed, hash_of, package

STAGES = ("prod", "staging", "mainland")
_ALONE = ("infra/firewall.yaml", "infra/account.yaml")
_JUDGED_BY = ("infra/scan.yaml", "infra/scan.py", "infra/scanner.py", "requirements-scan.txt")
_PASSED = BUILD / "scan-passed"
"""The hash of all that was read when nothing was wrong."""
Finding = tuple[str, str]
"""A check, and the resource as `type.logical id`."""


class ScanFailed(Exception):
    """checkov did not come to an end."""


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


def passes() -> str:
    """What is wrong, or nothing. Scans only where what it would read has changed since it last passed."""
    try:
        templates = [package(stage) / "sam.json" for stage in STAGES] + [ROOT / each for each in _ALONE]
        inputs = hash_of([*templates, *(ROOT / each for each in _JUDGED_BY)])
        if _PASSED.exists() and _PASSED.read_text() == inputs:
            return ""
        wrong = "\n".join(unknown(findings(_scanned(templates)), known()))
    except (NotInstalled, PackagingFailed, ScanFailed) as problem:
        return str(problem)
    if not wrong:
        _PASSED.write_text(inputs)
    return wrong


def _scanned(templates: Iterable[Path]) -> Any:
    """checkov's report. Raises ScanFailed."""
    files = [str(each.relative_to(ROOT)) for each in templates]
    command = [str(programs("scan") / "python"), "-P", "infra/scanner.py", "-f", *files]
    options = ["--framework", "cloudformation", "--output", "json", "--quiet", "--compact", "--skip-download"]
    said = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True)
    try:
        return json.loads(said.stdout)
    except ValueError:
        raise ScanFailed(said.stderr or "checkov said nothing that can be read") from None

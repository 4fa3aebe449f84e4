"""What stays of a scan has a reason, and a reason that nothing is found for goes; what passed is not scanned again."""

from pathlib import Path
from typing import Any

import pytest

from infra import scan
from infra.scan import findings, known, unknown
from infra.scanner import once

STAYS = {"CKV_1": {"resources": ["Function.*"], "reason": "…"}, "CKV_2": {"resources": ["Bucket.A"], "reason": "…"}}
FOUND = {("CKV_1", "Function.Api"), ("CKV_2", "Bucket.A")}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (FOUND, []),
        (FOUND | {("CKV_2", "Bucket.B")}, ["CKV_2: Bucket.B"]),
        (FOUND | {("CKV_3", "Bucket.A")}, ["CKV_3: Bucket.A"]),
        (FOUND - {("CKV_2", "Bucket.A")}, ["CKV_2: nothing is found for Bucket.A any more"]),
    ],
)
def test_a_finding_and_its_reason_belong_together(found: set[tuple[str, str]], said: list[str]) -> None:
    assert unknown(found, STAYS) == said


def test_every_reason_is_one() -> None:
    for check, entry in known().items():
        assert set(entry) == {"about", "resources", "reason"}, check
        assert len(entry["reason"]) > 40, check


def test_a_report_of_several_kinds_is_read() -> None:
    one = {"results": {"failed_checks": [{"check_id": "CKV_1", "resource": "Function.Api"}]}}
    assert findings(one) == findings([one, {"results": {"failed_checks": []}}]) == {("CKV_1", "Function.Api")}


@pytest.fixture
def scans(tmp_path: Path, monkeypatch) -> list[list[Path]]:
    """What was scanned, each time; packages lie ready and everything that is found has its reason."""
    done: list[list[Path]] = []

    def scanned(templates: list[Path]) -> Any:
        done.append(templates)
        failed = [(check, each) for check, entry in STAYS.items() for each in entry["resources"]]
        failed[0] = ("CKV_1", "Function.Api")
        return {"results": {"failed_checks": [{"check_id": check, "resource": each} for check, each in failed]}}

    for name in (*scan.STAGES, "infra"):
        (tmp_path / name).mkdir()
    for name in (*(f"{stage}/sam.json" for stage in scan.STAGES), "infra/firewall.yaml", "infra/account.yaml"):
        (tmp_path / name).write_text("{}")
    for name in ("infra/scan.yaml", "infra/scan.py", "infra/scanner.py", "requirements-scan.txt"):
        (tmp_path / name).write_text("")
    monkeypatch.setattr(scan, "ROOT", tmp_path)
    monkeypatch.setattr("infra.package.ROOT", tmp_path)
    monkeypatch.setattr(scan, "_PASSED", tmp_path / "passed")
    monkeypatch.setattr(scan, "package", lambda stage: tmp_path / stage)
    monkeypatch.setattr(scan, "known", lambda: STAYS)
    monkeypatch.setattr(scan, "_scanned", scanned)
    return done


def test_what_passed_is_scanned_again_only_where_anything_of_it_changed(scans: list[list[Path]]) -> None:
    assert scan.passes() == scan.passes() == ""
    assert [str(each.relative_to(scan.ROOT)) for each in scans[0]] == [
        "prod/sam.json",
        "staging/sam.json",
        "mainland/sam.json",
        "infra/firewall.yaml",
        "infra/account.yaml",
    ]
    for changed in ("mainland/sam.json", "infra/account.yaml", "infra/scan.yaml", "requirements-scan.txt"):
        before = len(scans)
        (scan.ROOT / changed).write_text("[]")
        assert scan.passes() == scan.passes() == ""
        assert len(scans) == before + 1, changed


def test_what_did_not_pass_is_scanned_each_time(scans: list[list[Path]], monkeypatch) -> None:
    monkeypatch.setattr(scan, "known", dict)
    assert scan.passes() == scan.passes() == "CKV_1: Function.Api\nCKV_2: Bucket.A"
    assert len(scans) == 2


def test_an_environment_that_cannot_be_made_fails_the_check(scans: list[list[Path]], monkeypatch) -> None:
    def fails(templates: list[Path]) -> Any:
        raise scan.NotInstalled("no network")

    monkeypatch.setattr(scan, "_scanned", fails)
    assert scan.passes() == "no network"


def test_a_grammar_gets_one_parser_and_another_grammar_another() -> None:
    made: list[str] = []
    parser = once(lambda *, module, start, debug: made.append(start) or object())
    first = parser(module=3, start="path", debug=False)
    assert parser(module=4, start="path", debug=False) is first
    assert parser(module="", start="path", debug=False) is not first
    assert parser(module=3, start="filter", debug=False) is not first
    assert made == ["path", "path", "filter"]

"""What stays of a scan has a reason, and a reason that nothing is found for goes."""

import pytest

from infra.scan import findings, known, unknown

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

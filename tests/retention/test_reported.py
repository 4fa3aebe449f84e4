"""Nothing goes of which a partner has not acknowledged yet what it is told (settled.md 57)."""

from unittest.mock import patch

import pytest

from chalicelib.container import forget
from chalicelib.desk import partners
from chalicelib.features.credit.records import ReportRecord, ViolationRecord
from chalicelib.features.epidemic.case_records import CaseRecord
from chalicelib.features.reports import records as reports
from chalicelib.features.retention import records
from chalicelib.person import history
from chalicelib.person import records as people
from chalicelib.retention.due import day_of
from tests.epidemic.steps import in_force
from tests.reports import steps
from tests.reports.steps import MINUTE
from tests.retention.steps import DAY, a_year, retire
from tests.retention.test_each_kind import _violation
from tests.support.resident_steps import a_document, log_in

PARTNER = "997700"


@pytest.fixture(autouse=True)
def _one_partner(cloud):
    """A partner that is told everything and answers nothing; the others of other tests are not asked."""
    told = {"name": "x", "sends": [*steps.SENDS, "feeds/cases", "credit"]}
    made = partners.PartnerRecord(f"PARTNER#{PARTNER}", "partner", told=told)
    forget()
    with patch.object(partners, "every", lambda: [made]):
        yield
    forget()


def _acknowledged():
    for shard in range(8):
        for each in reports.waiting(PARTNER, shard, 100):
            each.delete()


def _kept(at, kind):
    return records.run(str(day_of(at))).counts.get(kind, {}).get("kept")


def test_a_declaration_stays_until_its_report_is_acknowledged():
    at = a_year()
    client, person_id = steps.resident(at)
    steps.declared(client, person_id, at)
    over = at + 61 * DAY
    retire(over)
    assert len(history.declarations(person_id, 9, None)) == 1
    assert _kept(over, "declarations") == 1
    _acknowledged()
    retire(over + 7 * DAY)
    assert history.declarations(person_id, 9, None) == []


def test_a_case_keeps_its_identity_until_its_report_is_acknowledged():
    at = a_year()
    case_id = in_force(a_document(), at, on=str(day_of(at)))
    record = CaseRecord.find(f"CASE#{case_id}", "case")
    record.told = {**record.told, "status": "excluded"}
    record.save()
    steps.told((None, record))
    retire(at + 91 * DAY)
    assert CaseRecord.find(f"CASE#{case_id}", "case").document
    _acknowledged()
    retire(at + 98 * DAY)
    assert not CaseRecord.find(f"CASE#{case_id}", "case").document


def test_a_violation_stays_while_its_report_is_on_its_way():
    at = a_year()
    record = _violation(at)
    record.save()
    report = ReportRecord(record.pk, "report", message={}, at=at, status="sent")
    report.save()
    retire(at + 366 * DAY)
    assert ViolationRecord.find(record.pk, record.sk) is not None
    report.refresh()
    report.status = "acknowledged"
    report.save()
    retire(at + 373 * DAY)
    assert ViolationRecord.find(record.pk, record.sk) is None


def test_nobody_is_erased_of_whom_a_report_is_not_acknowledged():
    at = a_year()
    client, person_id = steps.resident(at)
    steps.declared(client, person_id, at)
    retire(at + 167 * DAY)
    assert (people.state(person_id).notified or {}).get("erasure") is None
    assert _kept(at + 167 * DAY, "people_without_declarations") == 1
    _acknowledged()
    told = at + 174 * DAY
    retire(told)
    shown = log_in(client, client.phone, told).get("/v1/me/messages", at=told + MINUTE).body["items"]
    assert "erasure_ahead" in [each["kind"] for each in shown]

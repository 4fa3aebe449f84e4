"""Each kind goes on its day and not before, and what it rests on keeps it."""

import json

import pytest

from chalicelib.desk.requests import RecoveryRecord
from chalicelib.features.appeals.records import AppealRecord
from chalicelib.features.credit.records import ReportRecord, ViolationRecord
from chalicelib.features.epidemic.case_records import CaseRecord, CaseRefRecord, CaseVersionRecord
from chalicelib.features.epidemic.contact_records import ContactRecord
from chalicelib.features.epidemic.designation_records import BreachRecord, DesignationRecord
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.retention import records, resting
from chalicelib.person.known_facts import KnownRecord
from chalicelib.retention.due import day_of
from tests.epidemic.steps import in_force
from tests.proposals.steps import at_work, epidemiologist
from tests.retention.steps import DAY, a_year, retire
from tests.support.client import Client
from tests.support.resident_steps import a_document, applied, declare

NOBODY = "document-of-nobody"


def _contact(at):
    return ContactRecord(
        "CONTACT#r1",
        "contact",
        document_hash=NOBODY,
        last4="0000",
        region="630102",
        contact_kind="close",
        last_exposure=str(day_of(at)),
        ground="exposure",
        at=at,
    )


def _beside(at):
    record = _contact(at)
    record.pk, record.sk = "CASE#r1", "contact#r1"
    return record


def _designation(at):
    told = {"document_hash": NOBODY, "region": "63", "told": {}}
    return DesignationRecord("DESIG#r1", "designation", person_id="nobody", at=at, **told)


def _breach(at):
    return BreachRecord("BREACH#r1", "breach", person_id="nobody", region="630102", told={}, at=at)


def _violation(at):
    told = {"told": {}, "deciders": {"a"}, "proposal": "p", "document": "", "document_hash": NOBODY, "last4": "0000"}
    return ViolationRecord(
        "VIOL#r1", "violation", person_id="nobody", region="630102", at=at, object_until=at, reported_at=at, **told
    )


def _appeal(at):
    told = {"category": "other", "text": "", "department": "other", "due_at": at}
    return AppealRecord("P#retired", "appeal#1-1", at=at, decided_at=at, status="rejected", **told)


def _recovery(at):
    return RecoveryRecord("REC#r1", "recovery", status="refused", content="", requested_at=at, decided_at=at)


def _proposal(at, status="refused"):
    told = {"subject": "x", "content": {}, "content_hash": "", "reason": "", "touches": {}, "authors": {"a"}}
    return ProposalRecord(
        "PROP#r1",
        "proposal",
        proposed_kind="case",
        status=status,
        proposed_by="a",
        proposed_at=at,
        expires_at=at,
        decided_at=at,
        **told,
    )


def _agreed(at):
    return _proposal(at, "in_force")


def _known(at):
    told = {"at": at.isoformat(), "status": "excluded", "source": "desk", "source_ref": "r1"}
    return KnownRecord(f"DOC#{NOBODY}", "known", facts=json.dumps([["CaseKnown", json.dumps(told)]]))


@pytest.mark.parametrize(
    ("made", "days"),
    [
        (_contact, 40),
        (_beside, 40),
        (_designation, 40),
        (_breach, 40),
        (_violation, 365),
        (_appeal, 90),
        (_recovery, 90),
        (_proposal, 14),
        (_agreed, 1_095),
        (_known, 60),
    ],
)
def test_a_record_goes_the_day_after_its_last(cloud, made, days):
    at = a_year()
    record = made(at)
    record.save()
    retire(at + days * DAY)
    assert type(record).find(record.pk, record.sk) is not None
    retire(at + (days + 1) * DAY)
    assert type(record).find(record.pk, record.sk) is None


def test_what_somebody_wrote_meanwhile_is_looked_at_again(cloud):
    at = a_year()
    record = _appeal(at)
    record.decided_at, record.status = None, "open"
    record.save()
    retire(at + 91 * DAY)
    found = AppealRecord.find(record.pk, record.sk)
    assert str(day_of(at + 98 * DAY)) in found.gsi4pk
    found.delete()


def test_a_case_loses_its_identity_and_then_goes(cloud):
    at = a_year()
    number = a_document()
    case_id = in_force(number, at, on=str(day_of(at)))
    record = CaseRecord.find(f"CASE#{case_id}", "case")
    record.told = {**record.told, "status": "excluded"}
    record.stated, record.source_ref = 1, f"ref-{case_id}"
    record.save()
    CaseRefRecord(f"CASEREF#{record.source}#{record.source_ref}", "case", case_id=case_id).save()
    version = CaseVersionRecord.find(f"CASE#{case_id}", "h#000001") or _only_version(case_id)
    version.reached = {"person_id": "somebody"}
    version.save()
    retire(at + 91 * DAY)
    left = CaseRecord.find(f"CASE#{case_id}", "case")
    assert (left.document, left.document_hash, left.last4, left.gsi2pk) == ("", "", "", None)
    assert left.told["kind"] == "confirmed"
    assert _only_version(case_id).reached is None
    later = at + 91 * DAY
    shown = at_work(epidemiologist(), later).get(f"/v1/cases/{case_id}", at=later)
    assert shown.status == 200
    body = {"reason": "tracing"}
    assert at_work(epidemiologist(), later).post(f"/v1/cases/{case_id}/reveals", body, at=later).status == 410
    retire(at + 1_096 * DAY)
    assert CaseRecord.find(f"CASE#{case_id}", "case") is None
    assert CaseRefRecord.find(f"CASEREF#{record.source}#{record.source_ref}", "case") is None


def _only_version(case_id):
    return _versions(case_id)[0]


def test_a_contact_of_somebody_with_an_open_hold_stays(cloud):
    at = a_year()
    number = a_document()
    client, person = applied(Client(), at, number=number)
    declare(client, person["id"], at)
    in_force(number, at, on=str(day_of(at)))
    document = CaseRecord.scan(CaseRecord.document_hash.exists() & (CaseRecord.opened_at >= at)).next().document_hash
    record = _contact(at)
    record.document_hash = document
    record.save()
    assert resting.rests(record, at)
    retire(at + 41 * DAY)
    assert ContactRecord.find(record.pk, record.sk) is not None
    assert records.run(str(day_of(at + 41 * DAY))).counts["contacts"]["kept"] == 1


def test_an_open_proposal_keeps_what_it_is_about(cloud):
    from chalicelib.features.proposals.records import OpenRecord

    at = a_year()
    record = _designation(at)
    record.save()
    gone = at + 41 * DAY
    OpenRecord("PROPOF#designation#r1", "open", proposal_id="x", expires_at=gone + DAY).save()
    retire(gone)
    left = DesignationRecord.find(record.pk, record.sk)
    assert left is not None
    left.delete()


def test_the_report_of_a_violation_goes_with_it(cloud):
    at = a_year()
    record = _violation(at)
    record.save()
    ReportRecord(record.pk, "report", message={}, at=at).save()
    retire(at + 366 * DAY)
    assert ReportRecord.find(record.pk, "report") is None


def test_a_case_that_was_changed_ever_again_loses_all_that_its_versions_name(cloud):
    """More of them than one transaction takes."""
    at = a_year()
    case_id = in_force(a_document(), at, on=str(day_of(at)))
    record = CaseRecord.find(f"CASE#{case_id}", "case")
    record.told = {**record.told, "status": "excluded"}
    record.save()
    version = _only_version(case_id)
    for number in range(2, 131):
        version.sk, version.reached = f"h#{number:06d}", {"person_id": "somebody"}
        CaseVersionRecord(**version.attribute_values).save()
    retire(at + 91 * DAY)
    assert [each.sk for each in _versions(case_id) if each.reached] == []
    retire(at + 1_096 * DAY)
    assert (_versions(case_id), CaseRecord.find(f"CASE#{case_id}", "case")) == ([], None)


def _versions(case_id):
    return list(CaseVersionRecord.query(f"CASE#{case_id}", CaseVersionRecord.sk.startswith("h#")))

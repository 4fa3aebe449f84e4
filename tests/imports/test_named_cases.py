"""Contacts of a list that name their case by its id, or by what its office calls it."""

import uuid

import pytest

from tests.epidemic.steps import in_force as case_in_force
from tests.epidemic.steps import resident
from tests.imports.steps import counts, errors, in_force, uploaded
from tests.imports.test_in_force import _CASES, contact, csv
from tests.person.test_known_facts import rules_of
from tests.proposals.steps import epidemiologist
from tests.support.office_files import HEADING
from tests.support.resident_steps import NOON, a_document

_HEADING = ",".join([*HEADING, "病例编号"])


def a_reference() -> str:
    return f"XN-{uuid.uuid4().hex[:8]}"


def named(document: str, *cases: str) -> str:
    return ",".join([*contact(document), ";".join(cases)])


def cases_of(*references: str, status: str = "在治") -> None:
    """Cases of a list that are called so, of others' documents."""
    lines = (f"{a_document()},确诊,{status},2020-03-09,,630102,{each}" for each in references)
    in_force(csv(_CASES, *lines), kind="cases")


def case_ids(reference: str) -> list[str]:
    found = epidemiologist().get("/v1/cases?status=open&region=630102&limit=100", at=NOON).body["items"]
    return [each["id"] for each in found if each["source_ref"] == reference]


@pytest.mark.parametrize("written", [str, str.lower, lambda reference: f" {reference} "])
def test_a_reference_means_the_case_however_it_is_written_and_the_line_is_the_same_with_its_id(written):
    _, person_id, document = resident()
    reference, by_hand = a_reference(), a_reference()
    cases_of(reference)
    entered = case_in_force(a_document(), source_ref=by_hand)
    (case_id,) = case_ids(reference)
    in_force(csv(_HEADING, named(document, written(reference), by_hand)))
    assert rules_of(person_id) == {"contact.close"}
    (listed,) = epidemiologist().get(f"/v1/contacts?case={case_id}", at=NOON).body["items"]
    assert listed["case_ids"] == sorted([case_id, entered])
    assert counts(uploaded(csv(_HEADING, named(document, case_id, entered))))["known"] == 1


def test_what_means_no_case_or_several_is_an_error_of_the_line():
    twice, over = a_reference(), a_reference()
    cases_of(twice, twice)
    cases_of(over, status="排除")
    import_id = uploaded(csv(_HEADING, *(named(a_document(), each) for each in (twice, over, "nobody"))))
    found = [(each["column"], each["code"]) for each in errors(import_id)]
    assert found == [("病例编号", each) for each in ("ambiguous_case", "unknown_case", "unknown_case")]


def test_a_case_of_another_region_is_not_meant():
    reference = a_reference()
    in_force(csv(_CASES, f"{a_document()},确诊,在治,2020-03-09,,630102,{reference}"), kind="cases")
    by = epidemiologist("34")
    line = [*contact(a_document())[:4], "340102", reference]
    import_id = uploaded(csv(_HEADING, ",".join(line)), by=by)
    found = by.get(f"/v1/imports/{import_id}/errors?limit=5", at=NOON).body["items"]
    assert [each["code"] for each in found] == ["unknown_case"]

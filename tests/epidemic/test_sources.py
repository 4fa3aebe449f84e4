"""What several sources say of a case: newer versions count, older ones change nothing, a disagreement is decided."""

from typing import Any

from tests.epidemic.steps import DAY, MINUTE, agree, an_entry, change, code, enter, in_force, inbox, resident, shown
from tests.epidemic.test_cases import audit_of
from tests.person.test_known_facts import rules_of, stored_equals_rebuilt
from tests.proposals.steps import at_work, epidemiologist
from tests.support.resident_steps import NOON, a_document


def reported(number: str, revision: int, at=NOON, **changes: Any) -> Any:
    """What the hospital says of its case 17."""
    told = {"source": "hospital", "source_ref": f"17-{number}", "revision": revision}
    return enter(epidemiologist(), number, at, **told | changes)


def of_the_hospital(number: str, revision: int, at=NOON, **changes: Any) -> str:
    proposal = reported(number, revision, at, **changes)
    assert proposal.status == 201, proposal.raw
    assert agree(epidemiologist(), proposal.body, at).status == 200
    return str(proposal.body["subject"])


def test_a_newer_version_of_a_source_changes_its_case_and_an_older_one_nothing():
    client, person_id, number = resident()
    case_id = of_the_hospital(number, 3, kind="suspected")
    newer = reported(number, 5, NOON + MINUTE)
    assert (newer.status, newer.body["subject"], newer.body["no_effect"]) == (201, case_id, None)
    assert agree(epidemiologist(), newer.body, NOON + MINUTE).status == 200
    older = reported(number, 4, NOON + 2 * MINUTE, kind="suspected", status="excluded")
    assert (older.status, older.body["no_effect"]) == (200, "older")
    assert code(client, person_id, NOON + 2 * MINUTE)["holds"][0]["rule"] == "case.confirmed"
    case = shown(epidemiologist(), case_id, NOON + 2 * MINUTE)
    assert (case["source"], case["revision"], case["kind"], case["status"]) == ("hospital", 5, "confirmed", "open")
    assert [(each["revision"], each["no_effect"]) for each in case["history"]] == [(4, "older"), (5, None), (3, None)]
    assert older.body["id"] in {each["ids"]["proposal"] for each in audit_of(case_id)}
    assert stored_equals_rebuilt(person_id)
    decision_ref = code(client, person_id, NOON + 2 * MINUTE)["holds"][0]["decision_ref"]
    assert decision_ref == case_id


def test_the_same_version_again_is_known_and_with_other_content_refused():
    _, _, number = resident()
    case_id = of_the_hospital(number, 3)
    before = shown(epidemiologist(), case_id)
    again = reported(number, 3, NOON + MINUTE)
    assert (again.status, again.body["no_effect"], again.body["subject"]) == (200, "known", case_id)
    for changes in ({"on": "2020-03-08"}, {"person": an_entry(a_document())["person"]}):
        other = reported(number, 3, NOON + MINUTE, **changes)
        assert (other.status, other.body["code"], other.fields) == (409, "conflict", {"revision": "other_content"})
    assert reported(number, 2, NOON + MINUTE, kind="suspected").body["no_effect"] == "older"
    assert reported(number, 2, NOON + MINUTE, kind="suspected").body["no_effect"] == "known"
    assert reported(number, 2, NOON + MINUTE).status == 409
    after = shown(epidemiologist(), case_id, NOON + MINUTE)
    assert (after["version"], after["changed_at"]) == (before["version"], before["changed_at"])


def test_a_newer_version_lets_go_at_once_and_one_that_names_somebody_else_takes_two():
    client, person_id, number = resident()
    case_id = of_the_hospital(number, 1)
    _, other_id, other = resident()
    moved = reported(number, 2, NOON + MINUTE, person=an_entry(other)["person"])
    assert (moved.status, moved.body["subject"], moved.body["touches"]["to_red"]) == (201, case_id, 1)
    assert rules_of(person_id, NOON + MINUTE) == {"case.confirmed"}
    assert agree(epidemiologist(), moved.body, NOON + MINUTE).status == 200
    assert (rules_of(person_id, NOON + MINUTE), rules_of(other_id, NOON + MINUTE)) == (set(), {"case.confirmed"})
    assert "case_withdrawn" in inbox(client, NOON + MINUTE)
    gone = reported(number, 3, NOON + 2 * MINUTE, person=an_entry(other)["person"], status="withdrawn")
    assert (gone.status, gone.body["status"]) == (200, "in_force")
    assert rules_of(other_id, NOON + 2 * MINUTE) == set()
    assert stored_equals_rebuilt(person_id)
    assert stored_equals_rebuilt(other_id)


def test_a_disagreement_is_decided_by_one_who_eases_and_stands_until_a_newer_version():
    client, person_id, number = resident()
    desk = in_force(number, kind="suspected")
    hospital = of_the_hospital(number, 1, NOON + MINUTE)
    assert rules_of(person_id, NOON + MINUTE) == {"case.confirmed"}, "the gravest of the open opinions"
    case = shown(epidemiologist(), desk, NOON + MINUTE)
    assert [(each["id"], each["source"], each["kind"]) for each in case["other_sources"]] == [
        (hospital, "hospital", "confirmed")
    ]
    assert case["disagreement_since"].startswith("2020-03-10T04:01")
    later = NOON + DAY
    decided = change(epidemiologist(), desk, later, decides=True)
    assert (decided.status, decided.body["status"]) == (200, "in_force"), "it makes nobody worse"
    assert rules_of(person_id, later) == {"case.suspected"}
    case = shown(epidemiologist(), hospital, later)
    assert (case["disagreement_since"], [each["kind"] for each in case["other_sources"]]) == (None, ["suspected"])
    newer = reported(number, 2, later + MINUTE, on="2020-03-08").body
    assert agree(epidemiologist(), newer, later + MINUTE).status == 200
    assert rules_of(person_id, later + MINUTE) == {"case.confirmed"}
    assert shown(epidemiologist(), desk, later + MINUTE)["disagreement_since"] is not None
    assert code(client, person_id, later + MINUTE)["colour"] == "red"
    assert stored_equals_rebuilt(person_id)


def test_a_decision_that_makes_somebody_worse_takes_two():
    _, person_id, number = resident()
    desk = in_force(number, kind="suspected")
    of_the_hospital(number, 1, kind="suspected")
    worse = change(epidemiologist(), desk, NOON + MINUTE, kind="confirmed", decides=True)
    assert (worse.body["status"], rules_of(person_id, NOON + MINUTE)) == ("proposed", {"case.suspected"})
    assert agree(epidemiologist(), worse.body, NOON + MINUTE).status == 200
    assert rules_of(person_id, NOON + MINUTE) == {"case.confirmed"}
    over = change(epidemiologist(), desk, NOON + 2 * MINUTE, status="excluded", decides=True)
    assert over.body["status"] == "in_force"
    assert rules_of(person_id, NOON + 2 * MINUTE) == set()
    assert stored_equals_rebuilt(person_id)


def test_what_no_source_can_say_is_refused_and_other_regions_cases_are_not_there():
    _, _, number = resident()
    staff = epidemiologist()
    assert enter(staff, number, source="hospital").fields == {"revision": "required"}
    assert enter(staff, number, revision=1).fields == {"source_ref": "required"}
    assert enter(staff, number, status="excluded").fields == {"status": "not_allowed"}
    assert enter(staff, number, source="No such", source_ref="1", revision=1).status == 400
    of_the_hospital(number, 3)
    form = an_entry(number, source="hospital", source_ref=f"17-{number}", revision=4, region="340102")
    assert at_work(epidemiologist("34"), NOON).post("/v1/cases", form, at=NOON).status == 404


def test_two_first_versions_of_one_reference_are_one_case():
    _, _, number = resident()
    first, second = (reported(number, 1).body for _ in range(2))
    assert agree(epidemiologist(), first).status == 200
    answer = agree(epidemiologist(), second)
    assert (answer.status, answer.body["code"]) == (409, "conflict")

"""Cases and contacts as an outsider checks them, with the instants, colours and days that must come out."""

from datetime import datetime
from typing import Any

from chalicelib.features.statistics import job as statistics_job
from chalicelib.person import history
from chalicelib.person import records as people
from tests.corrections.test_copies import handed_over
from tests.epidemic.steps import agree, change, code, enter, in_force, inbox
from tests.epidemic.test_contacts import contact_of, name, spread
from tests.person.test_known_facts import card, rules_of, stored_equals_rebuilt
from tests.proposals.steps import at_work, epidemiologist
from tests.statistics.steps import change as told_by_the_stream
from tests.support.client import Answer, Client
from tests.support.gate_steps import verify
from tests.support.resident_steps import a_document, applied, declare, log_in_staff


def at(text: str) -> datetime:
    """An instant of March 2020, in Shanghai: `10 09:00`."""
    return datetime.fromisoformat(f"2020-03-{text}:00+08:00")


def green(when: datetime, number: str | None = None) -> tuple[Client, str, str]:
    number = number or a_document()
    client, person = applied(Client(), when, number=number)
    assert declare(client, person["id"], when).body["code"]["colour"] == "green"
    return client, person["id"], number


def test_1_the_second_epidemiologist_turns_the_code_red():
    client, person_id, number = green(at("10 08:00"))
    token = code(client, person_id, at("10 08:59"))["token"]
    first, second = epidemiologist(), epidemiologist()
    proposal = enter(first, number, at("10 09:00"), on="2020-03-10")
    assert proposal.status == 201
    assert code(client, person_id, at("10 09:01"))["colour"] == "green"
    own = agree(first, proposal.body, at("10 09:02"))
    assert (own.status, own.body["code"]) == (403, "same_person")
    assert agree(second, proposal.body, at("10 09:03")).status == 200
    shown = code(client, person_id, at("10 09:03"))
    assert (shown["colour"], [each["rule"] for each in shown["holds"]]) == ("red", ["case.confirmed"])
    assert (shown["holds"][0]["since"], shown["holds"][0]["clears_on"]) == ("2020-03-10", None)
    answer = verify(log_in_staff("gate", at("10 09:03")), token, at=at("10 09:03"))
    assert answer.body["reason"] == "revoked"


def test_2_who_applies_two_days_later_is_red_in_the_first_answer_by_one_fact():
    number = a_document()
    case_id = in_force(number, at("10 09:00"), on="2020-03-10")
    client, person = applied(Client(), at("12 09:00"), number=number)
    for _ in range(2):
        shown = declare(client, person["id"], at("12 09:00")).body["code"]
        assert (shown["colour"], len(shown["holds"]), shown["holds"][0]["clears_on"]) == ("red", 1, None)
    copies = [each for each in history.history(person["id"]) if history.is_known(each)]
    assert [each.content.count(f"case-{case_id}-000001") for each in copies] == [1]
    assert stored_equals_rebuilt(person["id"])


def test_4_a_changed_case_is_not_approved_by_what_was_seen_before():
    client, person_id, number = green(at("10 08:00"))
    first, second, third = epidemiologist(), epidemiologist(), epidemiologist()
    before = enter(first, number, at("10 09:00"), on="2020-03-09").body
    assert agree(second, before, at("10 09:03")).status == 200
    changed = change(first, before["subject"], at("10 09:10"), on="2020-03-08").body
    answer = agree(third, changed, at("10 09:11"), content_hash=before["content_hash"])
    assert (answer.status, answer.body["code"]) == (409, "conflict")
    assert code(client, person_id, at("10 09:12"))["holds"][0]["since"] == "2020-03-09"


def test_5_a_struck_case_frees_its_contacts_but_the_one_of_another_case(cloud):
    client, person_id, number = green(at("10 08:00"))
    them = [green(at("10 08:00")) for _ in range(3)]
    case_a = in_force(number, at("10 09:00"), kind="suspected")
    case_b = in_force(a_document(), at("10 09:00"))
    for (_, _, theirs), cases in zip(them, ([case_a], [case_a], [case_a, case_b]), strict=True):
        contact_of(theirs, *cases, at=at("10 10:00"))
    assert [code(each, who, at("10 10:00"))["colour"] for each, who, _ in them] == ["red"] * 3
    red = people.state(person_id)
    assert change(epidemiologist(), case_a, at("15 09:00"), status="excluded").status == 200
    statistics_job.work({"Records": [told_by_the_stream(red, people.state(person_id))]})
    declare(client, person_id, at("15 09:00"))
    assert code(client, person_id, at("15 09:00"))["colour"] == "green"
    spread(cloud, at("15 09:01"))
    assert [code(each, who, at("15 09:01"))["colour"] for each, who, _ in them] == ["green", "green", "red"]
    assert [inbox(each, at("15 09:01")).count("contact_taken_back") for each, _, _ in them] == [1, 1, 0]
    assert "case_excluded" in inbox(client, at("15 09:01"))
    handed_over(person_id, at("15 09:02"))
    assert {each["where"]: each["status"] for each in _corrections(case_a, at("15 09:02"))}["contacts"] == "done"
    assert "pending" not in {each["status"] for each in _corrections(case_a, at("15 09:02"))}


def _corrections(case_id: str, when: datetime) -> list[dict[str, Any]]:
    staff = at_work(epidemiologist(), when)
    return list(staff.get(f"/v1/cases/{case_id}/corrections", at=when).body["copies"])


def test_6_a_contact_of_14_days_ago_is_red_for_the_check_ins_and_a_later_one_is_too_late():
    client, person_id, number = green(at("14 09:00"))
    case_id = in_force(a_document(), at("13 11:00"))
    contact_of(number, case_id, at=at("14 10:00"), last_exposure="2020-03-01")
    shown = declare(client, person_id, at("14 11:00")).body["code"]
    assert (shown["colour"], shown["holds"][0]["clears_on"], shown["holds"][0]["checkins_required"]) == (
        "red",
        "2020-03-27",
        14,
    )
    other, other_id, theirs = green(at("16 09:00"))
    answer: Answer = name(epidemiologist(), theirs, [case_id], at("16 10:00"), last_exposure="2020-03-01")
    assert (answer.status, answer.body["code"]) == (409, "too_late")
    assert code(other, other_id, at("16 10:00"))["colour"] == "green"


def test_24_who_erases_themself_while_a_case_is_approved_is_red_when_they_apply_again():
    client, person_id, number = green(at("10 08:00"))
    proposal = enter(epidemiologist(), number, at("10 09:00")).body
    assert client.call("DELETE", f"/v1/people/{person_id}", at=at("10 08:01")).status == 204
    assert people.state(person_id) is None
    assert agree(epidemiologist(), proposal, at("10 09:02")).status == 200
    again, person = applied(Client(), at("11 09:00"), number=number)
    shown = declare(again, person["id"], at("11 09:00")).body["code"]
    assert (shown["colour"], shown["holds"][0]["rule"]) == ("red", "case.confirmed")
    assert people.claim_of(card(number)).person_id == person["id"]


def test_25_a_released_case_that_opens_again_is_a_proposal_and_the_person_as_they_were():
    client, person_id, number = green(at("10 08:00"))
    case_id = in_force(number, at("10 09:00"))
    change(epidemiologist(), case_id, at("15 09:00"), status="released", released_on="2020-03-14")
    before = code(client, person_id, at("15 09:01"))["holds"]
    assert (before[0]["since"], before[0]["checkins_required"]) == ("2020-03-14", 14)
    again = change(epidemiologist(), case_id, at("15 09:02"), status="open")
    assert (again.status, again.body["status"]) == (200, "proposed")
    assert code(client, person_id, at("15 09:03"))["holds"] == before
    assert agree(epidemiologist(), again.body, at("15 09:04")).status == 200
    assert code(client, person_id, at("15 09:04"))["holds"][0]["clears_on"] is None


def test_22_a_case_of_a_mended_number_is_of_whom_staff_say():
    from tests.people.test_numbers import decide as decide_number
    from tests.people.test_numbers import fixed_number, waiting
    from tests.support.resident_steps import refreshed
    from tests.support.traveller_steps import START, a_passport, abroad

    client, person_id, wrong = fixed_number()
    right = a_passport()
    abroad(client, person_id, START)
    entry = {"person": {"document": {"type": "passport", "number": wrong, "country": "CN"}}}
    in_force("", START, **entry)
    entry["person"]["document"]["number"] = right
    in_force("", START, kind="suspected", **entry)
    assert rules_of(person_id, START) == {"case.confirmed"}
    wanted = {"document": {"number": right, "country": "CN"}, "evidence": "一个数字看错了"}
    assert refreshed(client, START).post(f"/v1/people/{person_id}/corrections", wanted, at=START).status == 202
    (waits,) = waiting(person_id=person_id)
    assert decide_number(waits["id"], True).status == 200
    assert rules_of(person_id, START) == {"case.suspected"}, "the one hold goes and the other comes, at once"
    assert stored_equals_rebuilt(person_id)


def test_23_one_passport_number_of_two_countries_is_one_red_and_one_green():
    from tests.support.traveller_steps import START, a_passport, with_passport

    number = a_passport()
    _, her = with_passport(number=number, nationality="US", document={"country": "US"})
    _, him = with_passport(number=number, nationality="GB", document={"country": "GB"})
    in_force("", START, person={"document": {"type": "passport", "number": number, "country": "US"}})
    assert (rules_of(her, START), rules_of(him, START)) == ({"case.confirmed"}, set())

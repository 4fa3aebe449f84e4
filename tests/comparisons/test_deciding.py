"""What staff find: two people who are never compared again, or one who has one code with what holds for both."""

from datetime import timedelta

import pytest

from chalicelib.desk import audit
from chalicelib.features.sweep import expiry_job
from chalicelib.person import colour, documents
from chalicelib.person import records as people
from tests.comparisons.steps import Someone, certify, entered, person
from tests.comparisons.test_waiting import HOUR, shown
from tests.proposals.steps import decide as agree
from tests.support.client import Answer, Client
from tests.support.resident_steps import declare, log_in, log_in_staff, refreshed
from tests.support.traveller_steps import DAY, START, code, told


def reviewer(role: str = "reviewer", region: str = "63", at=START) -> Client:
    return log_in_staff(role, at, region)


def listed(staff: Client, newcomer: str, at=START) -> dict | None:
    """The comparison of a newcomer, as this member of staff sees it in the list."""
    path = "/v1/comparisons?limit=100"
    page = staff.get(path, at=at).body
    found = page["items"]
    while page["next_cursor"]:
        page = staff.get(f"{path}&cursor={page['next_cursor']}", at=at).body
        found += page["items"]
    return next((each for each in found if each["newcomer"] and each["newcomer"]["person_id"] == newcomer), None)


def decide(staff: Client, comparison_id: str, outcome: str, at=START) -> Answer:
    body = {"outcome": outcome, "reason": "looked at both photos"}
    return staff.post(f"/v1/comparisons/{comparison_id}/decision", body, at=at)


def compared(*, temperature: float = 38.0) -> tuple[Someone, tuple[Client, str], tuple[Client, str], str]:
    """Somebody with a certified card and this temperature, then well with a passport: both, and the comparison."""
    someone = Someone()
    card = entered(someone.card())
    certify(card[1])
    declare(*card, START, temperature=temperature)
    passport = entered(someone.passport())
    certify(passport[1])
    declare(*passport, START)
    return someone, card, passport, listed(reviewer(), passport[1])["id"]


def looks(client: Client, person_id: str) -> list[dict]:
    found = refreshed(client, START).get("/v1/me/lookers", at=START).body["items"]
    return [each for each in found if each["person_id"] == person_id]


def test_a_look_at_two_records_is_audited_and_both_read_of_it_but_not_of_each_other():
    _, card, passport, comparison_id = compared()
    assert [looks(*each) for each in (card, passport)] == [[], []]
    by = reviewer()
    assert by.get(f"/v1/comparisons/{comparison_id}", at=START).status == 200
    for client, person_id in (card, passport):
        (entry,) = audit.of_subject(person_id, 5, None, ["person.opened"])
        assert (entry.actor_id, entry.ids["comparison"]) == (by.account_id, comparison_id)
        (look,) = looks(client, person_id)
        assert (look["kind"], comparison_id in str(look)) == ("person.opened", False)


def test_staff_see_both_records_side_by_side():
    someone, card, passport, comparison_id = compared()
    seen = reviewer().get(f"/v1/comparisons/{comparison_id}", at=START).body
    assert (seen["newcomer"]["person_id"], seen["other"]["person_id"]) == (passport[1], card[1])
    assert (seen["newcomer"]["name"], seen["other"]["name"]) == (someone.latin, someone.name)
    assert {each["birth_date"] for each in (seen["newcomer"], seen["other"])} == {someone.birth}
    assert (seen["newcomer"]["document"]["country"], seen["other"]["holds"]) == ("CN", ["symptom"])
    listed_as = listed(reviewer(), passport[1])
    for side in (listed_as["newcomer"], listed_as["other"]):
        assert (side["birth_date"], side["address"]) == (None, None)
        assert side["name"] in ("N***", "欧阳**")
        assert side["document"]["number"].startswith("···")
    elsewhere = reviewer(region="34")
    assert listed(elsewhere, passport[1]) is None
    assert elsewhere.get(f"/v1/comparisons/{comparison_id}", at=START).status == 404
    assert decide(elsewhere, comparison_id, "different").status == 404


def test_different_lets_both_stand_and_is_never_asked_again():
    _, card, passport, comparison_id = compared()
    answer = decide(reviewer(), comparison_id, "different")
    assert (answer.status, answer.body["status"], answer.body["proposal"]) == (200, "different", None), answer.raw
    assert (shown(*passport), shown(*card)) == (("green", True), ("yellow", True))
    assert person(*passport)["waiting"] is None
    assert len(told(passport[0], START, "told_apart")) == 1
    assert decide(reviewer(), comparison_id, "same").body["code"] == "comparison_decided"


def test_who_was_told_apart_and_comes_back_with_the_document_does_not_wait():
    someone, _, _, _ = compared()
    form = someone.passport("GB")
    client, second = entered(form)
    while comparison := listed(reviewer(), second):
        assert decide(reviewer(), comparison["id"], "different").status == 200
    assert people.state(second).waits == {}
    assert refreshed(client, START).call("DELETE", f"/v1/people/{second}", at=START).status == 204
    _, again = entered(form, START + HOUR, log_in(Client(), client.phone, START + HOUR))
    assert people.state(again).waits == {}


def test_what_was_carried_goes_with_the_finding_that_they_are_two():
    _, _, passport, comparison_id = compared()
    expiry_job.sweep(START + DAY)
    assert shown(*passport, START + DAY) == ("yellow", True)
    assert decide(reviewer(at=START + DAY + HOUR), comparison_id, "different", START + DAY + HOUR).status == 409
    answer = decide(reviewer("supervisor", at=START + DAY + HOUR), comparison_id, "different", START + DAY + HOUR)
    assert answer.status == 200, answer.raw
    assert shown(*passport, START + DAY + HOUR) == ("green", True)
    state = people.state(passport[1])
    assert colour.rebuild(passport[1], ()) == colour.load_state(state)


def test_two_records_of_whom_nobody_is_worse_off_are_joined_by_one():
    _, card, passport, comparison_id = compared(temperature=36.5)
    answer = decide(reviewer(), comparison_id, "same")
    assert (answer.status, answer.body["status"], answer.body["proposal"]) == (200, "same", None), answer.raw
    assert (shown(*card), shown(*passport)) == (("green", True), ("green", True))
    assert code(*passport, START)["person_id"] == card[1]
    for (client, _), kind in ((card, "joined"), (passport, "joined_away")):
        assert len(told(client, START, kind)) == 1


def joined(at=START) -> tuple[tuple[Client, str], tuple[Client, str], str]:
    """A feverish card and a passport, joined by two: both, and the comparison."""
    _, card, passport, comparison_id = compared()
    first = reviewer(at=at)
    answer = decide(first, comparison_id, "same", at)
    assert (answer.body["status"], bool(answer.body["proposal"])) == ("waiting", True), answer.raw
    assert agree(first, answer.body["proposal"], at=at).body["code"] == "same_person"
    touched = first.get(f"/v1/proposals/{answer.body['proposal']}/people", at=at).body["items"]
    assert {each["person_id"] for each in touched} == {card[1], passport[1]}
    (worse,) = {each["after"] for each in touched}
    assert {each["before"] for each in touched} == {"green", worse}
    assert shown(*passport, at) == (None, False)
    approved = agree(reviewer("supervisor", at=at), answer.body["proposal"], at=at)
    assert approved.status == 200, approved.raw
    return card, passport, comparison_id


def test_same_is_one_person_with_one_code_and_what_holds_for_both():
    card, passport, _ = joined()
    seen = code(*passport, START)
    assert (seen["person_id"], seen["colour"], seen["certification"]) == (card[1], "yellow", "certified")
    assert shown(*card) == ("yellow", True)
    profile = people.profile(passport[1])
    assert documents.claim_by_hash(profile.document_hash).person_id == card[1]
    state = people.state(card[1])
    assert colour.rebuild(card[1], ()) == colour.load_state(state)


def test_declarations_of_both_make_one_chain_of_check_ins():
    card, passport, _ = joined()
    for day in range(1, 8):
        client, person_id = passport if day % 2 else card
        assert declare(client, person_id, START + day * DAY - HOUR).status == 201
    assert shown(*card, START + 7 * DAY)[0] == "green"
    state = people.state(card[1])
    assert colour.rebuild(card[1], ()) == colour.load_state(state)


def test_neither_account_sees_what_the_other_declared():
    card, passport, _ = joined()
    for client, person_id in (card, passport):
        items = refreshed(client, START).get(f"/v1/people/{person_id}/declarations", at=START).body["items"]
        assert [each["id"].split("-")[0] for each in items] == [person_id]


def test_a_week_later_the_other_account_has_the_person_no_more():
    card, passport, _ = joined()
    expiry_job.sweep(START + 7 * DAY)
    client, person_id = passport
    assert refreshed(client, START + 7 * DAY).get("/v1/people", at=START + 7 * DAY).body["items"] == []
    assert client.get(f"/v1/people/{person_id}/code", at=START + 7 * DAY).status == 404
    assert shown(*card, START + 7 * DAY)[1]


@pytest.mark.parametrize("after", [timedelta(hours=2), 8 * DAY])
def test_a_join_is_undone_by_two_and_each_fact_returns_to_its_document(after):
    card, passport, comparison_id = joined()
    declare(*passport, START + HOUR)
    expiry_job.sweep(START + after)
    at = START + after
    first = reviewer(at=at)
    undone = first.post(f"/v1/comparisons/{comparison_id}/undoing", {"reason": "twins"}, at=at)
    assert undone.status == 200, undone.raw
    assert agree(reviewer("supervisor", at=at), undone.body["proposal"], at=at).status == 200
    assert shown(*passport, at)[0] == "green"
    assert shown(*card, at)[0] == "yellow"
    assert code(*passport, at)["person_id"] == passport[1]
    profile = people.profile(passport[1])
    assert documents.claim_by_hash(profile.document_hash).person_id == passport[1]
    for _, person_id in (card, passport):
        assert colour.rebuild(person_id, ()) == colour.load_state(people.state(person_id))


def test_joining_makes_no_earlier_check_in_worsened():
    someone = Someone()
    card = entered(someone.card())
    certify(card[1])
    declare(*card, START, temperature=38.0)
    passport = entered(someone.passport(), START + DAY)
    declare(*passport, START + DAY, temperature=38.0)
    comparison_id = listed(reviewer(at=START + DAY), passport[1], START + DAY)["id"]
    at = START + DAY + HOUR
    answer = decide(reviewer(at=at), comparison_id, "same", at)
    if answer.body["proposal"]:
        assert agree(reviewer("supervisor", at=at), answer.body["proposal"], at=at).status == 200
    seen = code(*card, at)
    assert (seen["colour"], [hold["rule"] for hold in seen["holds"]]) == ("yellow", ["symptom"])
    later = declare(*card, START + 2 * DAY, temperature=38.0).body["code"]
    assert later["colour"] == "red"
    assert colour.rebuild(card[1], ()) == colour.load_state(people.state(card[1]))


def test_nobody_decides_about_themselves():
    _, card, passport, comparison_id = compared(temperature=36.5)
    own = people.profile(passport[1]).document_hash
    staff = log_in_staff("reviewer", START, "63", document=own)
    for outcome in ("same", "different"):
        assert decide(staff, comparison_id, outcome).body["code"] == "own_record"
    assert shown(*card)[1]

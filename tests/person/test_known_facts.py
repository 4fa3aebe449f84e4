"""What offices know of a document meets whoever has it: whichever comes first, and at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.identity.check_characters import resident_check
from chalicelib.identity.documents import Document
from chalicelib.person import arriving, colour, documents, history
from chalicelib.person import records as people
from chalicelib.person.changing import changing
from chalicelib.scoring.facts import CaseKnown
from tests.comparisons.steps import certify
from tests.comparisons.test_deciding import agree, compared, decide, reviewer
from tests.people.test_numbers import decide as decide_number
from tests.people.test_numbers import fixed_number, waiting
from tests.support.client import Client
from tests.support.resident_steps import (
    NOON,
    a_document,
    applied,
    apply,
    declare,
    log_in,
    refreshed,
)
from tests.support.traveller_steps import START, a_passport, abroad, with_passport

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def case(at: datetime, revision: int = 1, ref: str = "c1", **changes: Any) -> CaseKnown:
    told: dict[str, Any] = {"kind": "confirmed", "status": "open", "on": date(2020, 3, 9)}
    return CaseKnown(f"case-{ref}-{revision:06d}", at, **told | changes, source_ref=ref, revision=revision)


def card(number: str) -> str:
    return documents.hash_of(Document("id_card", number, None, None, None, "resident"))


def passport(number: str, country: str = "CN") -> str:
    return documents.hash_of(Document("passport", number, country, None, None, "passport"))


def arrived(document_hash: str, event: Any) -> None:
    changing(event.at, lambda attempt: arriving.arrive(attempt, document_hash, event), tries=100)


def code(client: Client, person_id: str, at: datetime) -> dict[str, Any]:
    return dict(refreshed(client, at).get(f"/v1/people/{person_id}/code", at=at).body)


def rules_of(person_id: str, at: datetime = NOON) -> set[str]:
    state = people.state(person_id)
    return {view.rule for scheme in colour.schemes_of(state) for view in colour.holds_of(state, scheme, at)}


def stored_equals_rebuilt(person_id: str) -> bool:
    return colour.load_state(people.state(person_id)) == colour.rebuild(person_id, ())


def test_a_case_turns_whoever_has_the_document_red_and_ends_the_code():
    client, person = applied(Client(), number=(number := a_document()))
    before = declare(client, person["id"], NOON).body["code"]
    arrived(card(number), case(NOON + MINUTE))
    after = code(client, person["id"], NOON + MINUTE)
    assert (before["colour"], after["colour"], after["holds"][0]["clears_on"]) == ("green", "red", None)
    assert stored_equals_rebuilt(person["id"])


def test_who_applies_later_is_red_in_the_first_answer_with_one_fact_however_often_it_came():
    number = a_document()
    for _ in range(2):
        arrived(card(number), case(NOON))
    later = NOON + 2 * DAY
    client, person = applied(Client(), later, number=number)
    answer = declare(client, person["id"], later).body["code"]
    assert (answer["colour"], answer["holds"][0]["rule"], answer["holds"][0]["clears_on"]) == (
        "red",
        "case.confirmed",
        None,
    )
    arrived(card(number), case(NOON))
    told = [each for each in history.history(person["id"]) if history.is_known(each)]
    assert len(told) == 1
    assert told[0].content.count("case-c1-") == 1
    (opened,) = {hold.opened_at for hold in colour.load_state(people.state(person["id"])).holds}
    assert opened == later, "it is known of somebody from the registration on"
    assert stored_equals_rebuilt(person["id"])


def test_applications_and_the_arrival_at_once_end_in_one_red_person():
    number = a_document()
    clients = [log_in(Client()) for _ in range(4)]

    def run(turn: int) -> int:
        if turn == 30:
            arrived(card(number), case(NOON))
            return 0
        return apply(clients[turn % 4], number=number).status

    with ThreadPoolExecutor(16) as pool:
        statuses = list(pool.map(run, range(65)))
    assert statuses.count(201) >= 4, statuses
    assert set(statuses) <= {0, 201, 409, 429, 503}, statuses
    holder = people.claim_of(card(number))
    found = [people.state(client_person(client)) for client in clients]
    assert [state.person_id for state in found if not state.contested] == [holder.person_id]
    assert rules_of(holder.person_id) == {"case.confirmed"}
    assert all(rules_of(state.person_id) == set() for state in found if state.contested)


def client_person(client: Client) -> str:
    (person,) = refreshed(client, NOON).get("/v1/people", at=NOON).body["items"]
    return str(person["id"])


def test_a_number_that_staff_mended_leaves_its_facts_and_meets_those_of_the_right_one():
    client, person_id, wrong = fixed_number()
    right = a_passport()
    abroad(client, person_id, START)
    arrived(passport(wrong), case(START))
    assert rules_of(person_id, START) == {"case.confirmed"}
    wanted = {"document": {"number": right, "country": "CN"}, "evidence": "一个数字看错了"}
    assert refreshed(client, START).post(f"/v1/people/{person_id}/corrections", wanted, at=START).status == 202
    (waits,) = waiting(person_id=person_id)
    assert decide_number(waits["id"], True).status == 200
    assert rules_of(person_id, START) == set()
    assert stored_equals_rebuilt(person_id)
    _, other = with_passport(number=wrong)
    assert rules_of(other, START) == {"case.confirmed"}, "the facts are of whoever has the number"


def test_a_number_mended_with_a_declaration_takes_its_facts_along_the_other_way_too():
    wrong, right = a_passport(), a_passport()
    client, person_id = with_passport(number=wrong)
    arrived(passport(wrong), case(START, ref="theirs", kind="suspected"))
    arrived(passport(right), case(START, ref="mine"))
    answer = abroad(client, person_id, START, document={"number": right, "country": "CN"})
    assert {hold["rule"] for hold in answer.body["code"]["holds"]} == {"case.confirmed"}
    assert stored_equals_rebuilt(person_id)


def test_one_number_of_two_countries_is_two_people_of_whom_one_is_red():
    number = a_passport()
    _american, her = with_passport(number=number, nationality="US", document={"country": "US"})
    _briton, him = with_passport(number=number, nationality="GB", document={"country": "GB"})
    arrived(passport(number, "US"), case(START))
    assert (rules_of(her, START), rules_of(him, START)) == ({"case.confirmed"}, set())


def test_what_is_known_of_a_document_outlives_the_record_and_is_not_counted_twice():
    client, person = applied(Client())
    certify(person["id"], NOON)
    declare(client, person["id"], NOON)
    number = "63010220150101907" + resident_check("63010220150101907")
    form = {"relation": "dependant", "dependant_reason": "child", "number": number}
    answer = apply(client, **form)
    assert answer.status == 201, answer.raw
    child = answer.body["id"]
    declare(client, child, NOON)
    arrived(card(number), case(NOON))
    assert rules_of(child) == {"case.confirmed"}
    assert client.call("DELETE", f"/v1/people/{child}", at=NOON).status == 204
    again = apply(client, **form)
    assert again.status == 201, again.raw
    assert rules_of(again.body["id"]) == {"case.confirmed"}
    arrived(card(number), case(NOON + MINUTE, 2, status="excluded", reason="wrong_result"))
    assert rules_of(again.body["id"], NOON + MINUTE) == set()
    assert stored_equals_rebuilt(again.body["id"])


def test_who_erased_themself_before_the_case_arrived_is_red_when_they_apply_again():
    client, person = applied(Client(), number=(number := a_document()))
    declare(client, person["id"], NOON)
    assert client.call("DELETE", f"/v1/people/{person['id']}", at=NOON).status == 204
    arrived(card(number), case(NOON))
    again, mine = applied(Client(), NOON + DAY, number=number)
    assert declare(again, mine["id"], NOON + DAY).body["code"]["colour"] == "red"


def test_what_arrives_for_a_joined_record_returns_to_its_document_when_they_are_parted():
    _, card_side, passport_side, comparison_id = compared(temperature=36.5)
    supervisor = reviewer("supervisor")
    assert decide(supervisor, comparison_id, "same").body["status"] == "same"
    goes = people.profile(passport_side[1])
    arrived(goes.document_hash, case(START))
    assert rules_of(card_side[1], START) == {"case.confirmed"}
    body = {"reason": "two people after all"}
    undoing = supervisor.post(f"/v1/comparisons/{comparison_id}/undoing", body, at=START).body
    assert agree(reviewer("supervisor"), undoing["proposal"], at=START).status == 200
    assert (rules_of(card_side[1], START), rules_of(passport_side[1], START)) == (set(), {"case.confirmed"})
    assert stored_equals_rebuilt(card_side[1])
    assert stored_equals_rebuilt(passport_side[1])

"""Document numbers that staff decide about: taken ones, and ones that are wrong although they were fixed."""

import pytest

from chalicelib.access.actor import Actor
from chalicelib.desk import audit, requests
from chalicelib.features.people import certification_job
from chalicelib.features.recoveries import reviewing
from chalicelib.features.sweep import expiry_job
from chalicelib.person import records as people
from tests.people.test_entry import number_of, person, zone
from tests.people.test_proxies import bind
from tests.support.client import Answer, Client
from tests.support.photo_steps import uploaded
from tests.support.resident_steps import a_document, log_in, log_in_staff, refreshed
from tests.support.traveller_steps import (
    DAY,
    START,
    a_passport,
    abroad,
    certified,
    code,
    passport_form,
    told,
    traveller,
    with_passport,
)


def waiting(number: str | None = None, person_id: str | None = None):
    """The cases at the desk about a number, or about a person."""
    items = reviewing.waiting(Actor("desk", frozenset({"reviewer"})), 1000, None, START)["items"]
    known = {item["id"]: requests.find(item["id"]).person_id for item in items}
    return [each for each in items if each["number"] == number or (person_id and known[each["id"]] == person_id)]


def decide(case_id: str, accept: bool, reason: str = "looked at the passport") -> Answer:
    said = {"accept": accept, "reason": reason}
    return log_in_staff("reviewer", START).post(f"/v1/recoveries/{case_id}/decision", said, at=START)


def taken_number():
    """A person whose corrected number is another's, as it looks to them."""
    theirs, mine = a_passport(), a_passport()
    with_passport(number=theirs)
    client, person_id = with_passport(number=mine)
    answer = corrected(client, person_id, theirs)
    return client, person_id, mine, theirs, answer


def corrected(client: Client, person_id: str, number: str, at=START) -> Answer:
    """The answer to a declaration that corrects the number, of which the service was asked afterwards."""
    answer = abroad(client, person_id, at, document={"number": number, "country": "CN"})
    certification_job.work({"person_id": person_id}, at)
    return answer


def fixed_number() -> tuple[Client, str, str]:
    """A traveller whose passport's photo was accepted: client, person and number."""
    client, person_id = with_passport(number=(number := a_passport()), name="WEI LI")
    photo = uploaded(client, person_id, at=START)
    accepted = log_in_staff("reviewer", START).post(f"/v1/photos/{photo['id']}/decision", {"accept": True}, at=START)
    assert accepted.status == 200, accepted.raw
    return client, person_id, number


def ask(client: Client, person_id: str, number: str, **document: str) -> Answer:
    body = {"document": {"number": number, "country": "CN"} | document, "evidence": "the passport shows another number"}
    return refreshed(client, START).post(f"/v1/people/{person_id}/corrections", body, at=START)


def test_a_taken_number_goes_to_staff_and_tells_nothing():
    client, person_id, mine, theirs, answer = taken_number()
    free, free_id = with_passport()
    other = abroad(free, free_id, START, document={"number": (unknown := a_passport()), "country": "CN"})
    assert (answer.status, other.status) == (201, 201)
    for seen, number in ((answer, theirs), (other, unknown)):
        assert (seen.body["code"]["document_last4"], seen.body["code"]["certification"]) == (number[-4:], "pending")
    (case,) = waiting(theirs)
    assert (case["subject"], case["known"], case["before"], case["taken"]) == ("number", True, mine, True)
    listed = log_in_staff("supervisor", START).get("/v1/recoveries?limit=100", at=START).body["items"]
    assert case["id"] in [each["id"] for each in listed]
    assert person(client, person_id)["certification"] == "pending"
    assert (person(client, person_id)["waiting"]["kind"], len(told(client, START, "contest"))) == ("contest", 1)


@pytest.mark.parametrize("accept", [True, False])
def test_staff_decide_about_a_taken_number(accept):
    client, person_id, mine, theirs, _ = taken_number()
    decided = decide(waiting(theirs)[0]["id"], accept)
    assert decided.status == 200, decided.raw
    expected = theirs if accept else mine
    assert person(client, person_id)["document"]["last4"] == expected[-4:]
    certification_job.work({"person_id": person_id}, START)
    assert person(client, person_id)["certification"] == "certified"
    assert number_of(person_id) == expected


def test_a_number_sent_again_while_it_waits_is_one_case():
    client, person_id, _, theirs, _ = taken_number()
    for hours in (1, 2):
        assert corrected(client, person_id, theirs, START + DAY / 24 * hours).status == 201
    assert len(waiting(theirs)) == 1


def test_staff_decide_about_the_number_that_they_saw():
    client, person_id, mine, theirs, _ = taken_number()
    seen = waiting(theirs)[0]["id"]
    with_passport(number=(another := a_passport()))
    assert corrected(client, person_id, another, START + DAY / 2).status == 201
    assert [case["number"] for case in waiting(person_id=person_id)] == [another]
    assert decide(seen, accept=True).status == 409
    assert decide(waiting(another)[0]["id"], accept=False).status == 200
    assert number_of(person_id) == mine


def test_a_number_that_is_free_after_all_takes_its_case_back():
    client, person_id, _, _, _ = taken_number()
    right = a_passport()
    assert abroad(client, person_id, START + DAY / 2, document={"number": right, "country": "CN"}).status == 201
    assert waiting(person_id=person_id) == []
    assert number_of(person_id) == right


def test_what_a_refused_id_number_told_is_taken_back(cloud):
    theirs, mine = a_document(), a_document()
    traveller(number=theirs)
    client, person_id = traveller(number=mine)
    before = person(client, person_id)
    corrected(client, person_id, theirs)
    decide(waiting(theirs)[0]["id"], accept=False)
    after = person(client, person_id)
    assert [after[each] for each in ("birth_date", "sex")] == [before[each] for each in ("birth_date", "sex")]


def test_who_loses_a_number_is_told_and_corrects_it():
    theirs = a_passport()
    holder, holder_id = with_passport(number=theirs)
    client, person_id = with_passport()
    corrected(client, person_id, theirs)
    assert decide(waiting(theirs)[0]["id"], accept=True).status == 200
    assert len(told(holder, START, "number_lost")) == 1
    assert person(holder, holder_id)["certification"] == "pending"
    assert abroad(holder, holder_id, START, document={"number": (right := a_passport()), "country": "CN"}).status == 201
    assert (number_of(holder_id), people.state(holder_id).contested) == (right, False)


@pytest.mark.parametrize("accept", [True, False])
def test_an_entry_with_another_persons_number_goes_to_staff_too(accept):
    theirs = a_passport()
    with_passport(number=theirs)
    client, person_id = with_passport(number=theirs)
    assert waiting(theirs) == []
    certification_job.work({"person_id": person_id}, START)
    (case,) = waiting(theirs)
    assert (case["taken"], case["before"]) == (True, None)
    assert decide(case["id"], accept).status == 200
    state = people.state(person_id)
    assert (state.contested, state.certification) == ((False, "pending") if accept else (True, "refused"))
    told_kind = "number_accepted" if accept else "entry_refused"
    kinds = {each["kind"] for each in told(client, START)}
    assert kinds - {"risk_photos_missing"} == {"contest", told_kind}
    if not accept:
        right = a_passport()
        assert abroad(client, person_id, START, document={"number": right, "country": "CN"}).status == 201
        assert (number_of(person_id), people.state(person_id).contested) == (right, False)


def test_a_contested_person_whose_correction_is_taken_as_well_is_decided():
    first, second = a_passport(), a_passport()
    for number in (first, second):
        with_passport(number=number)
    _, person_id = (client := with_passport(number=first))
    assert corrected(client[0], person_id, second).status == 201
    assert waiting(first) == []
    assert decide(waiting(second)[0]["id"], accept=True).status == 200
    assert number_of(person_id) == second


def test_an_account_with_a_person_learns_nothing_of_anothers_document():
    with_passport(number=(theirs := a_passport()))
    client, _ = with_passport()
    answers = [
        client.post("/v1/people", passport_form(number=number, name="测试不符"), at=START)
        for number in (theirs, a_passport())
    ]
    assert answers[0].raw == answers[1].raw
    assert answers[0].fields == {"relation": "already_bound"}


def test_a_number_noted_before_its_photo_was_accepted_goes_to_staff_and_stops_no_declaration():
    client, person_id = with_passport(number=(wrong := a_passport()))
    photo = uploaded(client, person_id, at=START)
    right = a_passport()
    path = f"/v1/people/{person_id}"
    assert (
        refreshed(client, START).call("PATCH", path, {"document": {"number": right, "country": "CN"}}, at=START).status
        == 200
    )
    log_in_staff("reviewer", START).post(f"/v1/photos/{photo['id']}/decision", {"accept": True}, at=START)
    for hours in (0, 20):
        filed = abroad(client, person_id, START + DAY / 24 * hours)
        assert (filed.status, filed.body["code"]["document_last4"]) == (201, wrong[-4:])
    (case,) = waiting(right)
    assert (case["before"], case["taken"]) == (wrong, False)
    assert decide(case["id"], accept=True).status == 200
    assert code(client, person_id, START + DAY)["document_last4"] == right[-4:]


@pytest.mark.parametrize("accept", [True, False])
def test_a_fixed_number_is_changed_by_staff_on_evidence(accept):
    client, person_id, wrong = fixed_number()
    right = a_passport()
    asked = ask(client, person_id, right, zone=zone(right, expires="260101"), expires_on="2026-01-01")
    assert (asked.status, asked.body["status"]) == (202, "waiting"), asked.raw
    assert abroad(client, person_id, START).body["code"]["document_last4"] == wrong[-4:]
    (case,) = waiting(right)
    assert case["evidence"] == "the passport shows another number"
    assert decide(case["id"], accept, "unclear").status == 200
    seen = person(client, person_id)["document"]
    expected = (right[-4:], "2026-01-01") if accept else (wrong[-4:], "2027-01-01")
    assert (seen["last4"], seen["expires_on"]) == expected
    (message,) = told(client, START, "number_accepted" if accept else "number_refused")
    assert accept or "unclear" in message["text"]
    (entry,) = [each for each in audit.of_subject(person_id, 20, None) if each.action.startswith("number.")]
    assert (entry.action, entry.ids) == (f"number.{'accepted' if accept else 'refused'}", {"recovery": case["id"]})


def test_a_certified_id_number_is_changed_by_staff_and_asked_about_anew(cloud):
    client, person_id = traveller()
    certification_job.work({"person_id": person_id}, START)
    right = a_document()
    assert ask(client, person_id, right).status == 202
    assert decide(waiting(right)[0]["id"], accept=True).status == 200
    assert person(client, person_id)["certification"] == "pending"
    certification_job.work({"person_id": person_id}, START)
    assert person(client, person_id)["certification"] == "certified"


def test_the_decision_reaches_the_phone(cloud):
    from chalicelib.config import settings

    client, person_id, _ = fixed_number()
    ask(client, person_id, (right := a_passport()))
    decide(waiting(right)[0]["id"], accept=True)
    cloud.messages(settings().messages_queue_url)
    expiry_job.sweep(START)
    sent = [m["entry"] for m in cloud.messages(settings().messages_queue_url) if person_id in m.get("entry", "")]
    assert any("inbox_number_accepted" in entry for entry in sent)


def test_holds_of_an_earlier_record_of_the_number_come_with_it(cloud):
    filer, own = certified(cloud)
    abroad(filer, own, START)
    dependant = bind(filer, number=(card := a_document())).body["id"]
    certification_job.work({"person_id": dependant}, START)
    abroad(filer, dependant, START, symptoms=["fever"])
    filer.call("DELETE", f"/v1/people/{dependant}", at=START)
    client, person_id = traveller()
    abroad(client, person_id, START)
    ask(client, person_id, card)
    assert decide(waiting(card)[0]["id"], accept=True).status == 200
    assert code(client, person_id, START)["colour"] == "red"


@pytest.mark.parametrize(
    ("document", "status", "field"),
    [
        ({"number": "!"}, 422, "document.number"),
        ({"number": "E99999999", "expires_on": "2019-01-01"}, 422, "document.expires_on"),
        ({"number": "E99999999", "zone": "P<CHN"}, 422, "document.zone"),
        ({"number": "same"}, 409, "document.number"),
    ],
)
def test_a_wrong_request_names_its_field(document, status, field):
    client, person_id, number = fixed_number()
    number = number if document["number"] == "same" else document["number"]
    answer = ask(client, person_id, **document | {"number": number})
    assert (answer.status, list(answer.fields)) == (status, [field])
    assert waiting(person_id=person_id) == []


def test_a_request_is_once_a_key_five_a_day_and_ones_own():
    client, person_id, _ = fixed_number()
    document, path = {"number": a_passport(), "country": "CN"}, f"/v1/people/{person_id}/corrections"
    body = {"document": document, "evidence": "x"}
    ids = {refreshed(client, START).post(path, body, at=START, idempotency_key="one").body["id"] for _ in range(2)}
    assert len(ids) == 1
    assert [ask(client, person_id, a_passport()).status for _ in range(5)] == [202] * 4 + [429]
    assert len(waiting(person_id=person_id)) == 1
    stranger = log_in(Client(), at=START)
    assert ask(stranger, person_id, a_passport()).status == 404


def test_a_case_goes_with_its_person():
    client, person_id, _ = fixed_number()
    case_id = ask(client, person_id, a_passport()).body["id"]
    assert refreshed(client, START).call("DELETE", f"/v1/people/{person_id}", at=START).status == 204
    assert requests.find(case_id) is None
    assert decide(case_id, accept=True).status == 404

"""One person, one code: the newcomer of the same name, birth date and sex has none until staff compare."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.features.sweep import expiry_job
from chalicelib.person import colour
from chalicelib.person import records as people
from tests.comparisons.steps import Someone, certify, entered, person
from tests.support.client import Client
from tests.support.resident_steps import declare, log_in, refreshed
from tests.support.traveller_steps import DAY, START, code, told

HOUR = DAY / 24
TRIES = 20


def shown(client: Client, person_id: str, at=START) -> tuple[str | None, bool]:
    """The colour, and whether there is a token."""
    seen = code(client, person_id, at)
    return seen["colour"], seen["token"] is not None


def feverish_card(someone: Someone) -> tuple[Client, str]:
    """Somebody certified by ID card who has a fever."""
    client, person_id = entered(someone.card())
    certify(person_id)
    assert declare(client, person_id, START, temperature=38.0).body["code"]["colour"] == "yellow"
    return client, person_id


@pytest.mark.parametrize("name", ["欧阳娜娜", "NANA OUYANG", "Ouyang Nana", "歐陽娜娜"])
def test_a_yellow_person_takes_no_green_code_with_another_document(name):
    someone = Someone()
    feverish_card(someone)
    client, second = entered(someone.passport(name=name))
    answer = declare(client, second, START).body
    assert (answer["code"]["colour"], answer["code"]["token"]) == (None, None)
    assert "being checked" in answer["code"]["pass_text"]
    assert client.get(f"/v1/people/{second}/code.png", at=START, accept="image/png").status == 409
    certify(second)
    assert shown(client, second) == (None, False)


def test_who_is_certified_is_told_that_it_is_a_comparison_and_nobody_else():
    someone = Someone()
    feverish_card(someone)
    client, second = entered(someone.passport())
    ordinary, alone = entered(Someone().passport())
    for each, person_id in ((client, second), (ordinary, alone)):
        assert person(each, person_id)["waiting"]["kind"] == "check"
    texts = {person(each, person_id)["waiting"]["text"] for each, person_id in ((client, second), (ordinary, alone))}
    assert len(texts) == 1
    for person_id in (second, alone):
        certify(person_id)
    assert person(client, second)["waiting"]["kind"] == "comparison"
    assert person(ordinary, alone)["waiting"] is None


def test_there_is_no_code_in_either_scheme_and_declarations_count():
    someone = Someone()
    feverish_card(someone)
    client, second = entered(someone.passport(scheme="international", residence=None))
    refreshed(client, START).post("/v1/people", someone.passport(), at=START)
    for hours in (0, 20):
        declare(client, second, START + hours * HOUR, location="IT")
    seen = code(client, second, START + 20 * HOUR)
    assert (seen["colour"], seen["token"], seen["boardable"], seen["streak"]["days"]) == (None, None, False, 2)


def test_a_day_later_the_code_carries_the_holds_of_both_and_its_way_back():
    someone = Someone()
    feverish_card(someone)
    client, second = entered(someone.passport())
    declare(client, second, START)
    expiry_job.sweep(START + DAY - HOUR)
    assert shown(client, second, START + DAY - HOUR) == (None, False)
    expiry_job.sweep(START + DAY)
    seen = code(client, second, START + DAY)
    assert (seen["colour"], [hold["rule"] for hold in seen["holds"]]) == ("yellow", ["symptom"])
    assert len(told(client, START + DAY, "undecided")) == 1
    state = people.state(second)
    assert colour.rebuild(second, ()) == colour.load_state(state)


def test_a_day_later_who_holds_nothing_is_green():
    someone = Someone()
    entered(someone.card())
    client, second = entered(someone.passport())
    declare(client, second, START)
    assert shown(client, second) == (None, False)
    expiry_job.sweep(START + DAY)
    assert shown(client, second, START + DAY) == ("green", True)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "NANA OUYANGA"},
        {"birth_date": "1921-03-04"},
        {"sex": "male"},
    ],
)
def test_another_name_birth_date_or_sex_is_another_person(changes):
    someone = Someone()
    feverish_card(someone)
    client, second = entered(someone.passport(**changes))
    assert declare(client, second, START).body["code"]["colour"] == "green"


def test_a_sex_that_nobody_told_is_no_way_round():
    someone = Someone()
    feverish_card(someone)
    form = someone.passport()
    del form["sex"]
    client, second = entered(form)
    assert declare(client, second, START).body["code"]["colour"] is None


def test_two_mainland_resident_numbers_are_two_people():
    someone = Someone()
    feverish_card(someone)
    client, second = entered(someone.card(sequence=124))
    assert declare(client, second, START).body["code"]["colour"] == "green"
    certify(second)
    assert shown(client, second) == ("green", True)


def test_one_number_filed_as_passport_and_as_travel_document_is_compared():
    someone = Someone()
    first = someone.passport()
    entered(first)
    client, second = entered(
        someone.passport(document={"type": "travel_document", "number": first["document"]["number"]})
    )
    assert declare(client, second, START).body["code"]["colour"] is None


@pytest.mark.parametrize("temperature", [36.5, 38.0])
def test_a_certified_resident_number_waits_only_for_a_namesake_with_an_open_hold(temperature):
    someone = Someone()
    traveller, first = entered(someone.passport())
    declare(traveller, first, START, temperature=temperature)
    client, second = entered(someone.card())
    declare(client, second, START)
    assert shown(client, second) == (None, False)
    certify(second)
    assert shown(client, second) == (("green", True) if temperature == 36.5 else (None, False))
    waiting = person(client, second)["waiting"]
    assert (waiting and waiting["kind"]) == (None if temperature == 36.5 else "comparison")


def test_the_first_persons_code_stays():
    someone = Someone()
    holder, first = feverish_card(someone)
    before = people.state(first).code_id
    entered(someone.passport())
    assert (shown(holder, first), people.state(first).code_id) == (("yellow", True), before)


def test_a_name_corrected_to_a_namesakes_waits():
    someone = Someone()
    feverish_card(someone)
    client, second = entered(someone.passport(name="NENE OUYANG"))
    assert declare(client, second, START).body["code"]["colour"] == "green"
    before = people.state(second).code_id
    renamed = refreshed(client, START).call("PATCH", f"/v1/people/{second}", {"name": someone.latin}, at=START)
    assert renamed.status == 200, renamed.raw
    assert shown(client, second) == (None, False)
    assert people.state(second).code_id != before


def test_a_number_corrected_to_a_namesakes_birth_date_waits():
    someone, other = Someone(), Someone()
    traveller, first = entered(someone.passport())
    declare(traveller, first, START, temperature=38.0)
    client, second = entered(other.card())
    right = someone.card()["document"]["number"]
    answer = declare(client, second, START, document={"number": right})
    assert (answer.status, answer.body["code"]["colour"]) == (201, None), answer.raw


def test_two_documents_of_one_person_at_once_make_no_two_codes():
    """Two people, eight documents each, all at the same instant: of each one code at most."""
    forms = []
    for _ in range(2):
        someone = Someone()
        forms.append(
            [someone.card(), *(someone.passport(country) for country in ("CN", "US", "GB", "FR", "IT", "DE", "JP"))]
        )
    clients = [[log_in(Client(), at=START) for _ in each] for each in forms]
    flat = [
        (client, form) for row, each in zip(clients, forms, strict=True) for client, form in zip(row, each, strict=True)
    ]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda pair: _until_done(*pair), flat))
    ids = [answer.body["id"] for answer in answers]
    assert len(set(ids)) == 16
    for row in range(2):
        withheld = [bool(people.state(each).waits) for each in ids[row * 8 : row * 8 + 8]]
        assert sum(not each for each in withheld) == 1


def test_two_countries_passports_of_one_number_at_once_are_two_records():
    number = "E87654321"
    forms = [Someone().passport(country, document={"number": number}) for country in ("US", "GB")]
    clients = [log_in(Client(), at=START) for _ in range(16)]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda pair: _until_done(pair[1], forms[pair[0] % 2]), enumerate(clients)))
    states = [people.state(answer.body["id"]) for answer in answers]
    assert sum(not state.contested for state in states) == 2


def _until_done(client: Client, form):
    """The answer to an application, sent again as the service asks for it: later, and not all at once."""
    answer = client.post("/v1/people", form, at=START)
    for tries in range(TRIES):
        if answer.status != 503:
            break
        time.sleep(random.uniform(0, min(2, 0.1 * 2**tries)))
        answer = client.post("/v1/people", form, at=START + timedelta(milliseconds=1))
    assert answer.status == 201, answer.raw
    return answer


def test_an_ordinary_resident_is_compared_without_a_read(monkeypatch):
    from chalicelib.person import namesakes

    def read(*_):
        raise AssertionError("a resident without namesakes reads nothing of them")

    monkeypatch.setattr(namesakes, "at", read)
    monkeypatch.setattr(namesakes, "among", read)
    entered(Someone().card())


def test_what_is_carried_follows_what_holds_for_the_other():
    someone = Someone()
    holder, first = entered(someone.card())
    client, second = entered(someone.passport())
    declare(client, second, START)
    expiry_job.sweep(START + DAY)
    assert shown(client, second, START + DAY) == ("green", True)
    declare(holder, first, START + DAY + HOUR / 2, temperature=38.0)
    expiry_job.sweep(START + DAY + HOUR)
    assert shown(client, second, START + DAY + HOUR) == ("yellow", True)
    assert colour.rebuild(second, ()) == colour.load_state(people.state(second))
    assert len(told(client, START + DAY + HOUR, "undecided")) == 1

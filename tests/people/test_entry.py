"""The two entries, the machine-readable zone, and a document number that was mistyped."""

from datetime import date

import pytest

from chalicelib.config import settings
from chalicelib.features.people import certification_job
from chalicelib.identity.check_characters import zone_check
from tests.support.client import Client
from tests.support.resident_steps import a_document, apply, log_in, person_form, refreshed
from tests.support.traveller_steps import DAY, START, a_passport, abroad, code, passport_form, traveller, with_passport


def zone(number: str, surname: str = "LI", given: str = "WEI", born: str = "900517", expires: str = "270101") -> str:
    """The two lines of a Chinese passport."""
    top = f"P<CHN{surname}<<{given}".ljust(44, "<")
    number, optional = number.ljust(9, "<"), "<" * 14
    parts = [number + zone_check(number), "CHN", born + zone_check(born), "F", expires + zone_check(expires)]
    low = "".join(parts) + optional + "<"
    return f"{top}\n{low}{zone_check(low[0:10] + low[13:20] + low[21:43])}"


def enter(client, **changes):
    return client.post("/v1/people", passport_form(**changes), at=START)


def anybody() -> Client:
    return log_in(Client(), at=START)


def test_a_zone_that_agrees_is_accepted():
    number = a_passport()
    assert enter(anybody(), number=number, document={"zone": zone(number)}).status == 201
    other = a_passport()
    assert enter(anybody(), number=other, document={"zone": zone(other).split("\n")}).status == 201


@pytest.mark.parametrize(
    ("change", "printed", "fields"),
    [
        ({"name": "WEI WANG"}, {}, {"name": "zone_disagrees"}),
        ({"birth_date": "1990-05-18"}, {}, {"birth_date": "zone_disagrees"}),
        ({"sex": "male"}, {}, {"sex": "zone_disagrees"}),
        ({"nationality": "IT"}, {}, {"nationality": "zone_disagrees"}),
        ({"document": {"country": "IT"}}, {}, {"document.country": "zone_disagrees"}),
        ({"document": {"expires_on": "2027-01-02"}}, {}, {"document.expires_on": "zone_disagrees"}),
        ({"document": {"expires_on": None}}, {"expires": "200419"}, {"document.expires_on": "document_expired"}),
    ],
)
def test_each_field_that_differs_from_the_zone_is_named(change, printed, fields):
    number = a_passport()
    document = {"zone": zone(number, **printed)} | change.pop("document", {})
    form = passport_form(number=number, **change)
    form["document"] = {k: v for k, v in (form["document"] | document).items() if v is not None}
    answer = anybody().post("/v1/people", form, at=START)
    assert (answer.status, answer.body["code"], answer.fields) == (422, "invalid_document", fields), answer.raw


@pytest.mark.parametrize(("code", "today"), [("YU", "RS, ME"), ("ZR", "CD"), ("TP", "TL"), ("BU", "MM"), ("DD", "DE")])
def test_a_country_that_was_given_up_is_named_with_those_in_its_place(code, today):
    answer = enter(anybody(), document={"country": code})
    assert today in answer.body["errors"][0]["detail"]


def test_the_day_of_expiry_is_the_zones_where_none_was_typed():
    number = a_passport()
    form = passport_form(number=number, document={"zone": zone(number, expires="250630")})
    del form["document"]["expires_on"]
    answer = anybody().post("/v1/people", form, at=START)
    assert (answer.status, answer.body["document"]["expires_on"]) == (201, "2025-06-30")


def test_a_number_that_differs_from_the_zone():
    answer = enter(anybody(), document={"zone": zone(a_passport())})
    assert answer.fields == {"document.number": "zone_disagrees"}


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("P<CHN", "zone_form"),
        ([], "zone_form"),
        ("護照" * 22 + "\n" + "護照" * 22, "zone_character"),
    ],
)
def test_a_zone_that_cannot_be_read(lines, why):
    answer = enter(anybody(), document={"zone": lines})
    assert (answer.status, answer.fields) == (422, {"document.zone": why})


def test_a_wrong_check_digit_of_the_zone():
    number = a_passport()
    text = zone(number)
    answer = enter(anybody(), number=number, document={"zone": text[:-1] + str((int(text[-1]) + 1) % 10)})
    assert answer.fields == {"document.zone": "zone_check"}


@pytest.mark.parametrize(
    ("change", "status", "fields"),
    [
        ({"document": {"expires_on": "2020-04-19"}}, 422, {"document.expires_on": "document_expired"}),
        ({"birth_date": "2020-04-21"}, 422, {"birth_date": "birth_date_range"}),
        ({"birth_date": None}, 400, {"birth_date": "required"}),
        ({"document": {"country": "YU"}}, 422, {"document.country": "former_country"}),
        ({"document": {"country": "ZZ"}}, 422, {"document.country": "document_country"}),
        ({"nationality": "ZZ"}, 400, {"nationality": "unknown_country"}),
        ({"nationality": "AN"}, 400, {"nationality": "former_country"}),
        ({"number": "!!"}, 422, {"document.number": "document_form"}),
        ({"entry": "id_card"}, 400, {"entry": "wrong_entry"}),
    ],
)
def test_each_wrong_field_of_the_passport_entry_is_named(change, status, fields):
    answer = enter(anybody(), **change)
    assert (answer.status, answer.fields) == (status, fields), answer.raw


def test_a_document_is_good_through_its_last_day():
    assert enter(anybody(), document={"expires_on": "2020-04-20"}).status == 201


def test_an_id_card_does_not_enter_as_a_passport():
    document = {"type": "id_card", "number": a_document()}
    answer = anybody().post("/v1/people", passport_form() | {"document": document}, at=START)
    assert (answer.status, answer.fields) == (400, {"entry": "wrong_entry"})


def test_the_first_entry_stays_and_the_other_says_why_not():
    client, _ = traveller()
    answer = enter(client)
    assert (answer.status, answer.body["code"], answer.fields) == (409, "entry_closed", {"entry": "entry_closed"})
    client, _ = with_passport()
    answer = apply(client, START, scheme="international")
    assert (answer.status, answer.body["code"]) == (409, "entry_closed")


def test_self_cannot_be_swapped_for_another_person():
    client, _ = traveller()
    answer = apply(client, START, scheme="international")
    assert (answer.status, answer.fields) == (409, {"relation": "already_bound"})


def person(client, person_id, at=START):
    return refreshed(client, at).get(f"/v1/people/{person_id}", at=at).body


def test_a_mistyped_number_is_corrected_with_a_declaration():
    wrong, right = a_passport(), a_passport()
    client, person_id = with_passport(number=wrong)
    abroad(client, person_id, START)
    answer = abroad(client, person_id, START + DAY / 2, document={"number": right, "zone": zone(right)})
    assert answer.status == 201, answer.raw
    assert answer.body["code"]["document_last4"] == right[-4:]
    assert answer.body["code"]["streak"]["days"] == 2
    assert person(client, person_id)["document"]["last4"] == right[-4:]
    assert enter(anybody(), number=wrong).status == 201
    taken = enter(anybody(), number=right)
    assert taken.body.get("code") == "document_taken"


def test_a_number_noted_before_takes_effect_with_the_next_declaration():
    wrong, right = a_passport(), a_passport()
    client, person_id = with_passport(number=wrong)
    answer = client.call("PATCH", f"/v1/people/{person_id}", {"document": {"number": right}}, at=START)
    assert answer.status == 200, answer.raw
    assert code(client, person_id, START)["document_last4"] == wrong[-4:]
    assert abroad(client, person_id, START).body["code"]["document_last4"] == right[-4:]


def test_a_wrong_correction_is_named_and_nothing_is_filed():
    client, person_id = with_passport()
    for document, field in (
        ({"number": "!"}, "document.number"),
        ({"number": a_passport(), "expires_on": "2019-01-01"}, "document.expires_on"),
        ({"number": a_passport(), "zone": zone(a_passport())}, "document.number"),
    ):
        answer = abroad(client, person_id, START, document=document)
        assert (answer.status, list(answer.fields)) == (422, [field])
    assert client.get(f"/v1/people/{person_id}/declarations", at=START).body["items"] == []


def test_after_its_photo_was_accepted_the_number_stays():
    from chalicelib.person import records as people
    from chalicelib.person.records import ProfileRecord
    from chalicelib.store.transactions import transact

    client, person_id = with_passport()
    transact([people.profile_change(people.profile(person_id), [ProfileRecord.photo_accepted.set(True)])])
    answer = abroad(client, person_id, START, document={"number": a_passport()})
    assert (answer.status, answer.body["code"]) == (409, "number_fixed")
    assert abroad(client, person_id, START, document={"number": number_of(person_id)}).status == 201


def number_of(person_id: str) -> str:
    from chalicelib.features.people import corrections
    from chalicelib.person import records as people

    return corrections.shown_number(people.profile(person_id), person_id)


def test_a_certified_id_card_is_not_corrected():
    client, person_id = traveller()
    certification_job.work({"person_id": person_id}, START)
    answer = abroad(client, person_id, START, document={"number": a_document()})
    assert (answer.status, answer.body["code"]) == (409, "number_fixed")


def test_an_id_number_that_was_refused_is_corrected_and_asked_about_anew(cloud):
    client, person_id = traveller(name="测试不符")
    certification_job.work({"person_id": person_id}, START)
    assert person(client, person_id)["certification"] == "refused"
    cloud.messages(settings().certification_queue_url)
    right = a_document()
    answer = abroad(client, person_id, START, document={"number": right})
    assert answer.body["code"]["certification"] == "pending"
    assert person_id in [m["person_id"] for m in cloud.messages(settings().certification_queue_url)]
    born = date(int(right[6:10]), int(right[10:12]), int(right[12:14])).isoformat()
    assert person(client, person_id)["birth_date"] == born


def test_name_and_birth_date_do_not_change_again():
    client, person_id = traveller()
    for change in ({"name": "别人"}, {"birth_date": "1990-01-01"}, {"relation": "dependant"}):
        assert client.call("PATCH", f"/v1/people/{person_id}", change, at=START).status == 400


def test_a_form_of_the_id_entry_needs_no_zone():
    answer = anybody().post("/v1/people", person_form(scheme="international", residence=None), at=START)
    assert answer.status == 201

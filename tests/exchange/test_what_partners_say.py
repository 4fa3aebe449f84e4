"""What partners say of people here: stays, cases, contacts, bare colours; whose it is to say, and what follows."""

from datetime import timedelta
from typing import Any

import pytest

from tests.epidemic.steps import code, inbox, resident
from tests.person.test_known_facts import stored_equals_rebuilt
from tests.ratings.steps import in_force as rated
from tests.support.client import Client
from tests.support.cloud import TestCloud
from tests.support.partners import Partner, attested
from tests.support.published import a_minute_passes
from tests.support.resident_steps import NOON, a_document, log_in_staff, refreshed

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def anhui(cloud: TestCloud) -> Partner:
    return Partner("341000", "34").register(NOON)


@pytest.fixture(scope="module")
def henan(cloud: TestCloud) -> Partner:
    partner = Partner("411000", "41").register(NOON)
    a_minute_passes()
    return partner


def subject(number: str, name: str = "测试人") -> dict[str, Any]:
    return {"name": name, "document": {"type": "id_card", "number": number}}


def trip(number: str, region: str, first: str, last: str) -> dict[str, Any]:
    return {"subject": subject(number), "region": region, "from": first, "until": last, "source": "rail"}


def contact(number: str, place: str, ref: str, **more: Any) -> dict[str, Any]:
    told = {"source_ref": ref, "revision": 1, "subject": subject(number), "place": place, "kind": "close"}
    return told | {"last_exposure": "2020-03-08", "attested": attested(NOON)} | more


def colour(client: Client, person_id: str, at: Any = NOON) -> tuple[str, list[str]]:
    found = code(client, person_id, at)
    return found["colour"], [hold["rule"] for hold in found["holds"]]


def verify(client: Client, person_id: str, at: Any = NOON) -> dict[str, Any]:
    token = code(client, person_id, at)["token"]
    answer = log_in_staff("gate", at).post("/v1/codes/verify", {"token": token}, at=at)
    assert answer.status == 200, answer.raw
    return dict(answer.body)


def test_a_stay_that_a_partner_knows_of_counts_whatever_was_declared(anhui: Partner) -> None:
    rated("421122", "high", "2020-03-01", NOON)
    client, person_id, number = resident()
    wire_items = [trip(number, "421122", "2020-03-02", "2020-03-05")]
    answer = anhui.post("trip-declarations", {"items": wire_items}, NOON)
    assert (answer.status, answer.body["accepted"], answer.body["outcomes"]) == (200, 1, ["accepted"])
    found = code(client, person_id)
    assert (found["colour"], found["holds"][0]["rule"], found["holds"][0]["since"]) == (
        "red",
        "region.high",
        "2020-03-05",
    )
    assert inbox(client).count("travel_record") == 1
    assert stored_equals_rebuilt(person_id)


def test_a_message_sent_again_makes_one_stay(anhui: Partner) -> None:
    rated("421123", "high", "2020-03-01", NOON)
    client, _, number = resident()
    content = anhui.content("trip-declarations", {"items": [trip(number, "421123", "2020-03-02", "2020-03-05")]}, NOON)
    wire = anhui.signed("POST", "trip-declarations", content, NOON)
    assert [wire.send(NOON).body["repeated"] for _ in range(3)] == [False, True, True]
    assert inbox(client).count("travel_record") == 1


def test_each_record_is_answered_for_itself(anhui: Partner) -> None:
    _, _, number = resident()
    items = [
        trip(number, "421124", "2020-03-02", "2020-03-05"),
        trip("63010219900101001X", "421124", "2020-03-02", "2020-03-05"),
        trip(number, "429999", "2020-03-02", "2020-03-05"),
        trip(number, "421124", "2020-03-05", "2020-03-02"),
        trip(number, "421124", "2020-03-20", "2020-03-22"),
    ]
    answer = anhui.post("trip-declarations", {"items": items}, NOON)
    assert answer.body["accepted"] == 1
    assert [(each["index"], each["code"], each["field"]) for each in answer.body["rejected"]] == [
        (1, "invalid_document", "document.number"),
        (2, "unknown_region", "region"),
        (3, "until_before_from", "until"),
        (4, "in_future", "from"),
    ]


@pytest.mark.parametrize(
    ("rating", "known", "found"),
    [
        ("530900", "530900", ("red", ["region.high"])),
        ("530600", "530000", ("green", [])),  # of a stay known by province one city says nothing
        ("533102", "533100", ("green", [])),  # nobody knows that it was in that county
    ],
)
def test_a_stay_known_by_city_meets_what_is_rated_as_widely(
    anhui: Partner, rating: str, known: str, found: tuple[str, list[str]]
) -> None:
    rated(rating, "high", "2020-03-01", NOON)
    client, person_id, number = resident()
    answer = anhui.post("trip-declarations", {"items": [trip(number, known, "2020-03-02", "2020-03-05")]}, NOON)
    assert answer.body["outcomes"] == ["accepted"], answer.raw
    assert colour(client, person_id) == found
    assert inbox(client).count("county_asked") == 1
    assert stored_equals_rebuilt(person_id)


def test_whose_stay_is_known_by_county_is_not_asked_for_it(anhui: Partner) -> None:
    client, _, number = resident()
    anhui.post("trip-declarations", {"items": [trip(number, "421126", "2020-03-02", "2020-03-05")]}, NOON)
    assert inbox(client).count("county_asked") == 0


def test_a_stay_of_a_feed_is_replaced_and_taken_back_by_its_reference(anhui: Partner) -> None:
    rated("421125", "high", "2020-03-01", NOON)
    client, person_id, number = resident()

    def say(revision: int, **more: Any) -> list[str]:
        told = {"source_ref": "T1", "revision": revision, "subject": subject(number), "region": "421125"}
        told |= {"from": "2020-03-02", "until": "2020-03-05"} | more
        return list(anhui.post("feeds/travel", {"items": [told]}, NOON).body["outcomes"])

    assert say(2) == ["accepted"]
    assert colour(client, person_id)[0] == "red"
    assert say(1, until="2020-03-06") == ["no_effect"]
    assert say(3, region="110101") == ["accepted"]
    assert colour(client, person_id)[0] == "green"
    assert say(4) == ["accepted"]
    assert colour(client, person_id)[0] == "red"
    assert say(5, status="withdrawn") == ["withdrawn"]
    assert colour(client, person_id)[0] == "green"
    assert stored_equals_rebuilt(person_id)


def test_a_contact_attested_by_two_turns_red_and_names_the_partner(henan: Partner) -> None:
    client, person_id, number = resident()
    answer = henan.post("feeds/contacts", {"items": [contact(number, "410102", "C1")]}, NOON)
    assert answer.body["outcomes"] == ["accepted"]
    hold = code(client, person_id)["holds"][0]
    assert (hold["rule"], hold["reported_by"]) == ("contact.close", "测试411000 (another platform)")
    assert hold["decision_ref"].startswith("p_411000_")
    again = henan.post("feeds/contacts", {"items": [contact(number, "410102", "C1")]}, NOON)
    assert again.body["outcomes"] == ["known"]
    gone = contact(number, "410102", "C1", revision=2, status="withdrawn")
    assert henan.post("feeds/contacts", {"items": [gone]}, NOON).body["outcomes"] == ["withdrawn"]
    assert colour(client, person_id) == ("green", [])
    assert stored_equals_rebuilt(person_id)


@pytest.mark.parametrize("by", [("a1",), ("a1", "a1"), ()])
def test_a_contact_without_two_waits_for_two_of_ours(henan: Partner, by: tuple[str, ...]) -> None:
    client, person_id, number = resident()
    item = contact(number, "410103", f"D{len(by)}{len(set(by))}") | {"attested": attested(NOON, *by) if by else None}
    assert henan.post("feeds/contacts", {"items": [item]}, NOON).body["outcomes"] == ["proposed"]
    assert colour(client, person_id) == ("green", [])


def test_a_place_that_is_not_the_partners_is_not_its_to_say(henan: Partner) -> None:
    _, _, number = resident()
    answer = henan.post("feeds/contacts", {"items": [contact(number, "370102", "E1")]}, NOON)
    assert (answer.status, answer.body["code"]) == (422, "not_yours_to_say")
    some = [contact(number, "370102", "E2"), contact(number, "410102", "E3")]
    answer = henan.post("feeds/contacts", {"items": some}, NOON)
    assert (answer.status, answer.body["accepted"]) == (200, 1)
    assert answer.body["rejected"] == [{"index": 0, "code": "not_yours_to_say", "field": ""}]


def test_a_case_goes_from_open_to_released_by_its_revisions(henan: Partner) -> None:
    client, person_id, number = resident()

    def say(revision: int, **more: Any) -> Any:
        told = {"source_ref": "K1", "revision": revision, "subject": subject(number), "place": "410102"}
        told |= {"kind": "confirmed", "on": "2020-03-05"} | more
        return henan.post("feeds/cases", {"items": [told]}, NOON, attested=attested(NOON)).body

    assert say(2)["outcomes"] == ["accepted"]
    assert colour(client, person_id)[0] == "red"
    assert say(1)["outcomes"] == ["no_effect"]
    assert say(2, on="2020-03-04")["rejected"][0]["code"] == "conflict"
    assert say(3, status="withdrawn", because="wrong_result")["outcomes"] == ["accepted"]
    assert colour(client, person_id) == ("green", [])
    assert stored_equals_rebuilt(person_id)


def test_a_bare_red_colours_nobody_and_is_told_for_72_hours(henan: Partner) -> None:
    client, person_id, number = resident()
    answer = henan.post("feeds/colours", {"items": [{"subject": subject(number), "value": "10"}]}, NOON)
    assert answer.body["outcomes"] == ["accepted"]
    found = verify(client, person_id)
    assert (found["colour"], found["notes"]) == ("green", [{"partner": "411000", "says": "red"}])
    assert inbox(client).count("partner_says_red") == 1
    epidemiologist = log_in_staff("epidemiologist", NOON, "63")
    assert work(epidemiologist, NOON) >= {person_id}
    later = NOON + 3 * DAY + timedelta(seconds=1)
    assert verify(refreshed(client, later), person_id, later)["notes"] == []
    assert person_id not in work(log_in_staff("epidemiologist", later, "63"), later)


def work(client: Client, at: Any) -> set[str]:
    found = client.get("/v1/work?queue=partners&limit=100", at=at)
    assert found.status == 200, found.raw
    return {each["person_id"] for each in found.body["items"]}


@pytest.mark.parametrize(
    ("value", "notes"), [("3", ["unknown"]), ("灰", []), ("未见异常", []), ("01", ["yellow"]), ("00", [])]
)
def test_values_are_read_by_name_and_an_unlisted_one_is_asked_about(
    henan: Partner, value: str, notes: list[str]
) -> None:
    client, person_id, number = resident()
    henan.post("feeds/colours", {"items": [{"subject": subject(number), "value": value}]}, NOON)
    assert [each["says"] for each in verify(client, person_id)["notes"]] == notes


def test_a_silent_partner_says_no_colours(cloud: TestCloud) -> None:
    partner = Partner("421000", "42").register(NOON, proven=False)
    _, _, number = resident()
    answer = partner.post("feeds/colours", {"items": [{"subject": subject(number), "value": "10"}]}, NOON)
    assert answer.body["rejected"] == [{"index": 0, "code": "partner_silent", "field": ""}]


def test_a_stranger_and_somebody_here_are_answered_alike(henan: Partner) -> None:
    _, _, number = resident()
    answers = [
        henan.post(path, {"items": [item(each)]}, NOON).body | {"repeated": None}
        for path, item in (
            ("feeds/colours", lambda who: {"subject": subject(who), "value": "10"}),
            ("feeds/contacts", lambda who: contact(who, "410102", f"S{who}")),
            ("trip-declarations", lambda who: trip(who, "421126", "2020-03-02", "2020-03-05")),
        )
        for each in (number, a_document())
    ]
    assert answers[::2] == answers[1::2]


def test_a_declaration_made_elsewhere_asks_the_person_and_colours_nobody(anhui: Partner) -> None:
    client, person_id, number = resident()
    item = {"subject": subject(number), "filed_at": NOON.isoformat(), "temperature": 38.0, "symptoms": ["cough"]}
    item |= {"stays": [{"region": "421127", "from": "2020-03-02", "until": "2020-03-03"}]}
    assert anhui.post("health-declarations", {"items": [item]}, NOON).body["outcomes"] == ["accepted"]
    assert colour(client, person_id) == ("green", [])
    assert inbox(client).count("declared_elsewhere") == 1

"""Travel records count as stays; earlier registrations wait for whoever is certified for the document."""

from datetime import timedelta

import pytest

from chalicelib.features.imports import prior_lines
from chalicelib.features.people import certification
from chalicelib.person import priors
from chalicelib.person.changing import Attempt, changing
from chalicelib.store.transactions import Lost
from tests.epidemic.steps import code, inbox, resident
from tests.imports.steps import counts, decide, errors, in_force, shown, uploaded, work
from tests.person.test_known_facts import card, stored_equals_rebuilt
from tests.proposals.steps import epidemiologist
from tests.ratings.steps import in_force as rated
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, applied, declare, refreshed

DAY = timedelta(days=1)
_TRAVEL = "证件号码,停留地区,到达日期,离开日期,车次"
_REGISTRATIONS = "证件号码,健康码名称,注册日期,居住县区,住址"


def csv(heading: str, *lines: str) -> bytes:
    return "\n".join([heading, *lines]).encode()


def registration(document: str, day: str = "2020-02-20", residence: str = "630103") -> bytes:
    return csv(_REGISTRATIONS, f"{document},夏都码,{day},{residence},南关街 1 号")


def prior(client: Client, person_id: str, at=NOON):
    answer = refreshed(client, at).get(f"/v1/people/{person_id}/prior", at=at)
    assert answer.status == 200, answer.raw
    return answer.body["prior"]


def confirm(client: Client, person_id: str, at=NOON, *, confirmed: bool = True):
    return refreshed(client, at).call("PUT", f"/v1/people/{person_id}/prior", {"confirmed": confirmed}, at=at)


def certified(at=NOON) -> tuple[Client, str, str]:
    client, person_id, document = resident(at)
    certification.certify(person_id, at)
    return client, person_id, document


def test_a_travel_record_in_a_rated_region_turns_somebody_yellow_and_tells_them_once():
    rated("510104", "medium", "2020-03-01", NOON)
    client, person_id, document = resident()
    file = csv(_TRAVEL, f"{document},510104,2020-03-05,2020-03-07,G123")
    import_id = in_force(file, kind="travel")
    assert shown(import_id)["outcomes"] == {"accepted": 1}
    found = code(client, person_id)
    assert (found["colour"], [hold["rule"] for hold in found["holds"]]) == ("yellow", ["region.medium"])
    assert inbox(client).count("travel_record") == 1
    assert stored_equals_rebuilt(person_id)
    again = uploaded(file, at=NOON + DAY, kind="travel")
    assert counts(again, NOON + DAY) == {"good": 0, "bad": 0, "repeated": 0, "known": 1}


def test_a_travel_record_of_nobody_waits_for_whoever_comes_with_the_document():
    rated("510105", "medium", "2020-03-01", NOON)
    document = a_document()
    assert shown(in_force(csv(_TRAVEL, f"{document},510105,2020-03-05,,"), kind="travel"))["unmatched"] == 1
    client, person = applied(Client(), NOON + DAY, number=document)
    declare(client, person["id"], NOON + DAY)
    assert code(client, person["id"], NOON + DAY)["colour"] == "yellow"


def test_travel_that_is_wrong_over_or_to_come_is_accounted_for():
    lines = [
        f"{a_document()},510104,2020-03-05,2020-03-04,",
        f"{a_document()},510104,2020-03-05,2020-03-11,",
        f"{a_document()},,2020-03-05,,",
        f"{a_document()},510104,2020-01-01,2020-01-02,",
    ]
    import_id = uploaded(csv(_TRAVEL, *lines), kind="travel")
    assert [each["code"] for each in errors(import_id)] == ["until_before_from", "in_future", "required"]
    assert counts(import_id) == {"good": 0, "bad": 3, "repeated": 0, "known": 1}


def test_a_registration_is_offered_after_certification_and_confirmed_once():
    client, person_id, document = resident()
    import_id = in_force(registration(document), kind="registrations")
    assert shown(import_id)["outcomes"] == {"accepted": 1}
    assert prior(client, person_id) is None
    assert "prior" not in inbox(client)
    certification.certify(person_id, NOON)
    assert inbox(client).count("prior") == 1
    found = prior(client, person_id)
    assert (found["system"], found["registered_on"], found["residence"]) == ("夏都码", "2020-02-20", "630103")
    assert found["address"] == "南关街 1 号"
    taken = confirm(client, person_id).body
    assert (taken["residence"], taken["address"]) == ("630103", "南关街 1 号")
    assert prior(client, person_id) is None
    assert confirm(client, person_id).status == 409
    assert stored_equals_rebuilt(person_id)


def test_who_is_certified_already_is_told_at_once_and_may_decline():
    client, person_id, document = certified()
    before = refreshed(client, NOON).get(f"/v1/people/{person_id}", at=NOON).body["residence"]
    in_force(registration(document), kind="registrations")
    assert inbox(client).count("prior") == 1
    assert confirm(client, person_id, confirmed=False).body["residence"] == before
    assert prior(client, person_id) is None


def test_a_registration_makes_nobody_a_code_waits_and_is_gone_after_180_days():
    document = a_document()
    import_id = in_force(registration(document), kind="registrations")
    assert shown(import_id)["outcomes"] == {"waiting_match": 1}
    hashed = card(document)
    assert priors.of_document(hashed, NOON + 179 * DAY) is not None
    assert priors.of_document(hashed, NOON + 180 * DAY) is None


def test_the_same_and_an_older_registration_are_known_a_later_one_takes_their_place():
    client, person_id, document = certified()
    in_force(registration(document), kind="registrations")
    for day in ("2020-02-20", "2020-02-01"):
        assert counts(uploaded(registration(document, day), kind="registrations"))["known"] == 1
    in_force(registration(document, "2020-03-01", "630104"), kind="registrations")
    assert prior(client, person_id)["residence"] == "630104"


def test_another_account_is_offered_nothing_and_who_is_erased_leaves_nothing():
    client, person_id, document = certified()
    in_force(registration(document), kind="registrations")
    stranger, _ = applied(Client(), NOON)
    assert refreshed(stranger, NOON).get(f"/v1/people/{person_id}/prior", at=NOON).status == 404
    assert confirm(stranger, person_id).status == 404
    assert priors.of_document(card(document), NOON) is not None
    assert client.call("DELETE", f"/v1/people/{person_id}", at=NOON).status == 204
    assert priors.of_document(card(document), NOON) is None


def test_many_registrations_need_no_supervisor_and_show_no_address():
    import_id = uploaded(registration(a_document()), kind="registrations")
    proposal = shown(import_id)["proposal"]["id"]
    (row,) = epidemiologist().get(f"/v1/proposals/{proposal}/people", at=NOON).body["items"]
    assert "address" not in row
    assert decide(import_id).status == 200
    work(import_id)
    assert shown(import_id)["status"] == "done"


def test_of_two_lists_at_once_the_older_registration_does_not_replace_the_later():
    document = a_document()
    rows = {
        day: {"hash": card(document), "name": day, "values": {"system": "夏都码", "registered_on": day}}
        for day in ("2020-02-01", "2020-03-01")
    }
    slower = Attempt(NOON)
    assert prior_lines.apply(slower, rows["2020-02-01"]) == "waiting_match"
    changing(NOON, lambda attempt: prior_lines.apply(attempt, rows["2020-03-01"]))
    with pytest.raises(Lost):
        slower.commit()
    assert changing(NOON, lambda attempt: prior_lines.apply(attempt, rows["2020-02-01"])) == "no_effect"
    assert priors.of_document(card(document), NOON).registered_on == "2020-03-01"


def test_a_registration_whose_days_are_over_gives_way_to_a_new_one():
    document = a_document()
    in_force(registration(document), kind="registrations")
    row = {"hash": card(document), "name": "new", "values": {"system": "夏都码", "registered_on": "2020-02-01"}}
    later = NOON + 181 * DAY
    assert changing(later, lambda attempt: prior_lines.apply(attempt, row)) == "waiting_match"
    assert priors.of_document(card(document), later).registered_on == "2020-02-01"

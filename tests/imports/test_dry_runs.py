"""Dry runs of lists: everybody named is folded and nobody written; then two supervisors type the number."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.desk import breaker_numbers, staff
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.imports import reading, records, trying_out
from chalicelib.person import records as people
from chalicelib.store.transactions import transact
from tests.campaigns.steps import MINUTE, at_rest, minutes
from tests.epidemic.steps import inbox, resident
from tests.imports.steps import a_list, decide, in_force, shown, uploaded, work
from tests.imports.test_in_force import contact, csv
from tests.imports.test_ratings import everywhere, found, listed
from tests.imports.test_travel_and_registrations import _TRAVEL
from tests.person.test_known_facts import card, rules_of
from tests.proposals.steps import at_work, epidemiologist, needs_of, seen
from tests.ratings.steps import in_force as rated
from tests.support.published import a_county, stayed
from tests.support.resident_steps import NOON, a_document, declare, log_in_staff

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _small(cloud):
    before = breaker_numbers.current()
    _set(replace(before, simulated=2))
    at_rest(cloud)
    yield
    _set(before)


def _set(numbers: breaker_numbers.Numbers) -> None:
    transact([breaker_numbers.put(breaker_numbers.find(), numbers, "a test", NOON)])


def dry_run(import_id: str, at=NOON) -> dict:
    return dict(found(import_id, at)["proposal"]["dry_run"])


def try_out(import_id: str, at=NOON, by=None):
    return at_work(by or epidemiologist(), at).post(f"/v1/imports/{import_id}/dry-run", {}, at=at)


def test_what_names_many_is_tried_out_by_itself_and_then_asks_for_the_number(cloud, monkeypatch):
    monkeypatch.setattr(reading, "PART", 2)
    well, ill, twice = (resident() for _ in range(3))
    declare(*ill[:2], NOON, temperature=38.5)
    in_force(a_list([contact(twice[2], day="2020-03-07")]))
    versions = [people.state(each[1]).version for each in (well, ill, twice)]
    lines = [contact(each[2], day="2020-03-08") for each in (well, ill, twice)]
    import_id = uploaded(a_list([*lines, contact(a_document())]))
    first, second = (log_in_staff("supervisor", NOON, "63") for _ in range(2))
    proposal = shown(import_id)["proposal"]["id"]
    assert needs_of(decide(import_id, first, count=4)) == {"simulation"}
    assert dry_run(import_id)["status"] == "waiting"
    now = minutes(cloud, NOON, 3)
    assert dry_run(import_id, now) == {
        "campaign_id": dry_run(import_id)["campaign_id"],
        "status": "done",
        "sample": None,
        "people": 4,
        "to_red": 2,
        "to_yellow": 0,
    }
    assert [people.state(each[1]).version for each in (well, ill, twice)] == versions
    assert "contact_close" not in inbox(well[0], now)
    assert "simulation" not in seen(first, proposal, now)["needs"]
    assert needs_of(decide(import_id, first, at=now)) == {"count"}
    assert decide(import_id, first, at=now, count=4).body["status"] == "proposed"
    assert decide(import_id, second, at=now, count=4).body["status"] == "in_force"
    work(import_id, now)
    assert rules_of(well[1], now) == {"contact.close"}


def test_a_worker_that_was_lost_is_followed_where_it_was(cloud, monkeypatch):
    monkeypatch.setattr(trying_out, "PAGE", 1)
    import_id = uploaded(a_list([contact(resident()[2]), *(contact(a_document()) for _ in range(2))]))
    campaign = campaigns.find(dry_run(import_id)["campaign_id"])
    unit = campaigns.unit(campaign, 0)
    trying_out.page(campaign, unit, NOON)
    transact([campaigns.unit_put(unit)])
    # The next page was done and not written: it is done again.
    trying_out.page(campaign, campaigns.unit(campaign, 0), NOON)
    now = minutes(cloud, NOON, 3)
    assert (dry_run(import_id, now)["people"], dry_run(import_id, now)["to_red"]) == (3, 1)


def test_without_its_lines_it_ends_without_numbers_and_is_restarted_once_they_are_there(cloud, monkeypatch):
    monkeypatch.setattr(reading, "PART", 2)
    ill = resident()
    import_id = uploaded(a_list([contact(ill[2]), *(contact(a_document()) for _ in range(2))]))
    campaign, part = dry_run(import_id)["campaign_id"], records.ImportRecord.part
    with monkeypatch.context() as denied:
        denied.setattr(records.ImportRecord, "part", lambda *of: "found/gone" if of[-1] == 1 else part(*of))
        now = minutes(cloud, NOON, 3)
    assert (dry_run(import_id, now)["status"], dry_run(import_id, now)["people"]) == ("done", None)
    supervisor = log_in_staff("supervisor", now, "63")
    assert needs_of(decide(import_id, supervisor, at=now, count=3)) == {"simulation"}
    begun = supervisor.post(f"/v1/campaigns/{campaign}/restart", {}, at=now)
    assert (begun.status, begun.body["people"]["failed"]) == (200, 0)
    now = minutes(cloud, now, 3)
    assert (dry_run(import_id, now)["people"], dry_run(import_id, now)["to_red"]) == (3, 1)


def test_it_is_of_one_reading_and_six_hours_and_can_be_asked_for_again(cloud):
    import_id = uploaded(a_list([contact(a_document()) for _ in range(3)]))
    begun = dry_run(import_id)["campaign_id"]
    asked = try_out(import_id)
    assert (asked.status, asked.body["campaign_id"]) == (200, begun)
    minutes(cloud, NOON, 3)
    late = NOON + 7 * HOUR
    supervisor = log_in_staff("supervisor", NOON, "63")
    assert needs_of(decide(import_id, supervisor, at=late, count=3)) == {"simulation"}
    assert try_out(import_id, late).body["campaign_id"] != begun
    minutes(cloud, late, 3)
    assert decide(import_id, supervisor, at=late + 5 * MINUTE, count=3).body["status"] == "proposed"
    columns = found(import_id, late)["columns"] | {"姓名": None}
    chosen = at_work(epidemiologist(), late).call(
        "PUT", f"/v1/imports/{import_id}/columns", {"columns": columns}, at=late
    )
    assert chosen.status == 200
    assert try_out(import_id, late).status == 409
    work(import_id, late)
    assert dry_run(import_id, late)["status"] == "waiting"


def test_travel_is_tried_out_with_the_ratings_of_where_it_led(cloud):
    county = a_county()
    rated(county, "medium", "2020-03-01", NOON)
    lines = (f"{resident()[2]},{county},2020-03-05,2020-03-07,", f"{resident()[2]},630103,2020-03-05,2020-03-07,")
    import_id = uploaded(csv(_TRAVEL, *lines, f"{a_document()},{county},2020-03-05,,"), kind="travel")
    now = minutes(cloud, NOON, 3)
    assert (dry_run(import_id, now)["people"], dry_run(import_id, now)["to_yellow"]) == (3, 1)


def test_of_ratings_a_named_sample_is_folded(cloud, monkeypatch):
    monkeypatch.setattr(trying_out, "SAMPLE", 2)
    county = a_county()
    here = [stayed(county) for _ in range(4)]
    import_id = listed(f"{county},high,2020-03-01,,")
    now = minutes(cloud, NOON, 3)
    result = dry_run(import_id, now)
    assert (result["people"], result["to_red"], result["to_yellow"]) == (4, 4, 0)
    assert "2" in result["sample"]
    assert [rules_of(person, now) for _, person in here] == [set()] * 4
    supervisors = [log_in_staff("supervisor", NOON, "") for _ in range(2)]
    assert [decide(import_id, each, at=now, count=4).body["status"] for each in supervisors] == ["proposed", "in_force"]
    assert everywhere()


def test_neither_of_two_supervisors_agrees_about_themselves_whatever_became_of_their_logins(cloud):
    people = [resident() for _ in range(4)]
    first, second = (log_in_staff("supervisor", NOON, "63", document=card(each[2])) for each in people[:2])
    import_id = uploaded(a_list([contact(document) for _, _, document in people]))
    minutes(cloud, NOON, 3)
    assert decide(import_id, first, count=4).status == 200
    assert decide(import_id, second, count=4).status == 200
    record = staff.by_id(first.account_id)
    record.active = False
    record.save()
    work(import_id)
    assert found(import_id)["outcomes"] == {"accepted": 2, "own_record": 2}
    assert [bool(rules_of(each[1])) for each in people] == [False, False, True, True]

"""Campaigns: everybody touched once, whoever dies in between; paused, resumed and stopped."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.desk import audit
from chalicelib.features.campaigns import expiry_job, progress, records, rescoring_job, working
from chalicelib.features.campaigns import stayed as through_stays
from chalicelib.person import records as people
from chalicelib.person.indexed import SHARDS
from chalicelib.store.transactions import transact
from tests.campaigns.steps import MINUTE, at_rest, lanes, minutes, rated, status_of, work_off
from tests.proposals.steps import at_work, login_of
from tests.ratings.steps import withdraw
from tests.support.aws_calls import calls_of
from tests.support.cloud import TestCloud
from tests.support.guillotine import cut_at
from tests.support.published import a_county, a_minute_passes, known_at, shown, stayed, told
from tests.support.resident_steps import NOON, declare, log_in_staff

pytestmark = pytest.mark.usefixtures("guillotine")


@pytest.fixture(autouse=True)
def _nothing_before(cloud: TestCloud) -> None:
    at_rest(cloud)


def _counted(campaign_id: str) -> dict:
    return progress.counted(records.find(campaign_id))


def test_everybody_touched_is_told_once_and_their_old_codes_end(cloud):
    county = a_county()
    here = [stayed(county) for _ in range(3)]
    other, other_id = stayed(a_county())
    codes = {person: people.state(person).code_id for _, person in here}
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    minutes(cloud, NOON + MINUTE)
    assert status_of(campaign) == "done"
    for client, person in here:
        state = people.state(person)
        assert (state.severity, state.code_id != codes[person]) == ({"domestic": "yellow"}, True)
        assert len(told(client, NOON + 10 * MINUTE, "rated")) == 1
    assert told(other, NOON + 10 * MINUTE, "rated") == []
    counted = _counted(campaign)
    assert counted["changes"] == {"green>yellow": 3}
    assert (counted["people"]["changed"], counted["people"]["failed"]) == (3, 0)
    assert counted["units"] == {"total": 2 * SHARDS, "done": 2 * SHARDS}
    assert people.state(other_id).severity == {"domestic": "green"}


def test_the_audit_has_one_entry_of_its_end_with_the_hash_of_what_its_units_found(cloud):
    county = a_county()
    for _ in range(3):
        stayed(county)
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    ended = minutes(cloud, NOON + MINUTE)
    (entry,) = audit.of_subject(campaign, 10, None)
    assert (entry.actor_id, entry.action, entry.region) == ("service", "campaign.done", county)
    record = records.find(campaign)
    assert entry.ids == {"seen": "3", "failed": "0", "units": records.units_hash(records.units(record))}
    forged = records.units(record)[0]
    forged.found = {"seen": 99}
    transact([records.unit_put(forged)])
    assert records.units_hash(records.units(record)) != entry.ids["units"]
    minutes(cloud, ended)
    assert len(audit.of_subject(campaign, 10, None)) == 1


def test_the_code_is_right_before_the_campaign_and_told_once_after_it(cloud):
    """Check 7: campaigns are held while the rating is published."""
    county, supervisor = a_county(), log_in_staff("supervisor", NOON)
    client, person = stayed(county)
    held = {"paused": True, "by_login": login_of(supervisor), "since": NOON.isoformat()}
    assert supervisor.post("/v1/campaigns/pause", {"paused": True}, at=NOON).body == held
    assert supervisor.get("/v1/campaigns/pause", at=NOON).body == held
    try:
        campaign = rated(county, "medium", "2020-03-01", NOON)
        minutes(cloud, NOON)
        assert status_of(campaign) == "waiting"
        assert shown(client, person, NOON + 6 * MINUTE)["colour"] == "yellow"
        assert told(client, NOON + 6 * MINUTE, "rated") == []
    finally:
        assert at_work(supervisor, NOON).post("/v1/campaigns/pause", {"paused": False}, at=NOON).status == 200
    minutes(cloud, NOON + 6 * MINUTE)
    assert len(told(client, NOON + 20 * MINUTE, "rated")) == 1


def test_who_paused_and_who_resumed_stand_with_the_campaign(cloud):
    """Check 15 of the console: two supervisors, both names."""
    county = a_county()
    first, second = (log_in_staff("supervisor", NOON, county[:2]) for _ in range(2))
    campaign = rated(county, "medium", "2020-03-01", NOON)
    later = NOON + 2 * MINUTE
    paused = at_work(first, NOON).post(f"/v1/campaigns/{campaign}/pause", {}, at=NOON)
    assert (paused.status, paused.body["resumed_by_login"]) == (200, None)
    assert at_work(second, later).post(f"/v1/campaigns/{campaign}/resume", {}, at=later).status == 200
    found = at_work(first, later).get(f"/v1/campaigns/{campaign}", at=later).body
    assert (found["paused_by_login"], found["paused_at"]) == (login_of(first), NOON.isoformat())
    assert (found["resumed_by_login"], found["resumed_at"]) == (login_of(second), later.isoformat())


def test_those_that_ended_stand_with_the_latest_first(cloud):
    county = a_county()
    supervisor = log_in_staff("supervisor", NOON)
    made = [
        rated(county, "medium", "2020-03-01", NOON + 10 * MINUTE),
        rated(a_county(), "medium", "2020-03-01", NOON + 20 * MINUTE),
    ]
    for campaign in made:
        assert at_work(supervisor, NOON).post(f"/v1/campaigns/{campaign}/stop", {}, at=NOON).status == 200
    seen, cursor = [], ""
    while cursor is not None:
        page = at_work(supervisor, NOON).get(f"/v1/campaigns?ended=1&limit=3{cursor}", at=NOON).body
        seen += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert [each for each in seen if each in made] == made[::-1]


def test_a_release_is_told_to_everybody(cloud):
    county = a_county()
    client, _ = stayed(county)
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    minutes(cloud, NOON + MINUTE)
    answer = withdraw(f"{county}-{campaign}", NOON + 10 * MINUTE)
    assert answer.status == 200, answer.raw
    a_minute_passes()
    minutes(cloud, NOON + 10 * MINUTE)
    assert _counted(answer.body["id"])["changes"] == {"yellow>green": 1}
    assert len(told(client, NOON + 20 * MINUTE, "rating_corrected")) == 1


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", [0, 2, 4, 5, 6, 7, 9])
def test_a_worker_that_dies_leaves_the_numbers_of_a_run_without_deaths(cloud, monkeypatch, step, after):
    """Check 10. One writer at a time, so that the death falls at the same call each time."""
    monkeypatch.setattr(through_stays, "_WRITERS", 1)
    county = a_county()
    here = [stayed(county) for _ in range(2)]
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    expiry_job.advance(NOON + 2 * MINUTE)
    for message in lanes(cloud):
        with cut_at(step, after=after):
            rescoring_job.work(message, NOON + 2 * MINUTE)
    _forget_leases(campaign)
    minutes(cloud, NOON + 2 * MINUTE)
    assert status_of(campaign) == "done"
    assert _counted(campaign)["changes"] == {"green>yellow": 2}
    for client, _ in here:
        assert len(told(client, NOON + 10 * MINUTE, "rated")) == 1


def _forget_leases(campaign: str) -> None:
    """The leases of workers that died have run out."""
    from chalicelib.store.leases import LeaseRecord

    for lane in range(records.LANES):
        LeaseRecord(f"LEASE#campaign-{campaign}-{lane}", "lease").delete()


def test_who_declares_while_it_is_published_is_missed_by_nobody(cloud):
    """Check 9: the index is gone through once more for whoever came meanwhile."""
    county = a_county()
    here = [stayed(a_county()) for _ in range(4)]
    at = NOON + MINUTE
    with ThreadPoolExecutor(5) as together:
        declared = [together.submit(declare, client, person, at, location=county, stays=[]) for client, person in here]
        campaign = together.submit(rated, county, "medium", "2020-03-01", at).result()
        assert [each.result().status for each in declared] == [201] * len(here)
    now = minutes(cloud, at, 6)
    assert status_of(campaign) == "done"
    for client, person in here:
        assert people.state(person).severity == {"domestic": "yellow"}
        assert len(told(client, now + MINUTE, "rated")) <= 1


def test_somebody_on_whom_it_fails_keeps_nobody_waiting(cloud, monkeypatch):
    county = a_county()
    (_, poisoned), (client, _) = stayed(county), stayed(county)
    state = people.state(poisoned)
    state.scoring = "[not what was folded"
    state.save()
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    monkeypatch.setattr(through_stays.colour, "rebuild", _unreadable)
    minutes(cloud, NOON + MINUTE)
    assert _counted(campaign)["people"]["failed"] == 1
    assert len(told(client, NOON + 10 * MINUTE, "rated")) == 1
    supervisor = log_in_staff("supervisor", NOON)
    listed = supervisor.get(f"/v1/campaigns/{campaign}/failures", at=NOON).body["items"]
    assert [each["person_id"] for each in listed] == [poisoned]


def _unreadable(person_id: str, more: object) -> None:
    raise ValueError("a record that nobody can read")


def test_a_paused_campaign_rests_and_goes_on_where_it_was(cloud):
    county, supervisor = a_county(), log_in_staff("supervisor", NOON)
    client, _ = stayed(county)
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    expiry_job.advance(NOON + 2 * MINUTE)
    paused = supervisor.post(f"/v1/campaigns/{campaign}/pause", at=NOON)
    assert (paused.status, paused.body["status"]) == (200, "paused")
    work_off(cloud, NOON + 2 * MINUTE)
    minutes(cloud, NOON + 2 * MINUTE)
    assert told(client, NOON + 10 * MINUTE, "rated") == []
    assert supervisor.post(f"/v1/campaigns/{campaign}/resume", at=NOON).body["status"] == "running"
    minutes(cloud, NOON + 10 * MINUTE)
    assert status_of(campaign) == "done"
    assert len(told(client, NOON + 20 * MINUTE, "rated")) == 1
    assert supervisor.post(f"/v1/campaigns/{campaign}/pause", at=NOON).status == 409


def test_a_stopped_campaign_stays_stopped_and_codes_are_right_all_the_same(cloud):
    county, supervisor = a_county(), log_in_staff("supervisor", NOON)
    client, person = stayed(county)
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    assert supervisor.post(f"/v1/campaigns/{campaign}/stop", at=NOON).body["status"] == "stopped"
    now = minutes(cloud, NOON + 2 * MINUTE)
    assert status_of(campaign) == "stopped"
    assert shown(client, person, now)["colour"] == "yellow"
    assert supervisor.post(f"/v1/campaigns/{campaign}/resume", at=NOON).status == 409


def test_more_or_fewer_units_at_once(cloud):
    county, supervisor = a_county(), log_in_staff("supervisor", NOON)
    stayed(county)
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    faster = supervisor.post(f"/v1/campaigns/{campaign}/speed", {"units_at_once": 3}, at=NOON)
    assert faster.body["units_at_once"] == 3
    expiry_job.advance(NOON + 2 * MINUTE)
    found = lanes(cloud)
    assert sorted(message["lane"] for message in found) == ["0", "1", "2"]
    for message in found:
        rescoring_job.work(message, NOON + 2 * MINUTE)
    assert _counted(campaign)["units"]["done"] == SHARDS
    assert lanes(cloud) == []


def test_a_lane_that_is_not_done_goes_on_with_the_next_minute(cloud, monkeypatch):
    monkeypatch.setattr(working, "PAGES", 1)
    county = a_county()
    stayed(county)
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    expiry_job.advance(NOON + 2 * MINUTE)
    first = next(message for message in lanes(cloud) if message["lane"] == "0")
    rescoring_job.work(first, NOON + 2 * MINUTE)
    assert _counted(campaign)["units"]["done"] == 1
    expiry_job.advance(NOON + 3 * MINUTE)
    rescoring_job.work(first, NOON + 3 * MINUTE)
    assert _counted(campaign)["units"]["done"] == 2


def test_a_person_costs_a_read_and_a_transaction_only_if_something_changed(cloud):
    """The budget of a person in a campaign."""
    county = a_county()
    _, touched = stayed(county)
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    record = records.find(campaign)
    known_at(NOON + 2 * MINUTE)
    working.shelf.current().ratings_after(0)
    for person, wanted in ((touched, ["GetItem", "TransactWriteItems"]), (touched, ["GetItem"])):
        stay = _stay(county, person)
        stay.campaign = None
        with calls_of("dynamodb") as made:
            through_stays._served(record, stay, NOON + 2 * MINUTE)
        assert made == wanted


def _stay(county: str, person: str) -> through_stays.StayRecord:
    shard = through_stays.indexed.shard_of(person)
    return next(each for each in through_stays.indexed.stays(county, shard, 100, None) if each.person_id == person)


def test_staff_see_the_campaigns_of_their_region(cloud):
    county = a_county()
    stayed(county)
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    here = log_in_staff("epidemiologist", NOON, county[:2])
    assert campaign in [each["id"] for each in here.get("/v1/campaigns", at=NOON).body["items"]]
    assert here.get(f"/v1/campaigns/{campaign}", at=NOON).body["cause"] == f"{county}-{campaign}"
    there = log_in_staff("epidemiologist", NOON, "11")
    assert there.get(f"/v1/campaigns/{campaign}", at=NOON).status == 404
    assert campaign not in [each["id"] for each in there.get("/v1/campaigns", at=NOON).body["items"]]
    minutes(cloud, NOON + MINUTE)
    ended = here.get("/v1/campaigns?ended=1&limit=100", at=NOON + timedelta(seconds=1)).body["items"]
    assert campaign in [each["id"] for each in ended]

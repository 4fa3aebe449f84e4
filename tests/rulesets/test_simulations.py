"""Simulation of a draft on everybody: exact, written to nobody, and what happens then."""

from datetime import timedelta

import pytest

from chalicelib.config import settings
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.rulesets import results, trials
from chalicelib.features.sweep import expiry_job
from chalicelib.person import records as people
from tests.campaigns.steps import MINUTE
from tests.proposals.steps import at_work
from tests.ratings.steps import in_force, march
from tests.rulesets.steps import draft, publish, simulate, simulated, supervisor, work_off
from tests.support.aws_calls import calls_of
from tests.support.published import a_county, a_minute_passes, stayed, told
from tests.support.resident_steps import NOON, declare, log_in_staff
from tests.support.traveller_steps import traveller


def _population(cloud) -> dict:
    """One of each: green, yellow for a stay that ended, yellow for one that lasts, with a fever, a traveller."""
    county = a_county()
    in_force(county, "medium", "2020-03-01", march(3, 8))
    found = {"green": stayed("630102", march(9)), "lasting": stayed(county, march(9))}
    for name, last in (("ended", 6), ("closing", 5)):
        client, person = stayed(county, march(4))
        for day in range(5, 12):
            declare(client, person, march(day), location=county if day <= last else "630102")
        found[name] = client, person
    client, person = stayed("630102", march(10))
    declare(client, person, march(11), temperature=38.5)
    found["fever"] = client, person
    client, person = traveller(march(10))
    declare(client, person["id"] if isinstance(person, dict) else person, march(10, 10))
    found["traveller"] = client, person["id"] if isinstance(person, dict) else person
    return found


RULES = {
    "region.medium": {"colour": "red", "days": 5, "checkins": 5},
    "symptom": {"colour": "yellow", "days": 1, "checkins": 0},
}
ORDER = ("green", "yellow", "red")


@pytest.mark.parametrize("effective", ["2020-03-12T00:00:00+08:00", "2020-03-12T10:00:00+08:00"])
def test_what_it_says_is_what_happens_with_nobody_acting_between(cloud, effective):
    """Check 18, as a day begins and in the middle of one."""
    from datetime import datetime

    everybody, at = _population(cloud), march(11, 12)
    instant = datetime.fromisoformat(effective)
    s1, s2 = supervisor(at), supervisor(at)
    draft(s1, at, rules=RULES, effective=effective)
    result = simulate(cloud, "2", at, s1)["result"]
    publish("2", at + 3 * MINUTE, s1, s2, worse=True)
    work_off(cloud, at + 3 * MINUTE, 6)
    before_instant = instant - timedelta(seconds=1)
    expiry_job.sweep(before_instant, 1_000)
    before = {person: dict(people.state(person).severity) for _, person in everybody.values()}
    a_minute_passes()
    due = [
        each.person_id for shard in range(settings().due_shards) for each in people.due(shard, instant, instant, 100)
    ]
    expiry_job.sweep(instant, 1_000)
    after = {person: dict(people.state(person).severity) for _, person in everybody.values()}
    for scheme in ("domestic", "international"):
        colours = [each[scheme] for each in after.values() if scheme in each]
        assert result["colours"][scheme] == {colour: colours.count(colour) for colour in ORDER}
        if instant.astimezone(NOON.tzinfo).hour == 2:
            pairs = [(before[p][scheme], after[p][scheme]) for p in after if scheme in after[p]]
            happened = [f"{b}>{a}" for b, a in pairs if a != b]
            said = {pair: count for pair, count in result["changes"][scheme].items() if count}
            assert said == {pair: happened.count(pair) for pair in happened}
    assert result["people"] == len(everybody)
    assert result["load"]["due_at_effective"] <= len(due)
    (client, lasting) = everybody["lasting"]
    assert after[lasting] == {"domestic": "red"}
    assert len(told(client, instant + MINUTE, "rules_worse")) == 1
    (client, fever) = everybody["fever"]
    assert (before[fever], after[fever]) == ({"domestic": "yellow"}, {"domestic": "green"})
    expiry_job.sweep(instant + 5 * MINUTE, 1_000)
    assert len(told(client, instant + 6 * MINUTE, "green")) == 1


def test_a_simulation_writes_nothing_to_anybody(cloud):
    county = a_county()
    _, person = stayed(county)
    in_force(county, "medium", "2020-03-01", NOON)
    state = people.state(person)
    state.scoring = "[1," + state.scoring.partition(",")[2]
    state.save()
    before = people.state(person).serialize()
    s1 = supervisor()
    draft(s1, rules=RULES)
    s1.post("/v1/rulesets/2/simulation", at=NOON)
    with calls_of("dynamodb") as made:
        work_off(cloud, NOON, 2)
    assert "Scan" in made
    result = simulated("2", NOON, s1)["result"]
    # What was published since is folded, and a state of an older format is folded from its facts.
    assert (result["changes"]["domestic"]["yellow>red"], result["failed"]) == (1, 0)
    assert people.state(person).serialize() == before


def test_the_campaign_is_seen_paused_and_counted_like_others(cloud):
    stayed("630102")
    s1 = supervisor()
    draft(s1)
    campaign = s1.post("/v1/rulesets/2/simulation", at=NOON).body["campaign_id"]
    assert s1.post(f"/v1/campaigns/{campaign}/pause", at=NOON).body["status"] == "paused"
    work_off(cloud, NOON, 2)
    assert simulated("2", NOON, s1)["result"] is None
    s1.post(f"/v1/campaigns/{campaign}/resume", at=NOON)
    work_off(cloud, NOON, 2)
    seen = s1.get(f"/v1/campaigns/{campaign}", at=NOON).body
    assert (seen["kind"], seen["status"], seen["units"]) == ("simulation", "done", {"total": 2, "done": 2})
    assert seen["people"] == {"seen": 1, "changed": 0, "unchanged": 1, "failed": 0, "later": 0}


def test_small_groups_are_withheld_but_from_who_publishes_and_the_sample_is_audited(cloud):
    county = a_county()
    in_force(county, "medium", "2020-03-01", NOON - timedelta(hours=1))
    _, person = stayed(county)
    s1, auditor = supervisor(), log_in_staff("auditor", NOON)
    draft(s1, rules=RULES)
    result = simulate(cloud, "2", NOON, s1)["result"]
    assert (result["people"], result["sample"]) == (1, [person])
    assert result["regions"] == [{"region": f"{_home(person)}", "worse": None, "better": None}]
    withheld = simulated("2", NOON, auditor)["result"]
    assert (withheld["people"], withheld["sample"]) == (None, None)
    assert set(withheld["changes"]["domestic"].values()) == {None}
    entries = auditor.get("/v1/audit?subject=2", at=NOON).body["items"]
    assert "ruleset.sample_seen" in [each["action"] for each in entries]
    of_province = log_in_staff("supervisor", NOON, "63")
    assert at_work(of_province, NOON).get("/v1/rulesets/2/simulation", at=NOON).status == 403


def _home(person: str) -> str:
    return people.state(person).county[:4] + "00"


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 12, "b": 30}, {"a": 12, "b": 30}),
        ({"a": 3, "b": 12, "c": 30}, {"a": None, "b": None, "c": 30}),
        ({"a": 6, "b": 6, "c": 30}, {"a": None, "b": None, "c": 30}),
        ({"a": 0, "b": 30}, {"a": None, "b": 30}),
    ],
)
def test_what_is_withheld_does_not_follow_from_the_sum(counts, shown):
    assert results.withheld(counts) == shown


def test_a_worker_that_died_counts_nobody_twice(cloud, monkeypatch):
    """Page by page of one person each, so that a segment has several."""
    monkeypatch.setattr(trials, "PAGE", 1)
    for _ in range(3):
        stayed("630102")
    s1 = supervisor()
    draft(s1)
    campaign = s1.post("/v1/rulesets/2/simulation", at=NOON).body["campaign_id"]
    record = campaigns.find(campaign)
    record.status = campaigns.RUNNING
    campaigns.placed(record).save()
    from chalicelib.features.campaigns import kinds

    lost = campaigns.unit(record, 0)
    kinds.named("simulation").page(record, lost, NOON)
    work_off(cloud, NOON, 2)
    assert simulated("2", NOON, s1)["result"]["people"] == 3

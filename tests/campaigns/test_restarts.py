"""Campaigns that are begun again: the numbers are those of a run that nothing happened to, and each is told once."""

import pytest

from chalicelib.features.campaigns import expiry_job, records, rescoring_job, working
from chalicelib.features.campaigns import stayed as through_stays
from chalicelib.person import records as people
from chalicelib.person.indexed import SHARDS
from tests.campaigns.steps import MINUTE, lanes, minutes, rated, status_of
from tests.campaigns.test_campaigns import _counted, _forget_leases, _nothing_before, _unreadable  # noqa: F401
from tests.proposals.steps import at_work
from tests.support.guillotine import cut_at
from tests.support.published import a_county, stayed, told
from tests.support.resident_steps import NOON, log_in_staff

pytestmark = pytest.mark.usefixtures("guillotine")


def _steer(what: str, campaign: str, at=NOON):
    return at_work(log_in_staff("supervisor", at), at).post(f"/v1/campaigns/{campaign}/{what}", at=at)


@pytest.mark.parametrize(("step", "after"), [(3, False), (5, True), (6, True)])
def test_killed_then_stopped_then_begun_again_it_counts_as_if_nothing_had_happened(cloud, monkeypatch, step, after):
    """Check 10: everybody once, and one message each."""
    monkeypatch.setattr(through_stays, "_WRITERS", 1)
    county = a_county()
    here = [stayed(county) for _ in range(2)]
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    expiry_job.advance(NOON + 2 * MINUTE)
    for message in lanes(cloud):
        with cut_at(step, after=after):
            rescoring_job.work(message, NOON + 2 * MINUTE)
    _forget_leases(campaign)
    assert _steer("stop", campaign).body["status"] == "stopped"
    minutes(cloud, NOON + 2 * MINUTE, 2)
    again = _steer("restart", campaign, NOON + 5 * MINUTE)
    assert (again.status, again.body["status"], again.body["attempt"]) == (200, "running", 2), again.raw
    now = minutes(cloud, NOON + 5 * MINUTE)
    assert status_of(campaign) == "done"
    counted = _counted(campaign)
    assert counted["changes"] == {"green>yellow": 2}
    assert (counted["people"]["seen"], counted["units"]) == (2, {"total": 2 * SHARDS, "done": 2 * SHARDS})
    for client, _ in here:
        assert len(told(client, now + MINUTE, "rated")) == 1


def test_whoever_it_failed_on_is_gone_through_once_more(cloud, monkeypatch):
    county = a_county()
    (sick, poisoned), (client, _) = stayed(county), stayed(county)
    whole = people.state(poisoned).scoring
    _write_scoring(poisoned, "[not what was folded")
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    with monkeypatch.context() as broken:
        broken.setattr(through_stays.colour, "rebuild", _unreadable)
        minutes(cloud, NOON + MINUTE)
    assert status_of(campaign) == "done"
    assert (_counted(campaign)["people"]["failed"], _counted(campaign)["changes"]) == (1, {"green>yellow": 1})
    _write_scoring(poisoned, whole)
    assert _steer("restart", campaign, NOON + 10 * MINUTE).body["status"] == "running"
    now = minutes(cloud, NOON + 10 * MINUTE)
    counted = _counted(campaign)
    assert (counted["people"]["failed"], counted["people"]["seen"]) == (0, 2)
    assert counted["changes"] == {"green>yellow": 2}
    for each in (sick, client):
        assert len(told(each, now + MINUTE, "rated")) == 1
    # Nothing is left to begin again for.
    assert _steer("restart", campaign, now).status == 409


def _write_scoring(person: str, scoring: str) -> None:
    state = people.state(person)
    state.scoring = scoring
    state.save()


def test_it_says_how_fast_it_is_and_when_it_ends(cloud, monkeypatch):
    monkeypatch.setattr(working, "PAGES", SHARDS // records.LANES // 2)
    county = a_county()
    campaign = rated(county, "medium", "2020-03-01", NOON)
    waiting = _shown(campaign, NOON)
    assert (waiting["rate_per_s"], waiting["eta"]) == (None, None)
    minutes(cloud, NOON, 2)
    # Two minutes of which one had passed as it began: the first of two passes, so half of the units are left.
    shown = _shown(campaign, NOON + 2 * MINUTE)
    assert shown["units"]["done"] == SHARDS
    assert (shown["rate_per_s"], shown["eta"]) == (0, "2020-03-10T04:03:00+00:00")
    _steer("pause", campaign, NOON + 2 * MINUTE)
    assert _shown(campaign, NOON + 3 * MINUTE)["eta"] is None


def _shown(campaign: str, at) -> dict:
    answer = at_work(log_in_staff("epidemiologist", at), at).get(f"/v1/campaigns/{campaign}", at=at)
    assert answer.status == 200, answer.raw
    return dict(answer.body)


def test_a_campaign_on_which_nobody_works_is_alarmed_after_five_minutes(cloud, capsys):
    county = a_county()
    campaign = rated(county, "medium", "2020-03-01", NOON)
    for minute in range(1, 7):
        assert '"CampaignStalled":[1.0]' not in capsys.readouterr().out
        expiry_job.advance(NOON + minute * MINUTE)
    assert '"CampaignStalled":[1.0]' in capsys.readouterr().out
    minutes(cloud, NOON + 6 * MINUTE, 1)
    capsys.readouterr()
    expiry_job.advance(NOON + 8 * MINUTE)
    assert '"CampaignStalled":[1.0]' not in capsys.readouterr().out
    assert records.find(campaign).passes == 2

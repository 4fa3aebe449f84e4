"""A rule set's campaign that was killed, stopped and begun again counts as if nothing had happened."""

from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.rulesets import reaching
from chalicelib.person import records as people
from tests.campaigns.steps import MINUTE
from tests.proposals.steps import at_work
from tests.rulesets.steps import clock, draft, publish, simulate, supervisor, work_off
from tests.support.published import certify, stayed
from tests.support.resident_steps import NOON, declare

RULES = {"symptom": {"colour": "yellow", "days": 9, "checkins": 9}}


def test_who_was_moved_before_a_restart_is_counted_as_moved(cloud):
    for _ in range(2):
        client, held = stayed("630102", NOON)
        certify(held, NOON)
        declare(client, held, NOON + MINUTE, temperature=38.5)
    s1, s2 = supervisor(), supervisor()
    draft(s1, rules=RULES, effective=clock(11, 3).isoformat())
    simulate(cloud, "2", NOON + 2 * MINUTE, s1)
    publish("2", NOON + 5 * MINUTE, s1, s2)
    record = next(each for each in campaigns.listed(closed=False, limit=9, after=None) if each.what == "ruleset")
    record.status = campaigns.RUNNING
    campaigns.placed(record).save()
    # A worker moves whom it finds in each unit, and dies before it writes how far it is.
    lost = [_page(record, number) for number in range(record.units)]
    assert sum(unit.found.get("due_moved", 0) for unit in lost) == 2
    at = NOON + 6 * MINUTE
    assert at_work(s1, at).post(f"/v1/campaigns/{record.id}/stop", at=at).body["status"] == "stopped"
    version = people.state(held).version
    again = s1.post(f"/v1/campaigns/{record.id}/restart", at=at)
    assert (again.status, again.body["attempt"]) == (200, 2), again.raw
    work_off(cloud, at, 5)
    seen = at_work(s1, NOON).get(f"/v1/campaigns/{record.id}", at=NOON).body
    assert (seen["status"], seen["changes"], seen["people"]["seen"]) == ("done", {"due_moved": 2}, 2)
    assert people.state(held).version == version


def _page(record: campaigns.CampaignRecord, number: int) -> campaigns.UnitRecord:
    unit = campaigns.unit(record, number)
    reaching.CAMPAIGN.page(record, unit, NOON + 6 * MINUTE)
    return unit

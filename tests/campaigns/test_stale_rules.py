"""A mass event: a campaign that may end more codes than lists carry makes a stale rule, which stands for them."""

from datetime import timedelta

import pytest

from chalicelib.features.campaigns import records
from chalicelib.features.campaigns.records import CampaignRecord
from chalicelib.features.ratings import stale
from chalicelib.person import records as people
from chalicelib.person import revocations, stale_rules
from chalicelib.store.transactions import Lost, transact
from tests.campaigns.stale_steps import (
    DAY,
    MINUTE,
    begun,
    few_are_many,
    found,
    gone_through,
    instant_of,
    is_listed,
    opened,
    published,
    rule_instant,
)
from tests.campaigns.steps import rated
from tests.support.published import a_county, shown, stayed
from tests.support.resident_steps import NOON, declare, log_in_staff

HOUR = timedelta(hours=1)
AT = NOON + 3 * DAY
"""When the county is rated; whoever declared there at noon is known to have been there for three days."""
TODAY, TOMORROW = "2020-03-13", "2020-03-14"


@pytest.fixture(autouse=True)
def _mass_event(monkeypatch):
    few_are_many(monkeypatch)


def known_for_days(county):
    """A resident and their token of an hour before the rating."""
    client, person = stayed(county)
    return client, person, shown(client, person, AT - HOUR)["token"]


def ended(token):
    """Whether the code of a token ended, and whether a list says so."""
    code_id = opened(token, AT).payload.code_id
    return (True, is_listed(code_id)) if revocations.find(code_id) else (False, False)


def test_whom_the_rule_catches_no_list_has(monkeypatch):
    county = a_county()
    _, person, token = known_for_days(county)
    campaign = begun(monkeypatch, county, "high", "2020-03-01", AT)
    before = instant_of(campaign)
    gone_through(campaign, before)
    assert people.state(person).severity == {"domestic": "red"}
    assert ended(token) == (True, False)
    checked = opened(token, AT)
    for statement, revoked in published(before + 15 * MINUTE):
        assert checked.payload.code_id not in revoked
        assert any(rule.catches(checked.issued_at, checked.payload.places) for rule in statement.stale)


def test_online_and_in_what_is_delivered_later_the_code_has_ended_all_the_same(monkeypatch):
    county = a_county()
    _, _, token = known_for_days(county)
    campaign = begun(monkeypatch, county, "high", "2020-03-01", AT)
    gone_through(campaign, before := instant_of(campaign))
    after = before + MINUTE
    gate = log_in_staff("gate", after)
    assert gate.post("/v1/codes/verify", {"token": token}, at=after).body["reason"] == "revoked"


def test_a_token_of_after_the_rule_shows_the_colour_and_is_not_caught(monkeypatch):
    county = a_county()
    client, person, _ = known_for_days(county)
    campaign = begun(monkeypatch, county, "high", "2020-03-01", AT)
    before = instant_of(campaign)
    checked = opened(shown(client, person, before)["token"], before)
    assert checked.payload.colour == "red"
    (said, _), *_ = published(before + 15 * MINUTE)
    assert not any(rule.catches(checked.issued_at, checked.payload.places) for rule in said.stale)


@pytest.mark.parametrize("late", [timedelta(), DAY - HOUR], ids=["just now", "23 h before"])
def test_whose_stay_is_not_known_for_a_day_is_listed(monkeypatch, late):
    county = a_county()
    client, person = stayed(a_county())
    token = shown(client, person, AT - DAY + HOUR / 2)["token"]
    declare(client, person, AT - late, location=county)
    campaign = begun(monkeypatch, county, "high", "2020-03-01", AT + MINUTE)
    gone_through(campaign, instant_of(campaign))
    assert ended(token) == (True, True)


def test_nobody_is_gone_through_before_the_rules_instant(monkeypatch):
    """What ended before would have to be listed: at 256 lanes two million codes."""
    county = a_county()
    _, _, token = known_for_days(county)
    campaign = begun(monkeypatch, county, "high", "2020-03-01", AT)
    gone_through(campaign, instant_of(campaign) - MINUTE)
    assert ended(token) == (False, False)
    gone_through(campaign, instant_of(campaign))
    assert ended(token) == (True, False)


@pytest.mark.parametrize(
    ("lane", "graver", "made", "minutes", "waits"),
    [
        (0, ["630102"], None, 0, False),
        (1, ["630102"], None, 0, True),
        (1, [], None, 0, False),
        (1, ["630102"], {}, 0, False),
        (0, ["630102"], {"before": AT.isoformat()}, -1, True),
        (1, ["630102"], {"before": AT.isoformat()}, 0, False),
    ],
)
def test_a_lane_waits_for_the_rule_and_its_instant(lane, graver, made, minutes, waits):
    """The first lane makes the rule; where somebody steered meanwhile its codes are listed."""
    record = CampaignRecord("CAMP#lanes", "campaign", graver=graver, stale=made)
    assert stale.waits(record, lane, AT + minutes * MINUTE) is waits


def test_a_code_that_ends_by_something_else_is_listed(monkeypatch):
    county = a_county()
    client, person, token = known_for_days(county)
    begun(monkeypatch, county, "high", "2020-03-01", AT)
    declare(client, person, rule_instant(AT), symptoms=["fever"], location=county)
    assert ended(token) == (True, True)


def test_a_rating_that_came_after_the_rule_is_listed(monkeypatch):
    """Tokens of between the two are yellow, issued after the rule, and end by the red one."""
    county = a_county()
    client, person, _ = known_for_days(county)
    campaign = begun(monkeypatch, county, "medium", "2020-03-01", AT)
    later = instant_of(campaign) + HOUR
    token = shown(client, person, later)["token"]
    rated(county, "high", TODAY, later + MINUTE)
    gone_through(campaign, later + HOUR)
    assert people.state(person).severity == {"domestic": "red"}
    assert ended(token) == (True, True)


def test_a_colour_that_begins_after_the_rule_is_listed(monkeypatch):
    """A period of the same rating that begins tomorrow: tokens of tonight are green, issued after the rule."""
    county = a_county()
    client, person, _ = known_for_days(county)
    campaign = begun(monkeypatch, county, "high", TOMORROW, AT)
    assert instant_of(campaign) is None
    record = found(campaign)
    record.graver, record.stale = [county], None
    record.save()
    stale.begin(found(campaign), AT)
    tonight = shown(client, person, AT + HOUR)["token"]
    gone_through(campaign, AT + DAY)
    assert people.state(person).severity == {"domestic": "red"}
    assert ended(tonight) == (True, True)


def test_a_smaller_event_has_its_codes_listed(monkeypatch):
    monkeypatch.setattr(stale.config, "STALE_ABOVE", 1)
    county = a_county()
    _, _, token = known_for_days(county)
    campaign = begun(monkeypatch, county, "high", "2020-03-01", AT)
    assert found(campaign).stale == {}
    gone_through(campaign, rule_instant(AT))
    assert ended(token) == (True, True)


@pytest.mark.parametrize(("level", "first"), [("low", "2020-03-01"), ("high", TOMORROW)])
def test_what_makes_nobody_worse_today_needs_no_rule(monkeypatch, level, first):
    county = a_county()
    known_for_days(county)
    assert instant_of(begun(monkeypatch, county, level, first, AT)) is None


def test_a_rule_is_made_once_and_not_where_somebody_steers_meanwhile(monkeypatch):
    county = a_county()
    known_for_days(county)
    campaign = begun(monkeypatch, county, "high", "2020-03-01", AT)
    made = instant_of(campaign)
    stale.begin(found(campaign), AT + HOUR)
    assert instant_of(campaign) == made
    record = found(campaign)
    record.stale = None
    monkeypatch.setattr(stale, "transact", _lost)
    stale.begin(record, AT + HOUR)
    assert record.stale is None


def _lost(steps):
    raise Lost


def test_a_rule_stands_from_its_instant_on_as_long_as_its_tokens_live():
    before = AT - 400 * DAY
    rule = stale_rules.rule_of(["540000"], before)
    transact([stale_rules.put("long-ago", rule, 2_000_000)])
    for moved, stands in ((-MINUTE, False), (timedelta(), True), (DAY - MINUTE, True), (DAY + MINUTE, False)):
        assert (stale_rules.in_force(before + moved) == [rule]) is stands


def test_a_token_has_the_bucket_of_a_place_and_of_all_that_covers_it():
    county = a_county()
    client, person = stayed(county)
    places = opened(shown(client, person, AT)["token"], AT).payload.places
    for code in (county, f"{county[:4]}00", f"{county[:2]}0000"):
        assert stale_rules.rule_of([code], AT + MINUTE).catches(AT, places)
        assert stale_rules.rule_of([code], AT + 6 * HOUR).catches(AT, places)


def test_buckets_of_one_day_say_nothing_of_anothers():
    codes = [f"{number}0000" for number in range(10, 90)]
    buckets = [[stale_rules._bucket(day.date(), code) for code in codes] for day in (AT, AT + DAY)]
    assert sum(one == other for one, other in zip(*buckets, strict=True)) < 12
    assert len(set(buckets[0])) > 30


def test_records_of_before_have_no_rule():
    record = records.CampaignRecord("CAMP#old", "campaign", what="rating", cause="", region="", at=AT, by="somebody")
    assert (record.stale, record.graver) == (None, [])

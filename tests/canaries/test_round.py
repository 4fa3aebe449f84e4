"""A round of the probe through the API and the store: right answers, broken propagation, nothing left with people."""

import json
from datetime import timedelta
from fnmatch import fnmatchcase

import pytest

from chalicelib.container import forget
from chalicelib.features.canaries import canaries_job, probing, rating, records
from chalicelib.features.canaries.records import COUNTY
from chalicelib.identity import regions
from chalicelib.person import colour, indexed, ratings, rulesets, shelf
from chalicelib.person.ratings import LogHead
from chalicelib.person.rulesets import RuleSetRecord, RuleSetsHead
from chalicelib.retention import due
from chalicelib.scoring.ratings import covers
from chalicelib.scoring.ruleset_data import builtin_data
from chalicelib.store.reading import read_together
from chalicelib.store.transactions import transact
from infra.package import merged_parts
from tests.canaries.steps import asked, world
from tests.support.aws_calls import calls_of
from tests.support.client import Client
from tests.support.published import a_county, publish, shown, stayed
from tests.support.resident_steps import NOON, applied, declare, log_in_staff

ALL = len(regions.provinces())
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _new_container():
    forget()


def measured(capsys, name):
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [each[name][0] for each in lines if name in each]


def number():
    return ratings.number_of(LogHead.find("RLOG", "head"))


def test_every_canary_is_answered_yellow_a_minute_later_and_green_after_it_was_taken_back(capsys):
    before = number()
    assert canaries_job.probe(world(NOON)) == {"asked": 2 * ALL, "right": 2 * ALL}
    assert measured(capsys, "PullRight") == [100, 100]
    assert number() == before + 2


@pytest.mark.parametrize("hour", [15, 16])
def test_a_round_may_go_over_midnight(hour):
    """16:00 UTC is midnight in Shanghai."""
    at = NOON.replace(hour=hour) + timedelta(days=1) - MINUTE
    assert [each.right for each in probing.probe(world(at))] == [ALL, ALL]


def test_the_next_round_begins_anew_after_one_that_died():
    rating.begin(NOON)
    assert [each.right for each in probing.probe(world(NOON + timedelta(hours=1)))] == [ALL, ALL]


def test_the_probes_own_container_reads_what_was_rated_since_its_last_round(capsys):
    """And does not say that it answered anybody without it."""
    canaries_job.probe(world(NOON))
    rating.end(NOON, NOON + timedelta(minutes=30))
    capsys.readouterr()
    assert canaries_job.probe(world(NOON + timedelta(hours=1)))["right"] == 2 * ALL
    assert measured(capsys, "PullAge")[0] == 0


def test_a_container_that_believes_for_too_long_makes_it_bad(monkeypatch, capsys):
    shelf.current()
    monkeypatch.setattr("chalicelib.container.BELIEVED", timedelta(minutes=30))
    canaries_job.probe(_where_the_probe_reads_apart(monkeypatch))
    assert measured(capsys, "PullRight") == [0, 100]


def _where_the_probe_reads_apart(monkeypatch):
    """The probe has a container of its own on AWS: what it reads, the one that answers does not know."""
    kept = shelf._shelf._kept
    begin = rating.begin

    def begun(now):
        begin(now)
        shelf._shelf._kept = kept[0], kept[1], now

    monkeypatch.setattr(rating, "begin", begun)
    return world(NOON)


def test_ratings_that_are_not_folded_make_it_bad(monkeypatch):
    monkeypatch.setattr(colour, "concerns", lambda state, region: False)
    assert [each.right for each in probing.probe(world(NOON))] == [0, ALL]


def test_other_ratings_of_the_round_change_nothing():
    publish(a_county(), "high", NOON)
    rating.begin(NOON)
    publish(a_county(), "high", NOON)
    assert asked("630000", NOON + 2 * MINUTE) == "yellow"


def test_a_state_that_is_folded_anew_in_between_is_right(monkeypatch):
    """An outage that concerns everybody, a log that is far ahead: both read the whole history again."""
    monkeypatch.setattr(shelf, "MOST_PULLED", 0)
    assert [each.right for each in probing.probe(world(NOON))] == [ALL, ALL]


def test_a_round_is_by_the_rule_sets_that_are_published():
    data = dict(builtin_data()[0]) | {"version": "2", "effective": "2031-01-01T00:00:00+08:00"}
    (head,) = read_together([rulesets.head_key()])
    transact(rulesets.publish_steps(head, json.dumps(data, default=str)))
    try:
        assert canaries_job.probe(world(NOON))["right"] == 2 * ALL
    finally:
        RuleSetsHead("RULESETS", "head").delete(add_version_condition=False)
        RuleSetRecord("RULESET#2", "ruleset").delete()
        forget()


def test_nobody_else_is_coloured():
    county = a_county()
    client, person_id = stayed(county)
    rating.begin(NOON + MINUTE)
    assert shown(client, person_id, NOON + 3 * MINUTE)["colour"] == "green"


@pytest.mark.parametrize("kind", ["counties", "former", "cities", "provinces"])
def test_the_canary_county_covers_no_place_and_is_covered_by_none(kind):
    for code in regions._list()[kind]:
        assert not covers(COUNTY, code)
        assert not covers(code, COUNTY)
    assert not regions.is_region(COUNTY)
    assert not any(map(regions.is_city_or_province, regions.covering(COUNTY)))


def test_nobody_can_say_that_they_are_there():
    client, person = applied(Client())
    assert declare(client, person["id"], NOON, location=COUNTY).status == 400
    stay = {"region": COUNTY, "from": "2020-03-01", "until": "2020-03-02"}
    assert declare(client, person["id"], NOON, stays=[stay]).status == 400


def test_nobody_can_rate_it_and_nobody_reads_it_among_ratings():
    rating.begin(NOON)
    staff = log_in_staff("epidemiologist", NOON, "")
    asking = {"level": "low", "from": "2020-03-10", "reason": "seen"}
    assert staff.call("PUT", f"/v1/regions/{COUNTY}/risk", asking, at=NOON).status == 404
    assert COUNTY not in [each.region for each in ratings.rated("99", 10, None)]


def test_a_canary_is_in_no_index_of_no_kind_that_is_kept_and_stays_nowhere():
    rating.begin(NOON)
    record = records.find("630000")
    item = record.serialize()
    assert {name for name in item if name.startswith("gsi")} == set()
    assert due.place(item, due.shards(local=True)) is None
    held = [each for shard in range(indexed.SHARDS) for each in indexed.stays(COUNTY, shard, 10, None)]
    assert held == []


def test_a_province_without_a_canary_is_not_there():
    assert Client().get("/v1/canaries/990000", at=NOON).status == 404


def test_one_answer_is_everybodys_for_five_seconds_and_what_is_no_province_is_not_read():
    rating.begin(NOON)
    answer = Client().get("/v1/canaries/630000", at=NOON)
    assert answer.headers["Cache-Control"] == "public, max-age=5"
    with calls_of("dynamodb") as calls:
        assert [Client().get(f"/v1/canaries/{each}", at=NOON).status for each in ("630100", "990000", "x")] == [404] * 3
    assert calls == []


def test_the_distribution_keeps_it_by_its_path_alone():
    resources = merged_parts("parameters", "web")["Resources"]
    behaviours = resources["Distribution"]["Properties"]["DistributionConfig"]["CacheBehaviors"]
    found = next(each for each in behaviours if fnmatchcase("/v1/canaries/630000", each["PathPattern"]))
    policy = resources[found["CachePolicyId"]["Ref"]]["Properties"]["CachePolicyConfig"]
    key = policy["ParametersInCacheKeyAndForwardedToOrigin"]
    assert key["QueryStringsConfig"] == {"QueryStringBehavior": "none"}
    assert key["CookiesConfig"] == {"CookieBehavior": "none"}
    assert policy["MaxTTL"] >= probing.CACHED.total_seconds()
    assert probing.GRACE > probing.CACHED

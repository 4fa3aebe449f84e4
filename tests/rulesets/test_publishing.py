"""Publishing: two supervisors, a simulation of exactly this content, told what gets worse, far enough ahead."""

from datetime import datetime, timedelta

from chalicelib.features.campaigns import records as campaigns
from chalicelib.person import colour, facts, history, shelf
from chalicelib.person import records as people
from chalicelib.person.indexed import SHARDS
from chalicelib.scoring.decide import replay
from tests.campaigns.steps import MINUTE
from tests.proposals.steps import at_work, needs_of
from tests.ratings.steps import in_force, march
from tests.rulesets.steps import (
    MEDIUM_10,
    approve,
    clock,
    data,
    draft,
    publish,
    simulate,
    simulated,
    supervisor,
    work_off,
)
from tests.support import broken
from tests.support.published import a_county, a_minute_passes, certify, shown, stayed
from tests.support.resident_steps import NOON, declare, log_in_staff


def _yellow(county: str, last: int):
    """Somebody who was in a medium-risk county until a day of March, and checked in daily until the 10th."""
    client, person = stayed(county, march(3))
    for day in range(4, 11):
        declare(client, person, march(day), location=county if day <= last else "630102")
    return client, person


def test_a_rule_set_governs_open_holds_from_its_instant(cloud):
    """Check 16."""
    county = a_county()
    in_force(county, "medium", "2020-03-01", march(3, 8))
    (one, first), (two, second) = _yellow(county, 4), _yellow(county, 6)
    s1, s2 = supervisor(), supervisor()
    draft(s1, rules=MEDIUM_10)
    result = simulate(cloud, "2", NOON, s1)["result"]
    assert result["changes"]["domestic"] == dict.fromkeys(result["changes"]["domestic"], 0)
    assert result["holds"]["region.medium"] == {"now": 1, "longer": 1, "shorter": 0, "ended": 0, "opened": 0}
    publish("2", NOON + 5 * MINUTE, s1, s2)
    work_off(cloud, NOON + 5 * MINUTE)
    begin_11, begin_12 = clock(11, 0), clock(12, 0)
    assert shown(one, first, begin_11 - timedelta(seconds=1))["colour"] == "yellow"
    assert shown(one, first, begin_11)["colour"] == "green"
    before = shown(two, second, begin_12 - timedelta(seconds=1))
    assert (before["holds"][0]["clears_on"], before["rules_version"]) == ("2020-03-13", "1")
    for day in (11, 12):
        declare(two, second, march(day, 9))
    after = shown(two, second, march(12, 9))
    assert (after["holds"][0]["clears_on"], after["rules_version"]) == ("2020-03-16", "2")
    assert shown(one, first, march(12, 9))["colour"] == "green"
    _is_replayed(second, before, begin_12 - timedelta(seconds=1))
    _is_replayed(second, after, march(12, 9))


def _is_replayed(person: str, told: dict, at: datetime) -> None:
    """What somebody was told at an instant follows from their records by the rules of then, later ones published."""
    book, events = shelf.current().book, colour.with_ratings(list(facts.of_history(history.history(person))))
    assert [each.version for each in book.rulesets] == ["1", "2"]
    found = replay(events, book, at, "domestic")
    assert (str(found.colour), found.rules_version) == (told["colour"], told["rules_version"])
    assert [str(each.clears_on) for each in found.holds] == [each["clears_on"] for each in told["holds"]]


def test_who_is_held_is_due_at_its_instant_and_nobody_else_is_touched(cloud):
    client, green = stayed("630102", NOON)
    client, held = stayed("630102", NOON)
    certify(held, NOON)
    declare(client, held, NOON + MINUTE, temperature=38.5)
    s1, s2 = supervisor(), supervisor()
    draft(s1, rules={"symptom": {"colour": "yellow", "days": 9, "checkins": 9}}, effective=clock(11, 3).isoformat())
    simulate(cloud, "2", NOON + 2 * MINUTE, s1)
    untouched = people.state(green).serialize()
    publish("2", NOON + 5 * MINUTE, s1, s2)
    campaign = next(each.id for each in campaigns.listed(closed=False, limit=9, after=None) if each.what == "ruleset")
    # The next reminder is that of the evening after its instant.
    assert people.state(held).due_at > clock(11, 3)
    work_off(cloud, NOON + 5 * MINUTE, 5)
    assert people.state(held).due_at == clock(11, 3)
    seen = at_work(s1, NOON).get(f"/v1/campaigns/{campaign}", at=NOON).body
    assert (seen["changes"], seen["units"]["total"]) == ({"due_moved": 1}, 2 * SHARDS)
    assert people.state(green).serialize() == untouched


def test_only_what_was_simulated_as_it_is_is_published_and_not_at_once(cloud):
    """Check 17."""
    s1, s2 = supervisor(), supervisor()
    draft(s1)
    refused = approve("2", NOON, s1)
    assert (refused.status, refused.body["code"], needs_of(refused)) == (409, "needs", {"simulation"})
    simulate(cloud, "2", NOON, s1)
    assert s1.call("PUT", "/v1/rulesets/2", {"data": data(fever="37.4")}, at=NOON).status == 200
    assert needs_of(approve("2", NOON, s1)) == {"simulation"}
    assert simulated("2", NOON, s1)["current"] is False
    soon = {"effective": (NOON + 5 * MINUTE).isoformat()}
    s1.call("PUT", "/v1/rulesets/2", {"data": data(**soon)}, at=NOON)
    refused = approve("2", NOON, s1)
    assert (refused.status, refused.body["code"]) == (422, "too_soon")
    s1.call("PUT", "/v1/rulesets/2", {"data": data()}, at=NOON)
    assert needs_of(approve("2", NOON + timedelta(hours=25), s1)) == {"simulation"}
    assert approve("2", NOON, s1).status == 201
    assert approve("2", NOON + timedelta(hours=23, minutes=59), s2).status == 200


def test_two_people_see_the_same_and_nobody_edits_meanwhile(cloud):
    s1, s2 = supervisor(), supervisor()
    draft(s1)
    simulate(cloud, "2", NOON, s1)
    wrong = approve("2", NOON, s1, content_hash="0" * 64)
    assert (wrong.status, wrong.body["errors"][0]["field"]) == (409, "content_hash")
    assert approve("2", NOON, s1).status == 201
    assert approve("2", NOON, s1).body["code"] == "same_person"
    edited = s2.call("PUT", "/v1/rulesets/2", {"data": data(fever="38.0")}, at=NOON)
    assert (edited.status, edited.body["code"]) == (409, "proposal_open")
    unseen = {"version": 1, "content_hash": "0" * 64, "decision": "approve"}
    of_province = log_in_staff("supervisor", NOON, "63")
    assert of_province.post("/v1/rulesets/2/approval", unseen, at=NOON).status == 403
    assert approve("2", NOON, s2).status == 200
    a_minute_passes()
    assert shelf.current().book.rulesets[-1].version == "2"
    assert s1.get("/v1/rulesets/2", at=NOON).body["status"] == "published"
    assert s1.call("PUT", "/v1/rulesets/2", {"data": data(fever="38.0")}, at=NOON).status == 409


def test_both_say_that_they_saw_that_people_get_worse(cloud):
    county = a_county()
    in_force(county, "medium", "2020-03-01", march(3, 8))
    client, person = stayed(county, NOON - timedelta(hours=1))
    declare(client, person, NOON, location=county)
    s1, s2 = supervisor(), supervisor()
    draft(s1, rules={"region.medium": {"colour": "red", "days": 14, "checkins": 14}})
    result = simulate(cloud, "2", NOON, s1)["result"]
    assert (result["worse"], result["changes"]["domestic"]["yellow>red"]) == (1, 1)
    assert needs_of(approve("2", NOON, s1)) == {"worse"}
    proposed = approve("2", NOON, s1, worse=True)
    assert (proposed.status, proposed.body["touches"]["to_red"]) == (201, 1)
    assert needs_of(approve("2", NOON, s2)) == {"worse"}
    assert approve("2", NOON, s2, worse=True).status == 200


def test_two_take_it_back_before_it_governs(cloud):
    s1, s2 = supervisor(), supervisor()
    draft(s1)
    simulate(cloud, "2", NOON, s1)
    publish("2", NOON, s1, s2)
    earlier = draft(s1, version="earlier", effective="2020-03-11T00:00:00+08:00")
    assert earlier.status == 201
    assert approve("earlier", NOON, s1).body["code"] == "before_published"
    asked = at_work(s1, NOON).post("/v1/rulesets/2/withdrawal", {"reason": "a slip"}, at=NOON)
    assert asked.status == 201, asked.raw
    body = {name: asked.body[name] for name in ("version", "content_hash")} | {"decision": "approve"}
    agreed = s2.post(f"/v1/proposals/{asked.body['id']}/approval", body, at=NOON)
    assert agreed.status == 200, agreed.raw
    a_minute_passes()
    assert [each.version for each in shelf.current().book.rulesets] == ["1"]
    assert s1.get("/v1/rulesets/2", at=NOON).body["status"] == "withdrawn"
    simulate(cloud, "earlier", NOON, s1)
    publish("earlier", NOON, s1, s2)
    assert [each.version for each in shelf.current().book.rulesets] == ["1", "earlier"]
    late = at_work(s1, clock(11, 0)).post("/v1/rulesets/earlier/withdrawal", {"reason": "late"}, at=clock(11, 0))
    assert (late.status, late.body["code"]) == (409, "too_late")


def test_what_was_published_meanwhile_asks_for_another_simulation(cloud):
    s1, s2 = supervisor(), supervisor()
    for version, effective in (("2", "2020-03-12T00:00:00+08:00"), ("3", "2020-03-13T00:00:00+08:00")):
        draft(s1, version=version, effective=effective)
        simulate(cloud, version, NOON, s1)
    publish("2", NOON, s1, s2)
    assert needs_of(approve("3", NOON, s1)) == {"simulation"}


def test_a_record_that_cannot_be_read_says_nothing_of_a_set_and_hinders_none(cloud):
    """It is counted apart, and both who approve see it in what they agree to."""
    county = a_county()
    in_force(county, "medium", "2020-03-01", march(3, 8))
    (_, unread), _ = _yellow(county, 4), _yellow(county, 6)
    s1, s2 = supervisor(), supervisor()
    draft(s1, rules=MEDIUM_10)
    with broken.standing(people.state(unread)):
        result = simulate(cloud, "2", NOON, s1)["result"]
    assert (result["people"], result["unread"], result["failed"]) == (2, 1, 0)
    proposed = approve("2", NOON + 5 * MINUTE, s1)
    assert proposed.body["content"]["unread"] == 1
    assert approve("2", NOON + 5 * MINUTE, s2).status == 200

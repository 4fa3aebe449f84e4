"""The national list from its server to the counties' ratings (check 29 of the epidemic side)."""

from datetime import timedelta

import pytest

from chalicelib.features.rating_list import applying, polling, ratings_job, records
from local.rating_lists import ZONE, after, first
from tests.proposals.steps import decide
from tests.rating_list.steps import Feed, beijing, expected, fed, listed, row
from tests.ratings.steps import epidemiologist, risk
from tests.support.published import shown, stayed, told

MINUTE = timedelta(minutes=1)


def test_list_after_list_the_counties_are_those_of_the_list(monkeypatch):
    """Check 29, with lists of the whole country of which one province is registered."""
    rows = first(29, 700)
    with fed(monkeypatch, "45") as feed:
        for number, (day, hour) in enumerate([(3, 0), (3, 9), (4, 0), (4, 15)]):
            at = beijing(day, hour)
            feed.serve(listed(rows, at))
            assert feed.poll(at + MINUTE)["outcome"] == "applied"
            assert feed.rated() == expected(rows, "45")
            assert feed.rated()
            before = feed.log_number()
            assert feed.poll(at + 6 * MINUTE) == {"outcome": "unchanged", "changed": 0}
            assert feed.log_number() == before
            rows = after(rows, number, changes=200)
        names = epidemiologist(at=at).get("/v1/ratings/names?limit=100", at=at).body
        assert names["unresolved"] / names["entries"] == pytest.approx(0.0615, abs=0.012)
        assert names["waiting"] >= len(names["items"]) > 0
        assert {each["reason"] for each in names["items"]} <= {"unknown", "ambiguous"}


def test_who_stayed_there_turns_red_and_is_told_once(monkeypatch):
    county = "220102"
    with fed(monkeypatch, "22") as feed:
        client, person_id = stayed(county, beijing(4, 10))
        feed.serve(listed([row(county)], beijing(5)))
        feed.poll(beijing(5, 1))
        code = shown(client, person_id, beijing(5, 2))
        assert (code["colour"], code["holds"][0]["rule"]) == ("red", "region.high")
        feed.serve(listed([row("220103")], beijing(5, 9)))
        feed.poll(beijing(5, 10))
        assert feed.rated() == {"220103": "high"}
        assert shown(client, person_id, beijing(5, 11))["colour"] == "green"
        assert told(client, beijing(5, 12), "rated") == []


def test_a_part_of_a_county_is_shown_and_colours_nobody(monkeypatch):
    county = "360102"
    with fed(monkeypatch, "36") as feed:
        client, person_id = stayed(county, beijing(4, 10))
        feed.serve(listed([row(county, "high", "第3社区"), row("360103", "low")], beijing(5)))
        assert feed.poll(beijing(5, 1))["outcome"] == "applied"
        assert county not in feed.rated()
        assert shown(client, person_id, beijing(5, 2))["colour"] == "green"
        seen = risk(county, beijing(5, 2))
        assert (seen["level"], seen["areas"]) == (
            None,
            [{"level": "high", "area": "第3社区", "since": "2020-03-04T16:00:00+00:00"}],
        )
        feed.serve(listed([row(county, "high", "第3社区", "第4社区")], beijing(6)))
        feed.poll(beijing(6, 1))
        assert [each["since"][:10] for each in risk(county, beijing(6, 2))["areas"]] == ["2020-03-04", "2020-03-05"]


def test_the_country_is_asked_what_is_rated_below(monkeypatch):
    with fed(monkeypatch, "46") as feed:
        feed.serve(listed([row("460105", "medium"), row("460106", "high")], beijing(5)))
        feed.poll(beijing(5, 1))
        below = {each["region"]: (each["level"], each["from"]) for each in risk("460000", beijing(5, 2))["below"]}
        assert below == {"460105": ("medium", "2020-03-05"), "460106": ("high", "2020-03-05")}


def _rated(feed: Feed) -> None:
    feed.serve(listed([row(f"{feed.province}0102")], beijing(5)))
    assert feed.poll(beijing(5, 1))["outcome"] == "applied"


@pytest.mark.parametrize(
    ("mode", "outcome"),
    [
        ("down", "unreachable"),
        ("redirected", "unreachable"),
        ("cut", "unreachable"),
        ("broken", "unreadable"),
        ("slow", "unreachable"),
    ],
)
def test_a_server_that_fails_changes_nothing(monkeypatch, mode, outcome):
    from chalicelib.features.rating_list import fetching

    monkeypatch.setattr(fetching, "_SILENCE", 1.0)
    with fed(monkeypatch, "43") as feed:
        feed.serve(listed([row("430102")], beijing(5)))
        feed.poll(beijing(5, 1))
        feed.serve(listed([row("430103")], beijing(5, 9)))
        feed.switch(mode, seconds=2)
        assert feed.poll(beijing(5, 10))["outcome"] == outcome
        assert "430103" not in feed.rated()


def test_what_is_no_list_is_not_understood(monkeypatch):
    with fed(monkeypatch, "43") as feed:
        for content in ({"data": {}}, {"data": {"highlist": [1], "middlelist": []}}, {"list": []}):
            feed.serve(content)
            assert feed.poll(beijing(6))["outcome"] == "unreadable"


@pytest.mark.parametrize("strange", ["empty", "old", "many"])
def test_a_strange_list_is_held_until_two_people_agree(monkeypatch, strange):
    province = {"empty": "33", "old": "35", "many": "37"}[strange]
    with fed(monkeypatch, province) as feed:
        _rated(feed)
        rows = [] if strange == "empty" else [row(f"{province}0103")]
        if strange == "many":
            monkeypatch.setattr("chalicelib.features.rating_list.strange.MOST_CHANGED", 1)
        now = beijing(5, 20) if strange == "old" else beijing(5, 10)
        feed.serve(listed(rows, beijing(5, 9)))
        assert feed.poll(now)["outcome"] == "held"
        assert feed.rated() == {f"{province}0102": "high"}
        assert feed.poll(now + MINUTE)["outcome"] == "held"
        proposal = _held_of(province, now)
        assert proposal["content"]["why"] == [strange]
        one, other = epidemiologist(at=now), epidemiologist(at=now)
        signed = decide(one, proposal["id"], at=now)
        assert (signed.status, signed.body["status"]) == (200, "proposed"), signed.raw
        assert decide(one, proposal["id"], at=now).body["code"] == "same_person"
        assert feed.poll(now + MINUTE)["changed"] == 0
        assert decide(other, proposal["id"], at=now).body["status"] == "in_force"
        feed.poll(now + MINUTE)
        assert feed.rated() == dict.fromkeys({each.code for each in rows}, "high")


def _held_of(province: str, now):
    """The proposal about this list: the only one whose list is kept under the province's source."""
    found = epidemiologist(at=now).get("/v1/proposals?kind=feed_list&limit=100", at=now).body["items"]
    return next(each for each in found if records.find(each["content"]["list"]))


def test_staff_of_a_region_do_not_see_a_held_list(monkeypatch):
    with fed(monkeypatch, "41") as feed:
        feed.serve(listed([], beijing(5)))
        assert feed.poll(beijing(5, 1))["outcome"] == "held"
        held = _held_of("41", beijing(5, 1))
        assert decide(epidemiologist("41", beijing(5, 1)), held["id"], at=beijing(5, 1)).status == 404


def test_a_held_list_is_no_more_once_another_is_in_force(monkeypatch):
    with fed(monkeypatch, "42") as feed:
        _rated(feed)
        feed.serve(listed([], beijing(5, 9)))
        feed.poll(beijing(5, 10))
        held, now = _held_of("42", beijing(5, 10)), beijing(5, 12)
        feed.serve(listed([row("420103")], beijing(5, 11)))
        assert feed.poll(now)["outcome"] == "applied"
        decide(epidemiologist(at=now), held["id"], at=now)
        assert decide(epidemiologist(at=now), held["id"], at=now).body["code"] == "conflict"
        assert feed.rated() == {"420103": "high"}


def test_an_older_list_changes_nothing(monkeypatch):
    with fed(monkeypatch, "34") as feed:
        _rated(feed)
        feed.serve(listed([row("340103")], beijing(4, 22)))
        assert feed.poll(beijing(5, 2))["outcome"] == "older"
        assert feed.rated() == {"340102": "high"}


def test_of_two_lists_of_one_hour_the_one_that_arrives_later_counts(monkeypatch):
    """Check 18: the hour tells nothing apart, so arrival does."""
    with fed(monkeypatch, "52") as feed:
        first_of_it, second = [row("520102"), row("520103")], [row("520103"), row("520111", "medium")]
        feed.serve(listed(first_of_it, beijing(5, 9)))
        assert feed.poll(beijing(5, 9) + MINUTE)["outcome"] == "applied"
        feed.serve(listed(second, beijing(5, 9)))
        assert feed.poll(beijing(5, 9) + 7 * MINUTE)["outcome"] == "applied"
        assert feed.rated() == {"520103": "high", "520111": "medium"}


def test_a_list_that_comes_again_after_another_of_its_hour_is_a_list_of_its_own(monkeypatch):
    """Two mirrors of one list, one of them behind."""
    with fed(monkeypatch, "62") as feed:
        first_of_it, second, applied = [row("620102")], [row("620103")], []
        monkeypatch.setattr(applying, "_publish", _noting(applied, applying._publish))
        for turn, rows in enumerate((first_of_it, second, first_of_it)):
            feed.serve(listed(rows, beijing(5, 9)))
            assert feed.poll(beijing(5, 9) + turn * 7 * MINUTE + MINUTE)["outcome"] == "applied"
        assert feed.rated() == {"620102": "high"}
        assert len(set(applied)) == 3


def _noting(applied, publish):
    def noting(attempt, pending, page):
        applied.append(pending.id)
        publish(attempt, pending, page)

    return noting


def test_a_list_that_was_kept_before_a_poll_failed_is_kept_no_second_time(monkeypatch):
    kept, keep = [], records.keep

    def keeping(record, areas):
        kept.append(record.id)
        keep(record, areas)

    def failing(*_):
        raise ConnectionError

    monkeypatch.setattr(polling.records, "keep", keeping)
    with fed(monkeypatch, "64") as feed:
        feed.serve(listed([row("640104")], beijing(5, 9)))
        with monkeypatch.context() as once:
            once.setattr(polling, "_begin", failing)
            with pytest.raises(ConnectionError):
                feed.poll(beijing(5, 9) + MINUTE)
        assert feed.poll(beijing(5, 9) + 7 * MINUTE)["outcome"] == "applied"
    assert len(kept) == 2
    assert len(set(kept)) == 1


def test_a_run_that_is_killed_half_way_is_gone_on_with(monkeypatch):
    """Two counties a transaction; the third transaction never comes."""
    rows = [row(code) for code in ("320102", "320104", "320105", "320106", "320111", "320113")]
    with fed(monkeypatch, "32") as feed:
        monkeypatch.setattr(applying, "_COUNTIES", 2)
        feed.serve(listed(rows, beijing(5)))
        calls, publish = iter(range(100)), applying._publish

        def dying(*args):
            if next(calls) == 2:
                raise KeyboardInterrupt
            publish(*args)

        monkeypatch.setattr(applying, "_publish", dying)
        with pytest.raises(KeyboardInterrupt):
            feed.poll(beijing(5, 1))
        assert 0 < len(feed.rated()) < len(rows)
        feed.switch("down")
        assert feed.poll(beijing(5, 1) + MINUTE) == {"outcome": "unreachable", "changed": 2}
        assert feed.rated() == expected(rows, "32")
        assert {each for code in feed.rated() for each in [len(_versions(code))]} == {1}


def _versions(code: str) -> list:
    from chalicelib.person import ratings

    return ratings.records_of([code])[0].ratings


def test_a_name_that_staff_resolved_is_known_for_ever(monkeypatch):
    zone = next(each for each in first(7, 200) if each.kind == ZONE and not each.parts)
    path = "/".join(zone.names)
    with fed(monkeypatch, "44") as feed:
        feed.serve(listed([zone, row("440103")], beijing(5)))
        feed.poll(beijing(5, 1))
        now, body = beijing(5, 2), {"name": path, "code": "440104"}
        asked = epidemiologist(at=now).post("/v1/ratings/names", body, at=now)
        assert (asked.status, asked.body["needs"]) == (201, ["second_person"]), asked.raw
        assert decide(epidemiologist(at=now), asked.body["id"], at=now).body["status"] == "in_force"
        assert feed.poll(now)["outcome"] == "applied"
        assert feed.rated() == {"440103": "high", "440104": zone.level}
        again = epidemiologist(at=now).post("/v1/ratings/names", body | {"code": "ignore"}, at=now)
        assert (again.status, again.body["status"]) == (200, "in_force")
        feed.poll(now + MINUTE)
        assert feed.rated() == {"440103": "high"}
        assert path not in [each.name for each in records.waiting("", 1000, None)]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"name": "没有/这个/名字"}, 404, "not_found"),
        ({"code": "000000"}, 400, "invalid_request"),
        ({"code": "XX"}, 400, "invalid_request"),
    ],
)
def test_what_makes_no_sense_is_refused(changes, status, code):
    now = beijing(5, 2)
    records.put_waiting([records.new_name("某省/某市/某区", "", "unknown", (), now)])
    body = {"name": "某省/某市/某区", "code": "440104"} | changes
    answer = epidemiologist(at=now).post("/v1/ratings/names", body, at=now)
    assert (answer.status, answer.body["code"]) == (status, code), answer.raw


def test_without_an_address_nothing_is_asked():
    assert ratings_job.poll(beijing(5)) == {"outcome": "off", "changed": 0}

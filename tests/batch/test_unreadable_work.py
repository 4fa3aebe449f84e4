"""Jobs on the way through many: a record that cannot be read is set aside, the others are served, nothing is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import app
from chalicelib import batch
from chalicelib.codes import heads as statements
from chalicelib.config import settings
from chalicelib.desk import name_matches
from chalicelib.errors import Unavailable
from chalicelib.features.auditing import heads
from chalicelib.features.breaker import records as breakers
from chalicelib.features.breaker import relay_job, releasing
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.epidemic import contact_records, spreading, spreads
from chalicelib.features.exchange import outbox
from chalicelib.features.name_matches import settling
from chalicelib.features.reports import records as reports
from chalicelib.features.sweep import expiry_job
from chalicelib.person import history, indexed, signing
from chalicelib.person import records as people
from chalicelib.store.transactions import Put, transact
from infra import swept_in_vain
from tests.auditing.chains import event, everything_copied, written
from tests.campaigns.steps import at_rest, minutes, rated, status_of
from tests.campaigns.test_campaigns import _counted
from tests.epidemic.breaker_steps import LIMIT, colour, designated, release, resident, small
from tests.reports.steps import KANGMA, beside, declared, items, run
from tests.reports.steps import resident as one_of_ours
from tests.support import broken
from tests.support.client import Client
from tests.support.published import a_county, stayed
from tests.support.resident_steps import NOON
from tests.support.traveller_steps import abroad, traveller

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_a_part_that_fails_keeps_no_other_waiting_and_the_call_counts_as_failed(caplog) -> None:
    def fails(asked: str) -> None:
        raise ValueError("13800001234")

    done = []
    with pytest.raises(batch.PartsFailed) as failed:
        batch.parts("now", {"first": fails, "second": done.append})
    assert (done, failed.value.args) == (["now"], ("first",))
    assert "13800001234" not in caplog.text + str(failed.value)
    assert batch.parts(2, {"double": lambda asked: 2 * asked}) == {"double": 4}


MINUTE_S_EVENT = dict.fromkeys(("version", "account", "region", "detail", "source", "id", "resources"), "") | {
    "detail-type": "Scheduled Event",
    "time": NOON.isoformat(),
}
RELAYS = ("proposals_relay.measure_waiting", "recoveries_relay.relay", "epidemic_relay.relay", "breaker_relay.relay")


@pytest.mark.parametrize("broken_one", RELAYS)
def test_each_part_of_the_minute_is_done_whichever_fails(broken_one: str, monkeypatch) -> None:
    seen = []
    parts = [name for name in vars(app) if name.endswith("_relay") or name == "relay_job"]
    for name in parts:
        what = next(each for each in ("relay", "measure_waiting", "measure_late", "measure_pulled") if _has(name, each))
        monkeypatch.setattr(getattr(app, name), what, _noting(seen, f"{name}.{what}", broken_one))
    with pytest.raises(batch.PartsFailed):
        app.relay(MINUTE_S_EVENT, None)
    assert len(seen) == len(parts) == 12


def _has(name: str, what: str) -> bool:
    return hasattr(getattr(app, name), what)


def _noting(seen: list[str], name: str, broken_one: str) -> Any:
    def work(now: datetime) -> int:
        seen.append(name)
        if name == broken_one:
            raise ValueError(name)
        return 0

    return work


def test_campaigns_and_reports_go_on_where_the_sweep_and_the_statistics_fail(monkeypatch) -> None:
    def fails(asked: Any) -> None:
        raise ValueError

    seen: list[Any] = []
    monkeypatch.setattr(expiry_job, "sweep", fails)
    monkeypatch.setattr(app.campaigns_expiry, "advance", seen.append)
    monkeypatch.setattr(app.statistics_job, "work", fails)
    monkeypatch.setattr(app.reports_statistics, "work", lambda told: seen.append(told["Records"]))
    with pytest.raises(batch.PartsFailed):
        app.sweep(MINUTE_S_EVENT, None)
    with pytest.raises(batch.PartsFailed):
        app.count({"Records": []}, None)
    assert seen == [NOON, []]


def test_the_sweep_serves_the_others_of_a_shard_and_lists_whom_it_cannot_read(capsys) -> None:
    people_here = [traveller(NOON) for _ in range(2)]
    for client, person_id in people_here:
        abroad(client, person_id, NOON)
    (_, unread), (_, served) = people_here
    states = [people.state(each) for each in (unread, served)]
    first = {"gsi2pk": states[1].gsi2pk, "gsi2sk": str(states[0].gsi2sk)}
    late = NOON + timedelta(hours=48) + 2 * DAY
    with broken.standing(states[0], **first):
        expiry_job.sweep(late)
        assert people.state(served).severity == {"international": "red"}
        assert '"SweptInVain":[1.0]' in capsys.readouterr().out.replace(" ", "")
        assert unread in dict(swept_in_vain.found(late))
    expiry_job.sweep(late)
    assert people.state(unread).severity == {"international": "red"}


def test_a_shard_that_fails_keeps_no_other_one_waiting(monkeypatch) -> None:
    seen = []

    def begin(shard: int, now: datetime, at_once: int) -> int:
        seen.append(shard)
        if len(seen) == 1:
            raise ValueError
        return 0

    monkeypatch.setattr(expiry_job.sweeping, "begin", begin)
    with pytest.raises(batch.PartsFailed):
        expiry_job.sweep(NOON)
    assert sorted(seen) == list(range(settings().due_shards))


def test_a_campaign_goes_past_a_place_that_cannot_be_read_and_lists_the_person(cloud) -> None:
    at_rest(cloud)
    county = a_county()
    (_, unread), (_, here) = stayed(county), stayed(county)
    place = indexed.StayRecord.find(*indexed._place(county, unread))
    campaign = rated(county, "medium", "2020-03-01", NOON + MINUTE)
    with broken.standing(place):
        minutes(cloud, NOON + MINUTE)
    assert status_of(campaign) == "done"
    assert people.state(here).severity["domestic"] == "yellow"
    assert _counted(campaign)["people"]["failed"] == 1
    (failed,) = campaigns.failures(campaigns.find(campaign), 9, None)
    assert failed.person_id == unread


def _releases(cloud) -> list[dict[str, Any]]:
    return [each for each in cloud.messages(settings().rescoring_queue_url) if each["kind"] == "release"]


@pytest.fixture
def few() -> Iterator[None]:
    """Two people an hour are held back."""
    with small():
        yield


@pytest.mark.usefixtures("few")
def test_a_release_lets_go_of_the_others_page_by_page_and_is_not_done_before_the_last_one(cloud, monkeypatch) -> None:
    monkeypatch.setattr(releasing, "AT_ONCE", 1)
    county = a_county()
    everybody = [resident(county)[1] for _ in range(LIMIT + 3)]
    for number, person in enumerate(everybody):
        designated(person, NOON + number * SECOND)
    held = breakers.held_there(county, "designation", 9, None)
    assert release(county, "designation", NOON + HOUR).status == 200
    with broken.standing(held[0]):
        while found := _releases(cloud):
            _work_off(found, NOON + HOUR)
        assert [colour(each) for each in everybody] == ["red"] * LIMIT + ["green", "red", "red"]
        assert relay_job.relay(NOON + 2 * HOUR) >= 1
    for message in _releases(cloud):
        _work_off([message], NOON + 2 * HOUR)
    assert [colour(each) for each in everybody] == ["red"] * (LIMIT + 3)
    assert breakers.find(county, "designation").releasing is None


def _work_off(found: list[dict[str, Any]], at: datetime) -> None:
    for each in found:
        try:
            releasing.work_off(each["county"], each["what"], at, each.get("after"))
        except Unavailable:
            continue


def test_facts_of_a_name_are_settled_behind_one_that_cannot_be_read_and_the_comparison_stays(monkeypatch) -> None:
    settled = []
    monkeypatch.setitem(settling._SETTLES, "thing", lambda attempt, fact, *_: settled.append(fact.subject))
    told = {"person_id": "nobody", "document_hash": "d", "at": NOON, "due_at": NOON, "status": "other"}
    match = name_matches.NameMatchRecord("NAMES#broken-facts", "match", decided_at=NOON, **told)
    match.gsi1pk, match.gsi1sk = "NAME_MATCHES", "9#broken-facts"
    facts = [name_matches.NamedFactRecord(match.pk, f"fact#thing#{n}", what="thing", subject=n) for n in "12"]
    transact([Put(match), Put(facts[1])])
    unread = facts[0].serialize(null_check=False) | {"content": {"S": "[not what it was"}}
    broken.put(facts[0], unread)
    with pytest.raises(Unavailable):
        settling.work_off("broken-facts", NOON)
    assert (settled, name_matches.find("broken-facts").gsi1sk) == (["2"], "9#broken-facts")
    broken.put(facts[0], facts[0].serialize(null_check=False))
    settling.work_off("broken-facts", NOON)
    assert (settled, name_matches.find("broken-facts").gsi1sk) == (["2", "1"], None)


def test_contacts_behind_one_that_cannot_be_read_are_told_and_the_spread_stays_on_the_list(monkeypatch) -> None:
    told = []
    monkeypatch.setattr(spreading.contacts, "case_changed", lambda contact, *_: told.append(contact.id))
    case_id = "case-of-broken-contacts"
    content = {"document_hash": "d", "last4": "0000", "region": "63", "contact_kind": "close", "ground": "exposure"}
    content |= {"last_exposure": "2020-03-01", "at": NOON}
    first, second = (contact_records.ContactRecord(f"CASE#{case_id}", f"contact#{n}", **content) for n in "12")
    broken.put(second, second.serialize(null_check=False))
    transact([spreads.put("broken-spread", "case", {"case": case_id, "revision": "1"}, NOON)])
    with broken.standing(first), pytest.raises(Unavailable):
        spreading.work_off("broken-spread", NOON)
    assert told == ["2"]
    assert spreads.find("broken-spread") is not None
    second.delete()
    spreads.find("broken-spread").delete()


def test_a_report_that_cannot_be_told_keeps_no_other_waiting_and_goes_once_it_can(capsys) -> None:
    at = datetime(2020, 3, 10, 4, tzinfo=UTC)
    with beside(at, ("358888", KANGMA)) as found:
        (mine, first), (theirs, second) = _of_one_shard(at)
        declared(mine, first, at + MINUTE)
        declared(theirs, second, at + 2 * MINUTE)
        (record,) = history.declarations(first, 1, None)
        with broken.standing(record):
            run(found, at + 3 * MINUTE, 2)
            assert len(items(found, "358888")) == 1
            assert '"RecordsUnreadable":[1.0]' in capsys.readouterr().out.replace(" ", "")
        run(found, at + 10 * MINUTE)
        assert len(items(found, "358888")) == 1
        run(found, at + 3 * MINUTE + HOUR)
        assert len(items(found, "358888")) == 2
        assert not any(reports.waiting("358888", shard, 9) for shard in range(8))


def _of_one_shard(at: datetime) -> list[tuple[Client, str]]:
    """Two people what is said of whom waits in one shard, where one is behind the other."""
    first = one_of_ours(at)
    while outbox.shard_of((second := one_of_ours(at))[1]) != outbox.shard_of(first[1]):
        continue
    return [first, second]


def test_a_message_whose_key_is_gone_keeps_no_other_waiting() -> None:
    at = datetime(2020, 3, 11, 4, tzinfo=UTC)
    with beside(at, ("358889", KANGMA)) as found:
        sealed = [_message("358889", name, at + minute * MINUTE) for minute, name in enumerate(("gone", "whole"))]
        sealed[0].payload = "exchange#2001-01:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        transact([Put(each) for each in sealed])
        run(found, at + 3 * MINUTE, 2)
        assert [each["message"]["id"] for each in found.received("358889")] == ["whole"]
        (left,) = outbox.waiting("358889", outbox.shard_of("somebody"), 9)
        assert (left.id, outbox.waiting("358889", outbox.shard_of("somebody"), 9, at + 9 * MINUTE)) == ("gone", [])
        left.delete()


def _message(partner: str, name: str, at: datetime) -> Any:
    return outbox.put(partner, name, "corrections", {"kind": "nothing"}, about="somebody", now=at).record


def test_an_entry_of_the_audit_that_cannot_be_read_is_a_gap_and_those_after_it_are_copied() -> None:
    everything_copied()
    records = written(20)
    told = event(records)
    told["Records"][0]["dynamodb"]["NewImage"]["at"] = {"S": "the day after"}
    done = app.archive(told, None)
    assert done["entries"] == 19
    assert done["gaps"] >= 1
    everything_copied()


def test_heads_of_the_other_chains_are_published_where_one_cannot_be_read(monkeypatch) -> None:
    written(20)
    everything_copied()
    last = [each for shard in range(settings().audit_shards) if (each := heads.audit.latest(shard))]
    latest, at = last[0], NOON + 900 * DAY
    with broken.standing(latest):
        seen = heads.publish(at)
    assert seen.differing >= 1
    said = statements.check(seen.statement, signing.ring("audit_heads"))
    assert {each.shard for each in said.items} >= {each.shard for each in last[1:]} > set()

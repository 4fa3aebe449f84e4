"""A base that takes longer than a run is built by the next ones, and gates miss nothing meanwhile."""

from datetime import timedelta

import pytest

from chalicelib.config import REVOCATION_LAG
from chalicelib.features.gates import base_building, list_bodies, revocation_lists, revocations_job
from chalicelib.person import revocations
from chalicelib.store.transactions import transact
from tests.gates.test_revocations import DAY, QUARTER, carried
from tests.support.client import Client
from tests.support.resident_steps import NOON

_DAYS = iter(range(1, 1_000))


@pytest.fixture
def start():
    """A noon that no other test's lists are near."""
    return NOON - timedelta(days=4_000 + 10 * next(_DAYS))


def end_codes(name, at, count):
    """Ids that end at `at`, in several shards."""
    ids = [f"{name}-{at:%y%m%d}-{number}" for number in range(count)]
    for each in ids:
        transact([revocations.put(each, "somebody", at)])
    return ids


def never():
    return False


def run(at, may_go_on=never):
    return [each.list_kind for each in revocation_lists.publish(at, may_go_on)]


def has_all(ids, lists):
    return all(any(each in revoked for _, (_, revoked) in lists) for each in ids)


def test_a_base_that_is_not_done_goes_on_through_the_same_instant(start, monkeypatch):
    monkeypatch.setattr(revocations, "REVOCATION_SHARDS", 3)
    revocation_lists.publish(start)
    ended = end_codes("early", start + timedelta(hours=12), 12)
    turns = [run(start + DAY + turn * QUARTER) for turn in range(6)]
    assert turns == [["delta"]] * 5 + [["delta", "base"]]
    meanwhile = start + DAY + 5 * QUARTER
    (_, (said, in_base)), *deltas = carried(meanwhile)
    assert said.until == start + DAY - REVOCATION_LAG
    assert all(each in in_base for each in ended)
    assert [each["kind"] for each, _ in deltas] == ["delta"] * 5
    assert deltas[0][1][0].since <= said.until


def test_meanwhile_a_gate_has_the_former_base_and_every_delta(start, monkeypatch):
    monkeypatch.setattr(revocations, "REVOCATION_SHARDS", 3)
    revocation_lists.publish(start)
    early = end_codes("early", start + timedelta(hours=12), 3)
    assert run(start + DAY) == ["delta"]
    late = end_codes("late", start + DAY + QUARTER / 3, 3)
    assert run(start + DAY + QUARTER) == ["delta"]
    assert has_all([*early, *late], carried(start + DAY + QUARTER))


def test_what_was_read_is_not_read_again(start, monkeypatch):
    read = []
    reading = revocations.of_piece
    monkeypatch.setattr(base_building.revocations, "of_piece", lambda *of: read.append(of[0]) or reading(*of))
    until = start - REVOCATION_LAG
    pieces = revocations.pieces(until - DAY, until)
    assert base_building.content(until, never) is None
    assert read == pieces[:1]
    assert base_building.content(until, lambda: len(read) < 5) is None
    assert base_building.content(until, lambda: True) is not None
    assert read == pieces
    assert base_building.content(until, never) is not None
    assert read == pieces


def test_a_run_reads_for_as_long_as_its_time_allows(start):
    ticks = iter([0.0, 1.0, 200.0])
    revocation_lists.publish(start)
    assert revocations_job.publish(start + DAY, lambda: next(ticks))["bytes"] > 0
    assert [each["kind"] for each, _ in carried(start + DAY)] == ["base", "delta"]
    assert list(ticks) == []


def test_a_base_long_overdue_begins_anew_through_now(start):
    revocation_lists.publish(start)
    ended = end_codes("late", start + timedelta(hours=30), 3)
    at = start + timedelta(hours=31)
    assert run(at, lambda: True) == ["base"]
    ((_, (said, in_base)),) = carried(at)
    assert said.until == at - REVOCATION_LAG
    assert all(each in in_base for each in ended)


def test_a_part_is_not_served(start):
    base_building.content(start - REVOCATION_LAG, lambda: True)
    piece = revocations.pieces(start - DAY, start)[0]
    name = base_building._name(piece, start - REVOCATION_LAG)
    assert list_bodies.find(name) is not None
    assert Client().call("GET", f"/v1/revocations/{name}", at=start).status == 404

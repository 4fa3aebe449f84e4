"""When records are due to go: tables of kinds, and the index's day, which is never too late."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.retention import due
from chalicelib.retention.kinds import JOB_KINDS, KINDS

NOON = datetime(2020, 3, 10, 4, tzinfo=UTC)


def _item(kind, **attributes):
    return {name: {"S": value} for name, value in {"pk": "P#1", "kind": kind, **attributes}.items()}


def _stamp(at):
    return at.strftime("%Y-%m-%dT%H:%M:%S.%f+0000")


AT = _stamp(NOON)


def _fact(what, **told):
    return _item("partner_fact", at=AT, what=what, told=json.dumps(told))


@pytest.mark.parametrize(
    ("item", "kind", "day"),
    [
        (_item("declaration", at=AT), "declarations", date(2020, 5, 10)),
        (_item("annulment", at=AT), "declarations", date(2020, 5, 10)),
        (_item("evidence", at=AT, fact="CaseKnown"), "evidence", date(2020, 4, 20)),
        (_item("message", at=AT), "messages", date(2020, 5, 10)),
        (_item("appeal", at=AT, decided_at=_stamp(NOON + timedelta(days=1))), "appeals", date(2020, 6, 10)),
        (_item("proposal", status="refused", decided_at=AT), "proposals_not_in_force", date(2020, 3, 25)),
        (_item("proposal", status="in_force", decided_at=AT), "proposals_in_force", date(2023, 3, 11)),
        (_item("contact", at=AT, last_exposure="2020-03-14"), "contacts", date(2020, 4, 24)),
        (_fact("contact", last_exposure="2020-03-14"), "partner_facts", date(2020, 4, 24)),
        (_fact("contact", last_exposure=None, status="withdrawn"), "partner_facts", date(2020, 4, 20)),
        (_fact("stay", first="2020-03-01", last="2020-03-08"), "partner_facts", date(2020, 4, 20)),
        (_fact("case", status="open"), "partner_cases", date(2020, 6, 9)),
        (_item("recovery", status="refused", decided_at=AT, requested_at=AT), "recoveries", date(2020, 6, 9)),
        (
            _item("case", document="x", told='{"status": "released"}', changed_at=AT, opened_at=AT),
            "case_identities",
            date(2020, 6, 9),
        ),
        (_item("case", document="", told='{"status": "excluded"}', changed_at=AT), "cases", date(2023, 3, 11)),
        (_item("canary", at=AT, stands_for="messages"), "messages", date(2020, 5, 10)),
    ],
)
def test_each_kind_counts_from_its_own_day(item, kind, day):
    found = due.due(item)
    assert (found.kind.name, found.day, found.open) == (kind, day, False)


@pytest.mark.parametrize(
    "item",
    [
        _item("appeal", at=AT),
        _item("case", document="x", told='{"status": "open"}', changed_at=AT, opened_at=AT),
        _item("recovery", status="waiting", requested_at=AT),
        _item("violation", at=AT, reported_at=AT, objection="P1-1"),
        _item("known", facts=json.dumps([["CaseKnown", json.dumps({"at": NOON.isoformat(), "status": "open"})]])),
    ],
)
def test_what_is_open_is_only_looked_at(item):
    assert due.due(item).open


@pytest.mark.parametrize(
    "item",
    [
        _item("state"),
        _item("profile"),
        _item("audit", at=AT),
        _item("evidence", at=AT, fact="Joined"),
        _item("evidence", at=AT, fact="DeclaredBefore"),
        _item("visit", at=AT),
        _fact("rating", region="410000", level="high"),
    ],
)
def test_what_the_job_leaves_alone_is_never_due(item):
    assert due.due(item) is None


def test_a_released_case_is_no_open_one():
    facts = [["CaseKnown", json.dumps({"at": NOON.isoformat(), "source": "desk", "source_ref": "a", "status": status})]
             for status in ("open", "released")]  # fmt: skip
    assert due.due(_item("known", facts=json.dumps(facts))).day == date(2020, 5, 10)


@given(st.datetimes(datetime(2019, 1, 1), datetime(2040, 1, 1)), st.integers(0, 400), st.integers(1, 32))
def test_what_was_put_off_is_not_brought_forward(at, days, shards):
    item = _item("message", at=_stamp(at))
    first = due.place(item, shards)
    put_off = due.day_in(first[0]) + timedelta(days=days)
    again = due.place(item | {"gsi4pk": {"S": due.partition(put_off, 0)}}, shards)
    assert due.day_in(again[0]) == put_off
    assert 0 <= int(again[0].rpartition("#")[2]) < shards


def test_names_and_records_stand_once():
    names = [each.name for each in KINDS]
    records = [record for each in KINDS for record in each.records]
    assert len(set(names)) == len(names)
    assert len(set(records)) == len(records)
    assert all(each.table in ("people", "accounts", "epidemic", "operations") for each in JOB_KINDS)

"""What everybody may read of retention, and what auditors do."""

import json
from datetime import timedelta

import pytest

from chalicelib.codes import cose
from chalicelib.codes.keys import kid_text
from chalicelib.features.retention import canaries, ledger, records
from chalicelib.retention.due import day_of
from chalicelib.retention.kinds import KINDS, LATE
from chalicelib.store import audit_bucket
from tests.retention.steps import DAY, a_year, retire
from tests.support.client import Client
from tests.support.resident_steps import applied, declare, log_in_staff


def test_everybody_reads_what_is_kept_for_how_long():
    shown = Client().get("/v1/retention", at=a_year()).body
    assert [each["kind"] for each in shown["kinds"]] == [each.name for each in KINDS]
    declarations = shown["kinds"][0]
    assert (declarations["days"], declarations["way"], declarations["waits_for_holds"]) == (60, "job", True)
    assert declarations["text"] == "Declarations and their corrections"


def test_the_last_run_shows_what_went():
    at = a_year()
    client, person = applied(Client(), at)
    declare(client, person["id"], at)
    gone = at + 61 * DAY
    retire(gone)
    shown = Client().get("/v1/retention", at=gone).body
    assert shown["last_run"]["day"] == records.last_day() >= str(day_of(gone))


def test_auditors_read_the_days_and_the_canaries():
    at = a_year()
    retire(at)
    auditor = log_in_staff("auditor", at, "")
    days = auditor.get("/v1/retention/runs?limit=100", at=at).body["items"]
    assert str(day_of(at)) in [each["day"] for each in days]
    day = auditor.get(f"/v1/retention/runs/{day_of(at)}", at=at).body
    assert day["canaries_left"] == []
    assert day["statement"]
    assert auditor.get("/v1/retention/runs/1999-01-01", at=at).status == 404


def test_a_day_s_statement_lies_where_nobody_rewrites_it():
    """With the key that signed it; and one that lacks there is brought by the next day's run."""
    at = a_year()
    retire(at)
    run = records.run(str(day_of(at)))
    place = f"ledger/{day_of(at)}.cose"
    assert audit_bucket.body(place) == run.statement
    assert not audit_bucket.put(place, b"another one")
    kid = cose.take_apart(run.statement).kid
    key = json.loads(audit_bucket.body(f"keys/{kid_text(kid)}.json"))
    assert (key["kangma_use"], key["kid"]) == ("ledger", kid_text(kid))


def test_a_statement_that_was_not_copied_is_copied_the_next_day():
    at = a_year()
    ledger.close(day_of(at), at)
    place = f"ledger/{day_of(at)}.cose"
    assert audit_bucket.body(place) is None
    retire(at + DAY)
    assert audit_bucket.body(place) == records.run(str(day_of(at))).statement


def test_a_canary_goes_with_its_kind_and_is_seen_where_it_stays():
    at = a_year()
    retire(at)
    before, after = at + 14 * DAY, at + 15 * DAY
    auditor = log_in_staff("auditor", after + DAY, "")
    retire(before)
    name = f"CANARY#proposals_not_in_force#{day_of(at)}"
    retire(after)
    assert records.CANARIES["operations"].find(name, "canary") is None
    assert _gone(auditor, after + DAY)[name]
    records.CANARIES["operations"](name, "canary", stands_for="proposals_not_in_force", at=at).save()
    assert not _gone(auditor, after + DAY)[name]


@pytest.mark.parametrize("kind", [each for each in KINDS if each.way == "expiry"], ids=lambda kind: kind.name)
def test_a_canary_of_what_expires_is_put_down_with_that_expiry_and_missed_where_it_stays(kind):
    """The job leaves it to the table; it is late once the days are over that the table may take."""
    at = a_year()
    retire(at)
    name = f"CANARY#{kind.name}#{day_of(at)}"
    found = records.CANARIES[kind.table].find(name, "canary")
    assert timedelta(seconds=found.ttl - int(at.timestamp())) == timedelta(days=kind.days + 1)
    assert found.gsi4pk is None
    limit = day_of(at) + timedelta(days=kind.days + LATE["expiry"])
    assert name not in canaries.left(limit - timedelta(days=1))
    assert name in canaries.left(limit)
    found.delete()
    assert name not in canaries.left(limit)


def _gone(auditor, at):
    shown = auditor.get("/v1/retention/canaries", at=at).body["items"]
    return {each["id"]: each["gone"] for each in shown}

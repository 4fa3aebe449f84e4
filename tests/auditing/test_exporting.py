"""An auditor's export of entries: the very lines of the bucket, which the stand-alone script verifies."""

import json
from collections import Counter
from datetime import timedelta
from itertools import count

import pytest

from chalicelib.desk import audit
from chalicelib.features.exports import making
from tests.auditing.chains import script, written
from tests.exports.steps import asked, content, made
from tests.support.resident_steps import NOON, log_in_staff

_DAYS = count(4_000, 10)
DAY = timedelta(days=1)


@pytest.fixture
def at():
    """A day of its own, long before everything else."""
    return NOON - next(_DAYS) * DAY


def test_the_lines_of_several_days_are_those_that_are_hashed(at, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(making, "_PAGE", 7)
    records = [each for day in range(3) for each in written(10, at + day * DAY)]
    export = made(
        log_in_staff("auditor", NOON),
        "audit_entries",
        **{"from": f"{at:%Y-%m-%d}", "until": f"{at + 2 * DAY:%Y-%m-%d}"},
    )
    assert (export["status"], export["rows"]) == ("done", 30)
    assert export["name"].endswith("-30-rows.jsonl")
    lines = content(export).splitlines()
    assert sorted(lines) == sorted(audit.line_of(each) for each in records)
    path = tmp_path / "export.jsonl"
    path.write_bytes(content(export))
    assert script().main(["--export", str(path)]) == 0
    path.write_bytes(b"\n".join(_forged(lines)))
    assert script().main(["--export", str(path)]) == 1
    assert "does not follow" in capsys.readouterr().out


def _forged(lines: list[bytes]) -> list[bytes]:
    """With the oldest entry of the longest chain written otherwise: an entry that none follows could not be seen."""
    places = [json.loads(each)[:2] for each in lines]
    longest, _ = Counter(chain for chain, _ in places).most_common(1)[0]
    at = places.index(min(each for each in places if each[0] == longest))
    return [*lines[:at], lines[at].replace(b"thing.look", b"thing.loot"), *lines[at + 1 :]]


def test_an_auditor_of_a_region_gets_what_was_done_there(at):
    for region in ("63", "34"):
        audit.audited([], "somebody", "thing.look", "subject", at, region=f"{region}0102")
    export = made(
        log_in_staff("auditor", NOON, "34"), "audit_entries", **{"from": f"{at:%Y-%m-%d}", "until": f"{at:%Y-%m-%d}"}
    )
    (line,) = content(export).splitlines()
    assert b'"340102"' in line


@pytest.mark.parametrize(
    ("filters", "field"),
    [
        ({}, "filters.from"),
        ({"from": "2020-03-01"}, "filters.until"),
        ({"from": "2020-03-02", "until": "2020-03-01"}, "filters.until"),
        ({"from": "2020-03-01", "until": "2020-04-01"}, "filters.until"),
        ({"from": "soon", "until": "2020-03-01"}, "filters.from"),
    ],
)
def test_days_that_are_none_or_too_many_are_refused(filters, field):
    answer = asked(log_in_staff("auditor", NOON), "audit_entries", **filters)
    assert answer.status in (400, 422)
    assert answer.body["errors"][0]["field"] == field

"""Ratings as lines: looked up against the periods that stand, and published some regions at a time.

A line is a new period of its region, called by the line's digest: the same line is the same period, in whatever file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import batched
from typing import Any

from chalicelib.errors import Invalid, Refused
from chalicelib.features.imports import lines, records
from chalicelib.features.imports.looking_up import Looked, bad
from chalicelib.features.imports.records import ImportRecord, LineMark
from chalicelib.features.ratings import authorities, in_force, periods, publishing, touched
from chalicelib.features.ratings.publishing import Period
from chalicelib.files.checking import Fault, Line
from chalicelib.person import ratings
from chalicelib.person.ratings import RatingsRecord
from chalicelib.scoring.ratings import region_rule
from chalicelib.store.reading import read_together

_AT_ONCE = 50
"""Lines of one batch read of marks and of what is rated around them."""
_QUERIES = 4_096
"""Partitions counted for the lines of a part: all of a county's for 64 lines, four of them for a thousand."""
_FEWEST = 4
_MOMENT = timedelta(milliseconds=1)
_FIELDS = {"from": "first", "until": "last"}
_COUNTRY = 2


@dataclass
class _Regions:
    """What is rated around some lines, with what the lines before one come to."""

    versions: dict[str, list[periods.Version]] = field(default_factory=dict)

    def record(self, region: str) -> RatingsRecord:
        return RatingsRecord(f"R#{region}", "ratings", ratings=list(self.versions.get(region, ())))

    def add(self, region: str, versions: Iterable[periods.Version]) -> None:
        self.versions[region] = [*self.versions.get(region, ()), *versions]


def looked_up(record: ImportRecord, checked: Iterable[Line], now: datetime) -> Iterator[Looked]:
    """Each line of a part: the days of one region in their order. Two batch reads for every 50 good ones, and the
    counts of whom they touch."""
    good: list[Line] = []
    for line in checked:
        if line.faults:
            yield Looked("bad", bad(line, line.faults))
        elif line.found is None:
            yield Looked("repeated")
        else:
            good.append(line)
    queries = max(_FEWEST, _QUERIES // max(1, len(good)))
    for some in batched(sorted(good, key=_begins), _AT_ONCE):
        yield from _together(record, list(some), queries, now)


def _begins(line: Line) -> str:
    return str(_values(line)["first"])


def _values(line: Line) -> dict[str, Any]:
    return line.found or {}


def _together(record: ImportRecord, some: list[Line], queries: int, now: datetime) -> Iterator[Looked]:
    digests = [lines.digest_of("ratings", _values(each)["region"], _values(each)) for each in some]
    marks = dict(zip(digests, read_together(map(records.mark_key, digests)), strict=True))
    around = {code for each in some for code in periods.codes_around(_values(each)["region"])}
    regions = _Regions(periods.of_records(ratings.records_of(around)))
    for line, digest in zip(some, digests, strict=True):
        yield _looked(record, line, digest, marks[digest], regions, queries, now)


def _looked(
    record: ImportRecord,
    line: Line,
    digest: str,
    mark: LineMark | None,
    regions: _Regions,
    queries: int,
    now: datetime,
) -> Looked:
    values, columns = _values(line), {fld: name for name, fld in (record.columns or {}).items()}
    region, name = str(values["region"]), records.name_of(digest, mark)
    filed = regions.record(region)
    if records.stands(mark) or _stands(values, filed, name):
        return Looked("known")
    refused = refusal(record.region, values, filed, now)
    if refused is not None:
        fld, code, sentence = refused
        return Looked("bad", bad(line, (Fault(columns.get(fld, fld), code, sentence, {}),)))
    row = records.row(line.number, line.row.cells, region, digest, values)
    content = publishing.new_period(filed, _period(values), now)
    worse = in_force.is_worse(content, filed, regions.versions, now)
    regions.add(region, versions(values, filed, record.id, now, name))
    rule = region_rule(values["level"]) if worse else None
    people = touched.people_in(region, queries)
    colour, sized = _COLOURS.get(rule or ""), in_force.size_of(region, people)
    return Looked("good", row, matched=True, colour=colour, people=people, sized=sized)


_COLOURS = {"region.high": "red", "region.medium": "yellow"}


def _stands(values: dict[str, Any], filed: RatingsRecord, name: str) -> bool:
    """Whether the period is known: this line's, or one that says the same."""
    told = (values["level"], values["first"], values.get("last"))
    if any(each["id"] == f"{filed.region}-{name}" for each in filed.ratings):
        return True
    standing = periods.standing(filed.region, filed.ratings)
    return any((each.level, str(each.first), str(each.last) if each.last else None) == told for each in standing)


def refusal(scope: str, values: dict[str, Any], filed: RatingsRecord, now: datetime) -> tuple[str, str, str] | None:
    """Why the office with this region may not publish the period: field, code, sentence. None where it may."""
    region, wanted = str(values["region"]), _period(values)
    if not ("" if len(region) == _COUNTRY else region).startswith(scope):
        return "region", "region_outside", "line_region_outside"
    try:
        authorities.require_desk(region)
        publishing.check_days(wanted.first, wanted.last, now)
        publishing.new_period(filed, wanted, now)
    except Invalid as wrong:
        return _FIELDS[wrong.fields[0].field], wrong.fields[0].code, wrong.fields[0].code
    except Refused as refused:
        return ("first" if refused.code == "use_correction" else "region"), refused.code, refused.code
    return None


def versions(
    values: dict[str, Any], filed: RatingsRecord, proposal: str, at: datetime, name: str
) -> list[dict[str, Any]]:
    """The versions of periods that a line comes to, known from `at` on, or right behind what was published of the
    region last. Raises as `publishing.new_period`."""
    content = publishing.new_period(filed, _period(values), at)
    return in_force.versions(content, proposal, filed, after_all(filed.ratings, at), name)


def _period(values: dict[str, Any]) -> Period:
    last = date.fromisoformat(values["last"]) if values.get("last") else None
    return Period(values["level"], date.fromisoformat(values["first"]), last, values.get("area"))


def after_all(published: Iterable[periods.Version], at: datetime) -> datetime:
    """`at`, or right behind the last of these versions: those of a region have an order."""
    return max([at, *(datetime.fromisoformat(each["at"]) + _MOMENT for each in published)])

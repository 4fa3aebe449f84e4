"""Ratings put in force: the two kinds of proposals, and the steps by which one takes effect."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.config import settings
from chalicelib.desk import breaker_numbers
from chalicelib.errors import Conflict, FieldError
from chalicelib.features.campaigns import dry_runs, stayed
from chalicelib.features.campaigns import kinds as campaign_kinds
from chalicelib.features.campaigns.dry_runs import Found
from chalicelib.features.campaigns.records import begin_step
from chalicelib.features.proposals import kinds
from chalicelib.features.proposals.content import Content, Touched, hash_of
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.ratings import periods, stale, touched
from chalicelib.features.ratings.periods import Version
from chalicelib.features.statistics import figures
from chalicelib.identity.regions import is_county, met_by
from chalicelib.person import ratings
from chalicelib.person.changing import Attempt
from chalicelib.person.ratings import LogHead, RatingsRecord
from chalicelib.scoring.days import add_days
from chalicelib.store.reading import read_together


def record_of(region: str) -> RatingsRecord:
    """What is filed under a region, empty where it was never rated. One read."""
    (found,) = read_together([ratings.key_of(region)])
    return found or RatingsRecord(f"R#{region}", "ratings", ratings=[])


def assessed(content: dict[str, Any], record: RatingsRecord, now: datetime) -> dict[str, Any]:
    """The content with what follows of it: whether anybody gets worse, how many it touches, and what it rests on."""
    region = content["region"]
    before = periods.of_records(ratings.records_of(periods.codes_around(region)))
    return content | {
        "worse": is_worse(content, record, before, now),
        "people": touched.people_in(region),
        "counted_at": now.isoformat(),
        "rests_on": int(record.version or 0),
    }


def is_worse(content: Content, record: RatingsRecord, before: periods.Versions, now: datetime) -> bool:
    """Whether anybody gets worse by it; `before` are the versions of the codes around its region."""
    region = str(content["region"])
    stood = list(before.get(region, ()))
    added = versions(content, "proposed", record, now)
    return periods.worsens(region, {**before, region: stood}, {**before, region: [*stood, *added]}, now)


def versions(
    content: Content, proposal_id: str, record: RatingsRecord, now: datetime, name: str | None = None
) -> list[dict[str, Any]]:
    """The versions that the content comes to: that of the period, and of one that it ends, which comes first.

    `name` is what a new period is called beside its region, else by its proposal.
    """
    known = {name: content[name] for name in ("level", "first", "last")}
    at = {"at": now.isoformat(), "proposal": proposal_id}
    if "id" in content:
        published = next(each for each in record.ratings if each["id"] == content["id"])
        changed = {"withdrawn": content["withdrawn"], "correction": True}
        return [published | known | at | changed | {"published": _published(published)}]
    rating_id = f"{content['region']}-{name or proposal_id}"
    new = known | at | {"id": rating_id, "area": content["area"], "published": now.isoformat()}
    if content["ends"] is None:
        return [new]
    return [_ended(content, rating_id, record) | at, new]


def _published(version: Version) -> str:
    return str(version.get("published") or version["at"])


def _ended(content: Content, by: str, record: RatingsRecord) -> dict[str, Any]:
    """The period that runs, ended the day before the new one begins."""
    standing = periods.standing(content["region"], record.ratings)
    period = next(each for each in standing if each.id == content["ends"])
    last = add_days(date.fromisoformat(content["first"]), -1)
    return {
        "id": period.id,
        "level": period.level,
        "first": period.first.isoformat(),
        "last": last.isoformat(),
        "published": (period.published or period.at).isoformat(),
        "ended_by": by,
    }


def _apply(attempt: Attempt, approved: Approved) -> None:
    content = approved.content
    record, head = read_together([ratings.key_of(content["region"]), ratings.head_key()])
    record = record or RatingsRecord(f"R#{content['region']}", "ratings", ratings=[])
    if int(record.version or 0) != content["rests_on"]:
        raise Conflict(None, FieldError("content", "changed_meanwhile"))
    added = versions(content, approved.proposal_id, record, attempt.now)
    cause, region = str(added[-1]["id"]), _region(approved.content)
    publish(attempt, [(record, added)], head, Spread(approved.proposal_id, cause, region, approved.approved_by))


@dataclass(frozen=True)
class Spread:
    """The campaign of what is published: its id, its cause, whose region sees it, and by whom."""

    id: str
    cause: str
    region: str
    by: str


def publish(
    attempt: Attempt, changes: list[tuple[RatingsRecord, list[dict[str, Any]]]], head: LogHead | None, spread: Spread
) -> None:
    """Writes versions of regions' periods, their log, and the campaign that goes through everybody who stayed there.

    Until it has been there each is right as soon as it is opened.
    """
    codes = {code for record, _ in changes for code in met_by(record.region)}
    attempt.write(*ratings.publish_together(changes, head))
    graver = stale.graver_in(changes, attempt.now)
    content = (spread.id, "rating", spread.cause, spread.region, codes, spread.by, attempt.now)
    attempt.write(begin_step(*content, graver=graver))


_TRIED = ("region", "id", "level", "first", "last", "ends", "withdrawn", "rests_on")


def dry_run_key(content: Content) -> str:
    """What names a content for its dry run: the period as it would be, and the ratings that it rests on."""
    return hash_of({name: content[name] for name in _TRIED if name in content})


def draft(content: Content, now: datetime) -> dict[str, Any]:
    """What a dry run folds: the versions that the content comes to."""
    region = str(content["region"])
    return {"region": region, "versions": versions(content, "proposed", record_of(region), now)}


def _tried(content: Content, since: datetime) -> Found | None:
    """What the latest dry run of this content found, if it is done. At most two reads and its units."""
    record = dry_runs.latest(dry_run_key(content), since)
    return dry_runs.result(record) if record is not None else None


def _dry_run(content: Content, since: datetime) -> bool:
    return _tried(content, since) is not None


def _touched(content: Content, now: datetime) -> Touched:
    found = _tried(content, now - timedelta(hours=breaker_numbers.current().dry_run_hours))
    if found is not None:
        return Touched(found.people, found.to_red, found.to_yellow)
    counted = content["counted_at"] == now.isoformat()
    people = int(content["people"]) if counted else touched.people_in(content["region"])
    return touched.shown(content["level"] if content["worse"] and not content.get("withdrawn") else None, people)


def _region(content: Content) -> str:
    """Countries are those of the whole country."""
    region = str(content["region"])
    return "" if len(region) == 2 else region


def _described(content: Content) -> dict[str, Any]:
    internal = {"counted_at", "rests_on"}
    shown = {name: value for name, value in content.items() if name not in internal}
    return shown | {"from": shown.pop("first"), "until": shown.pop("last")}


def _before(content: Content) -> dict[str, Any] | None:
    """The period that it corrects or ends, as it stands. One read."""
    region, named = str(content["region"]), content.get("id") or content.get("ends")
    standing = periods.standing(region, record_of(region).ratings) if named else []
    period = next((each for each in standing if each.id == named), None)
    if period is None:
        return None
    shown = {"region": region, "level": period.level, "from": period.first.isoformat()}
    return shown | {"until": period.last.isoformat() if period.last else None}


def _takes_two(content: Content) -> bool:
    """Whatever makes anybody worse, and what frees many."""
    frees_many = bool(content.get("withdrawn")) and content["people"] > breaker_numbers.current().counted
    return bool(content["worse"]) or frees_many


def _size(content: Content, people: int) -> int:
    return size_of(str(content["region"]), people)


def size_of(region: str, people: int) -> int:
    """Of one county its visitors alone: its own people are what a rating of it is about. At most a query."""
    return max(0, people - figures.people_of(region)) if is_county(region) else people


def _kind(name: str) -> Kind:
    return kinds.register(
        Kind(
            name=name,
            proposers=frozenset({"epidemiologist"}),
            approvers=frozenset({"epidemiologist", "supervisor"}),
            region=_region,
            apply=_apply,
            describe=_described,
            touched=_touched,
            size=_size,
            dry_run=_dry_run,
            takes_two=_takes_two,
            before=_before,
        )
    )


RATING, CORRECTION = _kind("rating"), _kind("rating_correction")
CAMPAIGN = campaign_kinds.register(
    campaign_kinds.Kind(
        "rating",
        stayed.page,
        lambda: settings().rescoring_queue_url,
        stayed.counted,
        begin=stale.begin,
        waits=stale.waits,
    )
)

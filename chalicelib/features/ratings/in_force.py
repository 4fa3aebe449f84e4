"""Ratings put in force: the two kinds of proposals, and the steps by which one takes effect."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from chalicelib.config import PROPOSAL_COUNTED, settings
from chalicelib.errors import Conflict, FieldError
from chalicelib.features.campaigns import kinds as campaign_kinds
from chalicelib.features.campaigns import stayed
from chalicelib.features.campaigns.records import begin_step
from chalicelib.features.proposals import kinds
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.refusals import SUPERVISOR
from chalicelib.features.ratings import periods, touched
from chalicelib.features.ratings.periods import Version
from chalicelib.identity.regions import met_by
from chalicelib.person import ratings
from chalicelib.person.changing import Attempt
from chalicelib.person.ratings import RatingsRecord
from chalicelib.scoring.days import add_days
from chalicelib.store.reading import read_together
from chalicelib.store.transactions import Put


def record_of(region: str) -> RatingsRecord:
    """What is filed under a region, empty where it was never rated. One read."""
    (found,) = read_together([ratings.key_of(region)])
    return found or RatingsRecord(f"R#{region}", "ratings", ratings=[])


def assessed(content: dict[str, Any], record: RatingsRecord, now: datetime) -> dict[str, Any]:
    """The content with what follows of it: whether anybody gets worse, how many it touches, and what it rests on."""
    region = content["region"]
    before = periods.of_records(ratings.records_of(periods.codes_around(region)))
    before.setdefault(region, [])
    after = before | {region: [*before[region], *_versions(content, "proposed", record, now)]}
    return content | {
        "worse": periods.worsens(region, before, after, now),
        "people": touched.people_in(region),
        "counted_at": now.isoformat(),
        "rests_on": int(record.version or 0),
    }


def _versions(content: Content, proposal_id: str, record: RatingsRecord, now: datetime) -> list[dict[str, Any]]:
    """The versions that the content comes to: that of the period, and of one that it ends, which comes first."""
    known = {name: content[name] for name in ("level", "first", "last")}
    at = {"at": now.isoformat(), "proposal": proposal_id}
    if "id" in content:
        published = next(each for each in record.ratings if each["id"] == content["id"])
        changed = {"withdrawn": content["withdrawn"], "correction": True}
        return [published | known | at | changed | {"published": _published(published)}]
    rating_id = f"{content['region']}-{proposal_id}"
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
    versions = _versions(content, approved.proposal_id, record, attempt.now)
    attempt.write(*ratings.publish_steps(record, head, versions), _campaign(approved, str(versions[-1]["id"]), attempt))


def _campaign(approved: Approved, rating_id: str, attempt: Attempt) -> Put:
    """The campaign that goes through everybody who stayed there; until then each is right as soon as it is opened."""
    region, campaign_id = str(approved.content["region"]), approved.proposal_id
    codes, by = met_by(region), approved.approved_by
    return begin_step(campaign_id, "rating", rating_id, _region(approved.content), codes, by, attempt.now)


def _check(content: Content, now: datetime) -> Iterable[str]:
    return {SUPERVISOR} if content["people"] > PROPOSAL_COUNTED else set()


def _touched(content: Content, now: datetime) -> Touched:
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


def _takes_two(content: Content) -> bool:
    """Whatever makes anybody worse, and what frees many."""
    return bool(content["worse"]) or (bool(content.get("withdrawn")) and content["people"] > PROPOSAL_COUNTED)


def _kind(name: str) -> Kind:
    return kinds.register(
        Kind(
            name=name,
            proposers=frozenset({"epidemiologist"}),
            approvers=frozenset({"epidemiologist", "supervisor"}),
            region=_region,
            apply=_apply,
            describe=_described,
            check=_check,
            touched=_touched,
            takes_two=_takes_two,
        )
    )


RATING, CORRECTION = _kind("rating"), _kind("rating_correction")
CAMPAIGN = campaign_kinds.register(
    campaign_kinds.Kind("rating", stayed.page, lambda: settings().rescoring_queue_url, stayed.counted)
)

"""Ratings of regions: what is rated, for everybody; published, corrected and withdrawn by epidemiologists."""

from typing import Annotated, Any, Literal

from chalice import Response
from pydantic import Field, model_validator

from chalicelib.access.actor import EVERYBODY
from chalicelib.config import POLICY_ZONE
from chalicelib.features.proposals import deciding, reading
from chalicelib.features.proposals.records import IN_FORCE, ProposalRecord
from chalicelib.features.proposals.shapes import Proposal, ProposalDecision, Touches
from chalicelib.features.ratings import deciding as ratings_deciding
from chalicelib.features.ratings import publishing, touched, trying_out
from chalicelib.features.ratings import reading as ratings_reading
from chalicelib.features.ratings.publishing import Period
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call, day_of, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.fields import Region
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Day, Line, Passage, Shape
from chalicelib.scoring.days import policy_day

feature = Feature("ratings")
EPIDEMIOLOGIST = ("epidemiologist",)
DECIDERS = ("epidemiologist", "supervisor")
STAFF = ("reviewer", "epidemiologist", "supervisor", "auditor")
Level = Literal["low", "medium", "high", "key"]


class NewRating(Shape):
    """Both days included; `until` is absent until further notice. `area`: the part of a county, shown and no more."""

    level: Level
    first: Annotated[Day, Field(alias="from")]
    last: Annotated[Day | None, Field(alias="until")] = None
    area: Line | None = None
    reason: Passage | None = None


class RatingCorrection(Shape):
    """What the period always was. What is absent stays; `until` null is until further notice."""

    level: Level | None = None
    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="until")] = None
    reason: Passage

    @model_validator(mode="after")
    def something(self) -> "RatingCorrection":
        if not self.model_fields_set & {"level", "first", "last"}:
            raise wrong("required", "level")
        return self

    def changes(self) -> dict[str, Any]:
        """As the use case takes them."""
        given: dict[str, Any] = {"level": self.level, "first": self.first and self.first.isoformat()}
        changed = {name: value for name, value in given.items() if value is not None}
        if "last" in self.model_fields_set:
            changed["last"] = self.last.isoformat() if self.last else None
        return changed


class RatingWithdrawal(Shape):
    reason: Passage


class RatingPreview(Shape):
    """`rating`: the period that is to be corrected, or `withdrawn`; else it is about a new one."""

    region: Region
    level: Level
    first: Annotated[Day, Field(alias="from")]
    last: Annotated[Day | None, Field(alias="until")] = None
    rating: Line | None = None
    withdrawn: bool = False


class Previewed(Shape):
    """`campaign_id`: the dry run that goes through everybody, where it was asked for."""

    touches: Touches
    campaign_id: str | None


class Rating(Shape):
    id: str
    region: str
    level: Level
    first: Annotated[str, Field(alias="from")]
    last: Annotated[str | None, Field(alias="until")]
    area: str | None
    published_at: str


class RatedArea(Shape):
    """A part of a county, in words: its level is shown and colours nobody."""

    level: Level
    area: str
    since: str


class RatedRegion(Shape):
    region: str
    name: str
    level: Level
    first: Annotated[str, Field(alias="from")]


class RegionRisk(Shape):
    """`level`: the one that counts on the day, null where nobody rated the region. `areas`: parts of a county that are
    rated today. `below`: the regions in a city or province with a rating of their own."""

    region: str
    name: str
    on: str
    level: Level | None
    ratings: list[Rating]
    areas: list[RatedArea]
    below: list[RatedRegion]


class RatedPeriod(Rating):
    """`people`: how many it touched when it was put in force. Null with `by_login` for one of a list or a file."""

    standing: Literal["past", "standing", "planned"]
    by_login: str | None
    people: int | None


class RatedDay(Shape):
    day: str
    level: Level | None


class RatedPeriods(Shape):
    """`people`: how many stayed in the region lately, as far as they are known. `days`: the level that counts on each
    of the last 60 and the next 14."""

    region: str
    people: int
    days: list[RatedDay]
    items: list[RatedPeriod]


class RatingList(Shape):
    items: list[Rating]
    next_cursor: str | None


def _published(call: Call, record: ProposalRecord) -> Response:
    """201 for what waits for a second person, 200 for what is in force."""
    return reply(reading.view(record, call.actor, call.now), 200 if record.status == IN_FORCE else 201)


def _proposed_before(call: Call, made: str, **_: str) -> Response:
    return _published(call, deciding.replayed(call.actor, made, call.now))


@feature.route("GET", "/v1/regions/{code}/risk", roles=EVERYBODY, answer=RegionRisk, query=("on",))
def show_risk(call: Call, code: str) -> dict[str, Any]:
    """The risk level of a region on a day, today if none is named, and the ratings that it comes of."""
    today = policy_day(call.now, POLICY_ZONE)
    return ratings_reading.risk(code, day_of(call, "on", today), call.language, today)


@feature.route("GET", "/v1/regions/{code}/periods", roles=STAFF, answer=RatedPeriods)
def list_periods(call: Call, code: str) -> dict[str, Any]:
    """The periods of a region that stand, are planned, or ended in the last 60 days, and who put them in force."""
    return ratings_reading.periods_of(call.actor, code, call.now)


@feature.route(
    "PUT",
    "/v1/regions/{code}/risk",
    roles=EPIDEMIOLOGIST,
    body=NewRating,
    answer=Proposal,
    also=(201,),
    replay=_proposed_before,
)
def rate_region(call: Call, code: str) -> Response:
    """Rates a region from a day on: at once where nobody gets worse by it, else once a second person agrees."""
    body: NewRating = call.body
    wanted = Period(body.level, body.first, body.last, body.area)
    return _published(call, publishing.rate(call.actor, code, wanted, body.reason or "", call.once, call.now))


@feature.route(
    "POST",
    "/v1/ratings/{rating_id}/correction",
    roles=EPIDEMIOLOGIST,
    body=RatingCorrection,
    answer=Proposal,
    status=201,
    also=(200,),
    replay=_proposed_before,
)
def correct_rating(call: Call, rating_id: str) -> Response:
    """Says what a period always was: where that eases it counts from the beginning."""
    body: RatingCorrection = call.body
    record = publishing.correct(call.actor, rating_id, body.changes(), body.reason, call.once, call.now)
    return _published(call, record)


@feature.route(
    "POST",
    "/v1/ratings/{rating_id}/withdrawal",
    roles=EPIDEMIOLOGIST,
    body=RatingWithdrawal,
    answer=Proposal,
    status=201,
    also=(200,),
    replay=_proposed_before,
)
def withdraw_rating(call: Call, rating_id: str) -> Response:
    """Takes a period back as if it had never been; the one that it ended runs on."""
    changes = {"withdrawn": True}
    return _published(call, publishing.correct(call.actor, rating_id, changes, call.body.reason, call.once, call.now))


@feature.route(
    "POST",
    "/v1/ratings/{rating_id}/approval",
    roles=DECIDERS,
    body=ProposalDecision,
    answer=Proposal,
    replay=lambda call, made, **_: reading.view(deciding.replayed(call.actor, made, call.now), call.actor, call.now),
)
def decide_rating(call: Call, rating_id: str) -> dict[str, Any]:
    """Decides on the one open proposal about a rating, or about a region by its code."""
    record = ratings_deciding.decide(call.actor, rating_id, call.body.said(), call.once, call.now)
    return reading.view(record, call.actor, call.now)


@feature.route("GET", "/v1/ratings", roles=STAFF, answer=RatingList, query=("region", "on", "limit", "cursor"))
def list_ratings(call: Call) -> dict[str, Any]:
    """The ratings of a day in a region (a prefix of codes), by code."""
    region = call.query.get("region", call.actor.region)
    on = day_of(call, "on", policy_day(call.now, POLICY_ZONE))
    return ratings_reading.listed(call.actor, region, on, page_size(call), call.query.get("cursor"))


@feature.route(
    "POST",
    "/v1/ratings/preview",
    roles=EPIDEMIOLOGIST,
    body=RatingPreview,
    answer=Previewed,
    also=(202,),
    query=("exact",),
)
def preview_rating(call: Call) -> Response:
    """How many people a rating would touch, estimated (200); with `exact=1` a dry run of it begins (202)."""
    body: RatingPreview = call.body
    if call.query.get("exact") != "1":
        touches = ratings_reading.preview(call.actor, body.region, body.level, call.now)
        return reply({"touches": touches, "campaign_id": None})
    wanted = Period(body.level, body.first, body.last)
    begun, people = trying_out.try_out(call.actor, body.region, wanted, body.rating, body.withdrawn, call.now)
    touches = touched.shown(body.level, people).as_json(call.now)
    return reply({"touches": touches, "campaign_id": begun}, 202)

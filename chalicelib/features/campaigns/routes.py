"""Campaigns: how far each is, and the supervisors' hand upon it."""

from typing import Annotated, Any, Literal

from pydantic import Field

from chalicelib.features.campaigns import steering
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape

feature = Feature("campaigns")
SUPERVISOR = ("supervisor",)
STAFF = ("epidemiologist", "supervisor", "auditor")
Status = Literal["waiting", "running", "late", "paused", "stopped", "done"]


class ListedCampaign(Shape):
    """`late`: those are gone through once more who came while it began."""

    id: str
    kind: str
    cause: str
    region: str
    status: Status
    units_at_once: int
    attempt: int
    started_at: str
    ended_at: str | None
    by: str
    by_login: str | None


class CampaignUnits(Shape):
    total: int
    done: int


class CampaignPeople(Shape):
    """`later`: folded beyond the campaign's instant, and right by themselves."""

    seen: int
    changed: int
    unchanged: int
    failed: int
    later: int


class Campaign(ListedCampaign):
    """`changes` by the gravest colour before and after: `green>red`. `rate_per_s`: people a second since it was begun
    or went on; `eta`: its end, if it goes on like that. Both null while nothing can be said of them. `paused_…`,
    `resumed_…`: the last who let it rest and go on."""

    units: CampaignUnits
    people: CampaignPeople
    changes: dict[str, int]
    rate_per_s: float | None
    eta: str | None
    paused_by_login: str | None
    paused_at: str | None
    resumed_by_login: str | None
    resumed_at: str | None


class CampaignList(Shape):
    items: list[ListedCampaign]
    next_cursor: str | None


class CampaignFailure(Shape):
    person_id: str
    at: str


class CampaignFailures(Shape):
    items: list[CampaignFailure]
    next_cursor: str | None


class CampaignSpeed(Shape):
    units_at_once: Annotated[int, Field(ge=1, le=256)]


class CampaignHolding(Shape):
    """Whether new campaigns are to wait."""

    paused: bool


class CampaignsHeld(CampaignHolding):
    """Whether new campaigns wait, and who said so."""

    by_login: str | None
    since: str | None


@feature.route("GET", "/v1/campaigns", roles=STAFF, answer=CampaignList, query=("ended", "limit", "cursor"))
def list_campaigns(call: Call) -> dict[str, Any]:
    """Campaigns of the region that are open, or with `ended=1` those that ended, the latest first."""
    closed = call.query.get("ended") == "1"
    return steering.listed(call.actor, closed, page_size(call), call.query.get("cursor"))


@feature.route("GET", "/v1/campaigns/{campaign_id}", roles=STAFF, answer=Campaign)
def show_campaign(call: Call, campaign_id: str) -> dict[str, Any]:
    """How far a campaign is, and what it changed."""
    return steering.shown(call.actor, campaign_id, call.now)


@feature.route(
    "GET", "/v1/campaigns/{campaign_id}/failures", roles=STAFF, answer=CampaignFailures, query=("limit", "cursor")
)
def list_campaign_failures(call: Call, campaign_id: str) -> dict[str, Any]:
    """The people on whom it failed, by their ids."""
    return steering.failures(call.actor, campaign_id, page_size(call), call.query.get("cursor"))


@feature.route("POST", "/v1/campaigns/{campaign_id}/pause", roles=SUPERVISOR, answer=Campaign)
def pause_campaign(call: Call, campaign_id: str) -> dict[str, Any]:
    """Lets it rest."""
    return steering.pause(call.actor, campaign_id, call.now)


@feature.route("POST", "/v1/campaigns/{campaign_id}/resume", roles=SUPERVISOR, answer=Campaign)
def resume_campaign(call: Call, campaign_id: str) -> dict[str, Any]:
    """Lets it go on where it was."""
    return steering.resume(call.actor, campaign_id, call.now)


@feature.route("POST", "/v1/campaigns/{campaign_id}/stop", roles=SUPERVISOR, answer=Campaign)
def stop_campaign(call: Call, campaign_id: str) -> dict[str, Any]:
    """Ends it."""
    return steering.stop(call.actor, campaign_id, call.now)


@feature.route("POST", "/v1/campaigns/{campaign_id}/restart", roles=SUPERVISOR, answer=Campaign)
def restart_campaign(call: Call, campaign_id: str) -> dict[str, Any]:
    """Begins one again that was stopped or failed on somebody, where it was."""
    return steering.restart(call.actor, campaign_id, call.now)


@feature.route("POST", "/v1/campaigns/{campaign_id}/speed", roles=SUPERVISOR, body=CampaignSpeed, answer=Campaign)
def set_campaign_speed(call: Call, campaign_id: str) -> dict[str, Any]:
    """Says how many units are worked on at once."""
    return steering.speed(call.actor, campaign_id, call.body.units_at_once, call.now)


@feature.route("GET", "/v1/campaigns/pause", roles=STAFF, answer=CampaignsHeld)
def show_campaigns_held(call: Call) -> dict[str, Any]:
    """Whether new campaigns wait, and who said so when."""
    return steering.held()


@feature.route("POST", "/v1/campaigns/pause", roles=SUPERVISOR, body=CampaignHolding, answer=CampaignsHeld)
def hold_campaigns(call: Call) -> dict[str, Any]:
    """Lets new campaigns wait, or begin: by a supervisor of the whole country."""
    return steering.hold_new(call.actor, call.body.paused, call.now)

"""Rule sets: read by staff; drafted, tried and published by supervisors of the whole country."""

from typing import Annotated, Any, Literal

from chalice import Response
from pydantic import Field

from chalicelib.features.proposals import deciding, reading
from chalicelib.features.proposals.records import PROPOSED, ProposalRecord
from chalicelib.features.proposals.shapes import Proposal, ProposalDecision
from chalicelib.features.rulesets import drafting, publishing, results, trials, what_if
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Day, Passage, Shape

feature = Feature("rulesets")
SUPERVISOR = ("supervisor",)
STAFF = ("epidemiologist", "supervisor", "auditor")
Numbers = dict[str, int | None]


class RuleSetDraft(Shape):
    """`data` is what chalicelib/scoring/rulesets/1.yaml holds, as JSON."""

    data: dict[str, Any]


class RuleSetEdit(RuleSetDraft):
    """`revision`: the one that was shown; another one is somebody else's edit, and a conflict. Without it any."""

    revision: Annotated[int, Field(ge=1)] | None = None


class ListedRuleSet(Shape):
    """`in_force`: it governs, or did until a later one took effect. `revision` and `content_hash`: what an approval is
    about."""

    version: str
    status: Literal["draft", "published", "in_force", "withdrawn"]
    effective: str
    content_hash: str
    revision: int
    by: str
    at: str | None


class ShownRuleSet(ListedRuleSet):
    """`proposal_id`: the open proposal to publish it."""

    data: dict[str, Any]
    proposal_id: str | None


class RuleSetList(Shape):
    items: list[ListedRuleSet]
    next_cursor: str | None


class RuleSetDifference(Shape):
    """`text` says it in the reader's language."""

    path: str
    before: Any
    after: Any
    text: str


class RuleSetDiff(Shape):
    other: Annotated[str, Field(alias="from")]
    version: str
    differences: list[RuleSetDifference]


class SimulatedRegion(Shape):
    region: str
    worse: int | None
    better: int | None


class SimulationResult(Shape):
    """People by what changes for them at `effective`. null: withheld, because the group is small or follows from one.

    `later`: whose facts reach beyond `effective`, decided on at their own last instant. `failed`: who could not be
    simulated; with any there is no publication. `unread`: of whom something cannot be read, which hinders none; they
    are in the log. `sample`: ids of a few of those changed, for supervisors alone.
    """

    people: int | None
    held: int | None
    later: int | None
    worse: int | None
    better: int | None
    failed: int
    unread: int
    changes: dict[str, Numbers]
    colours: dict[str, Numbers]
    holds: dict[str, Numbers]
    regions: list[SimulatedRegion]
    load: Numbers
    sample: list[str] | None


class RuleSetSimulation(Shape):
    """`current`: whether the rule set still says what was simulated."""

    version: str
    campaign_id: str
    status: Literal["waiting", "running", "late", "paused", "stopped", "done"]
    content_hash: str
    current: bool
    at: str
    effective: str
    truth: str
    result: SimulationResult | None


class SimulationBegun(Shape):
    campaign_id: str
    version: str
    status: Literal["waiting", "running", "late", "paused", "stopped", "done"]


class WhatIfRun(Shape):
    """`since`: the first day, before today."""

    since: Day


class WhatIfDays(Shape):
    without: int
    with_it: Annotated[int, Field(alias="with")]


class WhatIfResult(Shape):
    """`people`: those of the sample. `days`: days of people by the colour that they had and the one that they would
    have had, for each scheme. `rules`: days in which a rule held somebody. `left_out`: joined of several records,
    withheld, or not to be read.
    """

    people: int
    changed: int
    worse: int
    better: int
    left_out: int
    failed: int
    days: dict[str, dict[str, int]]
    rules: dict[str, WhatIfDays]


class RuleSetWhatIf(Shape):
    """`one_of`: one person of so many was gone through. `current`: whether the rule set still says what was tried."""

    version: str
    campaign_id: str
    status: Literal["waiting", "running", "late", "paused", "stopped", "done"]
    content_hash: str
    current: bool
    at: str
    since: str
    until: str
    one_of: int
    result: WhatIfResult | None


class RuleSetWithdrawal(Shape):
    reason: Passage


def _shown(call: Call, made: str, **_: str) -> dict[str, Any]:
    drafting.require_whole_country(call.actor)
    return drafting.shown(made, call.now)


@feature.route(
    "POST", "/v1/rulesets", roles=SUPERVISOR, body=RuleSetDraft, answer=ShownRuleSet, status=201, replay=_shown
)
def draft_ruleset(call: Call) -> dict[str, Any]:
    """Drafts a rule set; whatever is wrong with it is named, field by field."""
    return drafting.create(call.actor, call.body.data, call.once, call.now)


@feature.route("PUT", "/v1/rulesets/{version}", roles=SUPERVISOR, body=RuleSetEdit, answer=ShownRuleSet)
def edit_ruleset(call: Call, version: str) -> dict[str, Any]:
    """Changes a draft."""
    return drafting.edit(call.actor, version, call.body.data, call.now, call.body.revision)


@feature.route("GET", "/v1/rulesets", roles=STAFF, answer=RuleSetList, query=("limit", "cursor"))
def list_rulesets(call: Call) -> dict[str, Any]:
    """Rule sets by version, those that come with the program in front."""
    return drafting.listed(page_size(call), call.query.get("cursor"), call.now)


@feature.route("GET", "/v1/rulesets/{version}", roles=STAFF, answer=ShownRuleSet)
def show_ruleset(call: Call, version: str) -> dict[str, Any]:
    """One rule set with its data."""
    return drafting.shown(version, call.now)


@feature.route("GET", "/v1/rulesets/{version}/diff", roles=STAFF, answer=RuleSetDiff, query=("from",))
def compare_rulesets(call: Call, version: str) -> dict[str, Any]:
    """What is not the same as in another rule set, the built-in one if none is named."""
    return drafting.diff(version, call.query.get("from", "1"), call.language)


def _begun(call: Call, made: str, version: str) -> dict[str, Any]:
    drafting.require_whole_country(call.actor)
    return {"campaign_id": made, "version": version, "status": trials.campaign(made).status}


@feature.route(
    "POST",
    "/v1/rulesets/{version}/simulation",
    roles=SUPERVISOR,
    answer=SimulationBegun,
    status=202,
    replay=lambda call, made, version: _begun(call, made, version),
)
def simulate_ruleset(call: Call, version: str) -> dict[str, Any]:
    """Tries a draft on everybody who has a code: a campaign that writes nothing to anybody."""
    begun = trials.begin(call.actor, version, call.once, call.now)
    return {"campaign_id": begun.id, "version": version, "status": begun.status}


@feature.route("GET", "/v1/rulesets/{version}/simulation", roles=STAFF, answer=RuleSetSimulation)
def show_simulation(call: Call, version: str) -> dict[str, Any]:
    """The latest simulation, with what it says once it is done. A supervisor's look at the sample is audited."""
    return results.shown(call.actor, version, call.now)


@feature.route(
    "POST",
    "/v1/rulesets/{version}/what-if",
    roles=SUPERVISOR,
    body=WhatIfRun,
    answer=SimulationBegun,
    status=202,
    replay=lambda call, made, version: _begun(call, made, version),
)
def run_what_if(call: Call, version: str) -> dict[str, Any]:
    """Goes through past days of one person in a hundred as if a draft had governed: a campaign that writes nothing."""
    begun = what_if.begin(call.actor, version, call.body.since, call.once, call.now)
    return {"campaign_id": begun.id, "version": version, "status": begun.status}


@feature.route("GET", "/v1/rulesets/{version}/what-if", roles=SUPERVISOR, answer=RuleSetWhatIf)
def show_what_if(call: Call, version: str) -> dict[str, Any]:
    """The latest run through past days, with what it says once it is done."""
    return what_if.shown(call.actor, version)


def _decided(call: Call, record: ProposalRecord) -> Response:
    """201 for what waits for a second person, 200 for what was decided, or agreed to by the first of two."""
    proposed = record.status == PROPOSED and record.agreed is None
    return reply(reading.view(record, call.actor, call.now), 201 if proposed else 200)


def _decided_before(call: Call, made: str, **_: str) -> Response:
    return _decided(call, deciding.replayed(call.actor, made, call.now))


@feature.route(
    "POST",
    "/v1/rulesets/{version}/approval",
    roles=SUPERVISOR,
    body=ProposalDecision,
    answer=Proposal,
    also=(201,),
    replay=_decided_before,
)
def decide_ruleset(call: Call, version: str) -> Response:
    """Approves a draft for publication: the first supervisor proposes (201), the second puts it in force (200)."""
    return _decided(call, publishing.decide(call.actor, version, call.body.said(), call.once, call.now))


@feature.route(
    "POST",
    "/v1/rulesets/{version}/withdrawal",
    roles=SUPERVISOR,
    body=RuleSetWithdrawal,
    answer=Proposal,
    status=201,
    replay=_decided_before,
)
def withdraw_ruleset(call: Call, version: str) -> Response:
    """Proposes to take back a published rule set that does not govern yet."""
    return _decided(call, publishing.withdraw(call.actor, version, call.body.reason, call.once, call.now))

"""How long what is kept, for everybody; the ledger of what went, for supervisors and auditors."""

from datetime import date
from typing import Annotated, Any, Literal

from chalice import Response
from pydantic import Field

from chalicelib.features.proposals import deciding
from chalicelib.features.proposals import reading as proposals
from chalicelib.features.proposals.shapes import Proposal
from chalicelib.features.retention import canaries, reading, sunset
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Passage, Shape

feature = Feature("retention")
READERS = ("auditor", "supervisor")
SUPERVISOR = ("supervisor",)


class RetainedKind(Shape):
    """`days` count from `since`. `way`: the daily job, the table's expiry, a bucket's rule; `way_text` says it, and
    `at_most_days` is the limit with what that way takes. `told_days_before`: whom it is of is told so long before.
    `in_ledger`: what goes is counted in the signed ledger. `waits_for_holds`: nothing goes that an open hold, appeal or
    proposal rests on. `deleted`, `kept_by_holds`: in the last run, null where the job has no part in it.
    `oldest_on`: the day from which the oldest record's days count, and `oldest_days` its age on the day `counted_on`;
    null where nothing counts yet, of files, and of people, whose last declaration is kept elsewhere."""

    kind: str
    text: str
    days: int
    since: str
    way: Literal["job", "expiry", "bucket"]
    way_text: str
    at_most_days: int
    told_days_before: int | None
    in_ledger: bool
    waits_for_holds: bool
    deleted: int | None
    kept_by_holds: int | None
    oldest_on: str | None
    oldest_days: int | None


class RetentionRunMade(Shape):
    day: str
    finished_at: str


class Sunset(Shape):
    """From `from` on nobody is registered any more; at `until` everything but the audit is destroyed, and verifying
    answers 410. `last_ruleset`: the version of the rule set that closes every hold from that day on; null where it was
    taken back, and nothing ends. `certificate`: a COSE_Sign1 of what was destroyed, once it was."""

    from_: Annotated[str, Field(alias="from")]
    until: str
    agreed_at: str
    last_ruleset: str | None
    certificate: str | None


class SunsetWanted(Shape):
    """Days in Shanghai: `from` at least thirty days ahead, `until` at least thirty days later."""

    from_: Annotated[date, Field(alias="from")]
    until: date
    reason: Passage


class Retention(Shape):
    """`counted_on`: when all tables were last gone through, once a month; null before the first time. `for_ever`: what
    is kept without an end, in words. `sunset`: the end of all of it, where it is agreed to."""

    kinds: list[RetainedKind]
    counted_on: str | None
    last_run: RetentionRunMade | None
    looked_at_again_days: int
    for_ever: str
    sunset: Sunset | None


class LedgerKind(Shape):
    """`digest`: over the keyed hashes of the keys of what was deleted."""

    kind: str
    deleted: int
    kept: int
    digest: str


class RetentionRun(Shape):
    """`statement`: a COSE_Sign1 over day, counts, keys and canaries, by a key of `/v1/keys` whose use is `ledger`."""

    day: str
    finished_at: str
    kinds: list[LedgerKind]
    keys_destroyed: list[str]
    canaries_left: list[str]
    statement: str


class RetentionRunList(Shape):
    items: list[RetentionRun]
    next_cursor: str | None


class RetentionCanary(Shape):
    """A record of nobody that should have gone: `gone` says whether it did."""

    id: str
    kind: str
    table: str
    put_on: str
    gone: bool


class RetentionCanaryList(Shape):
    items: list[RetentionCanary]


@feature.route("GET", "/v1/retention", answer=Retention)
def show_retention(call: Call) -> dict[str, Any]:
    """What is kept for how long, from when on, how it goes, and what went in the last run."""
    return reading.shown(call.language)


def _proposed(call: Call, made: str, **_: str) -> Response:
    return reply(proposals.view(deciding.replayed(call.actor, made, call.now), call.actor, call.now), 201)


@feature.route("POST", "/v1/sunset", roles=SUPERVISOR, body=SunsetWanted, answer=Proposal, status=201, replay=_proposed)
def propose_sunset(call: Call) -> Response:
    """Proposes the end of health codes: two supervisors of the whole country agree to it."""
    body = call.body
    record = sunset.propose(call.actor, body.from_, body.until, body.reason, call.once, call.now)
    return reply(proposals.view(record, call.actor, call.now), 201)


@feature.route("GET", "/v1/retention/runs", roles=READERS, answer=RetentionRunList, query=("limit", "cursor"))
def list_retention_runs(call: Call) -> dict[str, Any]:
    """Finished days of the deletion ledger, the newest first."""
    return reading.listed(page_size(call), call.query.get("cursor"))


@feature.route("GET", "/v1/retention/runs/{day}", roles=READERS, answer=RetentionRun)
def show_retention_run(call: Call, day: str) -> dict[str, Any]:
    """A day of the deletion ledger: by kind how many went, and the signed statement."""
    return reading.of_day(day)


@feature.route("GET", "/v1/retention/canaries", roles=READERS, answer=RetentionCanaryList)
def list_canaries(call: Call) -> dict[str, Any]:
    """The canaries that should have gone by yesterday, each with whether it did."""
    return {"items": canaries.shown(call.now)}

"""How long what is kept, for everybody; the ledger of what went, for supervisors and auditors."""

from typing import Any, Literal

from chalicelib.features.retention import canaries, reading
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape

feature = Feature("retention")
READERS = ("auditor", "supervisor")


class RetainedKind(Shape):
    """`days` count from `since`. `way`: the daily job, the table's expiry, a bucket's rule. `waits_for_holds`: nothing
    goes that an open hold, appeal or proposal rests on. `deleted`, `kept_by_holds`: in the last run, null where the
    job has no part in it."""

    kind: str
    text: str
    days: int
    since: str
    way: Literal["job", "expiry", "bucket"]
    waits_for_holds: bool
    deleted: int | None
    kept_by_holds: int | None


class RetentionRunMade(Shape):
    day: str
    finished_at: str


class Retention(Shape):
    """`for_ever`: what is kept without an end, in words."""

    kinds: list[RetainedKind]
    last_run: RetentionRunMade | None
    looked_at_again_days: int
    for_ever: str


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

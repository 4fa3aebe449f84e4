"""The breaker: what is held in which county, its release, and the numbers that it goes by."""

from typing import Annotated, Any

from chalice import Response
from pydantic import Field

from chalicelib.desk.breaker_numbers import Numbers
from chalicelib.features.breaker import looking, numbers, releasing
from chalicelib.features.proposals import deciding, reading
from chalicelib.features.proposals.shapes import Proposal
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Passage, Shape

feature = Feature("breaker")
SUPERVISOR = ("supervisor",)
STAFF = ("epidemiologist", "supervisor", "auditor")
People = Annotated[int, Field(ge=1, le=1_000_000_000)]


class OpenBreaker(Shape):
    """`kind`: contact or designation. `late`: nobody released it for a day, so it is the whole country's matter."""

    county: str
    kind: str
    since: str
    held: int
    due_at: str
    late: bool


class BreakerList(Shape):
    items: list[OpenBreaker]
    next_cursor: str | None


class HourOfTurning(Shape):
    """`hour`: its beginning in UTC; hours in which nobody turned worse are left out."""

    hour: str
    people: int


class RateOfKind(Shape):
    """People who turned worse by a kind of fact in the last 48 hours. Over `limit` in an hour further ones are held,
    or, of a kind that is never held, alarmed."""

    kind: str
    limit: int
    is_held: bool
    hours: list[HourOfTurning]


class CountyRates(Shape):
    county: str
    kinds: list[RateOfKind]


class HeldFact(Shape):
    """`subject`: the contact or the designation; `by`: the staff who decided it."""

    subject: str
    held_at: str
    ground: str
    by: list[str]


class HeldFacts(Shape):
    """`logins`: of those who decided, by id."""

    items: list[HeldFact]
    logins: dict[str, str]
    next_cursor: str | None


class BreakerRelease(Shape):
    reason: Passage


class BreakerReleased(Shape):
    """`released`: how many begin to take effect by it."""

    county: str
    kind: str
    released: int


class BreakerNumbersWanted(Shape):
    """The numbers as they all shall be; what each means: docs/decisions/083."""

    counted: People
    county_per_mille: Annotated[int, Field(ge=1, le=1_000)]
    county_least: People
    simulated: People
    dry_run_hours: Annotated[int, Field(ge=1, le=72)]
    cooled: People
    cooling_minutes: Annotated[int, Field(ge=0, le=1_440)]
    held_over: People
    held_times: Annotated[int, Field(ge=1, le=1_000)]
    median_days: Annotated[int, Field(ge=1, le=60)]
    reason: Passage


class BreakerNumbers(Shape):
    counted: int
    county_per_mille: int
    county_least: int
    simulated: int
    dry_run_hours: int
    cooled: int
    cooling_minutes: int
    held_over: int
    held_times: int
    median_days: int
    changed_at: str | None
    changed_by: str | None


@feature.route("GET", "/v1/breaker", roles=STAFF, answer=BreakerList, query=("limit", "cursor"))
def list_breakers(call: Call) -> dict[str, Any]:
    """Counties of the region in which too many turned worse in an hour, so that further facts are held."""
    return releasing.listed(call.actor, page_size(call), call.query.get("cursor"), call.now)


@feature.route(
    "POST", "/v1/breaker/{county}/{kind}/release", roles=SUPERVISOR, body=BreakerRelease, answer=BreakerReleased
)
def release_held(call: Call, county: str, kind: str) -> dict[str, Any]:
    """Lets go of what is held: it takes effect, and counts as approved, from now on."""
    return releasing.release(call.actor, county, kind, call.body.reason, call.now)


@feature.route("GET", "/v1/breaker/numbers", roles=STAFF, answer=BreakerNumbers)
def show_breaker_numbers(call: Call) -> dict[str, Any]:
    """From how many people on more is asked of a decision, and from how many an hour on facts are held."""
    return numbers.shown()


@feature.route("GET", "/v1/breaker/{county}/rates", roles=STAFF, answer=CountyRates)
def show_rates(call: Call, county: str) -> dict[str, Any]:
    """How many of a county turned worse by the hour, in the last 48 hours."""
    return looking.rates(call.actor, county, call.now)


@feature.route("GET", "/v1/breaker/{county}/{kind}/held", roles=STAFF, answer=HeldFacts, query=("limit", "cursor"))
def list_held(call: Call, county: str, kind: str) -> dict[str, Any]:
    """What a county holds of a kind, on what ground and by whom."""
    return looking.held(call.actor, county, kind, page_size(call), call.query.get("cursor"))


def _proposed(call: Call, made: str, **_: str) -> Response:
    return reply(reading.view(deciding.replayed(call.actor, made, call.now), call.actor, call.now), 201)


@feature.route(
    "PUT",
    "/v1/breaker/numbers",
    roles=SUPERVISOR,
    body=BreakerNumbersWanted,
    answer=Proposal,
    also=(201,),
    replay=_proposed,
)
def set_breaker_numbers(call: Call) -> Response:
    """Proposes other numbers: two supervisors of the whole country agree to them."""
    wanted = call.body.model_dump()
    reason = wanted.pop("reason")
    record = numbers.propose(call.actor, Numbers(**wanted), reason, call.once, call.now)
    return reply(reading.view(record, call.actor, call.now), 201)

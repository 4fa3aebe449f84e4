"""Requests of gates: checking a code, the lists they carry, checks made without a network, people without a phone."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from chalice import Response
from pydantic import AwareDatetime, Field

from chalicelib.config import SECRET_REPLAY
from chalicelib.errors import invalid
from chalicelib.features.gates import anomalies, checks, list_bodies, lookups, revocation_lists, verification
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call, page_size
from chalicelib.http.documents import NamedDocument
from chalicelib.http.endpoint import Feature
from chalicelib.http.fields import Id
from chalicelib.http.shapes import Celsius, Line, Passage, Shape, Shown
from chalicelib.notify.texts import say

feature = Feature("gates")
GATE = ("gate",)
STAFF = tuple(sorted(anomalies.STAFF))
Colour = Literal["green", "yellow", "red"]


class Verify(Shape):
    """`token` is either text that a phone can show. `anomaly` is the guard's words for anything but a fever."""

    token: Shown
    venue_id: Id | None = None
    temperature: Celsius | None = None
    anomaly: Line | None = None


class Anomaly(Shape):
    """`queued`: the colour stands and staff decide. Until `withdraw_until` the same gate may take it back."""

    id: str
    queued: bool
    withdraw_until: str


class PartnerNote(Shape):
    """What a partner's platform says without a fact: the person passes, and is to tell the desk. `unknown`: ask."""

    partner: str
    says: Literal["yellow", "red", "unknown"]


class Verified(Shape):
    """`live`: looked up, not only the signature. `presentation`: device shows it just now, a copy, or stale.

    `issuer`: the partner whose code it is; absent of our own. `notes`: what partners say without a fact."""

    valid: bool
    reason: str | None
    colour: Colour | None
    certification: str | None
    name_masked: str | None
    document_last4: str | None
    scheme: Literal["domestic", "international"] | None
    issued_at: str | None
    expires_at: str | None
    checked_at: str
    live: bool
    presentation: Literal["device", "copy", "stale"] | None
    anomaly: Anomaly | None = None
    issuer: str | None = None
    notes: Annotated[list[PartnerNote], Field(default_factory=list)]


class Revoked(Shape):
    code_id: str
    revoked_at: str


class RevocationList(Shape):
    """A body at `GET /v1/revocations/{id}` and the signed statement (COSE_Sign1, base64url) of what it is."""

    id: str
    kind: Literal["base", "delta"]
    since: str
    until: str
    count: int
    bytes: int
    one_false_in: int
    statement: str


class Revocations(Shape):
    """`until` is how far `items` reach; ask again from there while it is not now."""

    items: list[Revoked]
    until: str
    lists: list[RevocationList]


def _degrees(value: float | None) -> Decimal | None:
    """The shape gives an exact decimal already; its type is that of JSON."""
    return Decimal(str(value)) if value is not None else None


@feature.route("POST", "/v1/codes/verify", roles=GATE, body=Verify, answer=Verified)
def verify_code(call: Call) -> dict[str, Any]:
    """Checks what a phone or a paper shows: signature, validity, and the state now."""
    body: Verify = call.body
    asked = verification.Asked(body.token, body.venue_id, _degrees(body.temperature), body.anomaly)
    return verification.verify(call.actor, asked, call.once, call.now)


ASKED_AGAIN_AFTER = 10
"""Seconds for which one answer serves every gate; its `until` is so much behind at most."""


@feature.route("GET", "/v1/revocations", answer=Revocations, query=("since",))
def list_revocations(call: Call) -> Response:
    """The code ids that ended lately, and the signed lists of all that a gate has to know."""
    try:
        found = revocation_lists.ended(call.query.get("since"), call.now)
    except ValueError:
        raise invalid("since", "bad_instant") from None
    # Gates ask from where the last list ends, the same for all: the distribution answers them (infra/web.yaml).
    return reply(found, headers={"Cache-Control": f"public, max-age={ASKED_AGAIN_AFTER}"})


@feature.route("GET", "/v1/revocations/{list_id}", media="application/octet-stream")
def read_revocation_list(call: Call, list_id: str) -> Response:
    """The bytes of a signed list; they never change (`Accept: application/octet-stream`)."""
    headers: dict[str, str | list[str]] = {"Content-Type": list_bodies.MEDIA, "Cache-Control": list_bodies.CACHED}
    return Response(revocation_lists.body(list_id), headers=headers)


class Lookup(Shape):
    """`venue_id`: where the guard stands; gate staff at a checkpoint that is no venue leave it out."""

    document: NamedDocument
    venue_id: Id | None = None
    reason: Passage


class LookedUp(Shape):
    """The colour and nothing else: no name, no photo. `colour` is null where there is no code."""

    colour: Colour | None
    grade: Literal["00", "01", "10"] | None
    scheme: Literal["domestic", "international"] | None
    certification: str | None
    expired: bool
    checked_at: str


def _wanted(call: Call) -> lookups.Wanted:
    body: Lookup = call.body
    document = body.document
    return lookups.Wanted(document.type, document.number, document.country, body.venue_id, body.reason)


def _looked_up_again(call: Call, resource: str) -> dict[str, Any]:
    return lookups.replay_answer(call.actor, _wanted(call), call.now)


@feature.route(
    "POST",
    "/v1/codes/lookups",
    roles=GATE,
    body=Lookup,
    answer=LookedUp,
    replay=_looked_up_again,
    replayed_within=SECRET_REPLAY,
)
def look_up_code(call: Call) -> dict[str, Any]:
    """The colour of a person without a phone, by document; counted, audited, and the person is told."""
    return lookups.look(call.actor, _wanted(call), call.once, call.now)


class CheckItem(Shape):
    """`id` is the gate's own, unique at the venue. `checked_at`: by the gate's clock, at most 72 h ago."""

    id: Id
    shown: Shown
    checked_at: AwareDatetime
    venue_id: Id
    temperature: Celsius | None = None
    anomaly: Line | None = None


class Checks(Shape):
    """`sent_at`: the gate's clock at this delivery. If it is wrong by over a minute, all its instants are moved."""

    items: Annotated[list[CheckItem], Field(min_length=1, max_length=100)]
    sent_at: AwareDatetime | None = None


class CheckResult(Shape):
    """`status`: accepted, duplicate (delivered before, counted once) or refused, `code` saying why.

    A refused item has nothing else. Of a duplicate the verdict is given again.
    """

    id: str
    status: Literal["accepted", "duplicate", "refused"]
    code: str | None
    detail: str | None = None
    valid: bool | None = None
    reason: str | None = None
    colour: Colour | None = None
    certification: str | None = None
    name_masked: str | None = None
    document_last4: str | None = None
    scheme: Literal["domestic", "international"] | None = None
    issued_at: str | None = None
    expires_at: str | None = None
    checked_at: str | None = None
    live: bool | None = None
    presentation: Literal["device", "copy", "stale"] | None = None
    anomaly: Anomaly | None = None
    anomaly_kept: bool | None = None
    issuer: str | None = None
    notes: Annotated[list[PartnerNote], Field(default_factory=list)]


class CheckResults(Shape):
    items: list[CheckResult]


def _item(sent: CheckItem) -> checks.Item:
    degrees = _degrees(sent.temperature)
    return checks.Item(sent.id, sent.shown, sent.checked_at, sent.venue_id, degrees, sent.anomaly)


@feature.route("POST", "/v1/checks", roles=GATE, body=Checks, answer=CheckResults)
def deliver_checks(call: Call) -> dict[str, Any]:
    """Takes checks that a gate made without a network: judged at `checked_at`, each once, however often sent."""
    body: Checks = call.body
    items = [_item(each) for each in body.items]
    results = checks.deliver(call.actor, items, body.sent_at, call.now)
    for result in results:
        result["detail"] = say(result["code"], call.language) if result["code"] else None
    return {"items": results}


class AnomalyDecision(Shape):
    outcome: Literal["withdrawn", "kept"]
    reason: Passage


class AnomalyDecided(Shape):
    id: str
    status: str


class WaitingAnomaly(Shape):
    id: str
    person_id: str
    venue_id: str | None
    measured_at: str
    known_at: str
    temperature: float | None
    reported: str | None
    status: str


class WaitingAnomalies(Shape):
    items: list[WaitingAnomaly]
    next_cursor: str | None


@feature.route(
    "POST",
    "/v1/anomalies/{anomaly_id}/decision",
    roles=(*GATE, *STAFF),
    body=AnomalyDecision,
    answer=AnomalyDecided,
)
def decide_anomaly(call: Call, anomaly_id: str) -> dict[str, Any]:
    """Takes an anomaly back: its own gate within 15 minutes, staff later; or staff let it stand."""
    return anomalies.decide(call.actor, anomaly_id, call.body.outcome, call.body.reason, call.now)


@feature.route("GET", "/v1/anomalies", roles=STAFF, answer=WaitingAnomalies, query=("limit", "cursor"))
def list_anomalies(call: Call) -> dict[str, Any]:
    """Anomalies of people who were yellow or red already, which wait for staff, oldest first."""
    return anomalies.listed(call.actor, page_size(call), call.query.get("cursor"))


@feature.route("GET", "/v1/anomalies/{anomaly_id}", roles=STAFF, answer=WaitingAnomaly)
def show_anomaly(call: Call, anomaly_id: str) -> dict[str, Any]:
    """One anomaly, settled or not."""
    return anomalies.one(call.actor, anomaly_id)

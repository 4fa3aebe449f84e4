"""Requests as routes see them: parsed, dated by the gateway, their caller known and allowed."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hmac import compare_digest
from typing import Any

from chalicelib import instants
from chalicelib.access import tokens
from chalicelib.access.actor import DECIDING_ROLES, Actor, require_role
from chalicelib.access.idempotency import Once
from chalicelib.config import MAX_BODY, settings
from chalicelib.container import asked_at
from chalicelib.desk.standing import standing
from chalicelib.errors import Forbidden, NotFound, TooLarge, Unauthenticated, invalid
from chalicelib.http import maintenance, staff_refusals
from chalicelib.http.routes import Route
from chalicelib.places.membership import is_staff, widened
from chalicelib.store import secrets

_END_OF_TIME = 32_503_680_000_000
"""Milliseconds to the year 3000: sort keys have 13 digits, and days are added to instants."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_PREFIX = re.compile(r"([0-9]{2}){0,3}\Z")
_KEY = re.compile(r"[\x21-\x7e]{1,200}\Z")


@dataclass(frozen=True)
class Call:
    """One request, parsed: all that a view may know of HTTP."""

    now: datetime
    language: str
    address: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    once: Once | None
    maybe_actor: Actor | None
    body: Any = None
    target: str = ""
    """Of a signed request: its path from /v1 on."""
    raw: bytes = b""
    """Of a signed request: the body as it was sent; its route reads it once the signature held."""

    @property
    def proof(self) -> str | None:
        """The proof that the person is there, as it was sent."""
        return self.headers.get("x-proof")

    @property
    def actor(self) -> Actor:
        """Who is asking. Only routes declared with roles have one."""
        if self.maybe_actor is None:
            raise Unauthenticated()
        return self.maybe_actor


def call_of(request: Any, route: Route, path: Mapping[str, str], language: str) -> Call:
    """The call that a request is; `path` are its ids. Raises what speaks against it: who asks, what is sent, when."""
    now = instant_of(request.context)
    asked_at(now)
    address = _address(request)
    maintenance.require_none(route, now)
    actor = _actor(request, route, now)
    raw = _raw_body(request, route)
    query = _query(request, route)
    if route.is_signed(request.headers):
        target = route.path.format(**path)
        return Call(now, language, address, query, request.headers, None, None, None, target, raw)
    body = route.body.model_validate_json(raw) if route.body else None
    key = _idempotency_key(request)
    scope = actor.account_id if actor else address
    once = Once.of(scope, f"{route.method} {route.path.format(**path)}", key, raw) if key else None
    return Call(now, language, address, query, request.headers, once, actor, body)


def instant_of(context: Mapping[str, Any]) -> datetime:
    """The instant at which the gateway accepted the request (contract: Conventions)."""
    epoch = context.get("requestTimeEpoch")
    if epoch is None:
        return datetime.now(UTC)
    if not 0 <= int(epoch) < _END_OF_TIME:
        raise invalid("", "bad_instant")
    return instants.from_millis(int(epoch))


def _actor(request: Any, route: Route, now: datetime) -> Actor | None:
    if not route.roles or route.is_signed(request.headers):
        return None
    scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated()
    actor = tokens.authenticate(token.strip(), now)
    if is_staff(actor) and not route.roles.isdisjoint(DECIDING_ROLES):
        actor = standing(actor)
    if not actor.is_one_of(route.roles):
        actor = widened(actor, route.roles)
    try:
        require_role(actor, route.roles)
    except Forbidden as refusal:
        staff_refusals.record(actor, route, refusal, now)
        raise
    return actor


def _raw_body(request: Any, route: Route) -> bytes:
    raw = bytes(request.raw_body or b"")
    if len(raw) > MAX_BODY:
        raise TooLarge()
    if route.body and not raw and not route.is_signed(request.headers):
        if any(field.is_required() for field in route.body.model_fields.values()):
            raise invalid("", "bad_json")
        return b"{}"
    return raw


def _query(request: Any, route: Route) -> dict[str, str]:
    query = dict(request.query_params or {})
    unknown = query.keys() - set(route.query)
    if unknown:
        raise invalid(sorted(unknown)[0][:40], "unknown_field")
    return query


def _idempotency_key(request: Any) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is not None and not _KEY.match(key):
        raise invalid("Idempotency-Key", "bad_value")
    return str(key) if key else None


def _address(request: Any) -> str:
    """The client's network: an IPv4 address or an IPv6 /64 (design: decision 8).

    CloudFront's header counts only with the secret that CloudFront alone adds; outside
    local a request without it is refused.
    """
    if settings().local:
        return _network(str(request.context.get("identity", {}).get("sourceIp") or ""))
    origin = request.headers.get("x-origin-secret") or ""
    if not any(compare_digest(origin.encode(), each) for each in secrets.believed("origin")):
        raise NotFound()
    return _network((request.headers.get("cloudfront-viewer-address") or "").rpartition(":")[0])


def _network(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


def page_size(call: Call, most: int = 100, usual: int = 20) -> int:
    """The `limit` of a list: 1 to `most`, `usual` if absent."""
    raw = call.query.get("limit", str(usual))
    if not raw.isascii() or not raw.isdigit() or not 1 <= int(raw[:9]) <= most:
        raise invalid("limit", "out_of_range")
    return int(raw)


def prefix_of(call: Call, name: str = "region") -> str:
    """The region of a list: a region's code or its beginning, the caller's own if it is absent.

    Raises Invalid for what is none; that it lies within the caller's is for the use case to ask.
    """
    prefix = call.query.get(name, call.actor.region)
    if not _PREFIX.match(prefix):
        raise invalid(name, "unknown_region")
    return prefix


def day_of(call: Call, name: str, default: date) -> date:
    """A day of the query, written YYYY-MM-DD; `default` if it is absent."""
    text = call.query.get(name)
    if text is None:
        return default
    try:
        day = date.fromisoformat(text) if _DAY.match(text) else None
    except ValueError:
        day = None
    if day is None or not 1970 < day.year < 9000:
        raise invalid(name, "bad_date")
    return day

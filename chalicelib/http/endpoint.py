"""HTTP in, HTTP out: every route is declared by `Feature`, which parses, authorises, calls and maps errors."""

import ipaddress
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from hmac import compare_digest
from types import MappingProxyType
from typing import Any

from chalice import Blueprint, Response
from pydantic import BaseModel

from chalicelib.access import tokens
from chalicelib.access.actor import Actor, require_role
from chalicelib.access.idempotency import Once, replayed
from chalicelib.config import MAX_BODY, settings
from chalicelib.errors import KangmaError, NotFound, TooLarge, Unauthenticated, invalid
from chalicelib.http.problems import answer_to
from chalicelib.notify.texts import language_of
from chalicelib.places.membership import widened
from chalicelib.store import secrets

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_END_OF_TIME = 32_503_680_000_000
"""Milliseconds to the year 3000: sort keys have 13 digits, and days are added to instants."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
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

    @property
    def actor(self) -> Actor:
        """Who is asking. Only routes declared with roles have one."""
        if self.maybe_actor is None:
            raise Unauthenticated()
        return self.maybe_actor


View = Callable[..., Any]


@dataclass(frozen=True)
class Route:
    """What openapi.json and the tests of the architecture know of a route."""

    method: str
    path: str
    tag: str
    summary: str
    status: int
    body: type[BaseModel] | None
    answer: type[BaseModel] | None
    roles: frozenset[str]
    query: tuple[str, ...]


ROUTES: list[Route] = []


@dataclass
class Feature:
    """A blueprint whose routes share a tag. `roles=()` means that anybody may call."""

    tag: str
    blueprint: Blueprint = field(init=False)

    def __post_init__(self) -> None:
        self.blueprint = Blueprint(f"chalicelib.features.{self.tag}")

    def route(
        self,
        method: str,
        path: str,
        *,
        roles: tuple[str, ...] = (),
        body: type[BaseModel] | None = None,
        answer: type[BaseModel] | None = None,
        status: int = 200,
        query: tuple[str, ...] = (),
        replay: View | None = None,
    ) -> Callable[[View], View]:
        """Declares a route. `replay(call, resource_id)` rebuilds the first answer of a repeated POST."""

        def declare(view: View) -> View:
            summary = (view.__doc__ or "").strip().splitlines()[0]
            entry = Route(method, path, self.tag, summary, status, body, answer, frozenset(roles), query)
            ROUTES.append(entry)
            self.blueprint.route(path, methods=[method], name=view.__name__)(
                _endpoint(self.blueprint, entry, view, replay)
            )
            return view

        return declare


def _endpoint(blueprint: Blueprint, route: Route, view: View, replay: View | None) -> View:
    def run(**path: str) -> Response:
        request = blueprint.current_request
        language = language_of(request.headers.get("accept-language"))
        try:
            _check_path(path)
            call = _call(request, route, language)
            result = _once(call, path, view, replay)
            return result if isinstance(result, Response) else reply(result, route.status)
        except Exception as error:
            return answer_to(error, language)

    run.__name__ = view.__name__
    return run


def _once(call: Call, path: Mapping[str, str], view: View, replay: View | None) -> Any:
    """The view's answer; for a repeated `Idempotency-Key` the first answer, also where the view refuses."""
    try:
        return view(call, **path)
    except KangmaError:
        resource = replayed(call.once, call.now) if replay else None
        if resource is None or replay is None:
            raise
        return replay(call, resource, **path)


def _check_path(path: Mapping[str, str]) -> None:
    if not all(_ID.match(each) for each in path.values()):
        raise NotFound()


def _call(request: Any, route: Route, language: str) -> Call:
    now = instant_of(request.context)
    address = _address(request)
    actor = _actor(request, route, now)
    raw = _raw_body(request, route)
    body = route.body.model_validate_json(raw) if route.body else None
    query = _query(request, route)
    key = _idempotency_key(request)
    scope = actor.account_id if actor else address
    once = Once.of(scope, f"{route.method} {request.path}", key, raw) if key else None
    return Call(now, language, address, query, request.headers, once, actor, body)


def instant_of(context: Mapping[str, Any]) -> datetime:
    """The instant at which the gateway accepted the request (contract: Conventions)."""
    epoch = context.get("requestTimeEpoch")
    if epoch is None:
        return datetime.now(UTC)
    if not 0 <= int(epoch) < _END_OF_TIME:
        raise invalid("", "bad_instant")
    return datetime.fromtimestamp(int(epoch) / 1000, UTC)


def _actor(request: Any, route: Route, now: datetime) -> Actor | None:
    if not route.roles:
        return None
    scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated()
    actor = tokens.authenticate(token.strip(), now)
    if not actor.is_one_of(route.roles):
        actor = widened(actor, route.roles)
    require_role(actor, route.roles)
    return actor


def _raw_body(request: Any, route: Route) -> bytes:
    raw = bytes(request.raw_body or b"")
    if len(raw) > MAX_BODY:
        raise TooLarge()
    if route.body and not raw:
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
    if not compare_digest(origin.encode(), secrets.service()["origin"].encode()):
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


def _plain(value: Any) -> Any:
    """JSON for what the core speaks: instants in UTC, days, exact decimals."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds" if value.microsecond else "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


_json = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":")).encode


def reply(content: Any, status: int = 200, headers: Mapping[str, str] = _NO_HEADERS) -> Response:
    """A JSON answer that no cache keeps, unless `Cache-Control` is given."""
    if status == 204:
        return Response("", status_code=204, headers={"Cache-Control": "no-store"})
    return Response(
        _json(content),
        status_code=status,
        headers=dict({"Content-Type": "application/json", "Cache-Control": "no-store"} | dict(headers)),
    )


def page_size(call: Call, most: int = 100, usual: int = 20) -> int:
    """The `limit` of a list: 1 to `most`, `usual` if absent."""
    raw = call.query.get("limit", str(usual))
    if not raw.isascii() or not raw.isdigit() or not 1 <= int(raw[:9]) <= most:
        raise invalid("limit", "out_of_range")
    return int(raw)


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

"""Declaration of routes: `Feature` parses and authorises, calls the view, maps what it raises to an answer."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from chalice import Blueprint, Response
from pydantic import BaseModel

from chalicelib.access.idempotency import replayed
from chalicelib.errors import Forbidden, KangmaError, NotFound
from chalicelib.http import staff_refusals
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call, call_of
from chalicelib.http.problems import answer_to
from chalicelib.http.routes import JSON, ROUTES, Route
from chalicelib.notify.languages import language_of

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")


View = Callable[..., Any]


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
        replayed_within: timedelta | None = None,
        proved: bool = False,
        media: str = JSON,
        also: tuple[int, ...] = (),
        signed: bool = False,
        or_signed: bool = False,
    ) -> Callable[[View], View]:
        """Declares a route.

        `replay(call, resource_id)` answers a repeated POST with what its caller may see now; it checks that itself.
        What opens something (a session, a look, a secret) is replayed only `replayed_within` its moment. `proved`: it
        may ask for `X-Proof`. `media`: the type of an answer in bytes; `also`: other statuses that it may have.
        `signed`: partners ask, by the signature of the message; `or_signed`: they too. The view's name is the
        operation's in generated clients.
        """

        def declare(view: View) -> View:
            summary = " ".join((view.__doc__ or "").strip().partition("\n\n")[0].split())
            named = (method, path, self.tag, summary, status, body, answer, frozenset(roles), query)
            asked = (proved, media, also, signed, or_signed)
            entry = Route(*named, replay is not None, view.__name__, replayed_within, *asked)
            ROUTES.append(entry)
            called = _endpoint(self.blueprint, entry, view, replay)
            self.blueprint.route(path, methods=[method], name=view.__name__)(called)
            return view

        return declare


def _endpoint(blueprint: Blueprint, route: Route, view: View, replay: View | None) -> View:
    def run(**path: str) -> Response:
        request = blueprint.current_request
        language = language_of(request.headers.get("accept-language"))
        try:
            _check_path(path)
            call = call_of(request, route, path, language)
            result = _once(call, route, path, view, replay)
            return result if isinstance(result, Response) else reply(result, route.status)
        except Exception as error:
            return answer_to(error, language, **_named(route, path))

    run.__name__ = view.__name__
    return run


def _once(call: Call, route: Route, path: Mapping[str, str], view: View, replay: View | None) -> Any:
    """The view's answer; for a repeated `Idempotency-Key` what its replay says, where the view refuses.

    Whoever may not do it now gets no replay: that the first request was allowed opens nothing later.
    """
    try:
        return view(call, **path)
    except KangmaError as error:
        may_be_repeated = replay is not None and not isinstance(error, Forbidden | NotFound)
        resource = replayed(call.once, call.now, route.replayed_within) if may_be_repeated else None
        if resource is None or replay is None:
            staff_refusals.record(call.maybe_actor, route, error, call.now)
            raise
        return replay(call, resource, **path)


def _named(route: Route, path: Mapping[str, str]) -> dict[str, str]:
    """The route, and the ids in its path: what a line of the log may name."""
    ids = {name: each for name, each in path.items() if name.endswith("_id") and _ID.match(each)}
    return {"route": f"{route.method} {route.path}"} | ids


def _check_path(path: Mapping[str, str]) -> None:
    if not all(_ID.match(each) for each in path.values()):
        raise NotFound()

"""Declaration of routes: `Feature` parses and authorises, calls the view, maps what it raises to an answer."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalice import Blueprint, Response
from pydantic import BaseModel

from chalicelib.access.idempotency import replayed
from chalicelib.errors import KangmaError, NotFound
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call, call_of
from chalicelib.http.problems import answer_to
from chalicelib.http.routes import ROUTES, Route
from chalicelib.notify.texts import language_of

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
    ) -> Callable[[View], View]:
        """Declares a route. `replay(call, resource_id)` rebuilds the first answer of a repeated POST."""

        def declare(view: View) -> View:
            summary = (view.__doc__ or "").strip().splitlines()[0]
            shapes, repeatable = (body, answer), replay is not None
            entry = Route(method, path, self.tag, summary, status, *shapes, frozenset(roles), query, repeatable)
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
            call = call_of(request, route, language)
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

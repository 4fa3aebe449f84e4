"""Answers against what openapi.json promises of them: each of every test that asks the app in this process."""

import json
from http import HTTPStatus
from typing import Any

from chalicelib.http.problems import PROBLEM
from chalicelib.http.routes import ROUTES, Route
from chalicelib.notify.texts import has

_ROUTES = {(route.method, route.path): route for route in ROUTES}


def require_promised(method: str, resource: str, answer: dict[str, Any]) -> None:
    """Raises where a 2xx answer has another status, type or model than promised, or a problem has no sentence.

    And where a browser might take it for something else than it says it is.
    """
    if answer["headers"].get("X-Content-Type-Options") != "nosniff":
        raise AssertionError("an answer that may be sniffed")
    route = _ROUTES.get((method, resource))
    if answer["headers"].get("Content-Type") == PROBLEM:
        _require_sentences(json.loads(answer["body"]))
    elif route is not None and answer["statusCode"] < 300:
        _require_described(route, answer)


def _require_described(route: Route, answer: dict[str, Any]) -> None:
    if answer["statusCode"] not in (route.status, *route.also):
        raise AssertionError(f"{route.name} promises no {answer['statusCode']}")
    if answer["statusCode"] != HTTPStatus.NO_CONTENT and answer["headers"]["Content-Type"] != route.media:
        raise AssertionError(f"{route.name} promises no {answer['headers']['Content-Type']}")
    sealed = "x-tif-signature" in answer["headers"]
    if route.answer is not None and not sealed:
        route.answer.model_validate_json(answer["body"], strict=True)


def _require_sentences(problem: dict[str, Any]) -> None:
    codes = [problem["code"], *(error["code"] for error in problem["errors"])]
    without = [code for code in codes if not has(code)]
    if without:
        raise AssertionError(f"no sentence for {without}")

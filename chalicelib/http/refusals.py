"""Refusals as openapi.json describes them: for each status what it means here, with examples as they are answered."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from chalicelib.errors import FieldError, invalid
from chalicelib.http.problems import PROBLEM, field_problems, problem
from chalicelib.http.routes import Route

_CODES: Mapping[int, tuple[str, ...]] = {
    400: ("invalid_request",),
    401: ("unauthenticated", "invalid_code", "code_expired"),
    403: ("forbidden",),
    404: ("not_found",),
    409: ("conflict", "idempotency_conflict", "document_taken"),
    413: ("too_large",),
    415: ("unsupported_media_type",),
    422: ("invalid_document", "not_eligible"),
    429: ("too_many_requests", "attempts_exhausted"),
    503: ("unavailable",),
}
_FIELDS = {400: FieldError("document.number", "required"), 422: FieldError("document.number", "id_check_character")}
_LATER = (429, 503)


def of(route: Route) -> list[int]:
    """The statuses with which a route refuses, in order."""
    asked = {
        401: bool(route.roles) or route.tag == "login",
        403: bool(route.roles),
        404: "{" in route.path,
        409: route.method != "GET",
        413: route.body is not None,
        415: route.body is not None,
        422: route.body is not None,
    }
    return [status for status in _CODES if asked.get(status, True)]


def reference(status: int) -> dict[str, str]:
    """Where a status is described."""
    return {"$ref": f"#/components/responses/{_name(status)}"}


def responses(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Every refusal by its name, with `schema`'s problem and an example for each of its common codes."""
    return {_name(status): _response(status, schema) for status in _CODES}


def _name(status: int) -> str:
    return "".join(word.capitalize() for word in HTTPStatus(status).phrase.split())


def _response(status: int, schema: Mapping[str, Any]) -> dict[str, Any]:
    examples = {code: {"value": _example(status, code)} for code in _CODES[status]}
    found: dict[str, Any] = {
        "description": HTTPStatus(status).phrase,
        "content": {PROBLEM: {"schema": dict(schema), "examples": examples}},
    }
    if status in _LATER:
        found["headers"] = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}}
    return found


def _example(status: int, code: str) -> dict[str, Any]:
    """What is answered with this code, in English."""
    field = _FIELDS.get(status)
    errors = field_problems(invalid(field.field, field.code), "en") if field else []
    answer: dict[str, Any] = json.loads(problem(status, code, "en", errors=errors, retry_after=60).body)
    return answer

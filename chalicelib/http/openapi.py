"""openapi.json, from the declared routes and their models."""

from functools import cache
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from chalicelib.http import refusals, tags
from chalicelib.http.problems import CHANGED, PROBLEM
from chalicelib.http.routes import JSON, ROUTES, Route
from chalicelib.notify.languages import LANGUAGES

_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {each: {"type": "string"} for each in ("field", "code", "detail")},
            },
        },
        **{each: {"type": ["string", "null"]} for each in CHANGED},
    },
}


@cache
def document() -> dict[str, Any]:
    """OpenAPI 3.1 of every route. Built when it is first asked for."""
    paths: dict[str, Any] = {}
    for route in sorted(ROUTES, key=lambda each: (each.path, each.method)):
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Kangma", "version": "1", "description": "A health-code platform"},
        "servers": [{"url": "."}],
        **tags.described(),
        "paths": paths,
        "components": {
            "schemas": _schemas() | {"Problem": _PROBLEM_SCHEMA},
            "responses": refusals.responses({"$ref": "#/components/schemas/Problem"}),
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _schemas() -> dict[str, Any]:
    models: set[type[BaseModel]] = {model for route in ROUTES for model in (route.body, route.answer) if model}
    ordered = sorted(models, key=lambda model: model.__name__)
    _, schema = models_json_schema(
        [(model, "validation") for model in ordered], ref_template="#/components/schemas/{model}"
    )
    return dict(schema.get("$defs", {}))


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "tags": [route.tag],
        "summary": route.summary,
        "parameters": [*_path_parameters(route), *_query_parameters(route), *_headers(route)],
        "responses": _responses(route),
    }
    if route.body:
        operation["requestBody"] = {"required": True, "content": {JSON: _ref(route.body)}}
    if route.roles:
        operation["security"] = [{"bearer": []}]
        operation["x-roles"] = sorted(route.roles)
    return operation


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _query_parameters(route: Route) -> list[dict[str, Any]]:
    return [{"name": name, "in": "query", "schema": {"type": "string"}} for name in route.query]


def _headers(route: Route) -> list[dict[str, Any]]:
    language = {"name": "Accept-Language", "in": "header", "schema": {"enum": list(LANGUAGES)}}
    key = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 200}}
    proof = {"name": "X-Proof", "in": "header", "schema": {"type": "string", "maxLength": 200}}
    return [language, *([key] if route.method == "POST" else []), *([proof] if route.proved else [])]


def _responses(route: Route) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": "Done"}
    if route.status != HTTPStatus.NO_CONTENT:
        answer["content"] = {route.media: _content(route)}
    done = {str(status): answer for status in (route.status, *route.also)}
    refused = {str(status): refusals.reference(status) for status in refusals.of(route)}
    other = {"content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    return {**done, **refused, "default": {"description": "Any other problem"} | other}


def _content(route: Route) -> dict[str, Any]:
    if route.answer:
        return _ref(route.answer)
    return {"schema": {"type": "object"} if route.media == JSON else {"type": "string", "format": "binary"}}


def _ref(model: type[BaseModel]) -> dict[str, Any]:
    return {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}}

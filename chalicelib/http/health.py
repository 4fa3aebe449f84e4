"""Health and description of the API."""

from typing import Any

from chalice import Response

from chalicelib.http import openapi
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape

feature = Feature("health")


class Health(Shape):
    status: str


@feature.route("GET", "/v1/health", answer=Health)
def health(call: Call) -> dict[str, Any]:
    """Answers without touching a table."""
    return {"status": "ok"}


@feature.route("GET", "/v1/openapi.json")
def describe(call: Call) -> Response:
    """This description, made from the routes and their models."""
    return reply(openapi.document(), headers={"Cache-Control": "public, max-age=300"})

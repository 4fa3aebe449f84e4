"""Routes, as openapi.json and the tests of the architecture know them."""

from dataclasses import dataclass

from pydantic import BaseModel


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
    repeatable: bool
    """Whether a repeated `Idempotency-Key` is given the first answer."""


ROUTES: list[Route] = []

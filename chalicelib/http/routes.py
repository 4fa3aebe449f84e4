"""Routes, as openapi.json and the tests of the architecture know them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from pydantic import BaseModel

JSON = "application/json"


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
    """Whether a repeated `Idempotency-Key` is answered; docs/replays.md says with what, for each route."""
    name: str
    """What generated clients call it: a verb and what it is done to."""
    replayed_within: timedelta | None = None
    """How long after the first request; None while its key is kept."""
    proved: bool = False
    """Whether it asks for `X-Proof`, a proof that the person is there (features/login/proofs.py)."""
    media: str = JSON
    also: tuple[int, ...] = ()
    """Other statuses of the same answer, beside `status`."""
    signed: bool = False
    """Whether the request's own signature says who asks: a partner; its body is read after it was verified."""
    or_signed: bool = False
    """Whether a partner may ask like that in place of staff."""

    def is_signed(self, headers: Mapping[str, str]) -> bool:
        """Whether the request is one that says by its signature who asks."""
        return self.signed or (self.or_signed and "signature-input" in headers and "authorization" not in headers)


ROUTES: list[Route] = []

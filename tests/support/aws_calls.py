"""Counts the AWS calls that are made inside a block."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import botocore

_listening: list[list[str]] = []
_services: list[str] = []


def _note(model: Any, **_: Any) -> None:
    for service, made in zip(_services, _listening, strict=True):
        if model.service_model.service_name == service:
            made.append(model.name)


botocore.register_initializer(lambda session: session.register("before-parameter-build", _note))


@contextmanager
def calls_of(service: str) -> Iterator[list[str]]:
    """The operations of a service that are called inside, in order.

    Sessions made before this module was first imported are not heard.
    """
    made: list[str] = []
    _services.append(service)
    _listening.append(made)
    try:
        yield made
    finally:
        _services.pop()
        _listening.pop()

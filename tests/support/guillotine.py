"""Kills a worker at its n-th call to AWS: before the call, or after it was made but before the answer came."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import botocore
from botocore.awsrequest import AWSResponse
from botocore.session import Session


class Killed(BaseException):
    """The worker is gone: nothing below may catch it."""


class Guillotine:
    """Cuts the work at its n-th call to AWS, before or after the call takes effect."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.after = False

    def before_send(self, request: Any, **_: Any) -> AWSResponse | None:
        if self.left == 0 and not self.after:
            self.left = None
            raise Killed
        return None

    def response_received(self, response_dict: dict[str, Any], **_: Any) -> None:
        if self.left == 0 and self.after:
            self.left = None
            if hasattr(response_dict["body"], "close"):
                response_dict["body"].close()  # A dead worker's connection is gone with it.
            raise Killed
        if self.left is not None:
            self.left -= 1


GUILLOTINE = Guillotine()


def _install(session: Session) -> None:
    session.register("before-send", GUILLOTINE.before_send)
    session.register("response-received", GUILLOTINE.response_received)


@contextmanager
def installed() -> Iterator[None]:
    """Every client that is made inside passes through the guillotine."""
    botocore.register_initializer(_install)
    boto3.setup_default_session()
    try:
        yield
    finally:
        GUILLOTINE.left = None
        botocore.unregister_initializer(_install)


@contextmanager
def cut_at(step: int, *, after: bool) -> Iterator[list[bool]]:
    """Kills what runs inside at its call number `step`; says whether it came so far."""
    cut: list[bool] = []
    GUILLOTINE.left, GUILLOTINE.after = step, after
    try:
        yield cut
    except Killed:
        cut.append(True)
    finally:
        GUILLOTINE.left = None

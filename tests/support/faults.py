"""Faults of AWS, one at a time: refused, throttled until a client gives up, timed out, or the worker dies.

A fault strikes one call, however often its client tries it again by itself: a refusal and a throttle answer every
try, a timeout the first, and a worker that is dead tries nothing.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

import boto3
import botocore
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from botocore.httpsession import URLLib3Session
from botocore.session import Session

from tests.support.guillotine import Killed


class Fault(Enum):
    """The six of them. `before`: nothing has happened on the other side; `after`: all of it."""

    REFUSED = "refused"
    THROTTLED = "throttled until retries end"
    TIMEOUT_BEFORE = "timeout before"
    TIMEOUT_AFTER = "timeout after success"
    DEATH_BEFORE = "death before"
    DEATH_AFTER = "death after"


Call = tuple[str, str]
"""Service and operation, as botocore calls them."""


class _Raw:
    """A body as botocore reads it from a connection."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, **_: Any) -> list[bytes]:
        return [self._content]


class Faults:
    """Strikes call number `strikes` of those made inside, and writes all of them down."""

    def __init__(self) -> None:
        self.calls: list[Call] | None = None
        self._strikes: int | None = None
        self._fault = Fault.REFUSED
        self._tries: int | None = None
        """Of the call that is struck, while it lasts."""
        self.kept: Any = None
        """The answer that was lost."""
        self.perform: Callable[[Any], AWSResponse] = _over_the_network
        """What carries out a call whose answer is to be lost."""

    def begin(self, fault: Fault, strikes: int | None) -> list[Call]:
        self.calls, self._fault, self._strikes, self._tries = [], fault, strikes, None
        return self.calls

    def end(self) -> None:
        self.calls = self._strikes = self._tries = None

    def before_call(self, model: Any, **_: Any) -> None:
        if self.calls is None:
            return
        self._tries = 0 if len(self.calls) == self._strikes else None
        self.calls.append((model.service_model.service_name, model.name))

    def before_send(self, request: Any, **_: Any) -> AWSResponse | None:
        if self._tries is None:
            return None
        self._tries += 1
        return _STRIKES[self._fault](request, self._tries)


def _answered(code: str) -> Callable[[Any, int], AWSResponse]:
    """A refusal in the protocol of whoever is asked: JSON, or XML of those that know no other."""

    def strike(request: Any, _: int) -> AWSResponse:
        if request.headers.get("X-Amz-Target"):
            body = json.dumps({"__type": code, "message": "no"}).encode()
            return AWSResponse(request.url, 400, {"content-type": "application/x-amz-json-1.0"}, _Raw(body))
        text = (
            f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>"
        )
        if "s3" in request.url or "photos" in request.url:
            text = f"<Error><Code>{code}</Code><Message>no</Message></Error>"
        return AWSResponse(request.url, 400, {"content-type": "text/xml"}, _Raw(text.encode()))

    return strike


def _timed_out_before(request: Any, tries: int) -> None:
    if tries == 1:
        raise ConnectTimeoutError(endpoint_url=request.url)


def _timed_out_after(request: Any, tries: int) -> AWSResponse | None:
    if tries == 1:
        FAULTS.kept = _done(request)
        raise ReadTimeoutError(endpoint_url=request.url)
    # DynamoDB knows a transaction by its client's token and answers a try of it alike; the local cloud does not.
    return FAULTS.kept if _is_transaction(request) and FAULTS.kept.status_code == 200 else None


def _is_transaction(request: Any) -> bool:
    target = request.headers.get("X-Amz-Target") or b""
    return bytes(target if isinstance(target, bytes) else target.encode()).endswith(b"TransactWriteItems")


def _dead_before(request: Any, tries: int) -> None:
    raise Killed


def _dead_after(request: Any, tries: int) -> None:
    _done(request)
    raise Killed


def _done(request: Any) -> AWSResponse:
    return FAULTS.perform(request)


def _over_the_network(request: Any) -> AWSResponse:
    """Has the call take effect. The answer is whole, so that its connection can go."""
    connection = URLLib3Session()
    try:
        answer = connection.send(request)
        return AWSResponse(request.url, answer.status_code, answer.headers, _Raw(answer.content))
    finally:
        connection.close()


_STRIKES: dict[Fault, Callable[[Any, int], AWSResponse | None]] = {
    Fault.REFUSED: _answered("AccessDenied"),
    Fault.THROTTLED: _answered("ThrottlingException"),
    Fault.TIMEOUT_BEFORE: _timed_out_before,
    Fault.TIMEOUT_AFTER: _timed_out_after,
    Fault.DEATH_BEFORE: _dead_before,
    Fault.DEATH_AFTER: _dead_after,
}
FAULTS = Faults()


def _install(session: Session) -> None:
    session.register("before-call", FAULTS.before_call)
    session.register("before-send", FAULTS.before_send)


@contextmanager
def installed() -> Iterator[None]:
    """Every client that is made inside can be struck."""
    botocore.register_initializer(_install)
    boto3.setup_default_session()
    try:
        yield
    finally:
        FAULTS.end()
        botocore.unregister_initializer(_install)


@contextmanager
def struck(fault: Fault, call: int | None) -> Iterator[list[Call]]:
    """Strikes what runs inside at its call number `call`, or none; yields the calls. A death ends what is inside."""
    calls = FAULTS.begin(fault, call)
    try:
        yield calls
    except Killed:
        pass
    finally:
        FAULTS.end()

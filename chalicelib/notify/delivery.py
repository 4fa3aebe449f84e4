"""Delivery: what a provider's answer means for the message that was handed to it.

A provider is asked once: a client that tried again by itself could send a message twice. Whoever hands the message
over decides by what is raised here whether there is to be another try.
"""

from collections.abc import Iterator, Set
from contextlib import contextmanager
from typing import Final

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError

ASKED_ONCE: Final = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 1})
"""Of a provider's client: no retries of its own."""


class Undeliverable(Exception):
    """The provider says that this address will not take the message: trying again is of no use."""


class NotTaken(Exception):
    """The provider did not take the message, because it was throttled or not reached: it may be tried again."""


class Unanswered(Exception):
    """No answer came: the provider may have taken the message or not, and nobody can tell."""


@contextmanager
def judged(final: Set[str]) -> Iterator[None]:
    """Raises one of the three for what botocore raises inside; `final` are the provider's codes for no address."""
    try:
        yield
    except ClientError as error:
        raise _of_answer(error, final) from error
    except BotoCoreError as error:
        # A connection that was never made carried nothing; nor did a call that failed before it was sent.
        lost = isinstance(error, HTTPClientError) and not isinstance(error, ConnectionError)
        raise (Unanswered if lost else NotTaken)(type(error).__name__) from error


def _of_answer(error: ClientError, final: Set[str]) -> Exception:
    code = str(error.response["Error"]["Code"])
    if code in final:
        return Undeliverable(code)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 400)
    # 500, 502 and 504 say that something broke on the way, perhaps behind the provider's own queue.
    return Unanswered(code) if status in (500, 502, 504) else NotTaken(code)

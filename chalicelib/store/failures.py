"""Failures of AWS: what its clients raise where it does not answer as expected."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError
from pynamodb.exceptions import PynamoDBException

from chalicelib.errors import Unavailable

AWS_FAILURES = (BotoCoreError, ClientError, PynamoDBException, ResponseParserError)
"""The last: an answer that was cut off, which is none of botocore's other errors."""

REJECTED = frozenset(
    {"ValidationException", "SerializationException", "AccessDeniedException", "ResourceNotFoundException"}
)
"""Codes of what AWS will never do, however often it is asked: a fault of ours, and not of a busy service."""

_OF_THE_RECORD = frozenset({"ValidationException", "SerializationException"})


def passes(error: Exception) -> bool:
    """Whether it may be gone with the next minute. What AWS refuses of one record comes with every try."""
    return isinstance(error, (Unavailable, *AWS_FAILURES)) and code_of(error) not in _OF_THE_RECORD


def code_of(error: Any) -> Any:
    """AWS's word for it, by botocore or by PynamoDB; None of what is not AWS's."""
    response = getattr(error, "response", None) or {}
    return getattr(error, "cause_response_code", None) or response.get("Error", {}).get("Code")

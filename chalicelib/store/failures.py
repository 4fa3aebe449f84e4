"""Failures of AWS: what its clients raise where it does not answer as expected."""

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException

AWS_FAILURES = (BotoCoreError, ClientError, PynamoDBException)

REJECTED = frozenset(
    {"ValidationException", "SerializationException", "AccessDeniedException", "ResourceNotFoundException"}
)
"""Codes of what AWS will never do, however often it is asked: a fault of ours, and not of a busy service."""

"""Failures of AWS: what its clients raise where it does not answer as expected."""

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException

AWS_FAILURES = (BotoCoreError, ClientError, PynamoDBException)

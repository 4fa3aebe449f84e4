"""Failures that may be gone with the next minute, and those that come with every try."""

from chalicelib.errors import Unavailable
from chalicelib.person.changing import Outrun
from chalicelib.store.failures import AWS_FAILURES, REJECTED, code_of

PATIENCE = 3
"""How often a part is begun before a line that others always outrun is given up: its condition never holds; and
before what is not there, or may not be read, is taken to be gone."""


def is_of_aws(error: Exception) -> bool:
    """Whether AWS does not answer now, which says nothing of the file."""
    if isinstance(error, AWS_FAILURES):
        return code_of(error) not in REJECTED
    return isinstance(error, Unavailable) and not isinstance(error, Outrun)


def is_to_be_tried_again(error: Exception, tries: int) -> bool:
    """Whether a line on which it failed leaves its part to the next minute. `tries`: how often it was begun."""
    if isinstance(error, Outrun):
        return tries < PATIENCE
    return isinstance(error, (Unavailable, *AWS_FAILURES))

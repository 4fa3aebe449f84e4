"""Fewer partitions of what tests go through: that an index has 64 or 16 is nothing that a handful of people shows.

A campaign asks each partition for four calls and more, a relay for one. Whole stages have all of them, and what is
handed to them by its shard (the due index) keeps its number here too.
"""

import sys

_SHARE = 4


def take_few() -> None:
    """Gives each index a quarter of its partitions, before anything else has read how many there are."""
    assert "chalicelib.person.due" not in sys.modules
    from chalicelib import config

    config.CODE_SHARDS //= _SHARE
    config.REVOCATION_SHARDS //= _SHARE
    from chalicelib.person import indexed

    indexed.SHARDS //= _SHARE

"""Fewer partitions of what tests go through: that an index has 64 or 16 is nothing that a handful of people shows.

A campaign asks each partition for four calls and more, a sweep and a relay for one. Whole stages have all of them.
"""

import sys

_SHARE = 4


def take_few() -> None:
    """Gives each index a quarter of its partitions, before anything else has read how many there are."""
    assert "chalicelib.person.due" not in sys.modules
    from chalicelib import config

    config.DUE_SHARDS //= _SHARE
    config.CODE_SHARDS //= _SHARE
    config.REVOCATION_SHARDS //= _SHARE
    from chalicelib.person import indexed

    indexed.SHARDS //= _SHARE


def due_on_a_stage(shard: int) -> range:
    """The shards of a deployed stage, which has all of them, in which somebody of this process's `shard` may stand."""
    from chalicelib import config

    return range(shard, config.DUE_SHARDS * _SHARE, config.DUE_SHARDS)

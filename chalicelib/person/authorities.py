"""Authorities of regions: whoever is registered with the longest prefix of a code rates it, and nobody else.

Registered is the desk, for everything, and the national list of names for the prefixes that the stage gives it.
"""

from chalicelib.config import settings

DESK, LIST = "desk", "list"


def authority_of(region: str) -> str:
    """Who rates a region: the staff of it (`desk`) or the national list (`list`)."""
    prefixes = [each for each in settings().rated_by_list.split(",") if each]
    return LIST if any(region.startswith(each) for each in prefixes) else DESK

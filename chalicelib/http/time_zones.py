"""Time zones as they appear in requests."""

from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from chalicelib.errors import invalid

_NO_PLACE = frozenset({"Factory", "localtime", "posixrules"})
"""What a machine's files hold beside zones: its own clock, and the mark of one that nobody has set."""


def checked_zone(name: str, field: str) -> ZoneInfo:
    """The zone of this tz database name. Raises Invalid `unknown_timezone` about `field`."""
    if name not in _names():
        raise invalid(field, "unknown_timezone")
    return ZoneInfo(name)


@cache
def _names() -> frozenset[str]:
    """The names of the tz database that we ship, the same on every machine."""
    return frozenset(resources.files("tzdata").joinpath("zones").read_text("ascii").split()) - _NO_PLACE

"""Time zones as they appear in requests."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chalicelib.errors import invalid


def checked_zone(name: str, field: str) -> ZoneInfo:
    """The zone of this tz database name. Raises Invalid `unknown_timezone` about `field`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise invalid(field, "unknown_timezone") from None

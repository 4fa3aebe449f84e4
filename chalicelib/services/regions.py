"""Regions as they appear in requests."""

from chalicelib.errors import invalid
from chalicelib.identity.regions import is_region


def check_region(code: str, field: str) -> None:
    """Raises Invalid `unknown_region` about `field` unless `code` is a county or a country."""
    if not is_region(code):
        raise invalid(field, "unknown_region")

"""Regions as they appear in requests."""

from chalicelib.errors import FieldError, Invalid
from chalicelib.identity.countries import TWO_LETTERS
from chalicelib.identity.former_countries import successors
from chalicelib.identity.regions import is_city_or_province, is_region


def check_region(code: str, field: str) -> None:
    """Raises Invalid about `field` unless `code` is a county or a country."""
    if not is_region(code):
        raise Invalid(None, former(code, field) or FieldError(field, "unknown_region"))


def check_stay_region(code: str, field: str) -> None:
    """The same for a stay of which another platform may know no more than the city or the province."""
    if not is_city_or_province(code):
        check_region(code, field)


def country_problem(code: str, field: str) -> FieldError | None:
    """What is wrong with a country's alpha-2 code; None if nothing is."""
    if code in TWO_LETTERS:
        return None
    return former(code, field) or FieldError(field, "unknown_country")


def former(code: str, field: str) -> FieldError | None:
    """The problem of a code that its country has given up; it names the codes of today."""
    replaced = successors(code)
    return FieldError(field, "former_country", {"codes": ", ".join(replaced)}) if replaced else None

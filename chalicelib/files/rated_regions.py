"""Cells that name a region which is rated: by its code, or by a name that means no other."""

from functools import lru_cache

from chalicelib.files.cells import whole
from chalicelib.files.values import LineError, Reading
from chalicelib.identity import text
from chalicelib.identity.region_names import meant_by
from chalicelib.identity.regions import is_city_or_province, is_region


def rated_region(cell: str, reading: Reading) -> str:
    """The code of a county, city, province or country. Raises LineError `unknown_region`, `ambiguous_region`."""
    return _rated_region(str(cell))


@lru_cache(maxsize=4096)
def _rated_region(cell: str) -> str:
    code = text.number(whole(cell)) if cell.isascii() else text.digits(cell)
    if is_region(code) or is_city_or_province(code):
        return code
    meant = meant_by(cell)
    if not meant:
        raise LineError("region", "unknown_region", "unknown_region")
    if len(meant) > 1:
        raise LineError("region", "ambiguous_region")
    return meant[0]

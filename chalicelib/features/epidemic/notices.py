"""What people are told of a case: once, where their code got worse by it or where it is taken back."""

from collections.abc import Mapping
from typing import Any

from chalicelib.features.epidemic.case_records import OVER
from chalicelib.person.arriving import Arrived


def tell(arrived: Arrived, told: Mapping[str, Any], reference: str) -> None:
    """Tells the person of a version of their case, with its reference, by which they can appeal."""
    if arrived.worse:
        arrived.person.notify(f"inbox_case_{told['kind']}", urgent=True, reference=reference)
    elif arrived.better and told["status"] in OVER:
        arrived.person.notify(f"inbox_case_{told['status']}", reference=reference)

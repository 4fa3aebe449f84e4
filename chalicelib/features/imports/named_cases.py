"""Cases that lines of contacts name: by their ids, or by the references that their offices have for them."""

from collections.abc import Iterable
from functools import lru_cache

from chalicelib.features.epidemic import case_records
from chalicelib.features.epidemic.case_records import OVER, CaseRecord
from chalicelib.features.imports.records import ImportRecord

UNKNOWN, AMBIGUOUS = "unknown_case", "ambiguous_case"


def ids_of(record: ImportRecord, names: Iterable[str]) -> tuple[list[str], str | None]:
    """The ids of the cases that are meant, each once, and why not where one of them is not told: `UNKNOWN` for none of
    the region's that somebody can be a contact of, `AMBIGUOUS` where a reference is that of several.

    Each name is asked for once a file: a read, and a query where it is no id.
    """
    found = [_ids(each, record.region, record.id, int(record.turn)) for each in names]
    if not all(found):
        return [], UNKNOWN
    if any(len(each) > 1 for each in found):
        return [], AMBIGUOUS
    return sorted({case_id for each in found for case_id in each}), None


@lru_cache(maxsize=1024)
def _ids(name: str, region: str, import_id: str, turn: int) -> tuple[str, ...]:
    """The cases that an office of a region means by a name; `import_id` and `turn` tell the readings of files apart."""
    by_id = case_records.find(name)
    meant = [by_id] if by_id is not None else case_records.of_reference(region, name)
    return tuple(each.id for each in meant if _is_of(each, region))


def _is_of(case: CaseRecord, region: str) -> bool:
    return case.region.startswith(region) and case.status not in OVER

"""What figures may be shown: no group of fewer than ten, and none that can be worked out from its neighbours."""

from collections.abc import Mapping, Sequence

SMALLEST = 10


def shown(count: int) -> int | None:
    """The count, or None for a group that is too small; a count of nobody is hidden too, so that None tells nothing."""
    return count if count >= SMALLEST else None


def parts(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The parts of a total that is shown. If only one is hidden, the smallest of the others is hidden as well."""
    found = {name: shown(count) for name, count in counts.items()}
    if sum(count is None for count in found.values()) == 1 and sum(found[name] is not None for name in found) > 0:
        smallest = min((name for name in found if found[name] is not None), key=lambda name: counts[name])
        found[smallest] = None
    return found


def columns(rows: Sequence[Mapping[str, int]]) -> list[dict[str, int | None]]:
    """The rows of a table whose sums are shown: each column's cells are the parts of its sum."""
    names = rows[0].keys() if rows else ()
    by_column = {name: parts({str(number): row[name] for number, row in enumerate(rows)}) for name in names}
    return [{name: by_column[name][str(number)] for name in names} for number in range(len(rows))]

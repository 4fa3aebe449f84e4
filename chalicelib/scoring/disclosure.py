"""What figures may be shown: no group of fewer than ten, and none that can be worked out from what is shown.

A figure is a cell: a place and what is counted there. Cells are tied by sums: a province is its cities, a city
its counties, people are those of each colour. Whoever sees a sum and all of its parts but one knows that one,
and it does not matter in which answers they stand: so what is hidden depends on the figures alone.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain, pairwise
from typing import NamedTuple

SMALLEST = 10

Cell = tuple[str, str]
"""A place, and the name of what is counted there."""


class Sum(NamedTuple):
    """A cell and the cells that it is the sum of."""

    total: Cell
    parts: tuple[Cell, ...]


GROUPS: Mapping[str, tuple[str, ...]] = {
    "people": ("green", "yellow", "red", "uncoloured"),
    "visits": ("suspect_visits", "trusted_visits"),
    "appeals_decided": ("appeals_in_48h", "appeals_late"),
}
"""Figures of one place that are the sum of others there. The last of each is shown nowhere, and follows."""


class Sheet:
    """Figures at one time, with what may be shown of them: of counties, their cities and their province.

    Hidden are groups of fewer than ten, nobody included, and beside them as many of the smallest others as it takes.
    """

    def __init__(self, rows: Mapping[str, Mapping[str, int]]) -> None:
        """`rows`: the figures of each county, or of one place that is no sum of others."""
        self.counties = sorted(rows)
        places, children = _places(rows)
        self.cells: dict[Cell, int] = {
            (place, name): count for place, counts in places.items() for name, count in with_rest(counts).items()
        }
        sums = [*_over_places(children), *_within_places(places)]
        self.hidden = {cell for cell, count in self.cells.items() if count < SMALLEST}
        before = -1
        while len(self.hidden) > before:
            before = len(self.hidden)
            for each in sums:
                _cover(each, self.cells, self.hidden)

    def shown(self, place: str, name: str) -> int | None:
        """The figure, or None for one that must not be shown."""
        return None if (place, name) in self.hidden else self.cells.get((place, name))


def with_rest(counts: Mapping[str, int]) -> dict[str, int]:
    """The figures of one place together with those that follow from them."""
    found = dict.fromkeys((*GROUPS, *chain(*GROUPS.values())), 0) | dict(counts)
    for total, names in GROUPS.items():
        found[names[-1]] = found[total] - sum(found[name] for name in names[:-1])
    return found


def _places(rows: Mapping[str, Mapping[str, int]]) -> tuple[dict[str, dict[str, int]], dict[str, set[str]]]:
    """Counties with the cities and provinces that they add up to; and which lie in which."""
    places: dict[str, dict[str, int]] = {}
    children: dict[str, set[str]] = {}
    for county, counts in rows.items():
        above = list(dict.fromkeys((county, f"{county[:4]}00", f"{county[:2]}0000")))
        for inner, outer in pairwise(above):
            children.setdefault(outer, set()).add(inner)
        for place in above:
            sums = places.setdefault(place, {})
            sums |= {name: sums.get(name, 0) + count for name, count in counts.items()}
    return places, children


def _over_places(children: Mapping[str, Iterable[str]]) -> Iterator[Sum]:
    names = (*GROUPS, *chain(*GROUPS.values()), "venues", "checks", "cases", "contacts")
    for outer, inner in sorted(children.items()):
        within = sorted(inner)
        yield from (Sum((outer, name), tuple((place, name) for place in within)) for name in names)


def _within_places(places: Iterable[str]) -> Iterator[Sum]:
    for place in places:
        for total, names in GROUPS.items():
            yield Sum((place, total), tuple((place, name) for name in names))


def _cover(each: Sum, cells: Mapping[Cell, int], hidden: set[Cell]) -> None:
    """Hides more of a sum's parts, the smallest first, and in the end the sum itself, until it gives nothing away."""
    shown_parts = (part for part in each.parts if part not in hidden and cells.get(part))
    for part in sorted(shown_parts, key=lambda part: cells[part]):
        if _is_safe(each, cells, hidden):
            return
        hidden.add(part)
    if not _is_safe(each, cells, hidden):
        hidden.add(each.total)


def _is_safe(each: Sum, cells: Mapping[Cell, int], hidden: Container[Cell]) -> bool:
    """Whether those hidden among the parts are ten at least, and of two groups where their number is known."""
    away = [abs(cells[part]) for part in each.parts if part in hidden and cells[part]]
    if each.total in hidden:
        return sum(away) >= SMALLEST
    return not away or (len(away) > 1 and sum(away) >= SMALLEST)

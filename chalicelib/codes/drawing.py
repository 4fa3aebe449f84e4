"""What is drawn on the poster beside its code: the emblem, and how to scan in three pictures without words in them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fpdf import FPDF

Colour = tuple[int, int, int]
# As on the pages: web/src/shared/styles/tokens.css.
INK: Final[Colour] = (23, 26, 43)
SOFT: Final[Colour] = (79, 83, 103)
PAPER: Final[Colour] = (255, 255, 255)
ACCENT: Final[Colour] = (36, 56, 166)
WASH: Final[Colour] = (228, 231, 248)
_SIDE: Final = 82.0
"""How large each picture is drawn."""


def emblem(page: "FPDF", left: float, top: float, side: float) -> None:
    """The mark of the pages (web/public/icon.svg): three finders of a code and a tick, `side` points wide."""
    unit = side / 32
    _box(page, left, top, side, side, PAPER, radius=7 * unit)
    page.set_draw_color(*ACCENT)
    page.set_line_width(2.2 * unit)
    for x, y in ((7.5, 7.5), (18.5, 7.5), (7.5, 18.5)):
        page.rect(left + x * unit, top + y * unit, 6 * unit, 6 * unit, style="D")
    _tick(page, left + 18 * unit, top + 18.3 * unit, 7.7 * unit, ACCENT, 2.8 * unit)


def pictures(page: "FPDF", centres: Sequence[float], top: float) -> None:
    """A phone before a code; a phone on which somebody taps; a phone before a code at a door that leads out."""
    for number, (centre, draw) in enumerate(zip(centres, (_aim, _confirm, _leave), strict=True), start=1):
        draw(page, centre - _SIDE / 2, top)
        _number(page, centre - _SIDE / 2 - 22, top + 6, number)


def _aim(page: "FPDF", left: float, top: float) -> None:
    _small_code(page, left + 4, top + 8, 40)
    _phone(page, left + 38, top + 18)
    for x, y, across, down in ((46, 34, 1, 1), (68, 34, -1, 1), (46, 60, 1, -1), (68, 60, -1, -1)):
        _stroke(
            page, [(left + x + 6 * across, top + y), (left + x, top + y), (left + x, top + y + 6 * down)], ACCENT, 2.2
        )


def _confirm(page: "FPDF", left: float, top: float) -> None:
    _phone(page, left + 22, top + 2, large=True)
    for at in range(2):
        page.set_fill_color(*SOFT)
        page.ellipse(left + 31, top + 13 + 14 * at, 7, 7, style="F")
        _box(page, left + 42, top + 14 + 14 * at, 14 - 3 * at, 5, SOFT, radius=2)
    _box(page, left + 29, top + 48, 30, 16, ACCENT, radius=5)
    _tick(page, left + 38, top + 51, 11, PAPER, 2.6)


def _leave(page: "FPDF", left: float, top: float) -> None:
    _stroke(page, [(left + 4, top + 78), (left + 4, top + 6), (left + 42, top + 6), (left + 42, top + 30)], INK, 3)
    _stroke(page, [(left + 42, top + 66), (left + 42, top + 78), (left + 4, top + 78)], INK, 3)
    _small_code(page, left + 11, top + 13, 24)
    _stroke(page, [(left + 18, top + 48), (left + 74, top + 48)], ACCENT, 5)
    _stroke(page, [(left + 60, top + 34), (left + 75, top + 48), (left + 60, top + 62)], ACCENT, 5)


def _phone(page: "FPDF", left: float, top: float, *, large: bool = False) -> None:
    width, height = (44.0, 76.0) if large else (38.0, 62.0)
    _box(page, left, top, width, height, INK, radius=7)
    _box(page, left + 3.5, top + 5, width - 7, height - 10, PAPER, radius=3)


def _small_code(page: "FPDF", left: float, top: float, side: float) -> None:
    """The sign of a code, which no reader takes for one: three finders and a few modules."""
    unit = side / 11
    _box(page, left, top, side, side, PAPER, radius=unit)
    page.set_fill_color(*INK)
    for x, y in ((1.0, 1.0), (7.0, 1.0), (1.0, 7.0)):
        page.set_draw_color(*INK)
        page.set_line_width(unit * 0.8)
        page.rect(left + (x + 0.4) * unit, top + (y + 0.4) * unit, unit * 2.2, unit * 2.2, style="D")
    for x, y in ((7, 7), (9, 7), (8, 8.2), (7, 9.2), (9, 9.2), (5, 2), (5, 5), (2, 5), (8, 5)):
        page.rect(left + x * unit, top + y * unit, unit, unit, style="F")


def _number(page: "FPDF", left: float, top: float, number: int) -> None:
    """The step's number in a disc; drawn, as it would be read aloud out of place."""
    page.set_fill_color(*ACCENT)
    page.ellipse(left, top, 18, 18, style="F")
    x, y = left + 9, top + 9
    strokes = {
        1: [(x - 2.5, y - 2.5), (x + 0.5, y - 5), (x + 0.5, y + 5)],
        2: [(x - 3, y - 3), (x - 1, y - 5), (x + 2, y - 4.6), (x + 3, y - 2.4), (x - 3, y + 4.6), (x + 3.4, y + 4.6)],
        3: [
            (x - 3, y - 4.8),
            (x + 3, y - 4.8),
            (x - 0.4, y - 1),
            (x + 3, y + 1.4),
            (x + 1.6, y + 4.6),
            (x - 3, y + 4.2),
        ],
    }
    _stroke(page, strokes[number], PAPER, 2)


def _tick(page: "FPDF", left: float, top: float, width: float, colour: Colour, thick: float) -> None:
    unit = width / 7.7
    _stroke(page, [(left, top + 3.2 * unit), (left + 2.7 * unit, top + 6 * unit), (left + width, top)], colour, thick)


def _stroke(page: "FPDF", points: Sequence[tuple[float, float]], colour: Colour, thick: float) -> None:
    from fpdf.enums import StrokeCapStyle, StrokeJoinStyle

    with page.new_path() as path:
        path.style.fill_color, path.style.stroke_color = None, "#{:02x}{:02x}{:02x}".format(*colour)
        path.style.stroke_width = thick
        path.style.stroke_cap_style, path.style.stroke_join_style = StrokeCapStyle.ROUND, StrokeJoinStyle.ROUND
        path.style.auto_close = False
        path.move_to(*points[0])
        for point in points[1:]:
            path.line_to(*point)


def _box(page: "FPDF", left: float, top: float, width: float, height: float, colour: Colour, radius: float) -> None:
    page.set_fill_color(*colour)
    page.rect(left, top, width, height, style="F", round_corners=True, corner_radius=radius)

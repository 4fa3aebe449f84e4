"""A venue's poster: one A4 page as PDF, in Chinese and English, its code readable from a metre and more.

The QR code is drawn as vectors, 150 mm wide, so that any printer keeps its edges. The texts are texts, in the font
on board, of which the page carries the characters that it shows: they can be searched, copied and read aloud.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Final

from chalicelib.codes import qr
from chalicelib.codes.image import card_name

if TYPE_CHECKING:
    from fpdf import FPDF

QR_SIDE: Final = 425.2
"""Points: 150 mm with its quiet zone. A reader needs a tenth of its distance, so there is half a metre to spare."""
_QR_TOP: Final = 240.0
_MARGIN: Final = 42.0
# The coloured card: its lower edge, the lower edge of the band that is its head, its rim, its corners' radius.
_CARD_END, _BAND_END, _RIM, _CORNER = 764.0, 168.0, 3.0, 18.0
_FONT: Final = Path(__file__).parent / "fonts" / "card.otf"
_BEIJING: Final = timezone(timedelta(hours=8))
# As on the pages: web/src/shared/styles/tokens.css.
_INK, _SOFT, _PAPER, _ACCENT = (23, 26, 43), (79, 83, 103), (255, 255, 255), (36, 56, 166)
_CENTRE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Poster:
    """What the page says. `url` is what the QR code holds; `reference` names venue and serial for staff.

    `made_at` is the document's date.
    """

    venue_name: str
    url: str
    made_at: datetime
    valid_until: datetime
    reference: str


def pdf(poster: Poster) -> bytes:
    """The page: the same bytes for the same poster. Raises ValueError for a URL longer than any QR code."""
    page = _page(poster)
    _card(page)
    _line(page, "扫码登记", 58, 110, _PAPER)
    _line(page, "Scan to check in", 25, 147, _PAPER)
    _name(page, card_name(poster.venue_name))
    _code(page, poster.url)
    _line(page, "进门扫一次，离开再扫一次", 24, 683, _INK)
    _line(page, "用手机相机或健康码网页扫码", 14, 706, _INK)
    _line(page, "Scan once when you enter and again when you leave,", 12, 729, _SOFT)
    _line(page, "with your phone's camera or the health code page", 12, 745, _SOFT)
    validity = f"有效至 Valid until {poster.valid_until.astimezone(_BEIJING):%Y-%m-%d}"
    _line(page, validity, 10, 786, _SOFT, place=0)
    _line(page, poster.reference, 10, 786, _SOFT, place=1)
    return bytes(page.output())


def _page(poster: Poster) -> "FPDF":
    """An empty A4 page, measured in points, with what programs read of it: title, language, date."""
    from fpdf import FPDF

    page = FPDF(unit="pt", format="A4")
    page.set_title(f"{poster.venue_name} · 扫码登记 Scan to check in")
    page.set_lang("zh-CN")
    page.set_creation_date(poster.made_at)
    page.set_auto_page_break(False)
    page.add_page()
    page.add_font("card", fname=_FONT)
    page.set_font("card")
    return page


def _card(page: "FPDF") -> None:
    """A coloured band that says from afar what the page is for, with a rim around what belongs to it."""
    width = page.w - 2 * _MARGIN
    page.set_fill_color(*_ACCENT)
    page.rect(_MARGIN, _MARGIN, width, _CARD_END - _MARGIN, style="F", round_corners=True, corner_radius=_CORNER)
    page.set_fill_color(*_PAPER)
    inside, height = width - 2 * _RIM, _CARD_END - _RIM - _BAND_END
    page.rect(_MARGIN + _RIM, _BAND_END, inside, height, style="F", round_corners=True, corner_radius=_CORNER - _RIM)


def _name(page: "FPDF", name: str) -> None:
    """The venue's name in one line, or two smaller ones where one would be too small to read."""
    page.set_font_size(24)
    if page.get_string_width(name) <= _room(page):
        return _line(page, name, 36, 226, _INK)
    half = _break(name)
    _line(page, name[:half].strip(), 26, 202, _INK)
    return _line(page, name[half:].strip(), 26, 232, _INK)


def _break(text: str) -> int:
    """Where a text is broken: at the blank nearest its middle, or else in the middle."""
    middle = len(text) // 2
    blanks = [place for place, sign in enumerate(text) if sign == " " and len(text) // 4 < place < 3 * len(text) // 4]
    return min(blanks, key=lambda place: abs(place - middle), default=middle)


def _code(page: "FPDF", url: str) -> None:
    """The QR code's dark modules, as one path so that no seams show between them."""
    modules = qr.matrix(url)
    side, left = QR_SIDE / len(modules), (page.w - QR_SIDE) / 2
    with page.new_path() as path:
        path.style.fill_color, path.style.stroke_color = "#000000", None
        for y, row in enumerate(modules):
            for x, dark in enumerate(row):
                if dark:
                    path.rectangle(left + x * side, _QR_TOP + y * side, side, side)


def _line(
    page: "FPDF", text: str, size: float, baseline: float, colour: tuple[int, int, int], place: float = _CENTRE
) -> None:
    """A text at a height, smaller if it would not fit; `place` from 0 to the left to 1 to the right."""
    page.set_font_size(size)
    page.set_text_color(*colour)
    width = page.get_string_width(text)
    if width > _room(page):
        page.set_font_size(size * _room(page) / width)
    left = (page.w - _room(page)) / 2
    page.text(left + (_room(page) - page.get_string_width(text)) * place, baseline, text)


def _room(page: "FPDF") -> float:
    """How wide a line may be, in points."""
    return float(page.w) - 2 * (_MARGIN + _RIM + _CORNER)

"""A venue's poster: one A4 page as PDF, in Chinese and English, its code readable from a metre and more.

Emblem, code and the three pictures of how to scan are vectors, so that any printer keeps their edges. The texts are
texts, in the font on board, of which the page carries the characters that it shows: they can be searched, copied and
read aloud.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from chalicelib.codes import qr
from chalicelib.codes.drawing import ACCENT, INK, PAPER, SOFT, WASH, emblem, pictures
from chalicelib.codes.lettering import CARD, FONTS, needs_shaping, printable

if TYPE_CHECKING:
    from fpdf import FPDF

QR_SIDE: Final = 425.2
"""Points: 150 mm with its quiet zone. A reader needs a tenth of its distance, so there is half a metre to spare."""
_QR_TOP: Final = 194.0
_MARGIN: Final = 34.0
# The coloured card: its lower edge, the lower edge of the band that is its head, its rim, its corners' radius.
_CARD_END, _BAND_END, _RIM, _CORNER = 764.0, 120.0, 3.0, 18.0
_TEXT_SIDE: Final = 62.0
"""How far from the page's edges its texts stay."""
_BEIJING: Final = timezone(timedelta(hours=8))
_CENTRE: Final = 0.5
_STEPS: Final = (
    ("用相机或健康码扫码", "Point your camera at the code"),
    ("选好同行的人，点登记", "Say who is with you, check in"),
    ("离开时再扫一次", "Scan again as you leave"),
)


@dataclass(frozen=True, slots=True)
class Poster:
    """What the page says. `url` is what the QR code holds; `reference` names venue and serial for staff.

    `made_at` is the document's date; `door` the name of the door where it hangs, empty where the venue names none;
    `number` what somebody types who cannot scan, empty where the venue has none yet.
    """

    venue_name: str
    url: str
    made_at: datetime
    valid_until: datetime
    reference: str
    door: str = ""
    number: str = ""


def pdf(poster: Poster) -> bytes:
    """The page: the same bytes for the same poster. Raises ValueError for a URL longer than any QR code."""
    page = _page(poster)
    _card(page)
    _head(page)
    _name(page, printable(poster.venue_name), printable(poster.door))
    _code(page, poster.url)
    _how(page)
    _foot(page, poster)
    return bytes(page.output())


def _page(poster: Poster) -> "FPDF":
    """An empty A4 page, measured in points, with what programs read of it: title, language, date."""
    from fpdf import FPDF

    page = FPDF(unit="pt", format="A4")
    names = " · ".join(filter(None, (poster.venue_name, poster.door)))
    page.set_title(f"{names} · 扫码登记 Scan to check in")
    page.set_lang("zh-CN")
    page.set_creation_date(poster.made_at)
    page.set_auto_page_break(False)
    page.add_page()
    page.add_font(CARD, fname=FONTS[CARD])
    page.set_font(CARD)
    if needs_shaping(poster.venue_name + poster.door):
        _shape(page)
    return page


def _shape(page: "FPDF") -> None:
    """Letters that stack and join, right to left where a script goes that way."""
    others = [name for name in FONTS if name != CARD]
    for name in others:
        page.add_font(name, fname=FONTS[name])
    page.set_fallback_fonts(others)
    page.set_text_shaping(True)


def _card(page: "FPDF") -> None:
    """A coloured band that says from afar what the page is for, with a rim around what belongs to it."""
    width = page.w - 2 * _MARGIN
    page.set_fill_color(*ACCENT)
    page.rect(_MARGIN, _MARGIN, width, _CARD_END - _MARGIN, style="F", round_corners=True, corner_radius=_CORNER)
    page.set_fill_color(*PAPER)
    inside, height = width - 2 * _RIM, _CARD_END - _RIM - _BAND_END
    page.rect(_MARGIN + _RIM, _BAND_END, inside, height, style="F", round_corners=True, corner_radius=_CORNER - _RIM)


def _head(page: "FPDF") -> None:
    """The emblem, what the page is for, and what its code is not: many a code by a door is one to pay with."""
    emblem(page, _MARGIN + 22, 46, 62)
    _line(page, "扫码登记", 44, 88, PAPER, (136, 330), place=0)
    _line(page, "Scan to check in", 17, 109, PAPER, (138, 330), place=0)
    left, top, width = 356.0, 48.0, page.w - _MARGIN - 22 - 356
    page.set_fill_color(*PAPER)
    page.rect(left, top, width, 58, style="F", round_corners=True, corner_radius=12)
    _line(page, "非付款码", 25, 77, ACCENT, (left + 8, left + width - 8))
    _line(page, "Not a payment code", 13, 96, ACCENT, (left + 8, left + width - 8))


def _name(page: "FPDF", name: str, door: str) -> None:
    """The venue's name in one line, or two smaller ones where one would be too small to read; under it the door's."""
    size = 24.0 if door else 30.0
    page.set_font_size(size)
    first, *rest = [name] if page.get_string_width(name) <= _room(page) * 1.5 else _halves(name)
    lines = [first, *rest, *([door] if door else [])]
    step = min(32.0, 66 / len(lines))
    for at, text in enumerate(lines):
        colour = ACCENT if door and at == len(lines) - 1 else INK
        _line(
            page,
            text,
            min(size, step - 2) if len(lines) > 1 else size,
            168 + step * (at - (len(lines) - 1) / 2),
            colour,
        )


def _halves(text: str) -> list[str]:
    half = _break(text)
    return [text[:half].strip(), text[half:].strip()]


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


def _how(page: "FPDF") -> None:
    """How to scan in three pictures, each with its words, on a ground of their own so that the code stands free."""
    top, bottom = _QR_TOP + QR_SIDE - 2, _CARD_END - _RIM - 9
    left, width = _MARGIN + _RIM + 9, page.w - 2 * (_MARGIN + _RIM + 9)
    page.set_fill_color(*WASH)
    page.rect(left, top, width, bottom - top, style="F", round_corners=True, corner_radius=_CORNER - 6)
    column = width / len(_STEPS)
    pictures(page, [left + column * (at + 0.5) for at in range(len(_STEPS))], top + 10)
    for at, (chinese, english) in enumerate(_STEPS):
        within = (left + column * at + 6, left + column * (at + 1) - 6)
        _line(page, chinese, 14, top + 107, INK, within)
        _line(page, english, 10, top + 124, SOFT, within)


def _foot(page: "FPDF", poster: Poster) -> None:
    """Where help is, what staff ask for (until when the page holds and which one it is), and the number to type."""
    _line(page, "没有手机？请找工作人员登记", 13, 784, INK, place=0)
    _line(page, "No phone? Ask the staff to check you in", 9, 798, SOFT, place=0)
    _line(page, "政务热线 Help 12345", 15, 785, ACCENT, place=1)
    validity = f"有效至 Valid until {poster.valid_until.astimezone(_BEIJING):%Y-%m-%d} · {poster.reference}"
    _line(page, validity, 9, 799, SOFT, place=1)
    if poster.number:
        _line(page, f"扫不了？输入场所号 Cannot scan? Type {poster.number}", 13, 818, INK)


def _line(
    page: "FPDF",
    text: str,
    size: float,
    baseline: float,
    colour: tuple[int, int, int],
    within: tuple[float, float] | None = None,
    place: float = _CENTRE,
) -> None:
    """A text at a height, smaller if it would not fit; `place` from 0 to the left to 1 to the right of `within`."""
    start, end = within or (_TEXT_SIDE, page.w - _TEXT_SIDE)
    page.set_font_size(size)
    page.set_text_color(*colour)
    width = page.get_string_width(text)
    if width > end - start:
        page.set_font_size(size * (end - start) / width)
    left = start + (end - start - page.get_string_width(text)) * place
    if not page.text_shaping:
        return page.text(left, baseline, text)
    # A cell's text stands 0.3 of its size below the cell's middle.
    page.set_xy(left - page.c_margin, baseline - 0.8 * page.font_size)
    page.cell(h=page.font_size, text=text)
    return None


def _room(page: "FPDF") -> float:
    """How wide a line may be, in points."""
    return float(page.w) - 2 * _TEXT_SIDE

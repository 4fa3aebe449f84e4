"""A venue's poster: one A4 page as PDF, in Chinese and English, its code readable from a metre and more.

The QR code is drawn as vectors, 150 mm wide, so that any printer keeps its edges; texts are drawn with the
font on board and placed as pictures, because printers seldom have a Chinese one.
"""

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
"""A4 in points."""
QR_SIDE: Final = 425.2
"""150 mm with its quiet zone: a reader needs a tenth of its distance, so there is half a metre to spare."""
_QR_BOTTOM: Final = 176.0
_MARGIN: Final = 42.0
_DOTS: Final = 200 / 72
"""Dots of a text's picture for each point."""
_FONT: Final = Path(__file__).parent / "fonts" / "card.otf"
_BEIJING: Final = timezone(timedelta(hours=8))
_GETA: Final = "〓"
# The same mask always: any is valid, and trying all eight takes eight times as long.
_MASK: Final = 2


@dataclass(frozen=True, slots=True)
class Poster:
    """What the page says. `url` is what the QR code holds; `reference` names venue and serial for staff."""

    venue_name: str
    url: str
    valid_until: datetime
    reference: str


def pdf(poster: Poster) -> bytes:
    """The page. Raises qrcode's DataOverflowError for a URL longer than any QR code."""
    day = f"{poster.valid_until.astimezone(_BEIJING):%Y-%m-%d}"
    texts = [
        _line("扫码登记", 60, 762),
        _line("Scan to check in", 26, 712),
        *_name(poster.venue_name),
        _line("进门扫一次，离开再扫一次。用手机相机或健康码网页都可以。", 17, 146),
        _line("Scan when you enter and again when you leave,", 15, 119),
        _line("with your phone's camera or the health code page.", 15, 99),
        _line(f"有效至 Valid until {day}　　{poster.reference}", 10, 52),
    ]
    return _document(_modules(poster.url), texts, poster.reference)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text's picture: grey bytes, its size in dots, and where its lower left corner lies in points."""

    pixels: bytes
    size: tuple[int, int]
    at: tuple[float, float]

    @property
    def points(self) -> tuple[float, float]:
        return self.size[0] / _DOTS, self.size[1] / _DOTS


def _name(name: str) -> list[_Text]:
    """The venue's name in one line, or two smaller ones where one would be too small to read."""
    drawable = "".join(sign if _has_glyph(sign) else _GETA for sign in name)
    if _width(drawable, 24) <= PAGE_WIDTH - 2 * _MARGIN:
        return [_line(drawable, 38, 652)]
    half = _break(drawable)
    return [_line(drawable[:half].strip(), 28, 666), _line(drawable[half:].strip(), 28, 630)]


def _break(text: str) -> int:
    """Where a text is broken: at the blank nearest its middle, or else in the middle."""
    middle = len(text) // 2
    blanks = [place for place, sign in enumerate(text) if sign == " " and len(text) // 4 < place < 3 * len(text) // 4]
    return min(blanks, key=lambda place: abs(place - middle), default=middle)


@lru_cache(maxsize=1024)
def _has_glyph(sign: str) -> bool:
    font = _font(24)
    return sign == " " or bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))


@lru_cache(maxsize=16)
def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(_FONT), size, layout_engine=ImageFont.Layout.BASIC)


def _width(text: str, size: float) -> float:
    """Points that a text takes."""
    return _font(round(size * _DOTS)).getlength(text) / _DOTS


def _line(text: str, size: float, baseline: float) -> _Text:
    """A text centred at a height, smaller if it would not fit between the margins."""
    from PIL import Image, ImageDraw

    while _width(text, size) > PAGE_WIDTH - 2 * _MARGIN and size > 6:
        size -= 1
    font = _font(round(size * _DOTS))
    left, top, right, bottom = (round(edge) for edge in font.getbbox(text, anchor="ls"))
    picture = Image.new("L", (max(1, right - left), max(1, bottom - top)), 255)
    ImageDraw.Draw(picture).text((-left, -top), text, fill=0, font=font, anchor="ls")
    at = ((PAGE_WIDTH - picture.width / _DOTS) / 2, baseline - bottom / _DOTS)
    return _Text(picture.tobytes(), picture.size, at)


def _modules(url: str) -> list[list[bool]]:
    """The QR code's modules without quiet zone, error correction M: coarser modules matter more than repair."""
    import qrcode
    from qrcode import constants, util

    code = qrcode.QRCode(None, constants.ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(util.QRData(url.encode(), mode=util.MODE_8BIT_BYTE), optimize=0)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.modules]


def _squares(modules: list[list[bool]]) -> str:
    """The dark modules as rectangles, those beside one another joined."""
    side = QR_SIDE / (len(modules) + 8)
    left = (PAGE_WIDTH - QR_SIDE) / 2 + 4 * side
    top = _QR_BOTTOM + QR_SIDE - 4 * side
    found = []
    for number, row in enumerate(modules):
        for start, length in _runs(row):
            place = f"{left + start * side:.3f} {top - (number + 1) * side:.3f}"
            found.append(f"{place} {length * side:.3f} {side:.3f} re")
    return "\n".join([*found, "f"])


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    edges = [
        place for place in range(len(row) + 1) if (place < len(row) and row[place]) != (place > 0 and row[place - 1])
    ]
    return [(start, end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _document(modules: list[list[bool]], texts: list[_Text], title: str) -> bytes:
    """The PDF: catalog, page, its drawing, one picture a text."""
    drawing = ["0 g", _squares(modules)]
    for number, text in enumerate(texts):
        width, height = text.points
        drawing.append(f"q {width:.2f} 0 0 {height:.2f} {text.at[0]:.2f} {text.at[1]:.2f} cm /T{number} Do Q")
    names = " ".join(f"/T{number} {number + 6} 0 R" for number in range(len(texts)))
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] /Contents 4 0 R "
        f"/Resources << /XObject << {names} >> >> >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page.encode(),
        _stream("", "\n".join(drawing).encode()),
        f"<< /Title ({title.encode('ascii', 'replace').decode()}) >>".encode(),
        *(_stream(_picture(text.size), text.pixels) for text in texts),
    ]
    return _file(objects)


def _picture(size: tuple[int, int]) -> str:
    kind = "/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8"
    return f"{kind} /Width {size[0]} /Height {size[1]} "


def _stream(entries: str, content: bytes) -> bytes:
    packed = zlib.compress(content, 6)
    return f"<< {entries}/Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    """Objects 1, 2, …, the table of their places, and the trailer."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)

"""The saved picture of a code: colour, word and shape, QR code, name, validity, streak, "this is a copy".

The picture is an image of 16 palette indexes (0 to 7 from paper to ink, 8 to 15 from the band's colour to
the writing on it), drawn as numbers and coloured last; what all codes of a colour share is drawn once.
"""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from chalicelib.codes import qr

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT, BAND = 600, 900, 150
_QR_TOP, _QR_SIDE = 158, 496
_QR_LIGHT, _QR_DARK = 0, 7
_FONT: Final = Path(__file__).parent / "fonts" / "card.otf"
_BEIJING: Final = timezone(timedelta(hours=8))
_GETA: Final = "〓"

_PAPER, _INK = (255, 255, 255), (0, 0, 0)
_WORDS: Final = {"green": "绿码 GREEN", "yellow": "黄码 YELLOW", "red": "红码 RED"}
# Colour of the band and of the writing on it, at 4.5:1 or more.
_BANDS: Final = {
    "green": ((11, 110, 58), (255, 255, 255)),
    "yellow": ((250, 190, 0), (0, 0, 0)),
    "red": ((190, 24, 32), (255, 255, 255)),
}
_SCHEMES: Final = {"domestic": "健康码 Health code", "international": "健康码国际版 Health code (travel)"}
_VALID: Final = "有效至（北京时间） Valid until (Beijing time)"
_COPY: Final = ("这是保存的图片，过期无效", "Saved copy: no longer valid after the time above")


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture shows. `token` is the plain `HC1:` token, never a live one; times in any zone."""

    token: str
    colour: str
    name_masked: str
    expires_at: datetime
    streak_days: int = 0
    scheme: str = "domestic"
    zone: tzinfo | None = None
    """Where the traveller reads a clock; the validity stands there in its local time too."""


def picture(card: Card) -> bytes:
    """The card as PNG, 600 × 900. Raises KeyError for a colour or scheme that is none."""
    image = _background(card.colour, card.scheme).copy()
    _place_qr(image, card.token)
    _write(image, (300, 682), card_name(card.name_masked), 44)
    valid = card.expires_at.astimezone(_BEIJING).strftime("%Y-%m-%d %H:%M")
    local = _local_time(card)
    _write(image, (300, 758 if local else 765), valid, 36)
    if local:
        _write(image, (300, 791), local, 22)
    if card.streak_days > 0:
        streak = f"连续 {card.streak_days} 天 · day {card.streak_days} in a row"
        _write(image, (300, 816 if local else 806), streak, 22 if local else 26)
    return _png(image, card.colour)


def _local_time(card: Card) -> str | None:
    """The validity on the traveller's own clock; None where that is Beijing's."""
    here = card.expires_at.astimezone(card.zone or _BEIJING)
    if here.utcoffset() == _BEIJING.utcoffset(None):
        return None
    return f"当地时间 Local time {here:%m-%d %H:%M} ({here:UTC%:z})"


def card_name(name_masked: str) -> str:
    """The name with 〓 for each character that the font on board does not have."""
    return "".join(sign if _has_glyph(sign) else _GETA for sign in name_masked)


@lru_cache(maxsize=1024)
def _has_glyph(sign: str) -> bool:
    font = _font(24)
    return sign == " " or bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))


@lru_cache(maxsize=8)
def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(_FONT), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8)
def _background(colour: str, scheme: str) -> "Image":
    """Band, word, shape, and the lines that say it is a copy."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (WIDTH, HEIGHT), 0)
    ImageDraw.Draw(image).rectangle((0, 0, WIDTH, BAND - 1), fill=8)
    image.paste(_shape(colour).point(_ramp(8)), (40, 21))
    _write(image, (360, 58), _WORDS[colour], 54, ground=8)
    _write(image, (360, 118), _SCHEMES[scheme], 24, ground=8)
    _write(image, (300, 729), _VALID, 22)
    _write(image, (300, 844), _COPY[0], 24)
    _write(image, (300, 875), _COPY[1], 20)
    return image


def _shape(colour: str) -> "Image":
    """Tick, exclamation mark or cross in a ring, 108 pixels, drawn large and reduced for smooth edges."""
    from PIL import Image, ImageDraw

    big = Image.new("L", (432, 432), 0)
    draw = ImageDraw.Draw(big)
    draw.ellipse((8, 8, 424, 424), outline=255, width=28)
    if colour == "green":
        draw.line([(116, 224), (192, 300), (320, 148)], fill=255, width=44, joint="curve")
    elif colour == "yellow":
        draw.line([(216, 96), (216, 256)], fill=255, width=48)
        draw.ellipse((188, 288, 244, 344), fill=255)
    else:
        draw.line([(136, 136), (296, 296)], fill=255, width=44)
        draw.line([(296, 136), (136, 296)], fill=255, width=44)
    return big.resize((108, 108), Image.Resampling.LANCZOS)


def _write(image: "Image", centre: tuple[int, int], text: str, size: int, ground: int = 0) -> None:
    """Writes `text` around `centre` in the ramp that starts at `ground`, smaller if it would not fit."""
    cover = _cover(text, size)
    image.paste(cover.point(_ramp(ground)), (centre[0] - cover.width // 2, centre[1] - cover.height // 2))


@lru_cache(maxsize=256)
def _cover(text: str, size: int) -> "Image":
    """How much `text` covers each pixel. Masked names and hours come again, so the last ones are kept."""
    from PIL import Image, ImageDraw

    font = _font(size)
    while font.getlength(text) > WIDTH - 20 and size > 12:
        size -= 4
        font = _font(size)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(text))
    cover = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(cover).text((-left, -top), text, fill=255, font=font)
    return cover


@lru_cache(maxsize=2)
def _ramp(ground: int) -> list[int]:
    """From how much a pixel is covered to its palette index."""
    return [ground + (cover * 7 + 127) // 255 for cover in range(256)]


def _place_qr(image: "Image", token: str) -> None:
    from PIL import Image

    modules = qr.matrix(token)
    scale = max(1, _QR_SIDE // len(modules))
    side = len(modules) * scale
    indexes = bytes(_QR_DARK if dark else _QR_LIGHT for row in modules for dark in row)
    small = Image.frombytes("L", (len(modules),) * 2, indexes)
    large = small.resize((side, side), Image.Resampling.NEAREST)
    image.paste(large, ((WIDTH - side) // 2, _QR_TOP + (_QR_SIDE - side) // 2))


def _png(image: "Image", colour: str) -> bytes:
    image.putpalette(_palette(colour))
    out = io.BytesIO()
    # Level 1 with zlib's run lengths (3) is the quickest for flat areas, and smaller here than its default.
    image.save(out, "PNG", bits=4, compress_level=1, compress_type=3)
    return out.getvalue()


@lru_cache(maxsize=4)
def _palette(colour: str) -> bytes:
    band, writing = _BANDS[colour]
    return bytes(_between(_PAPER, _INK) + _between(band, writing))


def _between(start: tuple[int, int, int], end: tuple[int, int, int]) -> list[int]:
    return [a + (b - a) * step // 7 for step in range(8) for a, b in zip(start, end, strict=True)]

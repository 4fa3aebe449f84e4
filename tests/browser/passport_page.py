"""The page of a passport as a phone's camera sees it: a little turned, one side in the shade."""

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.support.drawn_photographs import encoded

SPECIMEN = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
_WIDTH, _HEIGHT = 1300, 920
_STEP = 27.3


def passport_page(lines: tuple[str, ...] = SPECIMEN, turned: float = 2.5, blurred: float = 0) -> bytes:
    """A JPEG of the page, turned by so many degrees, out of focus by so many points."""
    page = _printed(lines).rotate(turned, expand=True, fillcolor=90, resample=Image.Resampling.BICUBIC)
    light = Image.linear_gradient("L").rotate(90).resize(page.size)
    page = Image.composite(page, page.point(lambda value: value * 0.45), light)
    return encoded(page.filter(ImageFilter.GaussianBlur(blurred)).convert("RGB"), quality=85)


def _printed(lines: tuple[str, ...]) -> Image.Image:
    page = Image.new("L", (_WIDTH, _HEIGHT), 236)
    draw = ImageDraw.Draw(page)
    for y in range(0, _HEIGHT, 14):
        draw.line((0, y, _WIDTH, y + 30), fill=222)
    draw.rectangle((60, 150, 380, 560), fill=150)
    for row, words in enumerate(("PASSPORT", "UTOPIA", "ERIKSSON", "ANNA MARIA", "12 AUG 1974")):
        draw.text((430, 150 + row * 70), words, font=ImageFont.load_default(30), fill=60)
    for row, line in enumerate(lines):
        _typed(draw, line, 760 + row * 62)
    return page


def _typed(draw: ImageDraw.ImageDraw, line: str, y: int) -> None:
    """Each sign in the middle of its own place and an I with its bars, as in the letters of passports."""
    font = ImageFont.load_default(36)
    for at, sign in enumerate(line):
        x = 64 + at * _STEP
        draw.text((x, y), sign, font=font, fill=30, anchor="ma")
        if sign == "I":
            left, top, right, foot = draw.textbbox((x, y), sign, font=font, anchor="ma")
            draw.rectangle((left - 5, top, right + 5, top + 3), fill=30)
            draw.rectangle((left - 5, foot - 3, right + 5, foot), fill=30)

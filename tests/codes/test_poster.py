"""The poster, as a printer draws it and as phones see it: blurred, tilted, pale, from more than a metre."""

from datetime import UTC, datetime
from functools import cache

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageEnhance, ImageFilter
from pyzbar import pyzbar

from chalicelib.codes import poster
from chalicelib.codes.poster import Poster

URL = "https://code.kangma.example/v#" + "aZ9_-bQ7" * 20
NAMES = ["西宁市人民医院", "A", "Xining Central Railway Station, East Entrance", "很长的名字" * 12, "🏥龘医院"]


def a_poster(**changes) -> bytes:
    values = {
        "venue_name": NAMES[0],
        "url": URL,
        "valid_until": datetime(2021, 3, 11, tzinfo=UTC),
        "reference": "ab / 1",
    }
    return poster.pdf(Poster(**values | changes))


@cache
def page(dots_per_inch: float = 150) -> Image.Image:
    document = pypdfium2.PdfDocument(a_poster())
    return document[0].render(scale=dots_per_inch / 72).to_pil().convert("L")


def read(image: Image.Image) -> str:
    found = zxingcpp.read_barcodes(image)
    return found[0].text if found else ""


def test_it_is_one_a4_page():
    document = pypdfium2.PdfDocument(a_poster())
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (210, 297)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_fits_between_the_margins(name):
    document = pypdfium2.PdfDocument(a_poster(venue_name=name))
    left, _, right, _ = ImageChops.invert(document[0].render(scale=1).to_pil().convert("L")).getbbox()
    assert left >= 38
    assert right <= 595 - 38


def test_two_readers_agree():
    assert read(page()) == URL
    assert pyzbar.decode(page())[0].data.decode() == URL


def test_the_code_is_fifteen_centimetres_wide():
    """A reader needs a tenth of its distance."""
    found = zxingcpp.read_barcodes(page())[0].position
    assert (found.top_right.x - found.top_left.x) * 25.4 / 150 > 125


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(lambda image: image.resize((330, 467)), id="small in the picture"),
        pytest.param(lambda image: image.filter(ImageFilter.GaussianBlur(4)), id="out of focus"),
        pytest.param(lambda image: image.rotate(17, fillcolor=255, expand=True), id="turned"),
        pytest.param(lambda image: _tilted(image), id="from the side"),
        pytest.param(lambda image: ImageEnhance.Contrast(image).enhance(0.15), id="pale"),
        pytest.param(lambda image: ImageEnhance.Brightness(image).enhance(0.25), id="dark"),
        pytest.param(lambda image: _noisy(image), id="grainy"),
        pytest.param(lambda image: _shaded(image), id="half in the shade"),
    ],
)
def test_a_phone_still_reads_it(seen):
    assert read(seen(page())) == URL


def _tilted(image: Image.Image) -> Image.Image:
    """As somebody sees it who stands well to one side: the far edge is two thirds of the near one."""
    seen = (1.5, 0.0, -180.0, 0.2, 1.4, -260.0, 0.0004, 0.0)
    return image.transform(image.size, Image.Transform.PERSPECTIVE, seen, Image.Resampling.BILINEAR, fillcolor=255)


def _noisy(image: Image.Image) -> Image.Image:
    return Image.blend(image, Image.effect_noise(image.size, 120), 0.5)


def _shaded(image: Image.Image) -> Image.Image:
    light = Image.linear_gradient("L").rotate(90).resize(image.size).point(lambda value: 80 + value * 175 // 255)
    return ImageChops.multiply(image, light)

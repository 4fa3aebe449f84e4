"""The saved picture, looked at as people and scanners look at it."""

import io
import subprocess
import sys
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageEnhance, ImageFilter
from pyzbar import pyzbar

from chalicelib.codes import image
from chalicelib.codes.image import Card, picture
from chalicelib.codes.lettering import printable
from tests.codes.builders import DAY, NOW, a_bound_token, a_token

TOKEN = a_token()
COLOURS = ["green", "yellow", "red"]


def a_card(**changes) -> Card:
    fields = {
        "token": TOKEN,
        "colour": "green",
        "name_masked": "张*",
        "expires_at": NOW + DAY,
        "streak_days": 5,
    }
    return Card(**(fields | changes))


def opened(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(picture(card)))


def differing_rows(one: Card, other: Card) -> range:
    """The rows between the first and the last in which the two pictures differ."""
    box = ImageChops.difference(opened(one).convert("RGB"), opened(other).convert("RGB")).getbbox()
    return range(box[1], box[3]) if box else range(0)


def zxing(picture: Image.Image) -> str | None:
    return next((found.text for found in zxingcpp.read_barcodes(picture)), None)


def zbar(picture: Image.Image) -> str | None:
    return next((found.data.decode() for found in pyzbar.decode(picture)), None)


READERS = pytest.mark.parametrize("reader", [zxing, zbar])


@READERS
@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("make", [a_token, a_bound_token])
def test_scanners_read_the_token_from_the_picture(reader, colour, make):
    text = make()
    assert reader(opened(a_card(token=text, colour=colour)).convert("L")) == text


@READERS
@pytest.mark.parametrize("width", [360, 480, 1200])
def test_scanners_read_it_resized(reader, width):
    card = a_card()
    small = opened(card).convert("L").resize((width, width * 3 // 2), Image.Resampling.BILINEAR)
    assert reader(small) == card.token


@READERS
def test_scanners_read_it_blurred_turned_and_on_a_dark_table(reader):
    card = a_card(token=a_bound_token())
    blurred = opened(card).convert("L").filter(ImageFilter.GaussianBlur(2))
    turned = blurred.rotate(8, expand=True, fillcolor=60)
    assert reader(turned) == card.token


@READERS
def test_scanners_read_it_after_a_messenger_compressed_it(reader):
    card = a_card()
    out = io.BytesIO()
    opened(card).convert("RGB").resize((450, 675)).save(out, "JPEG", quality=35)
    assert reader(Image.open(out).convert("L")) == card.token


@READERS
@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(lambda card: ImageEnhance.Contrast(card).enhance(0.2), id="pale"),
        pytest.param(lambda card: ImageEnhance.Brightness(card).enhance(0.25), id="dark"),
        pytest.param(lambda card: _shaded(card), id="half in the shade"),
        pytest.param(lambda card: _tilted(card), id="held askew"),
        pytest.param(lambda card: Image.blend(card, Image.effect_noise(card.size, 60), 0.2), id="grainy"),
    ],
)
def test_scanners_read_it_off_another_phone(reader, seen):
    card = a_card(token=a_bound_token())
    assert reader(seen(opened(card).convert("L"))) == card.token


def _shaded(card: Image.Image) -> Image.Image:
    light = Image.linear_gradient("L").rotate(90).resize(card.size).point(lambda value: 90 + value * 165 // 255)
    return ImageChops.multiply(card, light)


def _tilted(card: Image.Image) -> Image.Image:
    """The far edge is a tenth shorter than the near one."""
    seen = (1.12, 0.0, -40.0, 0.05, 1.1, -50.0, 0.0001, 0.0)
    return card.transform(card.size, Image.Transform.PERSPECTIVE, seen, Image.Resampling.BICUBIC, fillcolor=60)


@pytest.mark.parametrize(("colour", "band"), [("green", "#0b6e3a"), ("yellow", "#fabe00"), ("red", "#be1820")])
def test_the_band_has_the_colour(colour, band):
    pixel = opened(a_card(colour=colour)).convert("RGB").getpixel((5, 5))
    assert "#" + bytes(pixel).hex() == band


def luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", COLOURS)
def test_the_writing_on_the_band_is_legible(colour):
    light, dark = sorted(map(luminance, image._BANDS[colour]), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_colours_differ_in_shape_and_word_without_any_colour():
    shapes = {image._shape(colour).tobytes() for colour in COLOURS}
    assert len(shapes) == 3
    # Only the indexes are compared here: paper, ink, band and writing, whatever their colours.
    words = {image._background(colour, "domestic").crop((150, 0, 600, 90)).tobytes() for colour in COLOURS}
    assert len(words) == 3


def test_name_validity_and_streak_are_each_on_it():
    assert differing_rows(a_card(), a_card(name_masked="王*")).start >= 655
    assert differing_rows(a_card(), a_card(expires_at=NOW + timedelta(hours=25))).start >= 725
    assert differing_rows(a_card(), a_card(streak_days=6)).start >= 770
    assert len(differing_rows(a_card(), a_card(streak_days=0))) > 0


def test_the_scheme_is_named_in_the_band():
    rows = differing_rows(a_card(), a_card(scheme="international"))
    assert len(rows) > 0
    assert rows.stop <= image.BAND


def test_the_validity_is_in_beijing_time_whatever_the_callers_zone():
    other = (NOW + DAY).astimezone(timezone(timedelta(hours=-5)))
    assert picture(a_card()) == picture(a_card(expires_at=other))


def test_what_one_picture_showed_is_not_left_on_the_next():
    first = picture(a_card(token="HC1:A", name_masked="欧阳***", streak_days=100))
    second = a_card(token="HC1:B", name_masked="王*", streak_days=0)
    assert picture(second) == picture(second)
    assert first == picture(a_card(token="HC1:A", name_masked="欧阳***", streak_days=100))


@pytest.mark.parametrize("name", ["张*", "欧阳**", "𠮷*", "É***", "阿***", "龔*", "郗*", "逄*"])
def test_the_font_has_family_names_or_a_placeholder(name):
    assert set(printable(name)) <= set(name) | {"〓"}
    assert printable(name)[-1] == "*"


def test_a_character_that_the_font_does_not_have_is_a_placeholder():
    assert printable("\U0002a6a5*") == "〓*"
    assert printable("张*") == "张*"


def test_every_character_of_the_fixed_texts_is_in_the_font():
    fixed = [*image._WORDS.values(), *image._SCHEMES.values(), image._VALID, *image._COPY]
    fixed += ["0123456789-:", "连续天·day in a row"]
    assert [text for text in fixed if printable(text) != text] == []


def test_a_long_name_is_drawn_smaller_and_kept_within_the_edges():
    edges = opened(a_card(name_masked="W" * 40)).convert("L").crop((0, 660, 600, 720)).point(lambda v: 255 - v)
    left, _, right, _ = edges.getbbox()
    assert left >= 8
    assert right <= 592


@pytest.mark.parametrize("wrong", [{"colour": "blue"}, {"scheme": "lunar"}])
def test_a_colour_or_scheme_that_is_none_is_refused(wrong):
    with pytest.raises(KeyError):
        picture(a_card(**wrong))


def test_the_picture_is_small_enough_to_send():
    assert len(picture(a_card(token=a_bound_token()))) < 30_000


def test_importing_the_module_loads_no_imaging_library():
    script = (
        "import sys\nimport chalicelib.codes.image, chalicelib.codes.token\n"
        "sys.exit('PIL' in sys.modules or 'qrcode' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@READERS
def test_the_travellers_own_time_stands_beside_beijings_and_hides_nothing(reader):
    here = a_card(zone=ZoneInfo("Europe/Rome"))
    assert reader(opened(here).convert("L")) == here.token
    rows = differing_rows(a_card(), here)
    assert rows
    assert min(rows) > 738
    assert max(rows) < 832


def test_where_the_clocks_agree_the_time_stands_there_once():
    assert not differing_rows(a_card(), a_card(zone=ZoneInfo("Australia/Perth")))

"""The poster as a printer draws it, as phones see it (blurred, tilted, pale, from afar), and as it is read aloud."""

import subprocess
import sys
from datetime import UTC, datetime
from functools import cache

import pypdfium2
import pypdfium2.raw as pdfium
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
        "made_at": datetime(2020, 3, 11, 4, tzinfo=UTC),
        "valid_until": datetime(2021, 3, 11, tzinfo=UTC),
        "reference": "ab / 1",
        "number": "3847 291 606-2",
    }
    return poster.pdf(Poster(**values | changes))


@cache
def page(dots_per_inch: float = 150) -> Image.Image:
    document = pypdfium2.PdfDocument(a_poster())
    return document[0].render(scale=dots_per_inch / 72).to_pil().convert("L")


def read(image: Image.Image) -> str:
    found = zxingcpp.read_barcodes(image)
    return found[0].text if found else ""


def read_by_zbar(image: Image.Image) -> str:
    found = pyzbar.decode(image)
    return found[0].data.decode() if found else ""


def test_it_is_one_a4_page():
    document = pypdfium2.PdfDocument(a_poster())
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (210, 297)


def lines(document: pypdfium2.PdfDocument) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each line of text."""
    text = document[0].get_textpage()
    return [text.get_rect(number) for number in range(text.count_rects())]


@pytest.mark.parametrize("door", ["", "地下停车场入口 B2"])
@pytest.mark.parametrize("name", NAMES)
def test_any_name_fits_into_the_card_above_the_code(name, door):
    document = pypdfium2.PdfDocument(a_poster(venue_name=name, door=door))
    page_width, page_height = document[0].get_size()
    assert all(left > 50 and right < page_width - 50 for left, _, right, _ in lines(document))
    top_of_the_code, end_of_the_code = page_height - 194, page_height - 194 - poster.QR_SIDE
    assert not any(bottom < top_of_the_code and top > end_of_the_code for _, bottom, _, top in lines(document))
    words = document[0].get_textpage()
    heights = [words.get_rect(number) for number in range(words.count_rects())]
    assert all(one[3] <= page_height - 120 or one[1] >= page_height - 120 for one in heights)


def test_a_door_stands_under_the_venues_name():
    text = pypdfium2.PdfDocument(a_poster(door="东门"))[0].get_textpage().get_text_bounded().split("\r\n")
    assert text[text.index("西宁市人民医院") + 1] == "东门"
    assert (
        pypdfium2.PdfDocument(a_poster(door="东门")).get_metadata_dict()["Title"].startswith("西宁市人民医院 · 东门 · ")
    )


def test_the_pictures_are_no_codes():
    whole = pypdfium2.PdfDocument(a_poster())[0].render(scale=3).to_pil()
    below = whole.crop((0, round(whole.height * 0.73), whole.width, whole.height))
    assert zxingcpp.read_barcodes(below) == []


def test_it_reads_aloud_from_top_to_bottom():
    text = pypdfium2.PdfDocument(a_poster())[0].get_textpage().get_text_bounded()
    assert text.split("\r\n") == [
        "扫码登记",
        "Scan to check in",
        "非付款码",
        "Not a payment code",
        "西宁市人民医院",
        "用相机或健康码扫码",
        "Point your camera at the code",
        "选好同行的人，点登记",
        "Say who is with you, check in",
        "离开时再扫一次",
        "Scan again as you leave",
        "没有手机？请找工作人员登记",
        "No phone? Ask the staff to check you in",
        "政务热线 Help 12345",
        "有效至 Valid until 2021-03-11 · ab / 1",
        "扫不了？输入场所号 Cannot scan? Type 3847 291 606-2",
    ]


@pytest.mark.parametrize("words", ["人民医院", "离开", "非付款码", "Help 12345", "ab / 1", "3847 291 606-2"])
def test_its_words_are_found_by_searching(words):
    assert pypdfium2.PdfDocument(a_poster())[0].get_textpage().search(words).get_next() is not None


def test_programs_are_told_its_title_language_and_date():
    document = pypdfium2.PdfDocument(a_poster(venue_name=NAMES[-1]))
    metadata = document.get_metadata_dict()
    assert metadata["Title"] == "🏥龘医院 · 扫码登记 Scan to check in"
    assert metadata["CreationDate"] == "D:20200311040000Z"
    assert b"/Lang (zh-CN)" in a_poster()


def test_the_font_is_on_board():
    """Few printers have a Chinese one."""
    texts = list(pypdfium2.PdfDocument(a_poster())[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]))
    fonts = [pdfium.FPDFTextObj_GetFont(text.raw) for text in texts]
    assert len(fonts) == 16
    assert all(pdfium.FPDFFont_GetIsEmbedded(font) for font in fonts)


def test_the_same_poster_is_the_same_bytes_whatever_the_clock():
    assert a_poster() == a_poster()
    assert a_poster() != a_poster(made_at=datetime(2020, 3, 12, tzinfo=UTC))


def test_importing_the_module_loads_no_library():
    script = "import sys, chalicelib.codes.poster\nsys.exit(bool({'fpdf', 'PIL', 'qrcode'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_two_readers_agree():
    assert read(page()) == read_by_zbar(page()) == URL


def test_the_code_is_fifteen_centimetres_wide():
    """A reader needs a tenth of its distance."""
    found = zxingcpp.read_barcodes(page())[0].position
    assert (found.top_right.x - found.top_left.x) * 25.4 / 150 > 125


READERS = pytest.mark.parametrize("reader", [read, read_by_zbar])


@READERS
@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(lambda image: image.resize((330, 467)), id="small in the picture"),
        pytest.param(lambda image: image.filter(ImageFilter.GaussianBlur(4)), id="out of focus"),
        pytest.param(lambda image: image.rotate(17, fillcolor=255, expand=True), id="turned"),
        pytest.param(lambda image: _tilted(image, 0.25), id="from the side"),
        pytest.param(lambda image: ImageEnhance.Contrast(image).enhance(0.15), id="pale"),
        pytest.param(lambda image: ImageEnhance.Brightness(image).enhance(0.25), id="dark"),
        pytest.param(lambda image: _noisy(image, 0.3).resize((620, 877)), id="grainy"),
        pytest.param(lambda image: _shaded(image), id="half in the shade"),
        pytest.param(lambda image: _from_a_metre(image), id="from a metre"),
        pytest.param(lambda image: _shaded(_from_a_metre(_tilted(image, 0.1))), id="from a metre, tilted, shaded"),
    ],
)
def test_a_phone_still_reads_it(reader, seen):
    assert reader(seen(page())) == URL


@pytest.mark.parametrize("seen", [lambda image: _tilted(image, 1), lambda image: _noisy(image, 0.5)])
def test_a_good_reader_still_reads_worse(seen):
    assert read(seen(page())) == URL


def _tilted(image: Image.Image, much: float) -> Image.Image:
    """As somebody sees it who stands to one side: at 1 the far edge is two thirds of the near one."""
    seen = (1 + 0.5 * much, 0.0, -180 * much, 0.2 * much, 1 + 0.4 * much, -260 * much, 0.0004 * much, 0.0)
    return image.transform(image.size, Image.Transform.PERSPECTIVE, seen, Image.Resampling.BILINEAR, fillcolor=255)


def _from_a_metre(image: Image.Image) -> Image.Image:
    """A phone held upright: the page takes a third of the picture's width, and no lens is perfect."""
    frame = Image.new("L", (1080, 1920), 110)
    frame.paste(image.resize((360, 509), Image.Resampling.BILINEAR), (360, 700))
    return frame.filter(ImageFilter.GaussianBlur(0.7))


def _noisy(image: Image.Image, much: float) -> Image.Image:
    return Image.blend(image, Image.effect_noise(image.size, 120), much)


def _shaded(image: Image.Image) -> Image.Image:
    light = Image.linear_gradient("L").rotate(90).resize(image.size).point(lambda value: 80 + value * 175 // 255)
    return ImageChops.multiply(image, light)

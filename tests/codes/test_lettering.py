"""The fonts on board: what names and places are written with is drawn, or this fails."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

import chalicelib
from chalicelib.codes.image import Card, picture
from chalicelib.codes.lettering import FONTS, font_of, needs_shaping, printable, runs
from chalicelib.codes.poster import Poster, pdf
from chalicelib.identity.family_names import COMPOUND

COUNTIES = json.loads((Path(chalicelib.__file__).parent / "identity" / "counties.json").read_text("utf-8"))
RARE_FAMILY_NAMES = (
    "乜亓亢仉佴俎俞偰僪冼剌勾匄卬厍厐厙叒口句召吉呙啜喆囍囗圐圙垕塈奡妫孛宓寘尕屌岫峄巫帅庹弭彀忻怍恽扈抟招揭撖攴敖旮旯昃昝晁晏曌朊权松枚柘栾桓棣椒楚欤死毋"
    "毌毕毐氾沕洗浉涤淏湨溇滑滹潴濮瀍燊牛犇狄猇玊璩瓮畸疌盍盎眭睦矻硚磨祃祢离禤秘种税竺笪第筴籛米粟絷緱缑缪羿老耿肏肖胥舄芈苌苻茌茹荀药莐菅萁葛蒯蒲蓟蔄蔺薄"
    "藉虢虤蚩衣衤裔覃角訾詈谌豆贲赏赧起越跋逄逯遆邝邰邸郄郇郈郏郐郓郗郜郤郿鄂鄠鄢酆酉釜钭钮铁锺镡镰闵阎阚陀难雒青靳鞠韶项顼颉飞首鲜鲧鸡鹖鹿麻黎黑黹鼌齐龘䶮㛃㠭㧑㮾㴋㵗㸆䄂䌹䏝䓖䗪䘵䜣䝙"
)
ALL_FORMS = "ئائەبپتجچخدرزژسشغفقكگڭلمنھئوئۇئۆئۈۋئېئىي"
UYGHUR = ["شىنجاڭ ئۇيغۇر ئاپتونوم رايونى", "ئۈرۈمچى شەھىرى", ALL_FORMS]
TIBETAN = [
    "ཟི་ལིང་གྲོང་ཁྱེར།",
    "མཚོ་སྔོན་ཞིང་ཆེན།",
    "བོད་རང་སྐྱོང་ལྗོངས།",
    "ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨ༠༡༢༣༤༥༦༧༨༩",
]


@pytest.mark.parametrize("kind", ["provinces", "cities", "counties", "former"])
def test_the_name_of_every_place_is_drawn(kind):
    names = [name for row in COUNTIES[kind].values() for name in row[:2]]
    assert len(names) > 60
    assert [name for name in names if printable(name) != name] == []


def test_rare_family_names_and_those_of_two_characters_are_drawn():
    wanted = RARE_FAMILY_NAMES + "".join(COMPOUND)
    assert [sign for sign in wanted if font_of(sign) is None] == []


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "big5"])
def test_the_chinese_characters_that_older_systems_hold_are_drawn(encoding):
    signs = [chr(code) for code in range(0x4E00, 0xA000)]
    held = [sign for sign in signs if sign.encode(encoding, "ignore")]
    assert len(held) > 6_700
    assert [sign for sign in held if font_of(sign) is None] == []


@pytest.mark.parametrize("text", [*UYGHUR, *TIBETAN])
def test_tibetan_and_uyghur_are_drawn_and_shaped(text):
    assert printable(text) == text
    assert needs_shaping(text)


def test_a_character_that_no_font_has_is_a_placeholder():
    assert printable("张\U0003fffd*") == "张〓*"
    assert not needs_shaping("张三 Anna")


def test_each_piece_of_a_line_has_its_font():
    pieces = runs("西宁 ཟི་ལིང་ شىنجاڭ A")
    assert [(font, piece.strip()) for font, piece in pieces] == [
        ("card", "西宁"),
        ("tibetan", "ཟི་ལིང་"),
        ("uyghur", "شىنجاڭ"),
        ("card", "A"),
    ]


def poster_of(name: str) -> pypdfium2.PdfDocument:
    at = datetime(2020, 3, 11, 4, tzinfo=UTC)
    return pypdfium2.PdfDocument(pdf(Poster(name, "https://code.kangma.example/v#abc", at, at, "ab / 1")))


def glyphs(document: pypdfium2.PdfDocument) -> set[str]:
    """The fonts of a page, all of which are in the file."""
    texts = document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    fonts = [pdfium.FPDFTextObj_GetFont(text.raw) for text in texts]
    assert all(pdfium.FPDFFont_GetIsEmbedded(font) for font in fonts)
    return {_name(font) for font in fonts}


def _name(font: pdfium.FPDF_FONT) -> str:
    import ctypes

    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
    return buffer.value.decode()


@pytest.mark.parametrize(
    ("name", "fonts"),
    [("硚口区人民医院", 1), ("浉河茶庄 金喆大厦", 1), (f"西宁 {TIBETAN[0]}", 2), (f"新疆 {UYGHUR[1]}", 2)],
)
def test_the_poster_carries_the_fonts_of_its_name(name, fonts):
    assert len(glyphs(poster_of(name))) == fonts


def test_uyghur_letters_join_on_the_poster():
    """Letters that stand apart are wider than the same joined ones."""
    joined, apart = poster_of("شىشىشى"), poster_of("ش ى ش ى ش ى".replace(" ", "\u200c"))
    assert _width(joined) < _width(apart)


def _width(document: pypdfium2.PdfDocument) -> float:
    """How wide the ink of the name is: the line below the head."""
    image = document[0].render(scale=2).to_pil().convert("L").crop((100, 285, 1090, 360))
    left, _, right, _ = image.point(lambda value: 255 * (value < 128)).getbbox()
    return float(right - left)


def test_the_saved_picture_draws_every_script():
    at = datetime(2020, 3, 11, tzinfo=UTC)
    assert len({picture(Card("HC1:ABC", "green", name, at)) for name in ("〓*", "䶮*", *UYGHUR[:1], *TIBETAN[:1])}) == 4


def test_the_fonts_stay_small_enough_for_the_function():
    assert sum(path.stat().st_size for path in FONTS.values()) < 9_000_000

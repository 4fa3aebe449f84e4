"""Values of cells: cleaned where one thing alone can be meant, refused with a code where it would be a guess."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from chalicelib.errors import FieldError, Refused
from chalicelib.files.cells import Quantity, whole
from chalicelib.identity import text
from chalicelib.identity.check_characters import resident_check
from chalicelib.identity.countries import TWO_LETTERS
from chalicelib.identity.documents import OF_MANY_COUNTRIES, check_document
from chalicelib.identity.names import check_name
from chalicelib.identity.regions import is_region

_EARLIEST: Final = date(2000, 1, 1)
_EXCEL_ZERO: Final = date(1899, 12, 30).toordinal()
_SERIALS: Final = range(36_526, 60_000)
_ROUNDED: Final = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_DAY: Final = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[T ].*)?")
_TOGETHER: Final = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_SERIAL: Final = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_OTHER_DAY: Final = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}(?: .*)?")
_PLAIN: Final = re.compile(r"[0-9A-Z]+")
_MOST_WORDS: Final = 120
_MOST_CASES: Final = 10


class LineError(ValueError):
    """What is wrong with a line: the column's field, a stable code, and the sentence with what fills it."""

    def __init__(self, field: str, code: str, sentence: str = "", **said: Any) -> None:
        self.field = field
        self.code = code
        self.sentence = sentence or f"line_{code}"
        self.said = said
        super().__init__(code)


@dataclass(frozen=True)
class Reading:
    """What a file is read under: the policy day, and whether it is a workbook, whose bare numbers may be days."""

    today: date
    workbook: bool = False


def document_number(cell: str, reading: Reading) -> str:
    """Digits and capitals. A number that a spreadsheet rounded is lost, and is never completed."""
    if _ROUNDED.fullmatch(cell):
        raise LineError("document.number", "number_lost_digits")
    if _PLAIN.fullmatch(cell):
        plain: str = cell
    else:
        plain = text.number(whole(text.decimal(cell)) if cell[-1:] == "0" and "." in cell else cell)
    if _ROUNDED.fullmatch(plain):
        raise LineError("document.number", "number_lost_digits")
    return Quantity(plain) if isinstance(cell, Quantity) else plain


def country(cell: str, reading: Reading) -> str:
    code = text.line(cell).upper()
    code = _COUNTRIES.get(code, code)
    if code not in TWO_LETTERS:
        raise LineError("document.country", "unknown_country", "unknown_country")
    return code


def name(cell: str, reading: Reading) -> str:
    found: str = _domain("name", lambda: check_name(cell))
    return found


def region(cell: str, reading: Reading) -> str:
    return _region(str(cell))


@lru_cache(maxsize=4096)
def _region(cell: str) -> str:
    code = text.number(whole(cell))
    if not is_region(code):
        raise LineError("region", "unknown_region", "unknown_region")
    return code


def words(cell: str, reading: Reading) -> str:
    """A short line as it was written. The field's name is put in by whoever reads the line."""
    found = text.line(cell)
    if len(found) > _MOST_WORDS:
        raise LineError("", "too_long", limit=_MOST_WORDS)
    return found


def case_names(cell: str, reading: Reading) -> list[str]:
    """Ids of cases, or what their offices call them, parted by blanks, commas or semicolons, each once."""
    found = [each for each in re.split(r"[\s,;，；、|]+", text.line(cell)) if each]
    if not all(len(each) <= _MOST_WORDS for each in found) or len(found) > _MOST_CASES:
        raise LineError("", "case_ids", limit=_MOST_CASES)
    return sorted(set(found))


def days(cell: str, reading: Reading) -> int:
    plain = text.number(whole(cell)).removesuffix("天")
    if not plain.isascii() or not plain.isdigit() or not 1 <= int(plain[:4]) <= 28:
        raise LineError("", "days")
    return int(plain)


def day(cell: str, reading: Reading) -> str:
    """A day, YYYY-MM-DD. A bare serial of a spreadsheet is a day in a workbook alone."""
    return _day(str(cell), isinstance(cell, Quantity) and reading.workbook, reading.today)


@lru_cache(maxsize=4096)
def _day(cell: str, may_be_serial: bool, today: date) -> str:
    plain = text.digits(cell).translate(_WIDE).strip()
    found = _DAY.fullmatch(plain) or _TOGETHER.fullmatch(plain)
    if found is None and _SERIAL.fullmatch(plain) and int(float(plain)) in _SERIALS:
        if not may_be_serial:
            raise LineError("", "ambiguous_date")
        return _in_time(date.fromordinal(_EXCEL_ZERO + int(float(plain))), today)
    if found is None:
        raise LineError("", "ambiguous_date" if _OTHER_DAY.fullmatch(plain) else "bad_date")
    try:
        return _in_time(date(*map(int, found.groups())), today)
    except ValueError as error:
        if isinstance(error, LineError):
            raise
        raise LineError("", "bad_date") from None


def _in_time(found: date, today: date) -> str:
    if found < _EARLIEST:
        raise LineError("", "too_early", "too_early")
    return found.isoformat()


def whole_person(found: dict[str, Any], reading: Reading) -> None:
    """The document as a whole: its type where the number tells it, its number completed where the form is the old."""
    number = found["document.number"]
    type_ = found.get("document.type") or _type_of(number)
    if isinstance(number, Quantity) and type_ not in _NEVER_ZERO:
        raise LineError("document.number", "leading_zeros")
    if type_ in OF_MANY_COUNTRIES and "document.country" not in found:
        raise LineError("document.country", "required", "required")
    if len(number) == 15 and type_ == "id_card" and number.isdigit():
        number = f"{number[:6]}19{number[6:]}"
        number += resident_check(number)
    issuer = found.get("document.country")
    checked = _domain("document.number", lambda: check_document(type_, number, issuer, on=reading.today))
    found |= {"document.type": checked.type, "document.number": checked.number}
    found.pop("document.country", None)
    if checked.country:
        found["document.country"] = checked.country


def _type_of(number: str) -> str:
    if len(number) in (15, 18) and number[:-1].isdigit():
        return "id_card"
    raise LineError("document.type", "required", "required")


def whole_contact(found: dict[str, Any], reading: Reading) -> None:
    _not_to_come(found, reading, "last_exposure")
    found.setdefault("ground", "other")


def whole_case(found: dict[str, Any], reading: Reading) -> None:
    """Days in order; a suspected case is excluded, and never released."""
    _not_to_come(found, reading, "on", "onset_on", "sampled_on", "isolated_on", "released_on")
    status = found.setdefault("status", "open")
    if status == "released" and "released_on" not in found:
        raise LineError("released_on", "required", "required")
    if status == "released" and found["kind"] == "suspected":
        raise LineError("status", "invalid_case", "suspected_released")
    if status != "released":
        found.pop("released_on", None)
    elif found["released_on"] < found["on"]:
        raise LineError("released_on", "too_early", "too_early")


def whole_designation(found: dict[str, Any], reading: Reading) -> None:
    _not_to_come(found, reading, "since")


def whole_travel(found: dict[str, Any], reading: Reading) -> None:
    """A stay of one day where no other last day is written."""
    _not_to_come(found, reading, "first", "last")
    found.setdefault("last", found["first"])
    _in_order(found)


def whole_rating(found: dict[str, Any], reading: Reading) -> None:
    """Without a last day it lasts until further notice."""
    if "last" in found:
        _in_order(found)


def whole_registration(found: dict[str, Any], reading: Reading) -> None:
    _not_to_come(found, reading, "registered_on")


def _in_order(found: dict[str, Any]) -> None:
    if found.get("last", found["first"]) < found["first"]:
        raise LineError("last", "until_before_from", "until_before_from")


def _not_to_come(found: dict[str, Any], reading: Reading, *fields: str) -> None:
    today = reading.today.isoformat()
    for each in fields:
        if found.get(each, "") > today:
            raise LineError(each, "in_future", "in_future")


def _domain(field: str, check: Callable[[], Any]) -> Any:
    """What the domain says, its refusal as that of the line."""
    try:
        return check()
    except Refused as refusal:
        wrong = refusal.fields[0] if refusal.fields else FieldError(field, refusal.code)
        raise LineError(wrong.field, refusal.code, wrong.code, **wrong.params) from None


@dataclass(frozen=True)
class Words:
    """Reads a column of few values. `values`: each by every word for it, and by itself, without blanks and marks;
    `expected`: the values with the first word for each, as whoever wrote another one is told."""

    values: Mapping[str, str]
    expected: str

    def __call__(self, cell: str, reading: Reading) -> str:
        plain = _word(str(cell))
        if plain not in self.values:
            raise LineError("", "not_allowed", expected=self.expected)
        return self.values[plain]


@lru_cache(maxsize=4096)
def _word(cell: str) -> str:
    return re.sub(r"[\s_-]", "", cell).lower()


def _words_for(**called: str) -> Words:
    """Of each value the words for it, parted by blanks."""
    named = {each: value for value, words in called.items() for each in (value, *words.split())}
    expected = ", ".join(f"{words.split()[0]} ({value})" for value, words in called.items())
    return Words({_word(each): value for each, value in named.items()}, expected)


_WIDE: Final = str.maketrans("／．－", "/.-")
_COUNTRIES: Final = {"中国": "CN", "CHINA": "CN", "CHN": "CN", "美国": "US", "英国": "GB", "日本": "JP", "韩国": "KR"}
_NEVER_ZERO: Final = ("id_card", "residence_permit", "foreign_permanent", "hk_macao_permit")
document_type: Final = _words_for(
    id_card="身份证 居民身份证 idcard",
    residence_permit="居住证 港澳台居民居住证",
    foreign_permanent="外国人永久居留身份证 外国人永久居留证",
    passport="护照",
    travel_document="旅行证",
    hk_macao_permit="港澳通行证 回乡证 来往内地通行证 港澳居民来往内地通行证",
    taiwan_permit="台胞证 台湾居民来往大陆通行证",
)
risk_level: Final = _words_for(
    low="低 低风险 低风险区 防范区 lowrisk",
    medium="中 中风险 中风险区 管控区 mediumrisk",
    high="高 高风险 高风险区 封控区 highrisk",
    key="重点 重点地区 重点区域 keyregion",
)
contact_kind: Final = _words_for(close="密接 密切接触者 密切接触", building="同楼 同楼栋 同楼道 一般接触者")
contact_ground: Final = _words_for(
    exposure="接触 现场流调 轨迹",
    phone_interview="电话流调 电话",
    flight_list="航班 航班名单 同航班",
    residents_list="居民名单 社区名单",
    other="其他 其它",
)
case_kind: Final = _words_for(confirmed="确诊 确诊病例", suspected="疑似 疑似病例", asymptomatic="无症状 无症状感染者")
case_status: Final = _words_for(
    open="在治 在院 治疗中", released="出院 解除 治愈", excluded="排除 订正", withdrawn="撤销 撤回"
)
colour: Final = _words_for(red="红 红码 红色", yellow="黄 黄码 黄色")
ground: Final = _words_for(
    quarantine_order="隔离决定 隔离医学观察",
    returnee="返回人员 中高风险地区返回",
    cohort_exposure="同时空 时空伴随",
    other_public_health="其他 其它 其他公共卫生",
)

"""Kinds of files: which columns each has, what they are called, and how their cells are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.files import values
from chalicelib.files.rated_regions import rated_region
from chalicelib.files.values import Reading

Checked = Callable[[dict[str, Any], Reading], None]


@dataclass(frozen=True)
class FileField:
    """A field: how a cell of it is read, and what offices call its column."""

    read: Callable[[str, Reading], Any]
    names: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True)
class FileKind:
    """A kind of file. `wholes` look at a line as a whole, one after another, and raise LineError."""

    name: str
    fields: Mapping[str, FileField]
    wholes: tuple[Checked, ...]


_NUMBER: Final = ("证件号码", "证件号", "身份证号", "身份证号码", "公民身份号码", "id number", "document number", "id")
_PERSON: Final = {
    "document.type": FileField(values.document_type, ("证件类型", "证件种类", "document type", "id type")),
    "document.number": FileField(values.document_number, _NUMBER, required=True),
    "document.country": FileField(
        values.country, ("签发国", "签发国家", "国籍", "issuing country", "country", "nationality")
    ),
    "name": FileField(values.name, ("姓名", "名字", "full name")),
}
_REGION: Final = FileField(values.region, ("地区", "地区代码", "行政区划代码", "县区", "县区代码", "region code"))
_CASE_DAYS: Final = {
    "on": FileField(values.day, ("确诊日期", "诊断日期", "报告日期", "diagnosed", "date of diagnosis"), required=True),
    "onset_on": FileField(values.day, ("发病日期", "发病时间", "onset", "date of onset")),
    "sampled_on": FileField(values.day, ("采样日期", "采样时间", "sampled", "date of sampling")),
    "isolated_on": FileField(values.day, ("隔离日期", "隔离时间", "isolated", "date of isolation")),
    "released_on": FileField(values.day, ("出院日期", "解除日期", "released", "date of release")),
}

CONTACTS: Final = FileKind(
    "contacts",
    _PERSON
    | {
        "kind": FileField(
            values.contact_kind, ("接触类型", "接触者类型", "类型", "contact kind", "type"), required=True
        ),
        "last_exposure": FileField(
            values.day, ("最后接触日期", "末次接触日期", "最后接触时间", "last contact", "date of last exposure"), True
        ),
        "ground": FileField(values.contact_ground, ("依据", "来源", "判定依据", "source")),
        "case_ids": FileField(
            values.case_names,
            ("病例编号", "关联病例", "cases", "case id", "case number", "case reference", "case"),
        ),
        "region": _REGION,
    },
    (values.whole_person, values.whole_contact),
)
CASES: Final = FileKind(
    "cases",
    _PERSON
    | {
        "kind": FileField(values.case_kind, ("病例类型", "类型", "case kind", "type"), required=True),
        "status": FileField(values.case_status, ("状态", "病例状态", "case status")),
        **_CASE_DAYS,
        "region": _REGION,
        "source_ref": FileField(values.words, ("病例编号", "报告编号", "reference", "case number")),
    },
    (values.whole_person, values.whole_case),
)
DESIGNATIONS: Final = FileKind(
    "designations",
    _PERSON
    | {
        "colour": FileField(values.colour, ("颜色", "赋码颜色", "color"), required=True),
        "ground": FileField(values.ground, ("依据", "赋码依据", "reason"), required=True),
        "document_ref": FileField(values.words, ("文号", "文件编号", "document reference", "order"), required=True),
        "since": FileField(values.day, ("起始日期", "开始日期", "from")),
        "days": FileField(values.days, ("天数", "观察天数", "number of days")),
        "checkins": FileField(values.days, ("打卡天数", "check ins")),
        "region": _REGION,
    },
    (values.whole_person, values.whole_designation),
)
TRAVEL: Final = FileKind(
    "travel",
    _PERSON
    | {
        "place": FileField(
            values.region, (*_REGION.names, "停留地区", "停留地", "到达地区", "到达地", "place"), required=True
        ),
        "first": FileField(
            values.day, ("到达日期", "抵达日期", "起始日期", "开始日期", "arrived", "from"), required=True
        ),
        "last": FileField(values.day, ("离开日期", "离去日期", "结束日期", "left", "until")),
        "reference": FileField(values.words, ("航班", "航班号", "车次", "交通工具", "flight", "train", "reference")),
    },
    (values.whole_person, values.whole_travel),
)
REGISTRATIONS: Final = FileKind(
    "registrations",
    _PERSON
    | {
        "system": FileField(values.words, ("健康码名称", "原健康码", "来源系统", "系统", "former code"), required=True),
        "registered_on": FileField(values.day, ("注册日期", "申领日期", "登记日期", "date of registration"), True),
        "residence": FileField(
            values.region, (*_REGION.names, "居住地", "居住地区", "居住县区", "county of residence")
        ),
        "address": FileField(values.words, ("住址", "居住地址", "详细地址", "home address")),
    },
    (values.whole_person, values.whole_registration),
)
RATINGS: Final = FileKind(
    "ratings",
    {
        "region": FileField(
            rated_region, (*_REGION.names, "地区名称", "区域", "风险地区", "region name"), required=True
        ),
        "level": FileField(values.risk_level, ("风险等级", "等级", "级别", "risk level", "risk"), required=True),
        "first": FileField(values.day, ("起始日期", "开始日期", "生效日期", "from"), required=True),
        "last": FileField(values.day, ("结束日期", "截止日期", "until")),
        "area": FileField(values.words, ("范围", "具体范围", "小区", "part of the county")),
    },
    (values.whole_rating,),
)
KINDS: Final = {kind.name: kind for kind in (CONTACTS, CASES, DESIGNATIONS, RATINGS, TRAVEL, REGISTRATIONS)}

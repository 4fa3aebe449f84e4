"""Days, instants and lists as they are said, each in the manner of its language."""

TEXTS: dict[str, tuple[str, str]] = {
    "spoken.day": ("{month}月{day}日", "{weekday} {day} {name}"),
    "spoken.weekdays": (
        "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    ),
    "spoken.months": (
        "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
        "January February March April May June July August September October November December",
    ),
    "spoken.beijing": ("{beijing}（北京时间）", "{beijing} (Beijing time)"),
    "spoken.both": ("北京时间 {beijing}（当地 {local}）", "{beijing} Beijing time ({local} local time)"),
    "spoken.and": ("、", ", "),
}

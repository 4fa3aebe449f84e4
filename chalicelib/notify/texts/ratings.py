"""Ratings of regions: what they do to a code, and what is wrong with one."""

TEXTS: dict[str, tuple[str, str]] = {
    "shown.green": ("绿码", "green"),
    "shown.yellow": ("黄码", "yellow"),
    "shown.red": ("红码", "red"),
    "use_correction": (
        "该地区那一天已有等级。请更正那一次评级，或换一个更晚的开始日期。",
        "The region is rated on that day already. Correct that rating, or begin on a later day.",
    ),
    "not_yours_to_say": (
        "该地区的等级由另一个部门公布，这里不能改。",
        "Another authority publishes the level of this region. It cannot be changed here.",
    ),
    "too_far_ahead": ("不能晚于一年以后。", "This cannot be more than a year ahead."),
    "periods_overlap": (
        "与该地区另一次评级的日期重叠。",
        "These days overlap with another rating of the region.",
    ),
    "inbox_rated": (
        "您到过的{place}被定为风险地区，您的健康码已转为{shown}，从 {on} 算起。打开健康码可查看怎样转为绿码；"
        "如果您没有到过那里，请在健康码页面申诉。",
        "{place}, where you have been, was rated a risk area. Your code is {shown} now, counted from {on}. Open your "
        "code to see the way back to green; if you were not there, appeal on the same page.",
    ),
    "inbox_rating_eased": (
        "您到过的{place}的风险等级有变化，您的健康码已转为{shown}。请打开健康码更新。",
        "The risk level of {place}, where you have been, has changed. Your code is {shown} now. Open it to refresh it.",
    ),
    "inbox_rating_corrected": (
        "您到过的{place}的风险等级公布有误，您的健康码因此被误转。现已更正，您的健康码为{shown}。请打开健康码更新。",
        "The risk level of {place}, where you have been, was published by mistake, and changed your code. That is "
        "corrected: your code is {shown}. Open it to refresh it.",
    ),
}

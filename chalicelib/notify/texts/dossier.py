"""The time line of a person, as staff read it."""

TEXTS: dict[str, tuple[str, str]] = {
    "timeline.declared": ("填报健康状况", "Declared"),
    "timeline.annulled.mistaken": ("一次填报因填错被更正", "A declaration was corrected because it was mistaken"),
    "timeline.annulled.not_theirs": (
        "一次填报因不是本人所填被撤销",
        "A declaration was struck because it was somebody else's",
    ),
    "timeline.hold.opened": ("开始：{cause}", "Began: {cause}"),
    "timeline.hold.closed": ("解除：{cause}", "Ended: {cause}"),
    "timeline.hold.taken_back": ("更正撤回：{cause}", "Taken back: {cause}"),
    "timeline.visited": ("到访：{venue}", "Visited {venue}"),
    "timeline.measured": ("检查点测得体温偏高", "A gate measured a high temperature"),
    "timeline.reported": ("检查点报告异常", "A gate reported something unusual"),
    "timeline.decided": ("工作人员的决定", "A decision of staff"),
}

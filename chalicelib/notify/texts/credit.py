"""The credit register: what people are told of it, and what staff may not enter; offices by their names."""

TEXTS: dict[str, tuple[str, str]] = {
    "office.of": ("{place}{office}", "{office}, {place}"),
    "office.of_country": ("国家{office}", "National {office}"),
    "office.disease_control": ("疾病预防控制中心", "disease control centre"),
    "office.data_bureau": ("数据资源局", "data bureau"),
    "office.command_office": ("防疫指挥部办公室", "epidemic command office"),
    "office.checkpoint": ("卡口", "checkpoint"),
    "office.rating_list": ("发布的风险地区名单", "list of risk areas"),
    "office.yourself": ("您本人填报", "your own declaration"),
    "violation.false_declaration": ("虚假填报", "a false declaration"),
    "violation.borrowed_code": ("使用他人的健康码", "use of another person's code"),
    "violation.forged_code": ("伪造健康码", "a forged code"),
    "violation.breach": ("违反隔离观察规定", "not keeping an observation"),
    "inbox_violation": (
        "防疫部门认定您于 {on} 有一次违规（编号 {reference}），拟报送信用记录。健康码颜色不受影响。"
        "请在「我的」的「信用记录」查看依据；有异议请在 {due_at} 前提出，提出后处理完以前不报送。",
        "Two of staff established a violation by you on {on} (reference {reference}), to be reported to the credit "
        "register. It does not touch your colour. See what it rests on under “Me”, “Credit register”. If you object "
        "before {due_at}, nothing is reported until that is decided.",
    ),
    "inbox_violation_reported": (
        "编号 {reference} 的违规认定已生成信用记录报送。仍可在「我的」的「信用记录」申诉。",
        "The violation with reference {reference} goes to the credit register. You can still appeal under “Me”, "
        "“Credit register”.",
    ),
    "inbox_violation_withdrawn": (
        "编号 {reference} 的违规认定已撤销，没有报送，或已通知信用部门撤回。",
        "The violation with reference {reference} was taken back. Nothing is reported; what had left is withdrawn.",
    ),
    "invalid_evidence": ("证据不成立。", "The evidence does not hold."),
    "unknown_evidence": ("这个人没有这份记录。", "This person has no such record."),
    "declaration_needed": ("虚假填报须写明是哪一次填报。", "A false declaration needs the declaration that it was."),
    "annulled": (
        "工作人员已认定这是填错或误测，不能作为违规。",
        "Staff found that this was a mistake; it cannot be a violation.",
    ),
    "under_14": ("未满 14 周岁的儿童不记录违规。", "Children under 14 are not recorded."),
    "unknown_violation": ("没有找到这条记录。", "There is no such record."),
    "objected_already": ("对这条记录的异议正在处理。", "An objection to this record is being looked at."),
    "violation_withdrawn": ("这条记录已经撤销。", "This record was taken back."),
}

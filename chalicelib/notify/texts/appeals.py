"""Appeals: who answers for them, and what became of them."""

TEXTS: dict[str, tuple[str, str]] = {
    "department.data_bureau": ("市数据资源局", "Municipal data bureau"),
    "department.transport_bureau": ("市交通运输局", "Municipal transport bureau"),
    "department.command_office": ("县（市、区）防疫指挥部办公室", "County or district command office"),
    "department.disease_control": ("疾病预防控制中心", "Disease control centre"),
    "department.hotline_12308": ("12308 领事保护热线", "Consular hotline 12308"),
    "department.hotline_12345": ("12345 政务热线", "Government hotline 12345"),
    "inbox_appeal_upheld": (
        "您的申诉已通过：{reason}",
        "Your appeal was upheld: {reason}",
    ),
    "inbox_appeal_rejected": (
        "您的申诉没有通过：{reason}",
        "Your appeal was not upheld: {reason}",
    ),
    "inbox_appeal_forwarded": (
        "您的申诉已转给{department}处理，答复期限不变：{due_at}。",
        "Your appeal is with the {department} now. You still get an answer by {due_at}.",
    ),
    "unknown_decision": ("健康码上没有这个编号的依据。", "Your code does not rest on a decision with this reference."),
    "appeal_decided": ("这件申诉已经处理过。", "This appeal was decided before."),
    "appeal_escalated": (
        "这件申诉已过期限，须由主管处理。",
        "This appeal is past its deadline and is now a supervisor's.",
    ),
    "unknown_declaration": ("没有找到这次填报。", "There is no such declaration."),
}

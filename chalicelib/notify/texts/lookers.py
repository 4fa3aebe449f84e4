"""Looks at a person, as the person reads them."""

TEXTS: dict[str, tuple[str, str]] = {
    "look.person.opened": ("查看了您的记录，姓名和证件号码未显示", "Opened your record, name and number hidden"),
    "look.person.revealed": ("查看了姓名和证件号码", "Looked at your name and document number"),
    "look.case.revealed": ("查看了病例登记中的姓名和证件号码", "Looked at name and document number of your case"),
    "look.code.lookup": ("按证件查询了健康码颜色", "Looked up the colour of your code by your document"),
    "look.traced.person": ("查看了您的到访记录和同时在场的人", "Looked at your visits and who was there with you"),
    "look.declaration.looked_at": ("查看了您的一次填报", "Looked at one of your declarations"),
    "look.recovery.looked_at": ("查看了换手机号的申请材料", "Looked at a request to change your phone"),
    "look.names.looked_at": ("核对了名单上的姓名和您的姓名", "Compared your name with the one on a list"),
    "look.reason.deciding": ("处理与您有关的事项", "To decide something about you"),
    "look.reason.tracing": ("流行病学调查", "To trace contacts"),
    "look.reason.appeal": ("处理申诉", "To answer an appeal"),
    "look.reason.identity": ("核对身份", "To check who somebody is"),
    "look.reason.duty_to_tell": ("按规定告知", "A duty to tell"),
    "look.for.person.opened": ("处理与您有关的事项", "To decide something about you"),
    "look.for.person.revealed": ("防疫工作", "The epidemic response"),
    "look.for.case.revealed": ("流行病学调查", "To trace contacts"),
    "look.for.code.lookup": ("没有带手机时核对健康码", "To check your code without your phone"),
    "look.for.traced.person": ("流行病学调查", "To trace contacts"),
    "look.for.declaration.looked_at": ("处理更正或申诉", "To decide about a correction or an appeal"),
    "look.for.names.looked_at": ("核对名单上的人是不是您", "To see whether a list means you"),
    "look.for.recovery.looked_at": (
        "核对换手机号的人是不是您本人",
        "To see whether it is you who asks for another phone",
    ),
}

"""Filing for others, correcting a document number, and a document's machine-readable zone."""

TEXTS: dict[str, tuple[str, str]] = {
    "declare_again_first": (
        "您本人的国际版填报已超过 24 小时，请先为自己填报，再为他人代填。",
        "Your own declaration is more than 24 hours old. Please declare for yourself first, then for others.",
    ),
    "dependants_full": (
        "一个账号最多为 {most} 人代办。可以先解除其中一位。",
        "One account can file for {most} others at most. You can release one of them first.",
    ),
    "not_a_dependant": (
        "这是账号本人，不需要代填。",
        "This is the account's own person; nobody files for them.",
    ),
    "number_fixed": (
        "证件号码已经核实，不能自行修改。如有错误，请联系工作人员并提供证明。",
        "This document number has been checked and can no longer be changed here. If it is wrong, ask staff and show "
        "evidence.",
    ),
    "zone_disagrees": (
        "这一项与护照最下面两行的内容不一致，请核对。",
        "This differs from the lines at the foot of the passport page. Please check both.",
    ),
    "inbox_phone_recovered": (
        "工作人员已把您的账号换到这个手机号，现在可以用它登录。如果不是您本人申请的，请立即拨打 12345。",
        "Staff have moved your account to this phone number. You can log in with it now. If you did not ask for it, "
        "call 12345 at once.",
    ),
    "inbox_number_accepted": (
        "您更正的证件号码已由工作人员核实。",
        "Staff have checked the document number that you corrected.",
    ),
    "inbox_number_refused": (
        "您更正的证件号码没有通过核实，仍使用原来的号码。原因：{reason}",
        "Staff could not confirm the document number that you corrected. The earlier one stands. Reason: {reason}",
    ),
    "inbox_entry_refused": (
        "工作人员未能确认您登记的证件属于您。请核对证件号码，下次填报时可以更正。原因：{reason}",
        "Staff could not confirm that the document you gave is yours. Please check its number: you can correct it with "
        "your next declaration. Reason: {reason}",
    ),
    "inbox_number_lost": (
        "经工作人员核实，您登记的证件号码属于另一人。请核对证件并更正号码；如有疑问，请拨打 12345（境外 12308）。",
        "Staff found that the document number you gave is another person's. Please look at your document and correct "
        "the number. If you think this is wrong, call 12345, or 12308 from abroad.",
    ),
    "number_unchanged": (
        "这就是现在登记的证件号码。",
        "This is the document number on record already.",
    ),
}

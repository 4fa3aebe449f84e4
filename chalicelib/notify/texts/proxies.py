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
    "inbox_recovery_asked": (
        "有人申请把您的账号换到手机 {phone}。如果不是您，请登录后在“消息”里选“不是我申请的”，或拨打 12345；"
        "是您本人就不用管。",
        "Somebody has asked to move your account to the phone {phone}. If it was not you, log in and choose “I did not "
        "ask for it” under messages, or call 12345. If it was you, there is nothing to do.",
    ),
    "inbox_recovery_accepted": (
        "工作人员同意把您的账号换到手机 {phone}，{due_at} 生效。如果不是您申请的，请在此之前登录并提出异议，"
        "由另一名工作人员重新决定。",
        "Staff agreed to move your account to the phone {phone}; it takes effect at {due_at}. If you did not ask for "
        "it, log in before then and object: another member of staff decides anew.",
    ),
    "inbox_recovery_claimant": (
        "工作人员同意把账号换到这个手机号，{due_at} 生效。在此之前用它登录，可以填报和出示健康码，"
        "其他事情要等生效以后。",
        "Staff agreed to move the account to this phone; it takes effect at {due_at}. Until then you can log in with "
        "it to declare and to show the code; everything else has to wait.",
    ),
    "inbox_recovery_refused": (
        "把账号换到另一个手机的申请没有通过，一切照旧。",
        "The request to move the account to another phone was refused. Everything stays as it was.",
    ),
    "recovery_escalated": (
        "这件申请已过期限，须由主管处理。",
        "This request is past its deadline and is now a supervisor's.",
    ),
    "inbox_phone_recovered": (
        "工作人员已把您的账号换到这个手机号，现在可以用它登录；原来的密码和登录都已失效，请设一个新密码。"
        "如果不是您本人申请的，请立即拨打 12345。",
        "Staff have moved your account to this phone number. You can log in with it now; the password and the log-ins "
        "of before have ended, so set a new one. If you did not ask for it, call 12345 at once.",
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

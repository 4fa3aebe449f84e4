"""Records that may be one person's: what is waited for, and what staff decided."""

TEXTS: dict[str, tuple[str, str]] = {
    "waiting.check": (
        "正在核对身份，最晚 {due_at}（北京时间）完成。填报照常，打卡计入。",
        "Your identity is being checked, by {due_at} (Beijing time). Go on declaring: your check-ins count.",
    ),
    "waiting.comparison": (
        "另有一份登记的姓名、出生日期和性别与您相同，工作人员正在比对是否为同一人，"
        "最晚 {due_at}（北京时间）出示健康码。填报照常，打卡计入。",
        "Another record has the same name, birth date and sex. Staff are comparing them; you will have a code by "
        "{due_at} (Beijing time). Go on declaring: your check-ins count.",
    ),
    "waiting.contest": (
        "这个证件号码已有另一份登记。工作人员正在核对它是谁的，最晚 {due_at}（北京时间）出示健康码。也可致电 12345。",
        "Another record has this document. Staff are checking whose it is; you will have a code by {due_at} "
        "(Beijing time). You may also call 12345.",
    ),
    "colour.waiting": (
        "正在核对身份，核对完成前没有健康码。填报照常。",
        "Your identity is being checked; there is no code until then. Go on declaring.",
    ),
    "inbox_contest": (
        "实名认证通过，但这个证件号码已有另一份登记，已转工作人员核对。也可致电 12345。",
        "You were found to be the person of your document, but another record has it. Staff are checking whose it is. "
        "You may also call 12345.",
    ),
    "inbox_undecided": (
        "身份核对尚未完成。您的健康码已可出示，两份登记中的风险都算在内；主管人员将继续核对。",
        "Your identity has not been checked in time. Your code can be shown, with what holds for either record; "
        "a supervisor goes on checking.",
    ),
    "inbox_told_apart": (
        "工作人员确认您与另一份登记不是同一人，今后不再比对。",
        "Staff found that you and the other record are two people. You will not be asked again.",
    ),
    "inbox_joined": (
        "工作人员确认您的两份登记是同一人，已合并为一个健康码。原因：{reason}。有误请申诉。",
        "Staff found that two records are yours and joined them; there is one code. Reason: {reason}. "
        "If that is wrong, please appeal.",
    ),
    "inbox_joined_away": (
        "工作人员确认这份登记与您的另一份登记是同一人，已合并。{on} 起不再能从这个账号填报。"
        "原因：{reason}。有误请申诉。",
        "Staff found that this record and another one are yours and joined them. From {on} on it is no longer in this "
        "account. Reason: {reason}. If that is wrong, please appeal.",
    ),
    "inbox_parted": (
        "工作人员撤销了两份登记的合并，各自的记录已恢复。原因：{reason}。",
        "Staff undid the joining of two records; each has its own facts again. Reason: {reason}.",
    ),
    "inbox_country_wanted": (
        "请在下次填报时补充护照或旅行证件的签发国家或地区。",
        "Please tell us with your next declaration which country issued your passport or travel document.",
    ),
    "inbox_renamed": (
        "姓名已按您提供的证据更正，正在重新实名认证。",
        "Your name was corrected on your evidence and is being certified anew.",
    ),
    "inbox_name_refused": (
        "更正姓名的申请没有通过。原因：{reason}",
        "Your name was not corrected. Reason: {reason}",
    ),
    "name_unchanged": ("这就是登记的姓名。", "This is the name on record already."),
    "comparison_decided": ("这件比对已经处理过。", "This comparison was decided before."),
    "comparison_escalated": (
        "这件比对已超过期限，须由主管人员处理。",
        "This comparison is past its deadline and is a supervisor's now.",
    ),
    "name_fixed": (
        "姓名已通过实名认证，不能自行更改。有误请凭证据申请人工处理。",
        "The name was certified and cannot be changed by oneself. If it is wrong, please ask staff, with evidence.",
    ),
}

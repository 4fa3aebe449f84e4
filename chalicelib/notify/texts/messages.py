"""Text messages and inbox entries. The login code stands within the first 80 characters."""

TEXTS: dict[str, tuple[str, str]] = {
    "sms_code": (
        "【康码】验证码 {code}，{minutes} 分钟内有效。请勿告诉任何人。",
        "[Kangma] Your code is {code}, valid for {minutes} minutes. Tell nobody.",
    ),
    "sms_look_inside": (
        "您有一条新消息，请打开健康码，在「消息」里查看。",
        "You have a new message. Please open your code and look under “Inbox”.",
    ),
    "about_dependant": (
        "【{name}，证件尾号 {last4}】{text}",
        "For {name} (document ending {last4}): {text}",
    ),
    "inbox_checkin": (
        "今天还没有打卡。请在今晚 12 点（北京时间）前打卡，连续天数才不会中断。",
        "You have not checked in today. Please do so before midnight (Beijing time) so that your days keep counting.",
    ),
    "inbox_expiring": (
        "您的国际版健康码将在 {due_at} 失效，请在此之前填报。",
        "Your international code expires at {due_at}. Please declare before then.",
    ),
    "inbox_turned_yellow": (
        "您的健康码变为黄码：您这次填报的情况需要观察。怎样变回绿码，在“亮码”里看。",
        "Your code is yellow now, because of what you declared. The way back to green is under “Code”.",
    ),
    "inbox_turned_red": (
        "您的健康码变为红码：您这次填报的情况需要隔离观察。怎样变回绿码，在“亮码”里看。",
        "Your code is red now, because of what you declared. The way back to green is under “Code”.",
    ),
    "inbox_green": ("您的健康码已转为绿码，可以正常通行。", "Your code is green now. You may go about as usual."),
    "inbox_lapsed": (
        "超过 24 小时没有填报，连续填报已中断。请重新填报。",
        "More than 24 hours have passed since your last declaration, so your streak has ended. Please declare again.",
    ),
    "inbox_undeclared": (
        "超过 48 小时没有填报，您的国际版健康码已变为红色。填报后立即恢复。",
        "More than 48 hours have passed since your last declaration, so your code is red. It changes back as soon as "
        "you declare.",
    ),
    "inbox_erasure_ahead": (
        "您已很久没有填报。为保护您的个人信息，{on}起将注销您的登记并删除您的信息。想保留，请在此之前填报一次。",
        "You have declared nothing for long. To protect your data, your registration and what is kept with it will be "
        "erased on {on}. To keep it, declare once before then.",
    ),
    "inbox_annulled": (
        "工作人员根据证据更正了您的一次填报，健康码已按更正后的内容重新计算。在“记录”里看。",
        "Staff corrected one of your declarations on evidence and worked your code out anew. See “History”.",
    ),
    "inbox_credited": (
        "工作人员为您补记了 {on} 的打卡，健康码已重新计算。",
        "Staff credited you a check-in for {on} and worked your code out anew.",
    ),
    "inbox_refused": (
        "实名认证没有通过。请在“我的”里核对并更正姓名或证件号码，或申请人工处理。",
        "Your name, document and phone did not agree with the register. Please check and correct the name or the "
        "number under “Me”, or ask staff for help.",
    ),
}

"""Gates and the phones that show codes."""

TEXTS: dict[str, tuple[str, str]] = {
    "proof_form": ("手机的证明格式不对。", "The phone's proof has the wrong form."),
    "device_proof": ("没能确认这部手机，请再试一次。", "This phone could not be confirmed. Please try again."),
    "proof_old": (
        "手机的时间不准，请打开自动校时后再试。",
        "The phone's clock is wrong. Please let it set itself and try again.",
    ),
    "proof_wrong": ("手机的证明不对。", "The phone's proof is not right."),
    "devices_full": (
        "最多 {limit} 部手机可以亮码，请先移除一部。",
        "At most {limit} phones can show the code. Please remove one first.",
    ),
    "device_not_bound": (
        "这部手机还没有绑定，或已被移除。请重新登录并绑定。",
        "This phone is not bound, or was removed. Please log in again and bind it.",
    ),
    "anomaly_settled": ("这条异常已经处理过了。", "This report has been settled already."),
    "anomaly_too_late": (
        "超过 15 分钟，不能再撤回。请联系工作人员。",
        "It is more than 15 minutes ago and cannot be taken back here. Please ask the staff.",
    ),
    "check_too_old": (
        "查验记录超过 72 小时，不再接收。",
        "This check is more than 72 hours old and is no longer taken.",
    ),
    "id_taken": ("这个编号已用于另一次查验。", "This number belongs to another check."),
    "inbox_anomaly": (
        "门岗测得您体温异常或报告了其他异常，您的健康码已变为黄色。请回家休息观察并每天打卡；如有误，请联系该门岗或申诉。",
        "A gate measured a high temperature or reported something else, so your code is yellow. Please stay at home "
        "and check in every day. If this is a mistake, ask that gate or appeal.",
    ),
    "inbox_anomaly_waiting": (
        "门岗报告了您的异常情况，工作人员会核实。您的健康码颜色没有因此改变。",
        "A gate reported something about you, and staff will look at it. The colour of your code stays.",
    ),
    "inbox_anomaly_withdrawn": (
        "门岗或工作人员已撤回关于您的异常报告，您的健康码已按此更新。",
        "A report about you was taken back, and your code is as it would be without it.",
    ),
    "inbox_device_bound": (
        "一部新手机已绑定，可以出示您的健康码。如果不是您本人操作，请马上在“我的”里打开“能亮我的码的手机”，移除它。",
        "A new phone can now show your code. If this was not you, please remove it at once: under “Me”, “Phones that "
        "can show my code”.",
    ),
    "inbox_device_removed": (
        "一部手机已移除，它出示的健康码不再有效。",
        "A phone was removed. The code that it shows counts no more.",
    ),
    "inbox_looked_up_on_the_way": (
        "检查点的值守人员凭您的证件查询了您的健康码颜色。",
        "A guard at a checkpoint looked up the colour of your code by your document.",
    ),
    "inbox_looked_up": (
        "“{venue}”的门岗凭您的证件查询了您的健康码颜色。",
        "A guard at “{venue}” looked up the colour of your code by your document.",
    ),
}

"""Sentences about log-in by WeChat and Alipay, and binding them."""

TEXTS: dict[str, tuple[str, str]] = {
    "platform_denied": (
        "没能确认您在微信或支付宝中的身份，请再试一次，或用手机验证码登录。",
        "WeChat or Alipay did not confirm who you are. Please try again, or log in with a code by text message.",
    ),
    "platform_snapshot": (
        "微信现在只打开了这个页面的快照。请点页面上的“使用完整服务”，或用手机验证码登录。",
        "WeChat shows a snapshot of this page only. Please open the whole service there, or log in with a code by text "
        "message.",
    ),
    "platform_ticket_over": (
        "这次绑定已经过期，请重新打开微信或支付宝确认一次。",
        "This took too long. Please let WeChat or Alipay confirm who you are once more.",
    ),
    "wechat_not_bound": (
        "请先在“我的”里绑定微信，才能在微信里收到提醒。",
        "Please bind WeChat to your account first, so that reminders can come there.",
    ),
    "wechat_other": (
        "这个微信不是您账号绑定的那一个，请用绑定的微信再试一次。",
        "This is not the WeChat that is bound to your account. Please try again with that one.",
    ),
    "wechat_agreements_enough": (
        "您同意的微信提醒次数已经够多，用掉一些后可以再加。",
        "You have agreed to as many reminders by WeChat as can be kept. You can add more once some were sent.",
    ),
    "inbox_wechat_changed": (
        "微信已绑定到您的账号，可以用来登录，其他设备已退出登录。"
        "如果不是您绑的，请在 72 小时内点开发到您手机或邮箱的链接撤销。",
        "WeChat was bound to your account, so one can log in by it, and other devices were logged out. If it was not "
        "you, undo it within 72 hours with the link that we sent to your phone or e-mail.",
    ),
    "inbox_alipay_changed": (
        "支付宝已绑定到您的账号，可以用来登录，其他设备已退出登录。"
        "如果不是您绑的，请在 72 小时内点开发到您手机或邮箱的链接撤销。",
        "Alipay was bound to your account, so one can log in by it, and other devices were logged out. If it was not "
        "you, undo it within 72 hours with the link that we sent to your phone or e-mail.",
    ),
    "inbox_wechat_moved": (
        "原来绑定在这个账号上的微信，现在绑定到了另一个账号，不能再登录这里。",
        "The WeChat that was bound to this account is now bound to another one, and no longer logs in here.",
    ),
    "inbox_alipay_moved": (
        "原来绑定在这个账号上的支付宝，现在绑定到了另一个账号，不能再登录这里。",
        "The Alipay that was bound to this account is now bound to another one, and no longer logs in here.",
    ),
    "inbox_wechat_unbound": (
        "微信已与您的账号解绑，用微信登录的设备已退出。",
        "WeChat is no longer bound to your account, and devices that logged in by it were logged out.",
    ),
    "inbox_alipay_unbound": (
        "支付宝已与您的账号解绑，用支付宝登录的设备已退出。",
        "Alipay is no longer bound to your account, and devices that logged in by it were logged out.",
    ),
    "changed_wechat": (
        "【康码】您的账号绑定了一个微信，可用它登录。不是您本人操作？72 小时内点开撤销：{link}",
        "[Kangma] A WeChat was bound to your account and can log in. Not you? Undo it within 72 hours: {link}",
    ),
    "changed_alipay": (
        "【康码】您的账号绑定了一个支付宝，可用它登录。不是您本人操作？72 小时内点开撤销：{link}",
        "[Kangma] An Alipay was bound to your account and can log in. Not you? Undo it within 72 hours: {link}",
    ),
}

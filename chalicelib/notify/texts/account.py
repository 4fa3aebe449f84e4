"""Sentences about an account: proofs, changed credentials, undoing them, sessions."""

TEXTS: dict[str, tuple[str, str]] = {
    "proof_required": (
        "这一步需要先确认是您本人：请输入短信验证码或密码。",
        "We first need to know that it is you: please enter a code from a text message, or your password.",
    ),
    "undo_over": (
        "这个撤销链接已经用过或者过期了。如果账号不是您在用，请申请找回账号。",
        "This link was used before or is too old. If somebody else uses your account, please ask to get it back.",
    ),
    "inbox_password_changed": (
        "登录密码已更改，其他设备已退出登录。如果不是您改的，请在 72 小时内点开发到您手机或邮箱的链接撤销。",
        "Your password was changed and other devices were logged out. If it was not you, undo it within 72 hours with "
        "the link that we sent to your phone or e-mail.",
    ),
    "inbox_phone_changed": (
        "登录手机号已更换，其他设备已退出登录。如果不是您换的，请在 72 小时内点开发到原手机或邮箱的链接撤销。",
        "Your phone number was changed and other devices were logged out. If it was not you, undo it within 72 hours "
        "with the link that we sent to the old phone or e-mail.",
    ),
    "inbox_email_changed": (
        "邮箱已更改，其他设备已退出登录。如果不是您改的，请在 72 小时内点开发到您手机或原邮箱的链接撤销。",
        "Your e-mail address was changed and other devices were logged out. If it was not you, undo it within 72 hours "
        "with the link that we sent to your phone or the old address.",
    ),
    "inbox_change_undone": (
        "账号的密码、手机号和邮箱已恢复成更改之前的样子，所有设备都已退出登录。",
        "Password, phone and e-mail of your account are again what they were before the change, and every device was "
        "logged out.",
    ),
    "changed_password": (
        "【康码】您的登录密码已更改。不是您本人操作？72 小时内点开撤销：{link}",
        "[Kangma] The password of your account was changed. Not you? Undo it within 72 hours: {link}",
    ),
    "changed_phone": (
        "【康码】您的账号已换成另一个手机号。不是您本人操作？72 小时内点开撤销：{link}",
        "[Kangma] Your account was moved to another phone number. Not you? Undo it within 72 hours: {link}",
    ),
    "changed_email": (
        "【康码】您账号的邮箱已更改。不是您本人操作？72 小时内点开撤销：{link}",
        "[Kangma] The e-mail address of your account was changed. Not you? Undo it within 72 hours: {link}",
    ),
    "changed_to_here": (
        "【康码】一个健康码账号现在使用这里接收通知。不是您本人操作的话，可以不用理会。",
        "[Kangma] A health code account now sends its messages here. If that was not you, you need not do anything.",
    ),
}

"""How a person wants to be told, and what happens where a carrier does not deliver."""

TEXTS: dict[str, tuple[str, str]] = {
    "invalid_email": ("邮箱地址不对。", "The e-mail address is not right."),
    "email_form": (
        "请填写完整的邮箱地址，例如 name@example.com。",
        "Please give a whole e-mail address, for example name@example.com.",
    ),
    "clock_form": (
        "时间请写成 22:00 这样（24 小时制）。",
        "Please write the time like 22:00 (24-hour clock).",
    ),
    "unknown_timezone": (
        "没有这个时区，请从列表中选择，例如 Europe/Rome。",
        "There is no such time zone. Please choose one from the list, for example Europe/Rome.",
    ),
    "quiet_too_long": (
        "免打扰时间最长 {most} 小时，否则没有时间提醒您。",
        "Quiet hours can last {most} hours at most. Otherwise there would be no time to remind you.",
    ),
    "channel_not_bound": (
        "这种通知方式还没有设置，请先绑定。",
        "This way of being told is not set up yet. Please add it first.",
    ),
    "push_service_unknown": (
        "这个浏览器的通知服务我们发不到，请换一个浏览器，或用短信、邮件。",
        "We cannot reach this browser's service for notifications. Please use another browser, or text messages or "
        "e-mail.",
    ),
    "push_key_form": (
        "浏览器给的通知密钥不对，请重新打开通知。",
        "The browser's key for notifications is not right. Please turn notifications on again.",
    ),
    "push_title": ("康码", "Kangma"),
    "push_look_inside": (
        "您有一条新消息，点开查看。",
        "You have a new message. Open it to read it.",
    ),
    "email_subject": ("康码通知", "A message from Kangma"),
    "inbox_not_delivered": (
        "有一条短信没有送达您的手机。请在“我的”里填写邮箱，以后短信收不到时我们会发邮件；也可以用家人的手机接收。",
        "A text message could not be delivered to your phone. Please give an e-mail address under “Me”: we will write "
        "there when a text message does not arrive. A relative's phone can receive them too.",
    ),
    "inbox_mailed_instead": (
        "有一条短信没有送达您的手机，我们已改发到您的邮箱。",
        "A text message could not be delivered to your phone, so we sent it to your e-mail address.",
    ),
    "inbox_told_otherwise": (
        "有一条短信没有送达您的手机，我们已改用您选的下一种方式通知您。",
        "A text message could not be delivered to your phone, so we told you by the next way that you chose.",
    ),
}

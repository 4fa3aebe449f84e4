"""Refusals about codes and people."""

TEXTS: dict[str, tuple[str, str]] = {
    "no_code": (
        "还没有可以出示的健康码，请先填报。",
        "There is no code to show yet. Please declare first.",
    ),
    "wrong_entry": (
        "这种证件请从另一个入口登记：有居民身份证的人须用身份证入口。",
        "Please use the other entry for this document. Whoever has an ID card must use the ID card entry.",
    ),
    "phone_taken": (
        "这个手机号已有自己的账号。请用它登录那个账号，或者换一个号码。",
        "This phone number has an account of its own. Log in to that one with it, or use another number.",
    ),
    "chinese_document_first": (
        "中国籍旅客请用中国证件填报；香港、澳门特区护照也是中国证件，请从护照入口填写。",
        "Chinese nationals file with their Chinese document. A passport of Hong Kong or Macao is one: please use "
        "the passport entry.",
    ),
    "document_expired": ("证件已过期。", "This document has expired."),
    "child_too_old": ("儿童须在 {age} 周岁（含）以下。", "A child is {age} years old at most."),
    "self_first": ("请先为自己登记，再为他人代办。", "Please register yourself before you file for others."),
    "filer_not_certified": (
        "代办人须先用居民身份证通过实名认证。",
        "Whoever files for others must first be certified by ID card.",
    ),
    "declare_first": ("请先为自己填报，再为他人代办。", "Please declare for yourself first."),
    "already_bound": (
        "这个账号已经登记了本人，或代办人数已满。",
        "This account already has its own person, or its places for dependants are used up.",
    ),
}

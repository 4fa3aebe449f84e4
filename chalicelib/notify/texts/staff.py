"""Looking after staff."""

TEXTS: dict[str, tuple[str, str]] = {
    "login_taken": ("这个登录名已有人使用。", "This login is taken."),
    "own_login": (
        "不能修改自己的账号，请另一位主管办理。",
        "You cannot change your own login. Please ask another supervisor.",
    ),
}

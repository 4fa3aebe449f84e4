"""Looking after staff."""

TEXTS: dict[str, tuple[str, str]] = {
    "login_taken": ("这个登录名已有人使用。", "This login is taken."),
    "own_login": (
        "不能修改自己的账号，请另一位主管办理。",
        "You cannot change your own login. Please ask another supervisor.",
    ),
    "staff_document_taken": (
        "这个证件的本人已经有一个工作账号，一人只能有一个。",
        "The person with this document has a staff login already. One person has one login.",
    ),
    # Proposals: what takes two people.
    "same_person": (
        "这是您自己提出的，须由另一个人认定。",
        "You proposed this yourself. Somebody else has to decide on it.",
    ),
    "own_record": (
        "不能办理自己或自己账号里的人的事项，请同事办理。",
        "You cannot decide about yourself or the people of your own account. Please ask a colleague.",
    ),
    "proposal_open": (
        "这件事已经有一项提议在等待认定，请先处理它。",
        "A proposal about this is open already. Please decide on that one first.",
    ),
    "expired": (
        "这项提议已经过期，请重新提出。",
        "This proposal has lapsed. Please propose it again.",
    ),
    "changed_meanwhile": (
        "您看到以后内容变了，请重新查看再决定。",
        "This changed after you looked at it. Please look again before you decide.",
    ),
    "proposer_removed": (
        "提出的人已经没有这个权限，请重新提出。",
        "Whoever proposed this may no longer do so. Please propose it again.",
    ),
    "touches_changed": (
        "涉及的人数变了，请重新查看再决定。",
        "It touches another number of people now. Please look again before you decide.",
    ),
    "too_late": (
        "已经太晚：这不会再影响任何人。",
        "It is too late for this: nobody would be touched by it any more.",
    ),
    "needs": (
        "还缺少认定所需的条件，请看下面列出的各项。",
        "Something is still missing for this decision. Please see the list.",
    ),
    "second_person": ("须由另一个人认定。", "Another person has to agree."),
    "supervisor": ("须由主管认定。", "A supervisor has to agree."),
    "count": ("请填写所涉及的人数。", "Please type the number of people that it touches."),
    "simulation": ("请先做一次模拟。", "Please run a simulation first."),
    "cooling": ("须等待一段时间再认定。", "It has to wait for a while before it can be decided."),
}

"""Looking after staff."""

TEXTS: dict[str, tuple[str, str]] = {
    "login_taken": ("这个登录名已有人使用。", "This login is taken."),
    "founded_already": (
        "已有全国主管，或已邀请了两位。其他人由他们办理。",
        "There are supervisors of the whole country, or two are invited still. Everybody else is invited by them.",
    ),
    "gone": (
        "这个地址已经停用。",
        "This way has been given up.",
    ),
    "lapsed": (
        "这个邀请已经用过或过期，请联系主管重新邀请。",
        "This invitation was used or is over. Please ask a supervisor for another one.",
    ),
    "passkey_refused": (
        "通行密钥没有通过验证，请再试一次。",
        "The passkey could not be verified. Please try again.",
    ),
    "staff_invitation": (
        "【康码】您的工作账号 {login} 已开通，请在 {hours} 小时内设置登录方式：{link} 。请勿转发。",
        "Kangma: set up your staff login {login} within {hours} hours: {link} . Do not forward this.",
    ),
    "staff_invitation_subject": ("康码工作账号", "Your Kangma staff login"),
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
    "supervisor": ("须由主管认定。", "A supervisor has to agree."),
    "count": ("请填写所涉及的人数。", "Please type the number of people that it touches."),
    "simulation": ("请先做一次模拟。", "Please run a simulation first."),
    "last_ruleset": (
        "请先发布一个自停用之日起生效、不含任何规则的规则集，使所有管控届时解除。",
        "Please publish a rule set first that has no rules and takes effect by the first day, so that every hold ends.",
    ),
    "cooling": ("须等待一段时间再认定。", "It has to wait for a while before it can be decided."),
}

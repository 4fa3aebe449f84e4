"""Cases: what people are told of their own, and what staff may not enter."""

TEXTS: dict[str, tuple[str, str]] = {
    "inbox_case_confirmed": (
        "疾控中心将您登记为新冠肺炎确诊病例，您的健康码已变为红色（编号 {reference}）。"
        "出院后观察 14 天、连续打卡 14 天转绿。如有误，请申诉并写明编号。",
        "The disease control centre has recorded you as a confirmed case, so your code is red (reference {reference}). "
        "It turns green after 14 days of observation from your discharge, with a check-in each day. If this is wrong, "
        "please appeal and give the reference.",
    ),
    "inbox_case_suspected": (
        "疾控中心将您登记为新冠肺炎疑似病例，您的健康码已变为红色（编号 {reference}）。"
        "排除后立即恢复。如有误，请申诉并写明编号。",
        "The disease control centre has recorded you as a suspected case, so your code is red (reference {reference}). "
        "It is as before once the doctors rule it out. If this is wrong, please appeal and give the reference.",
    ),
    "inbox_case_asymptomatic": (
        "疾控中心将您登记为无症状感染者，您的健康码已变为红色（编号 {reference}）。"
        "解除后观察 14 天、连续打卡 14 天转绿。如有误，请申诉并写明编号。",
        "The disease control centre has recorded you as infected without symptoms, so your code is red (reference "
        "{reference}). It turns green after 14 days of observation from your release, with a check-in each day. If "
        "this is wrong, please appeal and give the reference.",
    ),
    "inbox_case_excluded": (
        "您的疑似病例已排除，健康码已按此更新（编号 {reference}）。请打开健康码。",
        "You are no case: the doctors ruled it out, and your code follows (reference {reference}). "
        "Please open your code.",
    ),
    "inbox_case_withdrawn": (
        "疾控中心撤回了关于您的病例登记：此前变码有误，健康码已恢复（编号 {reference}）。请打开健康码。",
        "The disease control centre took back the case that it had recorded of you: your code had been changed by "
        "mistake and is as it would be without it (reference {reference}). Please open your code.",
    ),
    "inbox_contact_close": (
        "疾控中心将您登记为新冠肺炎病例的密切接触者，您的健康码已变为红色（编号 {reference}）。"
        "自最后接触起观察 14 天、每天打卡后转绿。如有误，请申诉并写明编号。",
        "The disease control centre has recorded you as a close contact of a case, so your code is red (reference "
        "{reference}). It turns green after 14 days from the last contact, with a check-in each day. If this is "
        "wrong, please appeal and give the reference.",
    ),
    "inbox_contact_building": (
        "您的同楼道或办公区域有新冠肺炎病例，您的健康码已变为黄色（编号 {reference}）。"
        "自最后接触起观察 7 天、每天打卡后转绿。如有误，请申诉并写明编号。",
        "Somebody on your stairs or in your office area is a case, so your code is yellow (reference {reference}). It "
        "turns green after 7 days from the last contact, with a check-in each day. If this is wrong, please appeal "
        "and give the reference.",
    ),
    "inbox_contact_taken_back": (
        "您因接触病例而变色的登记已撤回，此前变码有误，健康码已按此更新（编号 {reference}）。请打开健康码。",
        "That you were a contact of a case was taken back: your code had been changed by mistake and is as it would be "
        "without it (reference {reference}). Please open your code.",
    ),
    "no_case": ("这个病例已被排除或撤回。", "This case was ruled out or taken back."),
    "nobody_exposed": ("在传染期内没有符合条件的接触者。", "Nobody was exposed in the infectious window."),
    "inbox_revealed": (
        "有防疫机构因工作需要查看了您的姓名和证件号码。查看已记入审计。",
        "An office of the epidemic response looked at your name and document number for its work. "
        "The look stands in the audit.",
    ),
    "invalid_case": ("这样的病例记录不成立。", "There can be no such case."),
    "suspected_released": (
        "疑似病例只能排除或确诊，不能出院。",
        "A suspected case is ruled out or confirmed, never discharged.",
    ),
    "unchanged": ("没有任何改动。", "Nothing would change."),
}

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
    "inbox_contact_refuted": (
        "您申报的接触经核实并非接触病例，健康码已按此更新。请打开健康码。",
        "The contact that you declared was looked into and was none with a case; your code follows. "
        "Please open your code.",
    ),
    "inbox_test_refuted": (
        "您申报的阳性检测经核实不成立，健康码已按此更新。请打开健康码。",
        "The positive test that you declared was looked into and was none; your code follows. Please open your code.",
    ),
    "inbox_designation_quarantine_order": (
        "根据隔离医学观察决定，您的健康码已变色（编号 {reference}）。恢复办法见健康码页面。如有误，请申诉并写明编号。",
        "An order of quarantine changed the colour of your code (reference {reference}). Your code says how it clears. "
        "If this is wrong, please appeal and give the reference.",
    ),
    "inbox_designation_returnee": (
        "因您从疫情地区返回，您的健康码已变色（编号 {reference}）。恢复办法见健康码页面。如有误，请申诉并写明编号。",
        "You came back from a region with an outbreak, so the colour of your code changed (reference {reference}). "
        "Your code says how it clears. If this is wrong, please appeal and give the reference.",
    ),
    "inbox_designation_cohort_exposure": (
        "因您所在的群体有暴露风险，您的健康码已变色（编号 {reference}）。"
        "恢复办法见健康码页面。如有误，请申诉并写明编号。",
        "A group that you belong to was exposed, so the colour of your code changed (reference {reference}). Your code "
        "says how it clears. If this is wrong, please appeal and give the reference.",
    ),
    "inbox_designation_other_public_health": (
        "因疫情防控需要，您的健康码已变色（编号 {reference}）。恢复办法见健康码页面。如有误，请申诉并写明编号。",
        "A measure against the epidemic changed the colour of your code (reference {reference}). Your code says how it "
        "clears. If this is wrong, please appeal and give the reference.",
    ),
    "inbox_designation_ended": (
        "对您健康码的管理措施已解除（编号 {reference}）。请打开健康码。",
        "The measure on your code was lifted (reference {reference}). Please open your code.",
    ),
    "inbox_designation_wrong": (
        "对您健康码的管理措施有误，已撤销，健康码已按此更新（编号 {reference}）。请打开健康码。",
        "The measure on your code was a mistake and was taken back; your code is as it would be without it (reference "
        "{reference}). Please open your code.",
    ),
    "inbox_breach": (
        "记录显示 {on} 您没有遵守隔离观察，观察重新计算（编号 {reference}）。如有误，请申诉并写明编号。",
        "On {on} you are recorded as not having kept your observation, so it begins anew (reference {reference}). If "
        "this is wrong, please appeal and give the reference.",
    ),
    "hold.designated.red.quarantine_order": (
        "根据隔离医学观察决定，您从 {since} 起为红码。您可以申诉。",
        "An order of quarantine set your code to red from {since}. You can appeal.",
    ),
    "hold.designated.red.returnee": (
        "因您从疫情地区返回，您从 {since} 起为红码。您可以申诉。",
        "You came back from a region with an outbreak: your code is red from {since}. You can appeal.",
    ),
    "hold.designated.red.cohort_exposure": (
        "因您所在的群体有暴露风险，您从 {since} 起为红码。您可以申诉。",
        "A group that you belong to was exposed: your code is red from {since}. You can appeal.",
    ),
    "hold.designated.red.other_public_health": (
        "因疫情防控需要，您从 {since} 起为红码。您可以申诉。",
        "A measure against the epidemic set your code to red from {since}. You can appeal.",
    ),
    "hold.designated.yellow.quarantine_order": (
        "根据隔离医学观察决定，您从 {since} 起为黄码。您可以申诉。",
        "An order of quarantine set your code to yellow from {since}. You can appeal.",
    ),
    "hold.designated.yellow.returnee": (
        "因您从疫情地区返回，您从 {since} 起为黄码。您可以申诉。",
        "You came back from a region with an outbreak: your code is yellow from {since}. You can appeal.",
    ),
    "hold.designated.yellow.cohort_exposure": (
        "因您所在的群体有暴露风险，您从 {since} 起为黄码。您可以申诉。",
        "A group that you belong to was exposed: your code is yellow from {since}. You can appeal.",
    ),
    "hold.designated.yellow.other_public_health": (
        "因疫情防控需要，您从 {since} 起为黄码。您可以申诉。",
        "A measure against the epidemic set your code to yellow from {since}. You can appeal.",
    ),
    "no_case": ("这个病例已被排除或撤回。", "This case was ruled out or taken back."),
    "test_is_a_case": (
        "阳性检测确认后请作为病例登记，病例将取代该申报。",
        "A positive test that is confirmed is entered as a case, which takes its place.",
    ),
    "other_content": ("同一版本号的内容与此前不同。", "The same revision said something else before."),
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

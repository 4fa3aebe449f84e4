"""Why a code has its colour, what it means, the way back to green, and what can be wrong with a rule set.

`hold.<rule>` says the cause of each hold; `{since}` is the day its observation started. Where a rule is about several
things, `hold.<rule>.<thing>` names the one that it was, and `{what}` the symptoms that were ticked.
"""

TEXTS: dict[str, tuple[str, str]] = {
    # The cause of each hold.
    "hold.case.confirmed": (
        "您是新冠肺炎确诊病例。",
        "You are a confirmed case of COVID-19.",
    ),
    "hold.case.suspected": (
        "您是新冠肺炎疑似病例，等待排除。",
        "You are a suspected case of COVID-19. Doctors have not ruled it out yet.",
    ),
    "hold.case.asymptomatic": (
        "您的检测为阳性，没有症状（无症状感染者）。",
        "Your test was positive, though you have no symptoms.",
    ),
    "hold.contact.close": (
        "您是新冠肺炎病例的密切接触者，最后一次接触是 {since}。",
        "You were in close contact with somebody who has COVID-19, last on {since}.",
    ),
    "hold.contact.building": (
        "您的同楼道或办公区域有确诊病例，最后一次接触是 {since}。",
        "Somebody on your stairs or in your office area has COVID-19. You last shared the place on {since}.",
    ),
    "hold.contact.declared.confirmed": (
        "您申报在 {since} 接触过确诊病例，工作人员正在核实。",
        "You told us that on {since} you met somebody who has COVID-19. Staff are checking it.",
    ),
    "hold.contact.declared.suspected": (
        "您申报在 {since} 接触过疑似病例，工作人员正在核实。",
        "You told us that on {since} you met somebody who may have COVID-19. Staff are checking it.",
    ),
    "hold.region.high.high": (
        "您到过高风险地区，最近一天是 {since}。",
        "You were in a high-risk area, most recently on {since}.",
    ),
    "hold.region.high.key": (
        "您到过重点地区，最近一天是 {since}。",
        "You were in a key area, which counts as high-risk, most recently on {since}.",
    ),
    "hold.region.medium": (
        "您到过中风险地区，最近一天是 {since}。",
        "You were in a medium-risk area, most recently on {since}.",
    ),
    "hold.symptom": (
        "您在 {since} 申报了：{what}。",
        "On {since} you told us of: {what}.",
    ),
    "hold.test.declared": (
        "您申报 {since} 的检测结果为阳性，工作人员正在核实。",
        "You told us that your test of {since} was positive. Staff are checking it.",
    ),
    "hold.gate.anomaly.temperature": (
        "{since} 在检查点或场所测得您的体温偏高。",
        "On {since} a checkpoint or a venue found your temperature too high.",
    ),
    "hold.gate.anomaly.reported": (
        "{since} 检查点或场所的工作人员报告了异常。",
        "On {since} a guard reported that something was unusual.",
    ),
    "hold.worsened": (
        "您在黄码期间的 {since} 健康打卡出现异常。",
        "While your code was yellow, your check-in on {since} was not normal.",
    ),
    "hold.undeclared": (
        "您已超过 48 小时没有填报。重新填报后马上恢复。",
        "You have not filed a declaration for more than 48 hours. Filing one clears this at once.",
    ),
    "hold.designated.red": (
        "工作人员从 {since} 起将您纳入红码管理。您可以申诉。",
        "Staff set your code to red from {since}. You can appeal.",
    ),
    "hold.designated.yellow": (
        "工作人员从 {since} 起将您纳入黄码管理。您可以申诉。",
        "Staff set your code to yellow from {since}. You can appeal.",
    ),
    # What was ticked, as the cause of a hold names it.
    "symptom.temperature": ("体温达到 37.3 度或以上", "a temperature of 37.3 °C or more"),
    "symptom.fever": ("发热", "a fever"),
    "symptom.dry_cough": ("干咳", "a dry cough"),
    "symptom.sore_throat": ("咽痛", "a sore throat"),
    "symptom.shortness_of_breath": ("呼吸困难", "shortness of breath"),
    "symptom.other_respiratory": ("其他呼吸道症状", "another respiratory symptom"),
    # The way back to green.
    "way_back.clears_on": (
        "每天健康打卡且一切正常，最早 {clears_on} 解除。已完成 {done} 天，共需 {required} 天。",
        "Check in every day and stay well: it can clear on {clears_on}. {done} of {required} days are done.",
    ),
    "way_back.open_ended": (
        "这个原因还没有结束，结束后才开始计算天数。",
        "The cause is not over yet. The days start to count when it is.",
    ),
    # What a colour means.
    "colour.green": (
        "绿码：可在全市、全省及互认省份通行。",
        "Green: you may go anywhere in the city, the province and the partner provinces.",
    ),
    "colour.yellow": (
        "黄码：请在家进行医学观察，每天健康打卡。",
        "Yellow: stay at home for observation and check in every day.",
    ),
    "colour.red": (
        "红码：请在家或在集中隔离点进行医学观察，每天健康打卡。",
        "Red: stay at home or in a facility for observation and check in every day.",
    ),
    "colour.none": (
        "您还没有健康码，请先填报。",
        "You have no code yet. Please file your first declaration.",
    ),
    # Risks to a trip.
    "risk.lapsed": (
        "到起飞那天，连续填报的天数不够，不能登机。请找航空公司改签或退票，最早 {day} 可以登机。",
        "By the day of this flight you will not have declared enough days in a row, so you cannot board it. "
        "Ask the airline to rebook or refund; the earliest day to board is {day}.",
    ),
    "risk.lapsed.no_day": (
        "到起飞那天，连续填报的天数不够，不能登机。请找航空公司改签或退票；转为绿码后才能登机，哪一天现在还不知道。",
        "By the day of this flight you will not have declared enough days in a row, so you cannot board it. Ask the "
        "airline to rebook or refund. You can board once your code is green; nobody can name that day yet.",
    ),
    "risk.unhealthy": (
        "起飞前 14 天内，您填报过不舒服、检测阳性或接触过病人，不能登机。请找航空公司改签或退票，最早 {day} 可以登机。",
        "Within 14 days of the flight you declared that you were unwell, tested positive or met somebody ill, so you "
        "cannot board it. Ask the airline to rebook or refund; the earliest day to board is {day}.",
    ),
    "risk.unhealthy.no_day": (
        "起飞前 14 天内，您填报过不舒服、检测阳性或接触过病人，不能登机。请找航空公司改签或退票；转为绿码后才能登机，"
        "哪一天现在还不知道。",
        "Within 14 days of the flight you declared that you were unwell, tested positive or met somebody ill, so you "
        "cannot board it. Ask the airline to rebook or refund. You can board once your code is green; nobody can name "
        "that day yet.",
    ),
    "risk.photos_missing": (
        "登机前请上传护照资料页和手持护照的照片。",
        "Before you board, please upload the photos of your passport page and of you holding it.",
    ),
    "risk.photos_missing.no_day": (
        "登机前请上传护照资料页和手持护照的照片，并且要转为绿码。",
        "Before you board, please upload the photos of your passport page and of you holding it; your code has to be "
        "green, too.",
    ),
    # What can be wrong with a rule set.
    "ruleset_missing": ("这一项必须填写。", "This has to be filled in."),
    "ruleset_unknown": ("规则集里没有这一项。", "A rule set has no such item."),
    "ruleset_version": ("版本号应为 1 到 40 个英文字符。", "A version is 1 to 40 plain characters."),
    "ruleset_instant": (
        "请填写带时区的时间，例如 2020-04-08T00:00:00+08:00。",
        "Please give a time with its offset, for example 2020-04-08T00:00:00+08:00.",
    ),
    "ruleset_date": ("请填写日期，例如 2020-04-08。", "Please give a date, for example 2020-04-08."),
    "ruleset_timezone": ("没有这个时区。", "There is no such time zone."),
    "ruleset_fever": (
        "请填写 30 到 45 之间的体温，例如 37.3。",
        "Please give a temperature from 30 to 45, for example 37.3.",
    ),
    "ruleset_number": ("请填写 {low} 到 {high} 之间的整数。", "Please give a whole number from {low} to {high}."),
    "ruleset_clock": ("请填写时刻，例如 22:00。", "Please give a time of day, for example 22:00."),
    "ruleset_quiet": (
        "免打扰时段需要开始和结束两个时刻，最长 {most} 小时。",
        "Quiet hours need both a start and an end, and last {most} hours at most.",
    ),
    "ruleset_list": ("列表里有不认识的值。", "The list has a value that is not known."),
    "ruleset_rule": (
        "每条规则需要颜色（yellow 或 red）、天数和打卡次数，最多 {high}。",
        "A rule needs a colour (yellow or red), days and check-ins, at most {high}.",
    ),
    "ruleset_obliged": (
        "请填写国家名单，每份有开始日期、结束日期和两位国家代码。",
        "Please give lists of countries, each with its first day, last day and two-letter codes.",
    ),
}

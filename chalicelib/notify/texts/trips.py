"""The trip: what is wrong with it, and what a traveller is told of it."""

TEXTS: dict[str, tuple[str, str]] = {
    # What is wrong with a trip.
    "international_only": (
        "只有国际版健康码可以填写行程。",
        "Only a traveller's code (international edition) has a trip.",
    ),
    "flight_required": (
        "请填写回国最后一程的航班号；还没买票请选“未购票”。",
        "Please give the flight number of the last leg, or say that you have no ticket yet.",
    ),
    "flight_form": (
        "没有这样的航班号。请照机票填写，例如 CA982。",
        "There is no such flight number. Please copy it from the ticket, for example CA982.",
    ),
    "departed": (
        "这个时间已经过去了。请填写还没有起飞的航班。",
        "This time has passed. Please give a flight that has not left yet.",
    ),
    "departs_too_late": (
        "起飞时间太远了，最多提前 {days} 天填写。",
        "This is too far ahead; {days} days at most.",
    ),
    "departure_time_required": (
        "已购票请填写机票上的起飞日期、时间和时区。",
        "With a ticket, please give the day and time of departure with its time zone.",
    ),
    "unknown_country": (
        "没有这个国家或地区代码，请用两个大写字母，例如意大利 IT。",
        "There is no such country code. Please use two capital letters, for example IT for Italy.",
    ),
    "former_country": (
        "这个国家代码已经停用，现在的代码是：{codes}。",
        "This country code is no longer in use. Today it is: {codes}.",
    ),
    "unknown_destination": (
        "没有这个目的地。请填写机票上的机场三字代码，例如北京首都 PEK。",
        "There is no such destination. Please give the airport's three letters from the ticket, for example PEK.",
    ),
    "begins_in_china": (
        "行程的起点应在中国大陆以外。",
        "The journey begins outside mainland China.",
    ),
    "destination_abroad": (
        "目的地应是机票上的中国机场。",
        "The destination is the airport in China that is on the ticket.",
    ),
    "unknown_airport": (
        "没有这个机场，请填写机票上的三字代码。",
        "There is no such airport. Please give its three letters from the ticket.",
    ),
    "airport_off_the_way": (
        "这个机场不在出发国家，也不在中转国家，请核对。",
        "This airport is neither in the country you start from nor in one where you change planes. Please check.",
    ),
    # What the inbox says of it.
    "inbox_risk_lapsed": (
        "行程有风险：到起飞那天，连续填报的天数不够，不能登机。请找航空公司改签或退票，最早 {on} 可以登机。",
        "Your trip is at risk: by the day of this flight you will not have declared enough days in a row, so you "
        "cannot board it. Ask the airline to rebook or refund. The earliest day to board is {on}.",
    ),
    "inbox_risk_lapsed.no_day": (
        "行程有风险：到起飞那天，连续填报的天数不够，不能登机。请找航空公司改签或退票；转为绿码后才能登机，"
        "哪一天现在还不知道。",
        "Your trip is at risk: by the day of this flight you will not have declared enough days in a row, so you "
        "cannot board it. Ask the airline to rebook or refund. You can board once your code is green; nobody can name "
        "that day yet.",
    ),
    "inbox_risk_unhealthy.no_day": (
        "行程有风险：起飞前 14 天内，您填报过不舒服、检测阳性或接触过病人，不能登机。请找航空公司改签或退票；"
        "转为绿码后才能登机，哪一天现在还不知道。如果是填错了，请拨打 12308 更正。",
        "Your trip is at risk: within 14 days of the flight you declared that you were unwell, tested positive or met "
        "somebody ill, so you cannot board it. Ask the airline to rebook or refund. You can board once your code is "
        "green; nobody can name that day yet. If it was a mistake, call 12308 to have it corrected.",
    ),
    "inbox_risk_unhealthy": (
        "行程有风险：起飞前 14 天内，您填报过不舒服、检测阳性或接触过病人，不能登机。请找航空公司改签或退票，"
        "最早 {on} 可以登机。如果是填错了，请拨打 12308 更正。",
        "Your trip is at risk: within 14 days of the flight you declared that you were unwell, tested positive or met "
        "somebody ill, so you cannot board it. Ask the airline to rebook or refund. The earliest day to board is {on}. "
        "If it was a mistake, call 12308 to have it corrected.",
    ),
    "inbox_risk_photos_missing": (
        "登机前还要传两张照片：护照资料页，和您手持护照的照片。在“行程”里可以拍。",
        "Two photos are needed before you board: your passport page, and you holding it. Take them under “Journey”.",
    ),
}

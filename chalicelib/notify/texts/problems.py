"""What went wrong and what to do next. One sentence for each problem and each field error."""

TEXTS: dict[str, tuple[str, str]] = {
    # Problems as a whole.
    "invalid_request": (
        "有的内容没有填对，请按提示修改后再提交。",
        "Something is not filled in correctly. Please correct the marked fields and send again.",
    ),
    "unauthenticated": ("请先登录。", "Please log in first."),
    "invalid_code": (
        "验证码不对。请核对短信里的 6 位数字。",
        "That code is not right. Please check the 6 digits in the message.",
    ),
    "code_expired": ("验证码已过期，请重新获取。", "That code has expired. Please ask for a new one."),
    "wrong_login": ("账号或密码不对。", "The login or the password is not right."),
    "forbidden": ("您的账号没有做这件事的权限。", "Your account is not allowed to do this."),
    "not_found": ("没有找到。", "Not found."),
    "method_not_allowed": ("这个地址不支持这样的请求。", "This address does not take that kind of request."),
    "conflict": (
        "现在不能这样做：记录刚刚变了，请刷新后再试。",
        "This cannot be done now: the record has just changed. Please reload and try again.",
    ),
    "idempotency_conflict": (
        "这个请求编号已经用在另一份内容上，请重新提交。",
        "This request number was already used with other content. Please send again.",
    ),
    "document_taken": (
        "这个证件号码已有健康码。如果不是您本人申领的，请申请找回，由工作人员处理。",
        "This document already has a code. If it was not you, ask for a recovery and staff will look at it.",
    ),
    "entry_closed": (
        "您第一次是从另一个入口登记的，以后也请从那个入口登记。",
        "You first registered through the other entry. Please go on using that one.",
    ),
    "too_large": ("内容太大了。", "That is too large."),
    "unsupported_media_type": ("请求的格式不支持，请用 JSON。", "This format is not supported. Please send JSON."),
    "invalid_phone": ("手机号码不对。", "The phone number is not right."),
    "invalid_document": ("证件号码不对。", "The document number is not right."),
    "not_eligible": ("按规定现在还不能这样做。", "The rules do not allow this now."),
    "too_many_requests": (
        "请求太多了，请在 {retry_after} 秒后再试。",
        "Too many requests. Please try again in {retry_after} seconds.",
    ),
    "attempts_exhausted": (
        "验证码输错次数太多，请重新获取。",
        "Too many wrong codes. Please ask for a new one.",
    ),
    "unavailable": ("系统现在很忙，请过一会儿再试。", "The service is busy. Please try again in a moment."),
    "internal": ("系统出错了，请过一会儿再试。", "Something went wrong on our side. Please try again in a moment."),
    "open_holds": (
        "红码或黄码期间不能注销；转绿以后就可以。",
        "You cannot erase your record while your code is red or yellow. You can once it is green.",
    ),
    "annulled_already": ("这次填报已经被撤销过。", "This declaration was annulled before."),
    "needs": (
        "这一步还缺少所需的条件，不能由一人完成。",
        "This needs more than one member of staff can decide alone.",
    ),
    "second_person": (
        "这样改会使这个人的健康码更严重，或更晚转绿，须由第二名工作人员认定。",
        "This would make the person's code worse, or keep it so for longer. A second member of staff has to agree.",
    ),
    "credited_already": ("这一天已经补记过。", "This day was credited before."),
    "outage_withdrawn": ("这次故障记录已经撤回过。", "This outage was taken back before."),
    # Fields.
    "required": ("请填写。", "Please fill this in."),
    "unknown_field": ("没有这一项。", "There is no such field."),
    "wrong_type": ("格式不对。", "This has the wrong form."),
    "bad_json": ("内容不是正确的 JSON。", "This is not valid JSON."),
    "too_long": ("太长了，最多 {limit}。", "This is too long; {limit} at most."),
    "too_short": ("太短了，至少 {limit}。", "This is too short; at least {limit}."),
    "not_allowed": ("只能是：{expected}。", "This can only be: {expected}."),
    "out_of_range": ("超出了范围。", "This is out of range."),
    "bad_date": ("日期不对，请写成 2020-03-10 这样。", "This is not a date. Please write it like 2020-03-10."),
    "bad_instant": ("时间不对。", "This is not a time with its offset."),
    "control_character": ("含有不能用的字符。", "This contains characters that cannot be used."),
    "bad_value": ("填写不对。", "This is not right."),
    "temperature_range": (
        "体温应在 30.0 到 45.0 度之间，最多一位小数。",
        "The temperature must be between 30.0 and 45.0 °C, with one decimal at most.",
    ),
    "in_future": ("不能晚于今天。", "This cannot be later than today."),
    "too_early": ("日期太早了。", "This date is too early."),
    "until_before_from": ("结束日期不能早于开始日期。", "The end cannot be before the start."),
    "unknown_region": (
        "没有这个地区代码，请用 6 位县级代码或两位国家代码。",
        "There is no such region. Please use a 6-digit county code or a 2-letter country code.",
    ),
    "day_required": ("请填写是哪一天。", "Please say on which day."),
    "bad_cursor": ("翻页位置不对，请从头开始。", "This page position is not valid. Please start again."),
    "weak_password": (
        "密码至少 10 位，不能全是同一个字符。",
        "A password has at least 10 characters, not all the same.",
    ),
    "reason_required": ("请说明为什么由您代办。", "Please say why you file for this person."),
    "answers_of_nobody": (
        "不是本人的填报整份作废，不能另填答案。",
        "A declaration that is not theirs goes whole; no answers can take the place of its own.",
    ),
    "outage_not_over": ("故障结束以后才能记录。", "An outage is recorded when it is over."),
    "outage_too_long": (
        "一次最多记录 {days} 天，更长的请分开记录。",
        "At most {days} days at a time; record a longer one in parts.",
    ),
    "duplicate": ("同一项填了两次。", "The same entry is there twice."),
}

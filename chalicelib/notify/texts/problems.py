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
    "answered_before": (
        "这个请求已经答复过，答复只给一次。需要的话，请换一个请求编号重新提交。",
        "This request was answered before, and its answer is given once. If you need it, send it with a new number.",
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
    "sms_budget_spent": (
        "现在发往这个国家或地区的短信已达上限，暂时发不出验证码。请用密码、证件号码加密码，或已确认的邮箱登录；"
        "{retry_after} 秒后也可再试。",
        "No more text messages can be sent to this country or region at the moment. Please log in by password, by "
        "document and password, or through your confirmed e-mail address, or try again in {retry_after} seconds.",
    ),
    "proof_of_work_required": (
        "现在请求很多。手机会自动算一道题，然后发送验证码，请稍候。",
        "There are many requests now. Your phone computes something by itself, then the code is sent. Please wait.",
    ),
    "too_many_people": (
        "今天登记的人太多了（每个账号每天最多 {limit} 次），请明天再试。",
        "This account has registered too many people today ({limit} a day at most). Please go on tomorrow.",
    ),
    "too_many_venues": (
        "今天登记的场所太多了（每个账号每天最多 {limit} 个）。更多的请用表格一次上传。",
        "This account has registered too many venues today ({limit} a day at most). Please upload more as one file.",
    ),
    "too_many_uploads": (
        "今天上传的表格太多了（每个账号每天最多 {limit} 份），请明天再传。",
        "This account has uploaded too many files today ({limit} a day at most). Please go on tomorrow.",
    ),
    "too_many_members": (
        "今天添加的人员太多了（每个账号每天最多 {limit} 名），请明天再加。",
        "This account has added too many people today ({limit} a day at most). Please go on tomorrow.",
    ),
    "too_many_appeals": (
        "今天提出的申诉太多了（每个账号每天最多 {limit} 件）。已提出的都会处理，有新情况请明天再说。",
        "This account has filed too many appeals today ({limit} a day at most). Those that you filed are looked at; "
        "please tell us more tomorrow.",
    ),
    "too_many_declarations": (
        "这一小时填报的次数太多了（最多 {limit} 次），最后一次已经算数。请在 {retry_after} 秒后再填。",
        "Too many declarations within the hour ({limit} at most); the last one counts. Please go on in {retry_after} "
        "seconds.",
    ),
    "attempts_exhausted": (
        "验证码输错次数太多，请重新获取。",
        "Too many wrong codes. Please ask for a new one.",
    ),
    "unavailable": ("系统现在很忙，请过一会儿再试。", "The service is busy. Please try again in a moment."),
    "maintenance": (
        "系统正在维护，预计北京时间 {until} 恢复。健康码照常出示和核验。",
        "Maintenance until about {until} Beijing time. Codes are shown and checked as usual.",
    ),
    "internal": ("系统出错了，请过一会儿再试。", "Something went wrong on our side. Please try again in a moment."),
    "open_holds": (
        "身份核实以前，红码或黄码期间不能删除；核实以后或转绿以后就可以。",
        "You cannot delete your record while your code is red or yellow and your identity is not confirmed. "
        "Once it is confirmed, or your code is green, you can.",
    ),
    "annulled_already": ("这次填报已经被撤销过。", "This declaration was annulled before."),
    "needs": (
        "这一步还缺少所需的条件，请看下面列出的各项。",
        "Something is still missing for this step. Please see the list.",
    ),
    "second_person": (
        "须由第二名工作人员认定：一个人不能让别人的健康码变严重或更晚转绿。",
        "A second member of staff has to agree: nobody alone makes a code worse, or keeps it so for longer.",
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
    "decoding_accident": (
        "文字在复制或转换时损坏了（出现 � 或乱码），请重新输入。",
        "These words were damaged when they were copied or converted: they show � or nonsense. Please type them again.",
    ),
    "control_character": (
        "文字中有无法显示的字符，请删掉后重新输入。",
        "This contains a character that cannot be shown. Please delete it and type it again.",
    ),
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
        "这个密码太容易被猜到。请用至少 {least} 位，比如几个不相干的词；不要用手机号、姓名、证件号码和生日。",
        "That password is easily guessed. Please use at least {least} characters, a few unrelated words for example, "
        "and not your phone, name, document or birthday.",
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

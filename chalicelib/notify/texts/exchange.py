"""Exchange with partners: what their messages are answered, and what people are told of what a partner said."""

TEXTS: dict[str, tuple[str, str]] = {
    "unsigned": ("报文没有签名。", "The message is not signed."),
    "bad_signature": ("签名、摘要、收发方或密钥不符。", "Signature, digest, sender, receiver or key do not agree."),
    "stale_signature": ("签名时间与当前相差超过 300 秒。", "The signature was made more than 300 seconds from now."),
    "replayed": ("该随机数已用于另一报文。", "The nonce was used for another message."),
    "undecipherable": ("报文无法用约定的 SM4 密钥解开。", "The agreed SM4 key does not open the message."),
    "not_agreed": ("协议没有约定此接口。", "The agreement does not have this interface."),
    "partner_silent": (
        "颜色对应尚未用三条签名测试报文核对完，暂不采信。",
        "The three signed test messages have not all passed; no colours are believed yet.",
    ),
    "mapping_disagrees": ("取值与约定的颜色不符。", "The value stands for another colour in the agreement."),
    "partner_known": ("该合作方已登记。", "This partner is registered already."),
    "key_known": ("该密钥编号已用过。", "This key id was used before."),
    "key_not_announced": ("该密钥未经现用密钥签名预告。", "The current key has not announced this key."),
    "office.partner": ("{name}（另一平台）", "{name} (another platform)"),
    "withdraw_first": ("请先撤回此前的版本。", "Withdraw the version before it first."),
    "used_before": ("该编号已用于另一条记录。", "This reference was used for another record."),
    "inbox_declared_elsewhere": (
        "{partner}转来您在当地的健康申报，其中有症状、接触或阳性检测。它不影响您的健康码颜色；请在这里如实填报今天的情况。",
        "{partner} passed on a declaration that you made there, with symptoms, a contact or a positive test. It does "
        "not touch your colour; please declare here how you are today.",
    ),
    "inbox_partner_says_red": (
        "{partner}的平台显示您为红码，但没有说明依据。您在这里的颜色不变，可以通行；查验人员会请您到服务台说明。"
        "{until} 前如无依据即失效。",
        "The platform of {partner} shows you as red, without a reason. Your colour here stays as it is and you may "
        "pass; gates will ask you to tell the desk. Without a reason it ends by {until}.",
    ),
    "inbox_partner_says_yellow": (
        "{partner}的平台显示您为黄码，但没有说明依据。您在这里的颜色不变，可以通行。{until} 前如无依据即失效。",
        "The platform of {partner} shows you as yellow, without a reason. Your colour here stays as it is and you may "
        "pass. Without a reason it ends by {until}.",
    ),
    "inbox_partner_says_unknown": (
        "{partner}的平台对您有一个我们读不懂的状态。您在这里的颜色不变；查验人员可能会询问。{until} 前失效。",
        "The platform of {partner} has a status of yours that we cannot read. Your colour here stays as it is; gates "
        "may ask you. It ends by {until}.",
    ),
    "inbox_county_asked": (
        "出行记录显示您 {first} 至 {last} 到过{place}，但没有写明区县。请在下一次填报的「去过」里补上区县。",
        "A travel record says that you were in {place} from {first} to {last}, but not in which county. Please name "
        "the county under places in your next declaration.",
    ),
    "not_authorised": (
        "没有本人同意或两人签署的流调依据。",
        "Neither the person nor an investigation of two allows it.",
    ),
    "invocation_open": ("本人还没有答复。", "The person has not answered yet."),
    "invocation_decided": ("已经答复过了。", "It was answered already."),
    "inbox_display_asked": (
        "{partner}请求出示您的健康码。请在 {due_at} 前打开「我的请求」同意或拒绝；不答复即不出示。",
        "{partner} asks to be shown your code. Say yes or no under My requests by {due_at}; without an answer nothing "
        "is shown.",
    ),
    "inbox_query_asked": (
        "{partner}请求查询您的健康码状态。请在 {due_at} 前打开「我的请求」同意或拒绝；不答复即不提供。",
        "{partner} asks for the status of your code. Say yes or no under My requests by {due_at}; without an answer "
        "nothing is told.",
    ),
    "inbox_status_asked": (
        "{partner}查询了您的健康码状态，已记录。",
        "{partner} was told the status of your code. It is on record.",
    ),
    "keyid_of_another": ("密钥编号须以合作方编号开头。", "A key's id begins with its owner's id."),
    "not_a_partners": ("这不是其他平台提供的信息。", "This is nothing that another platform said."),
    "subject_needed": ("请写明是谁的信息。", "Please say whose record it is."),
    "inbox_fact_suspended": (
        "另一平台关于您的信息（编号 {reference}）已暂停，等待对方答复，最迟 {until}。其间健康码按没有这条信息显示。",
        "What another platform said of you (reference {reference}) is suspended until it answers, {until} at the "
        "latest. Meanwhile your code is shown without it.",
    ),
    "inbox_fact_stands": (
        "另一平台关于您的信息（编号 {reference}）经核实成立，恢复生效；暂停期间的天数计为已打卡。如有异议可申诉。",
        "What another platform said of you (reference {reference}) was found to stand and counts again; the days of "
        "the suspension count as checked in. You can appeal.",
    ),
    "key_revoked": ("该密钥已作废。", "This key was revoked."),
}

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
    "key_revoked": ("该密钥已作废。", "This key was revoked."),
}

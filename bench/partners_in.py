"""A message of a partner's, signed with a key that was registered for it."""

from bench.requests import NOON, Request, post

PARTNER, KEYID = "320000", "320000-bench"


def tell_of_stays() -> Request:
    """Two stays of people who have no code here, in one message."""
    from cryptography.hazmat.primitives.asymmetric import ec

    from chalicelib.signatures import kangma1
    from chalicelib.signatures.messages import Request as Signed
    from local.gateway_event import body_of

    key = ec.generate_private_key(ec.SECP256R1())
    _register(key)
    head = {"id": "bench-1", "sequence": 1, "at": NOON.isoformat(), "from": PARTNER, "to": "630000"}
    content = {"message": head, "payload": {"items": [_stay("110101199003070716"), _stay("110101199003072738")]}}
    path = "/v1/exchange/trip-declarations"
    signed = Signed("POST", path, (body_of(content) or "").encode())
    headers = kangma1.sign(signed, to="630000", keyid=KEYID, key=key, nonce="a-nonce-of-it", now=NOON)
    return post(path, content, headers=headers)


def _stay(number: str) -> dict[str, object]:
    subject = {"name": "测试人", "document": {"type": "id_card", "number": number}}
    return {"subject": subject, "region": "420102", "from": "2020-03-01", "until": "2020-03-03", "source": "rail"}


def _register(key: object) -> None:
    from chalicelib.codes.keys import CodeKey, public_jwk
    from chalicelib.desk import partners
    from chalicelib.store import vault
    from chalicelib.store.transactions import transact

    told = {
        "name": "测试省",
        "region": "32",
        "profile": "kangma-1",
        "mode": "share",
        "base_url": "https://bench.example",
    }
    agreed = told | {"sends": [], "receives": ["trip-declarations"], "mapping": {}, "limits": {}, "contact": {}}
    public = public_jwk(CodeKey(key.public_key()))  # type: ignore[attr-defined]
    transact([partners.put(partners.make(PARTNER, agreed, [{"keyid": KEYID, "public": public}], NOON))])
    vault.seal("before", "anything", "so that the month has its key", NOON, "exchange")

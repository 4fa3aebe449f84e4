"""Our accounts at WeChat and Alipay, by which people log in: what is secret of them stands in no file.

    python -m infra.platform_accounts wechat STAGE    reads the AppSecret
    python -m infra.platform_accounts alipay STAGE    reads our private key and Alipay's public one, a line each

Keys are base64 of DER (PKCS#8, X.509), as Alipay's own tool and its console write them.
"""

import sys
from base64 import b64decode

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key

from infra import keys


def put_wechat(stage: str, secret: str) -> None:
    """Puts it among the service's values; containers read it within a minute. Raises SystemExit for what is none."""
    if not secret.isalnum():
        raise SystemExit("An AppSecret has letters and digits alone.")
    _put(stage, wechat_key=secret)


def put_alipay(stage: str, own: str, theirs: str) -> None:
    """The same for both keys. Raises SystemExit for what is no RSA key of 2048 bits or more."""
    try:
        loaded = load_der_private_key(b64decode(own), None), load_der_public_key(b64decode(theirs))
    except ValueError as error:
        raise SystemExit(f"This is no key: {error}") from None
    for key in loaded:
        if not isinstance(key, rsa.RSAPrivateKey | rsa.RSAPublicKey) or key.key_size < 2048:
            raise SystemExit("RSA2 takes RSA keys of 2048 bits or more.")
    _put(stage, alipay_key=own, alipay_public=theirs)


def _put(stage: str, **values: str) -> None:
    home = keys.home_of(stage)
    keys.put_values(home.client("secretsmanager"), home.settings()["SERVICE_SECRET"], **values)


def _main(platform: str, stage: str) -> None:
    lines = (line.strip() for line in sys.stdin)
    if platform == "wechat":
        put_wechat(stage, next(lines))
    elif platform == "alipay":
        put_alipay(stage, next(lines), next(lines))
    else:
        raise SystemExit(str(__doc__))


if __name__ == "__main__":
    _main(*sys.argv[1:])

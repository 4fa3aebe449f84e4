"""E-mail addresses: enough of their form that a letter can be tried. Whether one arrives, a code shows."""

import re
from typing import Final

from chalicelib.errors import Refused, refused
from chalicelib.identity import text

_LOCAL: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_LABEL: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST: Final = 254


def plain_email(typed: str, field: str = "email") -> str:
    """The address with its domain in lower case and in ASCII. Raises Refused `invalid_email`."""
    local, _, domain = text.address(typed).rpartition("@")
    try:
        host = _host(domain)
    except UnicodeError:
        raise _refusal(field) from None
    labels = host.split(".")
    sound = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    if not (sound and _LOCAL.fullmatch(local)) or ".." in f".{local}." or len(local) + len(host) + 1 > _LONGEST:
        raise _refusal(field)
    return f"{local}@{host}"


def _host(domain: str) -> str:
    """The domain as servers are asked for it, IDNA 2008: ß and ς are letters of their own, not ss and σ.

    Capitals and the full stops of China and Japan are all that is folded. Raises UnicodeError for what is no domain.
    """
    plain = re.sub("[。．｡]", ".", "".join(map(str.lower, domain)))
    if plain.isascii() and "xn--" not in plain and not re.search(r"(^|\.)..--", plain):
        return plain
    # The tables of all scripts are large, and most addresses need none of them.
    import idna

    return str(idna.encode(plain, std3_rules=True).decode("ascii"))


def mask_email(address: str) -> str:
    """`anna@example.org` as a***@example.org."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}"


def _refusal(field: str) -> Refused:
    return refused("invalid_email", field, "email_form")

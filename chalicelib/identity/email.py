"""E-mail addresses: enough of their form that a letter can be tried. Whether one arrives, a code shows."""

import re
import unicodedata
from typing import Final

from chalicelib.errors import Refused, refused

_LOCAL: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_LABEL: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST: Final = 254


def plain_email(text: str, field: str = "email") -> str:
    """The address with its domain in lower case and in ASCII. Raises Refused `invalid_email`."""
    tidy = unicodedata.normalize("NFKC", text).strip()
    local, _, domain = tidy.rpartition("@")
    try:
        host = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise _refusal(field) from None
    labels = host.split(".")
    sound = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    if not (sound and _LOCAL.fullmatch(local)) or ".." in f".{local}." or len(local) + len(host) + 1 > _LONGEST:
        raise _refusal(field)
    return f"{local}@{host}"


def mask_email(address: str) -> str:
    """`anna@example.org` as a***@example.org."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}"


def _refusal(field: str) -> Refused:
    return refused("invalid_email", field, "email_form")

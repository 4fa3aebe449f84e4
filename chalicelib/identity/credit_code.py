"""Unified social credit codes of organisations, GB 32100-2015."""

import re
from typing import Final

from chalicelib.errors import refused
from chalicelib.identity.check_characters import CREDIT_ALPHABET, credit_check
from chalicelib.identity.documents import plain_number

# Registering authority, kind of organisation, six digits of region, nine of the organisation, the check.
_FORM: Final = re.compile(rf"[{CREDIT_ALPHABET}]{{2}}[0-9]{{6}}[{CREDIT_ALPHABET}]{{10}}")


def check_credit_code(text: str, field: str = "credit_code") -> str:
    """The code in upper case without spaces. Raises Refused `invalid_credit_code` on `field`."""
    code = plain_number(text)
    if len(code) != 18:
        raise refused("invalid_credit_code", field, "credit_length")
    if not _FORM.fullmatch(code):
        raise refused("invalid_credit_code", field, "credit_character")
    if credit_check(code[:17]) != code[17]:
        raise refused("invalid_credit_code", field, "credit_check")
    return code

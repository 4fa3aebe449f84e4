"""The three check-character schemes of the documents we read."""

from typing import Final

RESIDENT_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_MAP: Final = "10X98765432"

# GB 32100-2015 leaves out I, O, S, V and Z, which are mistaken for 1, 0, 5, U and 2.
CREDIT_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))

ZONE_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ZONE_WEIGHTS: Final = (7, 3, 1)


def resident_check(digits: str) -> str:
    """The 18th character for 17 digits: ISO 7064 MOD 11-2 as GB 11643 tabulates it."""
    total = sum(weight * int(digit) for weight, digit in zip(RESIDENT_WEIGHTS, digits, strict=True))
    return RESIDENT_MAP[total % 11]


def credit_check(body: str) -> str:
    """The 18th character for the first 17 of a unified social credit code: MOD 31, GB 32100-2015."""
    total = sum(weight * CREDIT_ALPHABET.index(sign) for weight, sign in zip(CREDIT_WEIGHTS, body, strict=True))
    return CREDIT_ALPHABET[-total % 31]


def zone_check(text: str) -> str:
    """The check digit of a machine-readable field: weights 7-3-1, `<` counts 0, ICAO 9303 part 3."""
    total = sum(
        ZONE_WEIGHTS[place % 3] * (0 if sign == "<" else ZONE_ALPHABET.index(sign)) for place, sign in enumerate(text)
    )
    return str(total % 10)

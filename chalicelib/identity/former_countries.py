"""Country codes that ISO 3166-1 has withdrawn (ISO 3166-3), and what stands in their place."""

from typing import Final

# AI, GE, SK and others were given anew after they were withdrawn: they are in use and not listed.
_FORMER: Final = {
    "AN": ("BQ", "CW", "SX"),
    "BU": ("MM",),
    "CS": ("CZ", "SK", "RS", "ME"),
    "CT": ("KI",),
    "DD": ("DE",),
    "DY": ("BJ",),
    "FX": ("FR",),
    "HV": ("BF",),
    "JT": ("UM",),
    "MI": ("UM",),
    "NH": ("VU",),
    "NQ": ("AQ",),
    "NT": ("IQ", "SA"),
    "PC": ("FM", "MH", "MP", "PW"),
    "PU": ("UM",),
    "PZ": ("PA",),
    "RH": ("ZW",),
    "SU": ("RU", "UA", "BY", "KZ"),
    "TP": ("TL",),
    "UK": ("GB",),  # Reserved for the United Kingdom and often written, but never its code.
    "VD": ("VN",),
    "WK": ("UM",),
    "YD": ("YE",),
    "YU": ("RS", "ME"),
    "ZR": ("CD",),
}


def successors(code: str) -> tuple[str, ...]:
    """The codes in use in place of a withdrawn one; () for a code that was never withdrawn."""
    return _FORMER.get(code, ())

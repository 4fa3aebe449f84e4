"""QR codes (ISO/IEC 18004) as matrices of modules: the qrcode library's, at error correction M with a fixed mask.

Left alone the library tries all eight masks and scores each, seven eighths of its time. Any mask is valid, and
readers do not care which on data as even as signatures are.
"""

from typing import Final

QUIET_ZONE: Final = 4
"""Light modules around every code."""
_MASK: Final = 2


def matrix(text: str) -> list[list[bool]]:
    """The modules row by row, True for dark, the quiet zone included.

    A text of digits, capitals and ` $%*+-./:` alone takes 11 bits for two characters, any other 8 bits a byte.
    Raises ValueError for a text longer than any QR code.
    """
    from qrcode import QRCode, constants

    code = QRCode(error_correction=constants.ERROR_CORRECT_M, border=QUIET_ZONE, mask_pattern=_MASK)
    code.add_data(text, optimize=0)
    # Where no size is given the library looks for one in any case; asked to fit it would look twice.
    code.make(fit=False)
    matrix: list[list[bool]] = code.get_matrix()
    return matrix

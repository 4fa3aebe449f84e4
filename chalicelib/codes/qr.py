"""The QR matrix of a token, ISO/IEC 18004: ten times as fast as the qrcode library, and the same modules.

What depends on the version alone is taken from the library once and kept: the function patterns, the mask
and the order of the data modules. A token then costs its own bits: packing, error correction, one look-up
a module. The tests compare every version's matrix with the library's.
"""

from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL.Image import Image

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
QUIET_ZONE: Final = 4
# The library tries all eight masks and scores each, seven eighths of its time. Any mask is valid, and
# readers do not care on data as even as signatures are.
_MASK: Final = 2
_VALUE: Final = {sign: value for value, sign in enumerate(ALPHABET)}
_PIXELS: Final = bytes.maketrans(b"01", b"\x00\xff")


@dataclass(frozen=True, slots=True)
class _Version:
    """What all codes of a size share. `arrange` takes the masked data bits, then a light and a dark
    module, and returns every module row by row."""

    side: int
    count_bits: int
    data_bytes: int
    blocks: tuple[tuple[int, int], ...]
    mask: int
    arrange: "Callable[[Sequence[int]], tuple[int, ...]]"


def matrix(token: str) -> "Image":
    """One pixel per module, 0 light and 255 dark, quiet zone of four included; error correction M.

    Raises ValueError if the text is not of the alphanumeric alphabet or does not fit into a QR code.
    """
    from PIL import Image

    version = _version(_fitting(len(token)))
    words = _interleaved(_codewords(token, version), version)
    bits = f"{int.from_bytes(words) ^ version.mask:0{8 * len(words)}b}".encode().translate(_PIXELS)
    modules = bytes(version.arrange(bits + b"\x00\xff"))
    image = Image.new("L", (version.side + 2 * QUIET_ZONE,) * 2)
    square = Image.frombytes("L", (version.side, version.side), modules)
    image.paste(square, (QUIET_ZONE, QUIET_ZONE))
    return image


@lru_cache(maxsize=128)
def _fitting(length: int) -> int:
    """The smallest version that holds so many characters."""
    from qrcode import constants, util

    for number in range(1, 41):
        needed = 4 + _count_bits(number) + 11 * (length // 2) + 6 * (length % 2)
        if needed <= util.BIT_LIMIT_TABLE[constants.ERROR_CORRECT_M][number]:
            return number
    raise ValueError("too long for a QR code")


def _count_bits(number: int) -> int:
    if number < 10:
        return 9
    return 11 if number < 27 else 13


def _codewords(token: str, version: _Version) -> bytes:
    """Mode, length, characters in pairs of 11 bits, terminator and padding."""
    try:
        values = [_VALUE[sign] for sign in token]
    except KeyError:
        raise ValueError("not alphanumeric") from None
    pairs = zip(values[0::2], values[1::2], strict=False)
    bits = f"0010{len(values):0{version.count_bits}b}" + "".join([f"{45 * a + b:011b}" for a, b in pairs])
    if len(values) % 2:
        bits += f"{values[-1]:06b}"
    room = 8 * version.data_bytes
    bits += "0" * min(4, room - len(bits))
    bits += "0" * (-len(bits) % 8)
    used = len(bits) // 8
    return int(bits, 2).to_bytes(used) + (b"\xec\x11" * version.data_bytes)[: version.data_bytes - used]


def _interleaved(data: bytes, version: _Version) -> bytes:
    """The blocks' codewords in turn, then their error correction in turn."""
    blocks, corrections, at = [], [], 0
    for total, length in version.blocks:
        block = data[at : at + length]
        at += length
        blocks.append(block)
        corrections.append(_correction(block, total - length))
    longest = max(map(len, blocks))
    words = [block[place] for place in range(longest) for block in blocks if place < len(block)]
    return bytes(words) + bytes([word for column in zip(*corrections, strict=True) for word in column])


def _correction(block: bytes, length: int) -> bytes:
    """The remainder of the block's polynomial by the generator of degree `length`."""
    multiples = _multiples(length)
    top, keep = 8 * (length - 1), (1 << 8 * (length - 1)) - 1
    remainder = 0
    for word in block:
        remainder = (remainder & keep) << 8 ^ multiples[word ^ remainder >> top]
    return remainder.to_bytes(length)


@lru_cache(maxsize=32)
def _multiples(length: int) -> tuple[int, ...]:
    """Each multiple of the generator of that degree, less its leading term, as one number."""
    from qrcode import base

    generator = [1]
    for power in range(length):
        root = base.gexp(power)
        shifted = [_product(base, term, root) for term in generator]
        generator = [a ^ b for a, b in zip([*generator, 0], [0, *shifted], strict=True)]
    tail = generator[1:]
    return tuple(int.from_bytes(bytes(_product(base, word, term) for term in tail)) for word in range(256))


def _product(base: Any, a: int, b: int) -> int:
    """a times b in the field of 256 that QR codes use."""
    return base.gexp(base.glog(a) + base.glog(b)) if a and b else 0


@lru_cache(maxsize=40)
def _version(number: int) -> _Version:
    from qrcode import base, constants

    blocks = tuple((block.total_count, block.data_count) for block in base.rs_blocks(number, constants.ERROR_CORRECT_M))
    total = sum(count for count, _ in blocks)
    masked, inverted = _modules(number, bytes(total)), _modules(number, b"\xff" * total)
    order = _data_order(masked, inverted)
    # A data module's place among the bits; the two after them are a light and a dark module.
    place = {spot: bit for bit, spot in enumerate(order)}
    side = len(masked)
    sources = [
        place.get((row, column), 8 * total + masked[row][column]) for row in range(side) for column in range(side)
    ]
    mask = int("".join("1" if masked[row][column] else "0" for row, column in order), 2)
    data = sum(count for _, count in blocks)
    return _Version(side, _count_bits(number), data, blocks, mask, itemgetter(*sources))


def _modules(number: int, codewords: bytes) -> list[list[bool]]:
    """The library's matrix of that version for given codewords."""
    import qrcode
    from qrcode import constants

    code = qrcode.QRCode(number, constants.ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.data_cache = list(codewords)
    code.makeImpl(False, _MASK)
    return [[bool(module) for module in row] for row in code.modules]


def _data_order(masked: list[list[bool]], inverted: list[list[bool]]) -> list[tuple[int, int]]:
    """The data modules in the order of their bits: two columns at a time from the right, up and down in turn.

    They are those that differ between two matrices whose codewords are each other's inverse. The column
    of the vertical timing pattern is stepped over.
    """
    side = len(masked)
    pairs = [right if right > 6 else right - 1 for right in range(side - 1, 0, -2)]
    spots = (
        (row, column)
        for turn, right in enumerate(pairs)
        for row in (range(side) if turn % 2 else range(side - 1, -1, -1))
        for column in (right, right - 1)
    )
    return [(row, column) for row, column in spots if masked[row][column] != inverted[row][column]]

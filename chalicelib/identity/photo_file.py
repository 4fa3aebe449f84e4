"""The file of a photo, judged from its bytes alone: its format, its measures, where it ends. No decoder is involved.

JPEG (ITU-T T.81), PNG (ISO/IEC 15948) and WebP (RFC 9649) are walked block by block, so that a file which
claims absurd measures, or is a second file as well, is turned away before any decoder reads it.
"""

import re
from dataclasses import dataclass

MOST_BYTES = 1_500_000
MOST_PIXELS = 50_000_000
SHORTEST_SIDE = 32
STEEPEST = 20
"""No document and no person is this many times longer than wide."""
MOST_SCANS = 64
"""Encoders make a dozen; each one more costs a pass over the whole picture."""

_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
# Size and place of a JPEG's frame header: every SOF but DHT, JPG and DAC, which share its range.
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# The only frames that browsers and phones write: baseline, extended and progressive Huffman.
_KNOWN_FRAMES = {0xC0, 0xC1, 0xC2}
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_SECOND_FILE = re.compile(
    rb"%PDF-|PK\x03\x04|PK\x05\x06|Rar!\x1a|7z\xbc\xaf\x27\x1c|\x7fELF|\xca\xfe\xba\xbe|<\?php|<script|<html|<svg|<!doctype",
    re.IGNORECASE,
)


class Unusable(Exception):
    """The file is refused. `reason` names the sentence that says why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A file that says of itself that it is a picture: `format` as Pillow names it, and where it ends.

    `scan` is where the pixels of a JPEG begin whose one scan holds them all; None for every other file.
    """

    format: str
    width: int
    height: int
    end: int
    scan: int | None = None


def inspected(data: bytes) -> PhotoFile:
    """What the file is. Raises Unusable for what is no picture of the three formats, cut off, or two files in one."""
    if not data:
        raise Unusable("photo_empty")
    if len(data) > MOST_BYTES:
        raise Unusable("photo_too_many_bytes")
    try:
        found = _walked(data)
    except IndexError:
        raise Unusable("photo_damaged") from None
    _check_measures(found)
    _check_alone(data, found.end)
    return found


def _walked(data: bytes) -> PhotoFile:
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    raise Unusable("photo_heic" if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS else "photo_not_a_picture")


def _check_measures(found: PhotoFile) -> None:
    short, long = sorted((found.width, found.height))
    if short * long > MOST_PIXELS:
        raise Unusable("photo_too_many_pixels")
    if short < SHORTEST_SIDE or long > STEEPEST * short:
        raise Unusable("photo_too_small")


def _check_alone(data: bytes, end: int) -> None:
    """Phones append films and depth maps, which go away; a file that opens as another kind too is refused."""
    if b"%PDF-" in data[:1024] or _SECOND_FILE.search(data, end) or data[end : end + 2] == b"MZ":
        raise Unusable("photo_two_files")
    if _is_archive(data):
        raise Unusable("photo_two_files")


def _is_archive(data: bytes) -> bool:
    """Whether a zip reader finds its directory at the end: 22 bytes and a comment that ends with the file."""
    start = data.rfind(b"PK\x05\x06", -65_557 if len(data) > 65_557 else 0)
    return 0 <= start <= len(data) - 22 and start + 22 + _little(data, start + 20, 2) <= len(data)


def _jpeg(data: bytes) -> PhotoFile:
    place, scans, first, size = 2, 0, 0, (0, 0)
    while True:
        while data[place] == 0xFF and data[place + 1] == 0xFF:
            place += 1
        marker = data[place + 1]
        if data[place] != 0xFF or marker in (0x00, 0x01, 0xD8):
            raise Unusable("photo_damaged")
        if marker == 0xD9:
            return PhotoFile("JPEG", *size, place + 2, first if scans == 1 else None)
        if marker in _FRAMES:
            size = _frame(data, place, size)
        after = place + 2 + _segment(data, place + 2)
        if marker == 0xDA:
            scans, first = scans + 1, after
            after = _scan_end(data, after, scans)
        place = after


def _segment(data: bytes, place: int) -> int:
    length = _big(data, place, 2)
    if length < 2 or place + length > len(data):
        raise Unusable("photo_damaged")
    return length


def _frame(data: bytes, place: int, before: tuple[int, int]) -> tuple[int, int]:
    """Width and height; a picture has one frame, so that no decoder can take another for it."""
    if before != (0, 0) or data[place + 1] not in _KNOWN_FRAMES:
        raise Unusable("photo_damaged")
    return _big(data, place + 7, 2), _big(data, place + 5, 2)


def _scan_end(data: bytes, start: int, scans: int) -> int:
    found = _AFTER_SCAN.search(data, start)
    if found is None or scans > MOST_SCANS:
        raise Unusable("photo_damaged")
    return found.start()


def _png(data: bytes) -> PhotoFile:
    if data[12:16] != b"IHDR":
        raise Unusable("photo_damaged")
    place = 8
    while True:
        kind, length = data[place + 4 : place + 8], _big(data, place, 4)
        place += 12 + length
        if place > len(data):
            raise Unusable("photo_damaged")
        if kind == b"acTL":
            raise Unusable("photo_moving")
        if kind == b"IEND":
            return PhotoFile("PNG", _big(data, 16, 4), _big(data, 20, 4), place)


def _webp(data: bytes) -> PhotoFile:
    end = 8 + _little(data, 4, 4)
    if end > len(data):
        raise Unusable("photo_damaged")
    kind = data[12:16]
    if kind == b"VP8X":
        if data[20] & 0x02:
            raise Unusable("photo_moving")
        size = 1 + _little(data, 24, 3), 1 + _little(data, 27, 3)
    elif kind == b"VP8L":
        packed = _little(data, 21, 4)
        size = 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    elif kind == b"VP8 ":
        size = _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF
    else:
        raise Unusable("photo_damaged")
    return PhotoFile("WEBP", *size, end)


def _big(data: bytes, place: int, count: int) -> int:
    return int.from_bytes(_exactly(data, place, count), "big")


def _little(data: bytes, place: int, count: int) -> int:
    return int.from_bytes(_exactly(data, place, count), "little")


def _exactly(data: bytes, place: int, count: int) -> bytes:
    if place + count > len(data):
        raise IndexError(place)
    return data[place : place + count]

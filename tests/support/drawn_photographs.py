"""Pictures for tests: drawn here, so that no real person's is needed, and the ways in which files go wrong."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image, ImageDraw

ORIENTATION = 0x0112
GPS = 0x8825


def drawn(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """A red block in the top left corner of a grey gradient: which way is up can be seen."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    ImageDraw.Draw(picture).rectangle((0, 0, width // 4, height // 4), fill=(220, 20, 20))
    return picture.convert(mode)


def encoded(picture: Image.Image | None = None, form: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    (picture or drawn()).save(out, form, **options)
    return out.getvalue()


def with_exif(orientation: int = 1, **options: Any) -> bytes:
    """A JPEG that says how it was held, where it was taken and with what."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x0110] = "SECRET-CAMERA"
    exif[GPS] = {1: "N", 2: (36.0, 37.0, 0.0)}
    return encoded(exif=exif, comment=b"SECRET-COMMENT", **options)


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def chunk(kind: bytes, content: bytes) -> bytes:
    """A PNG chunk with its check."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_of(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that claims these measures, whatever it holds."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows, 9)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg_of(width: int, height: int) -> bytes:
    """A small JPEG whose frame header claims these measures."""
    data = bytearray(encoded())
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def webp_of(width: int, height: int) -> bytes:
    """A lossless WebP whose header claims these measures."""
    data = bytearray(encoded(form="WEBP", lossless=True))
    place = data.index(b"VP8L") + 9
    packed = int.from_bytes(data[place : place + 4], "little") & ~0x0FFF_FFFF
    data[place : place + 4] = (packed | (width - 1) | (height - 1) << 14).to_bytes(4, "little")
    return bytes(data)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("run.class", b"\xca\xfe\xba\xbe")
    return out.getvalue()


def in_comment(content: bytes) -> bytes:
    """A JPEG with `content` as its first comment."""
    data = encoded()
    return data[:2] + b"\xff\xfe" + struct.pack(">H", len(content) + 2) + content + data[2:]


def with_scans(count: int) -> bytes:
    """A progressive JPEG whose last scan is there `count` times more."""
    data = encoded(progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * count + data[-2:]


def moving(form: str) -> bytes:
    frames = [drawn(), drawn().rotate(90)]
    return encoded(frames[0], form, save_all=True, append_images=frames[1:])


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 200
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXE = b"MZ\x90\x00" + b"\x00" * 56 + b"PE\x00\x00" + b"\x00" * 100

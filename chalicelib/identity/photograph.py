"""An uploaded photo made safe to look at: bytes in; a fresh picture and its preview, or a refusal, out.

Nothing of the upload but its pixels survives: the copy is encoded anew, upright, bounded, without metadata,
and ends where the picture ends (domain: Photos; design: uploads).
"""

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.identity.photo_colour import in_srgb
from chalicelib.identity.photo_file import PhotoFile, Unusable, inspected, needed_of

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 2000
"""A passport's page of 125 mm at 400 dots an inch: every character of its zone is readable."""
PREVIEW_SIDE = 320
"""At most: a preview is the copy averaged in whole steps."""
_LITTLE, _MUCH = 64, 256
"""Bytes of a JPEG's pixels that may be missing, or left over as some cameras do, before it counts as damaged."""
_QUALITY = 85
_PREVIEW_QUALITY = 75
_ORIENTATION = 0x0112
_END = b"\xff\xd9"
_DIRECT = ("L", "RGB", "RGBA", "CMYK")
"""Modes that are made smaller, and converted by their profile, as they are."""


@dataclass(frozen=True, slots=True)
class Photograph:
    """The copy that people look at and its preview, both JPEG; measures in pixels."""

    copy: bytes
    preview: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is no usable photo: a code with a sentence in the texts."""

    reason: str


def developed(upload: bytes) -> Photograph | Refusal:
    """The photo in `upload`, re-encoded, or why there is none. Never raises for any bytes."""
    try:
        found = inspected(upload)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = _decoded(upload, found)
        return _printed(picture)
    except Unusable as unusable:
        return Refusal(unusable.reason)


def _decoded(upload: bytes, found: PhotoFile) -> "Image.Image":
    """The pixels, upright and at most `LONGEST_SIDE` long. A decoder's complaint of any kind is damage."""
    needed = needed_of(upload, found)
    try:
        if found.ended or found.scan is not None:
            return _upright(_opened(needed, found))
        return _upright(_opened_without_end(needed, found))
    except (MemoryError, Unusable):
        raise
    except Exception:
        raise Unusable("photo_damaged") from None


class _Strict(io.BytesIO):
    """A picture's bytes, as a decoder reads them that does not tell of damage by itself.

    Where the pixels of a JPEG are damaged or missing, libjpeg makes up the rest at the mark of its end and says
    nothing. So of a JPEG with one scan that mark is kept back: with too little before it the decoder asks for more
    and gets none, and with too much it never asks for the last part (`spared`).
    """

    def __init__(self, needed: bytes, found: PhotoFile) -> None:
        self._last = 0
        if found.scan is None:
            super().__init__(needed)
            return
        pixels_end = found.end - 2 if found.ended else len(needed.rstrip(b"\xff"))
        super().__init__(needed[:pixels_end] + b"\x00" * _LITTLE)
        self._last = max(0, found.end - _MUCH)
        if self._last <= found.scan:
            self._last = 0

    def read(self, size: int | None = -1, /) -> bytes:
        room = self._last - self.tell()
        return super().read(size if room <= 0 or (size is not None and 0 <= size < room) else room)

    @property
    def spared(self) -> bool:
        """Whether the last part was not asked for."""
        return self.tell() <= self._last != 0


def _opened_without_end(needed: bytes, found: PhotoFile) -> tuple["Image.Image", int]:
    """A JPEG of several scans that just stops: whole if whatever follows, no decoder takes it for pixels."""
    pixels = needed.rstrip(b"\xff")
    one, other = (_opened(pixels + filling * _LITTLE + _END, found) for filling in (b"\x00", b"\x55"))
    if one[0].tobytes() != other[0].tobytes():
        raise Unusable("photo_damaged")
    return one


def _opened(needed: bytes, found: PhotoFile) -> tuple["Image.Image", int]:
    from PIL import Image

    with Image.open(io.BytesIO(needed), formats=(found.format,)) as checked:
        checked.verify()
    data = _Strict(needed, found)
    picture = Image.open(data, formats=(found.format,))
    if picture.size != (found.width, found.height):
        raise Unusable("photo_damaged")
    orientation = _orientation(picture)
    target = _bounded(picture.size, LONGEST_SIDE)
    # libjpeg decodes at a half, a quarter or an eighth by itself: exact, and a fraction of the work and memory.
    picture.draft(None, target)
    picture.load()
    if data.spared:
        raise Unusable("photo_damaged")
    return _shrunk(picture, target), orientation


def _orientation(picture: "Image.Image") -> int:
    """EXIF's orientation, 1 to 8. Unreadable EXIF turns nothing."""
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:
        return 1


def _bounded(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """`size` with its longer side at most `longest`, in proportion."""
    most = max(size)
    if most <= longest:
        return size
    width, height = (max(1, round(side * longest / most)) for side in size)
    return width, height


def _shrunk(picture: "Image.Image", size: tuple[int, int]) -> "Image.Image":
    """`picture` in plain colour or grey at `size`; what is transparent turns white."""
    from PIL import Image

    plain = in_srgb(_resized(picture if picture.mode in _DIRECT else _in_colour(picture), size))
    if plain.mode == "CMYK":
        plain = plain.convert("RGB")
    if plain.mode != "RGBA":
        return plain
    page = Image.new("RGB", plain.size, "white")
    page.paste(plain, mask=plain.getchannel("A"))
    return page


def _resized(picture: "Image.Image", size: tuple[int, int]) -> "Image.Image":
    """`picture` at `size`: whole steps by averaging, which is cheap, and only the rest by interpolation."""
    from PIL import Image

    step = max(picture.size) // max(size)
    reduced = picture.reduce(step) if step > 1 else picture
    return reduced if reduced.size == size else reduced.resize(size, Image.Resampling.BICUBIC)


def _in_colour(picture: "Image.Image") -> "Image.Image":
    if picture.mode.startswith("I"):
        # Sixteen bits of grey; converting alone would clip all but the darkest.
        return picture.convert("I").point(lambda grey: grey / 256).convert("L")
    transparent = picture.mode in ("PA", "LA", "La", "RGBa") or "transparency" in picture.info
    return picture.convert("RGBA" if transparent else "RGB")


def _upright(opened: tuple["Image.Image", int]) -> "Image.Image":
    from PIL import Image

    picture, orientation = opened
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def _printed(picture: "Image.Image") -> Photograph:
    small = picture.reduce(-(-max(picture.size) // PREVIEW_SIDE))
    width, height = picture.size
    return Photograph(_as_jpeg(picture, _QUALITY), _as_jpeg(small, _PREVIEW_QUALITY), width, height)


def _as_jpeg(picture: Any, quality: int) -> bytes:
    """JPEG of the pixels alone: what the decoder kept beside them (comment, profile, EXIF) is dropped."""
    picture.info = {}
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()

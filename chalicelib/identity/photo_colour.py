"""Colour profiles (ICC) of photos: the pixels as sRGB, which is what everybody who looks at a copy assumes.

A phone's wide colours, a scanner's own and a printer's inks are numbers that mean nothing without the profile, and the
copy keeps none.
"""

import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

_MODES: Final = {"RGB": "RGB ", "CMYK": "CMYK", "L": "GRAY"}
"""Pillow's modes, and the space that a profile for them says of itself."""


def in_srgb(picture: "Image.Image") -> "Image.Image":
    """`picture` converted by its own profile; as it is where that is unreadable or for other pixels.

    What a profile calls itself is not believed: one that says sRGB is converted by, too."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return picture
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    plain = picture.convert("RGB") if alpha else picture
    converted = _converted(plain, profile)
    if converted is None:
        return picture
    if alpha:
        converted.putalpha(alpha)
    return converted


def _converted(picture: "Image.Image", profile: bytes) -> "Image.Image | None":
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space != _MODES.get(picture.mode):
            return None
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None

"""Colour profiles: what a photo's numbers mean, kept where the profile itself is not."""

import io
from typing import Any

import pytest
from PIL import Image, ImageCms

from chalicelib.identity.photograph import Photograph, developed
from tests.support.drawn_photographs import encoded, opened

RED, BLUE = (254, 0, 0), (0, 0, 254)


def swapped() -> bytes:
    """A profile in which red is blue and blue is red, so that nobody can miss whether it was used; it says sRGB."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for one, other in ((b"rXYZ", b"bXYZ"), (b"rTRC", b"bTRC")):
        first, second = profile.index(one, 128), profile.index(other, 128)
        profile[first : first + 4], profile[second : second + 4] = other, one
    return bytes(profile)


def middle_of(upload: bytes) -> Any:
    made = developed(upload)
    assert isinstance(made, Photograph), made
    return opened(made.copy).convert("RGB").getpixel((60, 40))


def near(one: Any, other: Any) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_pixels_are_converted_by_their_profile(form: str, mode: str) -> None:
    picture = Image.new("RGB", (120, 80), RED).convert(mode if form == "PNG" else "RGB")
    upload = encoded(picture, form, icc_profile=swapped(), **_exact(form))
    assert near(middle_of(upload), BLUE)


def _exact(form: str) -> dict[str, Any]:
    return {"JPEG": {"quality": 98, "subsampling": 0}, "PNG": {}, "WEBP": {"lossless": True}}[form]


def test_a_large_picture_is_converted_after_it_was_made_small() -> None:
    assert near(middle_of(encoded(Image.new("RGB", (4000, 3000), RED), icc_profile=swapped())), BLUE)


def test_srgb_stays_as_it_is() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert near(middle_of(encoded(icc_profile=profile)), middle_of(encoded()))


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_profile_for_other_pixels_changes_nothing(mode: str) -> None:
    picture = Image.new(mode, (120, 80), 90 if mode == "L" else (0, 200, 200, 0))
    assert developed(encoded(picture, icc_profile=swapped())) == developed(encoded(picture))


@pytest.mark.parametrize("profile", [b"x", b"\x00" * 400, swapped()[:300], swapped()[:-200]])
def test_a_broken_profile_changes_nothing_or_little(profile: bytes) -> None:
    assert isinstance(developed(encoded(icc_profile=profile)), Photograph)


def test_the_copy_carries_no_profile() -> None:
    made = developed(encoded(icc_profile=swapped()))
    assert isinstance(made, Photograph)
    assert "icc_profile" not in Image.open(io.BytesIO(made.copy)).info

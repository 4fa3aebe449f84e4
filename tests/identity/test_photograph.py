"""What becomes of an uploaded file: a fresh picture without anything else in it, or a reason."""

import random
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from chalicelib.identity import photograph
from chalicelib.identity.photo_file import MOST_BYTES, MOST_PIXELS
from chalicelib.identity.photograph import Photograph, Refusal, developed
from chalicelib.notify.texts import has
from tests.support.drawn_photographs import (
    EXE,
    HEIC,
    PDF,
    SVG,
    archive,
    chunk,
    drawn,
    encoded,
    in_comment,
    jpeg_of,
    moving,
    opened,
    png_of,
    webp_of,
    with_exif,
    with_scans,
)

NOISE = random.Random(1).randbytes(200_000)


def copy_of(upload: bytes) -> Photograph:
    made = developed(upload)
    assert isinstance(made, Photograph), made
    return made


def is_red(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return pixel[0] > 150 and pixel[1] < 100


REFUSED = {
    "nothing": (b"", "photo_empty"),
    "one byte": (b"\xff", "photo_not_a_picture"),
    "noise": (NOISE, "photo_not_a_picture"),
    "HEIC named .jpg": (HEIC, "photo_heic"),
    "a film": (HEIC.replace(b"heic", b"isom"), "photo_not_a_picture"),
    "PDF named .jpg": (PDF, "photo_not_a_picture"),
    "SVG named .jpg": (SVG, "photo_not_a_picture"),
    "EXE named .jpg": (EXE, "photo_not_a_picture"),
    "a zip": (archive(), "photo_not_a_picture"),
    "GIF": (encoded(form="GIF"), "photo_not_a_picture"),
    "BMP": (encoded(form="BMP"), "photo_not_a_picture"),
    "TIFF": (encoded(form="TIFF"), "photo_not_a_picture"),
    "the beginning of a JPEG": (b"\xff\xd8\xff", "photo_damaged"),
    "the beginning of a PNG": (b"\x89PNG\r\n\x1a\n", "photo_damaged"),
    "the beginning of a WebP": (b"RIFF\x00\x00\x00\x00WEBP", "photo_damaged"),
    "a JPEG header before noise": (b"\xff\xd8\xff\xe0" + NOISE, "photo_damaged"),
    "a JPEG cut off": (encoded()[:-200], "photo_damaged"),
    "a JPEG cut off and ended": (encoded()[:300] + b"\xff\xd9", "photo_damaged"),
    "a PNG cut off": (encoded(form="PNG")[:-200], "photo_damaged"),
    "a WebP cut off": (encoded(form="WEBP")[:-200], "photo_damaged"),
    "a PNG with a wrong check": (encoded(form="PNG").replace(b"IDAT", b"IDAT\x00", 1), "photo_damaged"),
    "too many bytes": (encoded() + b"\x00" * MOST_BYTES, "photo_too_many_bytes"),
    "a JPEG of 65 535 by 65 535": (jpeg_of(65535, 65535), "photo_too_many_pixels"),
    "a PNG of 30 000 by 30 000": (png_of(30_000, 30_000, b"\x00" * 1_000_000), "photo_too_many_pixels"),
    "a PNG of 2 billion by 1": (png_of(2_000_000_000, 1), "photo_too_many_pixels"),
    "a WebP of 16 384 by 16 384": (webp_of(16384, 16384), "photo_too_many_pixels"),
    "one pixel": (encoded(drawn(40, 40).resize((1, 1))), "photo_too_small"),
    "no height": (jpeg_of(400, 0), "photo_too_small"),
    "a ribbon": (encoded(drawn(40, 30).resize((4000, 40))), "photo_too_small"),
    "a moving PNG": (moving("PNG"), "photo_moving"),
    "a moving WebP": (moving("WEBP"), "photo_moving"),
    "a JPEG with an archive behind it": (encoded() + archive(), "photo_two_files"),
    "a JPEG with a PDF behind it": (encoded() + PDF, "photo_two_files"),
    "a JPEG with an EXE behind it": (encoded() + EXE, "photo_two_files"),
    "a JPEG with a page behind it": (encoded() + b"\n<HTML><body>", "photo_two_files"),
    "a PNG with an archive behind it": (encoded(form="PNG") + archive(), "photo_two_files"),
    "a WebP with an archive behind it": (encoded(form="WEBP") + archive(), "photo_two_files"),
    "a JPEG that opens as a PDF": (in_comment(PDF), "photo_two_files"),
    "a JPEG with an archive as its comment, at the end": (encoded() + archive()[-22:], "photo_two_files"),
    "a JPEG of a thousand scans": (with_scans(1000), "photo_damaged"),
    "a JPEG with two frames": (encoded()[:-2] + encoded()[2:], "photo_damaged"),
}


@pytest.mark.parametrize(("upload", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_usable_photo_is_refused_with_its_reason(upload: bytes, reason: str) -> None:
    assert developed(upload) == Refusal(reason)
    assert has(reason)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_jpegs_of_every_kind_are_taken(mode: str, progressive: bool) -> None:
    made = copy_of(encoded(drawn(mode=mode), progressive=progressive))
    assert (made.width, made.height, opened(made.copy).size) == (400, 300, (400, 300))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pngs_of_every_mode_are_taken(mode: str) -> None:
    picture = Image.new("I;16", (400, 300), 40_000) if mode == "I;16" else drawn(mode=mode)
    assert opened(copy_of(encoded(picture, "PNG")).copy).size == (400, 300)


def test_sixteen_bits_of_grey_keep_their_tone() -> None:
    made = copy_of(encoded(Image.new("I;16", (400, 300), 128 * 256), "PNG"))
    assert abs(int(opened(made.copy).getpixel((200, 150))) - 128) <= 2


@pytest.mark.parametrize("lossless", [False, True])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_webps_are_taken(lossless: bool, mode: str) -> None:
    made = copy_of(encoded(drawn(mode=mode), "WEBP", lossless=lossless))
    assert is_red(opened(made.copy).getpixel((20, 20)))


def test_what_is_transparent_turns_white() -> None:
    made = copy_of(encoded(Image.new("RGBA", (400, 300), (0, 0, 0, 0)), "PNG"))
    assert opened(made.copy).getpixel((200, 150)) == (255, 255, 255)


# Where the red corner of an upright picture is in the file, for each way of holding the phone.
_HELD = {
    1: [],
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_90],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_270],
}


@pytest.mark.parametrize("orientation", _HELD)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_every_orientation_ends_upright(orientation: int, form: str) -> None:
    held = drawn()
    for turn in _HELD[orientation]:
        held = held.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    made = copy_of(encoded(held, form, exif=exif))
    upright = opened(made.copy)
    assert upright.size == (400, 300)
    assert is_red(upright.getpixel((20, 20)))
    assert not is_red(upright.getpixel((380, 280)))


@pytest.mark.parametrize(
    "exif", [b"Exif\x00\x00", b"Exif\x00\x00II*\x00\xff\xff\xff\xff", b"Exif\x00\x00" + NOISE[:500]]
)
def test_unreadable_exif_turns_nothing(exif: bytes) -> None:
    assert copy_of(encoded(exif=exif)).width == 400


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_survives(form: str) -> None:
    profile = b"SECRET-PROFILE" * 20
    exif = Image.Exif()
    exif[0x0110] = "SECRET-CAMERA"
    made = copy_of(encoded(None, form, exif=exif, icc_profile=profile, xmp=b"<x>SECRET-XMP</x>"))
    for picture in (made.copy, made.preview):
        assert b"SECRET" not in picture
        assert b"Exif" not in picture
        assert set(opened(picture).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_comment_and_place_do_not_survive() -> None:
    upload = with_exif()
    assert b"SECRET-COMMENT" in upload
    made = copy_of(upload)
    assert b"SECRET" not in made.copy + made.preview
    assert dict(opened(made.copy).getexif()) == {}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_a_phone_appends_goes_away(form: str) -> None:
    film = b"\x00\x00\x00\x18ftypmp42SECRET" + NOISE[:5000]
    made = copy_of(encoded(form=form) + film)
    assert made == copy_of(encoded(form=form))
    assert b"SECRET" not in made.copy


def test_a_script_in_a_comment_goes_away() -> None:
    made = copy_of(in_comment(b"<script>alert(1)</script><?php system($_GET[0]); ?>"))
    assert b"<script" not in made.copy
    assert b"<?php" not in made.copy


def test_several_pictures_in_one_file_count_as_the_first() -> None:
    out = BytesIO()
    drawn().save(out, "MPO", save_all=True, append_images=[drawn(200, 150)])
    assert copy_of(out.getvalue()).width == 400


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_is_bounded_and_keeps_its_shape(form: str) -> None:
    made = copy_of(encoded(drawn(4100, 2050), form))
    assert (made.width, made.height) == (2000, 1000)
    assert opened(made.copy).size == (2000, 1000)
    preview = opened(made.preview)
    assert 160 <= max(preview.size) <= 320
    assert abs(preview.width / preview.height - 2) < 0.02


def test_a_small_photo_is_not_enlarged() -> None:
    assert (copy_of(encoded(drawn(64, 48))).width, opened(copy_of(encoded(drawn(64, 48))).preview).size) == (
        64,
        (64, 48),
    )


def test_fifty_million_pixels_are_taken_and_no_more() -> None:
    assert MOST_PIXELS == 10_000 * 5_000
    assert copy_of(encoded(Image.new("L", (10_000, 5_000), 200))).width == 2000
    assert developed(png_of(10_000, 5_001)) == Refusal("photo_too_many_pixels")


def test_the_same_upload_gives_the_same_bytes() -> None:
    assert developed(with_exif(6)) == developed(with_exif(6))


def test_a_text_bomb_in_a_png_is_refused() -> None:
    import zlib

    data = encoded(form="PNG")
    bomb = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"\x00" * 100_000_000, 9))
    assert developed(data[:33] + bomb + data[33:]) == Refusal("photo_damaged")


UPLOADS = [with_exif(6), encoded(form="PNG"), encoded(form="WEBP"), encoded(progressive=True), webp_of(400, 300)]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(UPLOADS),
    st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(min_size=1, max_size=6)), min_size=1, max_size=8),
    st.one_of(st.none(), st.integers(0, 1 << 20)),
)
def test_a_damaged_file_is_a_clean_picture_or_a_refusal(
    upload: bytes, changes: list[tuple[int, bytes]], cut: int | None
) -> None:
    data = bytearray(upload)
    for place, content in changes:
        place %= len(data)
        data[place : place + len(content)] = content
    _is_clean(developed(bytes(data[: cut % len(data)] if cut is not None else data)))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\x00\x00\x00WEBPVP8X"]),
    st.binary(max_size=400),
)
def test_no_bytes_make_it_fail(start: bytes, rest: bytes) -> None:
    _is_clean(developed(start + rest))


def _is_clean(made: Photograph | Refusal) -> None:
    if isinstance(made, Refusal):
        assert has(made.reason)
        return
    assert opened(made.copy).size == (made.width, made.height)
    assert max(made.width, made.height) <= photograph.LONGEST_SIDE

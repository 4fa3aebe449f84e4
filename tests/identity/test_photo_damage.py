"""JPEGs that are damaged inside and end properly: found by how much of them their decoder wants."""

import random
from typing import Any

import pytest
from PIL import Image

from chalicelib.identity.photograph import Photograph, Refusal, developed
from tests.support.drawn_photographs import encoded


def grained(width: int, height: int, **options: Any) -> bytes:
    """A JPEG with so much in it that its pixels are most of the file."""
    grain = random.Random(width).randbytes((width // 4) * (height // 4) * 3)
    return encoded(Image.frombytes("RGB", (width // 4, height // 4), grain).resize((width, height)), **options)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
@pytest.mark.parametrize("subsampling", [0, 2])
def test_a_jpeg_that_was_cut_and_ends_properly_is_damaged(part: float, subsampling: int) -> None:
    """libjpeg paints the rest grey and says nothing."""
    whole = grained(800, 600, subsampling=subsampling)
    pixels = whole.index(b"\xff\xda") + 14
    cut = whole[: pixels + int((len(whole) - pixels) * part)].rstrip(b"\xff") + b"\xff\xd9"
    assert developed(cut) == Refusal("photo_damaged")


@pytest.mark.parametrize("lost", [-3000, 3000], ids=["twice", "lost"])
def test_a_jpeg_with_a_piece_too_many_or_too_few_inside_is_damaged(lost: int) -> None:
    whole = grained(800, 600)
    middle = len(whole) // 2
    piece = whole[:middle].rstrip(b"\xff") + whole[middle + lost :].lstrip(b"\xff")
    assert developed(piece) == Refusal("photo_damaged")


@pytest.mark.parametrize("size", [(32, 32), (33, 47), (401, 303), (1600, 1200)])
@pytest.mark.parametrize(
    "options", [{}, {"subsampling": 0}, {"optimize": True, "quality": 30}, {"restart_marker_blocks": 3}]
)
def test_a_sound_jpeg_is_never_taken_for_a_damaged_one(size: tuple[int, int], options: dict[str, Any]) -> None:
    sound = grained(*size, **options)
    assert isinstance(developed(sound), Photograph)
    # Some cameras leave a few bytes before the end, or fill it up with ones.
    assert isinstance(developed(sound[:-2] + b"\x00" * 40 + b"\xff\xd9"), Photograph)
    assert isinstance(developed(sound[:-2] + b"\xff" * 5 + b"\xff\xd9"), Photograph)

"""QR codes as an independent reader and the standard's own tables see them."""

import subprocess
import sys

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from chalicelib.codes import qr

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

# The longest alphanumeric text of some versions at level M (ISO/IEC 18004, table 7), among them the first and
# those where the length field widens.
CAPACITY = {1: 20, 2: 38, 6: 154, 7: 178, 8: 221, 9: 262, 10: 311, 11: 366, 13: 483, 14: 528, 26: 1542, 27: 1637}
# The longest of all: version 40.
LONGEST = 3391
FORMAT_M_MASK_2 = "101111001111100"
"""Level M with mask 2 as every reader of the standard finds it beside the corner (table C.1)."""


def picture(matrix: list[list[bool]]) -> Image.Image:
    side = len(matrix)
    small = Image.frombytes("L", (side, side), bytes(0 if dark else 255 for row in matrix for dark in row))
    return small.resize((4 * side, 4 * side), Image.Resampling.NEAREST)


def text_of(length: int) -> str:
    return (ALPHANUMERIC * (length // 45 + 1))[:length]


@pytest.mark.parametrize(("version", "length"), CAPACITY.items())
def test_a_text_takes_the_smallest_size_that_holds_it(version, length):
    assert len(qr.matrix(text_of(length))) == 17 + 4 * version + 2 * qr.QUIET_ZONE
    assert len(qr.matrix(text_of(length + 1))) == 21 + 4 * version + 2 * qr.QUIET_ZONE


def test_one_other_sign_makes_the_whole_text_bytes():
    """One segment, never several: what a venue prints again looks as it did."""
    size_of_38_bytes = len(qr.matrix("a" * 38))
    assert len(qr.matrix("a" + "1" * 37)) == size_of_38_bytes
    assert len(qr.matrix("A" + "1" * 37)) < size_of_38_bytes


@given(st.text(st.sampled_from(ALPHANUMERIC), min_size=1, max_size=120) | st.text(min_size=1, max_size=60))
def test_a_reader_finds_the_text(text):
    (found,) = zxingcpp.read_barcodes(picture(qr.matrix(text)), text_mode=zxingcpp.TextMode.Plain)
    assert found.bytes == text.encode()
    assert found.ec_level == "M"


def test_the_mask_is_always_the_same():
    matrix = qr.matrix("HC1:A")
    row = matrix[qr.QUIET_ZONE + 8]
    column = [line[qr.QUIET_ZONE + 8] for line in matrix]
    beside = [row[qr.QUIET_ZONE + place] for place in (0, 1, 2, 3, 4, 5, 7, 8)]
    above = [column[qr.QUIET_ZONE + place] for place in (7, 5, 4, 3, 2, 1, 0)]
    assert "".join("01"[dark] for dark in beside + above) == FORMAT_M_MASK_2


def test_four_light_modules_lie_around_it():
    dark = [(x, y) for y, row in enumerate(qr.matrix("HC1:A")) for x, is_dark in enumerate(row) if is_dark]
    assert {min(min(place) for place in dark), max(max(place) for place in dark)} == {4, 4 + 20}


@pytest.mark.parametrize("text", [text_of(LONGEST + 1), "a" * 2332])
def test_what_does_not_fit_is_refused(text):
    with pytest.raises(ValueError):
        qr.matrix(text)
    assert len(qr.matrix(text[:-1])) == 177 + 2 * qr.QUIET_ZONE


def test_importing_the_module_loads_no_library():
    script = "import sys, chalicelib.codes.qr\nsys.exit('qrcode' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0

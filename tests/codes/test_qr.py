import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st
from qrcode import constants, util

from chalicelib.codes import qr

# The longest text of some versions at level M, among them the first and those where the length field widens.
LENGTHS = {
    1: 20,
    2: 38,
    6: 154,
    7: 178,
    8: 221,
    9: 262,
    10: 311,
    11: 366,
    13: 483,
    14: 528,
    26: 1542,
    27: 1637,
}


def by_the_library(text: str) -> bytes:
    code = qrcode.QRCode(error_correction=constants.ERROR_CORRECT_M, border=4, mask_pattern=2)
    code.add_data(util.QRData(text, mode=util.MODE_ALPHA_NUM), optimize=0)
    code.make(fit=True)
    return b"".join(bytes(255 * module for module in row) for row in code.get_matrix())


def text_of(length: int) -> str:
    return (qr.ALPHABET * (length // 45 + 1))[:length]


@pytest.mark.parametrize(("version", "length"), LENGTHS.items())
def test_every_module_is_the_librarys(version, length):
    image = qr.matrix(text_of(length))
    assert image.size == (4 * version + 25, 4 * version + 25)
    assert image.tobytes() == by_the_library(text_of(length))


@pytest.mark.parametrize(("version", "length"), LENGTHS.items())
def test_one_character_more_takes_the_next_size(version, length):
    assert qr.matrix(text_of(length + 1)).width == 4 * version + 29


@given(st.text(st.sampled_from(qr.ALPHABET), min_size=1, max_size=120))
def test_any_text_has_the_librarys_modules(text):
    assert qr.matrix(text).tobytes() == by_the_library(text)


@pytest.mark.parametrize("text", ["hc1:", "张", "HC1:" + "A" * 4296])
def test_what_does_not_fit_is_refused(text):
    with pytest.raises(ValueError):
        qr.matrix(text)

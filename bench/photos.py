"""Developing an upload, against what Pillow takes to decode and encode the same picture and nothing more.

Seconds are process time in turns; memory is the most that a process of its own came to hold meanwhile (Linux).
"""

import io
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from PIL import Image

from bench.rows import Row, at_most, in_turn, least_ratio, show
from chalicelib.identity.photo_file import MOST_BYTES
from chalicelib.identity.photograph import Photograph, developed

# One, twelve and fifty million pixels, in the shape that phones use.
SIZES = {1: (1154, 866), 12: (4000, 3000), 50: (8164, 6124)}
GRAIN = {1: 0.3, 12: 0.08, 50: 0.0}
QUALITY = 85
ROUNDS = {1: 25, 12: 9, 50: 5}
TARGET = 1.3


def run() -> list[Row]:
    """Seconds and peak memory for each size as JPEG, and for the largest in the formats that cannot be read smaller."""
    rows: list[Row] = []
    for millions in SIZES:
        rows += _rows(millions, "JPEG")
    return [*rows, *_rows(50, "PNG"), *_rows(50, "WEBP")]


def _rows(millions: int, form: str) -> list[Row]:
    upload = taken(millions, form)
    assert isinstance(developed(upload), Photograph)
    times = in_turn({"plain": lambda: plainly(upload), "ours": lambda: developed(upload)}, ROUNDS[millions])
    own, base = (_peak(call, upload) for call in (developed, plainly))
    name, against = f"photo of {millions} megapixels, {form}", "Pillow: decode and encode"
    return [
        at_most(
            f"{name}: seconds",
            least_ratio(times["ours"], times["plain"]),
            TARGET,
            unit="× the baseline's CPU time",
            baseline=against,
            ours_ms=round(1e3 * min(times["ours"]), 1),
            baseline_ms=round(1e3 * min(times["plain"]), 1),
        ),
        at_most(
            f"{name}: memory",
            own / base,
            TARGET,
            unit="× the baseline's peak memory",
            baseline=against,
            ours_mb=round(own / 1e6, 1),
            baseline_mb=round(base / 1e6, 1),
        ),
    ]


def plainly(upload: bytes) -> bytes:
    """What there is to compare with: the picture decoded, and encoded as JPEG in its own size."""
    picture = Image.open(io.BytesIO(upload))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def taken(millions: int, form: str) -> bytes:
    """A picture with edges, gradients and grain, as much of it as fits into what may be uploaded."""
    width, height = SIZES[millions]
    coarse = Image.effect_mandelbrot((width // 4, height // 4), (-2, -1.3, 1, 1.3), 60)
    planes = [coarse, coarse.rotate(180), Image.linear_gradient("L").resize(coarse.size)]
    grain = Image.effect_noise(coarse.size, 64).convert("RGB")
    picture = Image.blend(Image.merge("RGB", planes), grain, GRAIN[millions])
    # What is lossless fits only when it repeats itself.
    between = Image.Resampling.NEAREST if form == "PNG" else Image.Resampling.BILINEAR
    data = _encoded(picture.resize((width, height), between), form, 85 if millions < 50 else 60)
    assert len(data) <= MOST_BYTES
    return data


def _encoded(picture: Image.Image, form: str, quality: int) -> bytes:
    out = io.BytesIO()
    options = {"JPEG": {"quality": quality}, "WEBP": {"quality": quality, "method": 0}, "PNG": {"compress_level": 6}}
    picture.save(out, form, **options[form])
    return out.getvalue()


def _peak(call: Callable[[bytes], object], upload: bytes) -> int:
    """The most bytes that a fresh process held while it did this once."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_peak_here, call, upload).result()


def _peak_here(call: Callable[[bytes], object], upload: bytes) -> int:
    # Once with little, so that plug-ins and libraries are loaded.
    call(_encoded(Image.effect_noise((64, 64), 64).convert("RGB"), "JPEG", QUALITY))
    Path("/proc/self/clear_refs").write_text("5")
    before = _held("VmRSS")
    call(upload)
    return _held("VmHWM") - before


def _held(name: str) -> int:
    """A line of the kernel's account of this process, in bytes; writing 5 above set its high-water mark back."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(name))) * 1024


if __name__ == "__main__":
    show(run)

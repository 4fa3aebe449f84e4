"""What is held before the browser's camera: a video file of one picture, exchanged while the browser plays it."""

from io import BytesIO
from pathlib import Path

import qrcode
from PIL import Image

FRAME = (1280, 720)
_BYTES = 400_000
"""The size of the file. The browser maps it once, so that another picture has to take exactly as much room."""


def picture_of(text: str) -> Image.Image:
    """A code on a phone or on paper, held up before a wall."""
    code = qrcode.make(text, box_size=6).convert("RGB").resize((480, 480))
    frame = wall()
    frame.paste(code, (400, 120))
    return frame


def wall() -> Image.Image:
    """Nothing to read."""
    return Image.new("RGB", FRAME, (90, 90, 100))


class Camera:
    """The device of one browser; start that with `flags`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "camera.mjpeg"
        self._file.write_bytes(_frame(wall()))

    @property
    def flags(self) -> list[str]:
        video = f"--use-file-for-fake-video-capture={self._file}"
        return ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", video]

    def show(self, what: str | Image.Image) -> None:
        """Holds a code with this text, or a whole picture, before the camera from now on."""
        frame = _frame(picture_of(what) if isinstance(what, str) else what)
        with self._file.open("r+b") as video:
            video.write(frame)

    def hide(self) -> None:
        self.show(wall())


def _frame(picture: Image.Image) -> bytes:
    """A JPEG of exactly `_BYTES`: comments take what the picture leaves."""
    out = BytesIO()
    picture.resize(FRAME).save(out, "JPEG", quality=88)
    data = out.getvalue()
    return data[:2] + _comments(_BYTES - len(data)) + data[2:]


def _comments(size: int) -> bytes:
    """Comment segments that are `size` bytes long together."""
    most, made = 60_000, b""
    while size:
        length = size if size <= most else min(most, size - 4)
        made += b"\xff\xfe" + (length - 2).to_bytes(2) + bytes(length - 4)
        size -= length
    return made

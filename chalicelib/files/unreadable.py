"""Files that cannot be read at all."""

from typing import Any


class UnreadableFile(ValueError):
    """A whole file that cannot be read. `code` names the sentence `file_<code>`, `said` fills it: a byte, columns."""

    def __init__(self, code: str, **said: Any) -> None:
        self.code = code
        self.said = said
        super().__init__(code)

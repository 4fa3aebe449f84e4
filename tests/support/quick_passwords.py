"""argon2id with the least it does: a quarter of a second of the processor for each guess proves nothing about guesses.

What the service asks for is kept in `ASKED`; tests/login looks at it.
"""

from typing import Any

import argon2

ASKED: dict[str, Any] = {}
_Hasher = argon2.PasswordHasher


def hash_quickly() -> None:
    """From now on in this process."""
    argon2.PasswordHasher = _quick


def _quick(**asked: Any) -> Any:
    ASKED.update(asked)
    return _Hasher(time_cost=1, memory_cost=8, parallelism=1)

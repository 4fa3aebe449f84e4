"""checkov's own command, but for its grammar of JSONPath: checkov reckons its tables anew for each of a thousand paths,
two thirds of a scan; here they are reckoned once.

    python -P infra/scanner.py ARGUMENTS OF CHECKOV

Runs in checkov's environment (infra/environments.py), not in ours.
"""

from collections.abc import Callable
from typing import Any


def once(make: Callable[..., Any]) -> Callable[..., Any]:
    """ply's maker of parsers, which makes one for each grammar: neither it nor its rules remember a parse."""
    made: dict[tuple[type, str], Any] = {}

    def parser(*, module: Any, start: str, **options: Any) -> Any:
        grammar = (type(module), start)
        if grammar not in made:
            made[grammar] = make(module=module, start=start, **options)
        return made[grammar]

    return parser


def _scan() -> int | None:
    from checkov.main import Checkov
    from ply import yacc

    yacc.yacc = once(yacc.yacc)
    ended: int | None = Checkov().run()
    return ended


if __name__ == "__main__":
    raise SystemExit(_scan())

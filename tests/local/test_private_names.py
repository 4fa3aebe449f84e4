"""What counts as a private name of somebody else."""

import sys
from types import ModuleType

import pytest

from local.private_names import is_private, overridden, uses


@pytest.mark.parametrize(
    "text",
    [
        "from pynamodb.models import _secret",
        "from pynamodb._inner import Model",
        "import pynamodb._inner",
        "import json\njson._default_decoder",
        "def read(client):\n    return client._make_api_call",
        "from pynamodb.connection import Connection\nConnection()._make_api_call",
        "class Own:\n    def read(self):\n        return self._make_api_call",
        "class Own:\n    @classmethod\n    def read(cls):\n        return cls._get_schema",
        "class Own:\n    _name = 1\n    def read(self, other):\n        return other._name._inner",
        "class Own:\n    def read(self):\n        return super()._get_schema",
    ],
)
def test_a_private_name_of_others_is_found(text: str) -> None:
    assert list(uses(text))


@pytest.mark.parametrize(
    "text",
    [
        "from chalicelib.notify import _inner",
        "from infra import package\npackage._run_chalice",
        "class Own:\n    def read(self):\n        return self._read()\n    def _read(self): ...",
        "class Own:\n    def __init__(self):\n        self._kept = 1\n    def read(self):\n        return self._kept",
        "class Own:\n    _a: int = 1\n    _b = 2\n    def read(self):\n        return self._a + self._b",
        "class Own:\n    _limit = 1\nOwn._limit",
        "import sys\nsys.__name__",
        "_own = 1\n_own",
        "for _, value in pairs: print(value)",
    ],
)
def test_what_is_the_files_own_is_not(text: str) -> None:
    assert list(uses(text)) == []


def _module(text: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType("chalicelib.made_up")
    module.__file__ = "made_up.py"
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(text, module.__file__, "exec"), vars(module))
    return module


def test_a_method_in_the_place_of_a_private_one_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "import json\nclass Middle(json.JSONEncoder): ...\nclass Own(Middle):\n    def __init__(self): ...\n"
    text += "from string import Formatter, Template\nclass Other(Template):\n    def _invalid(self, match): ...\n"
    text += "    def _ours(self): ...\nclass Third(Other):\n    def _invalid(self, match): ...\n"
    assert [name for _, name in overridden(_module(text, monkeypatch))] == ["_invalid", "_invalid"]


@pytest.mark.parametrize(
    ("name", "private"), [("_a", True), ("__a", True), ("__a__", False), ("_", False), ("a_", False)]
)
def test_one_underscore_makes_a_name_private(name: str, private: bool) -> None:
    assert is_private(name) == private

"""Secondary indexes: each table has three of one form, `gsi1` to `gsi3`, keyed by two strings, of whole records.

A fourth, `gsi4`, has keys alone: what is due to go."""

from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, KeysOnlyProjection


def index(name: str) -> GlobalSecondaryIndex[Any]:
    """The index of that name, keyed by `<name>pk` and `<name>sk` (infra/tables.yaml), for a record's class to have."""

    class Index(GlobalSecondaryIndex[Any]):
        class Meta:
            index_name = name
            projection = KeysOnlyProjection() if name == "gsi4" else AllProjection()

        partition = UnicodeAttribute(hash_key=True, attr_name=f"{name}pk")
        place = UnicodeAttribute(range_key=True, attr_name=f"{name}sk")

    return Index()

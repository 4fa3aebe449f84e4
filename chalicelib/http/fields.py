"""Fields that several features' requests share: documents, phones, regions, ids."""

from typing import Annotated, Literal

from pydantic import Field

PhoneNumber = Annotated[str, Field(min_length=1, max_length=40)]


DocumentType = Literal[
    "id_card",
    "residence_permit",
    "foreign_permanent",
    "passport",
    "travel_document",
    "hk_macao_permit",
    "taiwan_permit",
]


Region = Annotated[str, Field(pattern=r"^([0-9]{6}|[A-Z]{2})$")]


Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


ZoneLines = (
    Annotated[str, Field(max_length=200)] | Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=3)]
)
"""The machine-readable lines of a document as printed: one text with line breaks, or a list."""


Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]

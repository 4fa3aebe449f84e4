"""Documents as requests name them: type, issuing country, number."""

from pydantic import model_validator

from chalicelib.http.fields import Country, DocumentType
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Number, Shape
from chalicelib.identity.documents import OF_MANY_COUNTRIES


class NamedDocument(Shape):
    """`country` is required for passports and travel documents, whose numbers say nothing without it."""

    type: DocumentType
    number: Number
    country: Country | None = None

    @model_validator(mode="after")
    def issued_somewhere(self) -> "NamedDocument":
        if self.type in OF_MANY_COUNTRIES and self.country is None:
            raise wrong("required", "country")
        return self

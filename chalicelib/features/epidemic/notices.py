"""What people are told of a case: once, where their code got worse by it or where it is taken back."""

from collections.abc import Mapping
from typing import Any

from chalicelib.features.epidemic.case_records import OVER
from chalicelib.features.epidemic.contact_records import ContactRecord
from chalicelib.person.arriving import Arrived


def tell(arrived: Arrived, told: Mapping[str, Any], reference: str) -> None:
    """Tells the person of a version of their case, with its reference, by which they can appeal."""
    if arrived.worse:
        arrived.person.notify(f"inbox_case_{told['kind']}", urgent=True, reference=reference)
    elif arrived.better and told["status"] in OVER:
        arrived.person.notify(f"inbox_case_{told['status']}", reference=reference)


def tell_contact(arrived: Arrived, kind: str, reference: str) -> None:
    """Tells somebody that they are a contact, where their code got worse by it."""
    if arrived.worse:
        arrived.person.notify(f"inbox_contact_{kind}", urgent=True, reference=reference)


def tell_of_case(arrived: Arrived, contact: ContactRecord, status: str) -> None:
    """Tells a contact that their case is none, or is one after all, where their code follows."""
    if arrived.better and status in OVER:
        arrived.person.notify("inbox_contact_taken_back", reference=contact.id)
    else:
        tell_contact(arrived, str(contact.contact_kind), contact.id)


def tell_withdrawn(arrived: Arrived, contact: ContactRecord) -> None:
    """Tells somebody that they are no contact, where their code follows."""
    if arrived.better:
        arrived.person.notify("inbox_contact_taken_back", reference=contact.id)


def tell_refuted(arrived: Arrived, said: str) -> None:
    """Tells somebody that what they had declared was none, where their code follows."""
    if arrived.better:
        arrived.person.notify("inbox_test_refuted" if said == "positive" else "inbox_contact_refuted")

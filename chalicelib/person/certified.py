"""Who a person is, as a change of them: certification, and the name and number that strangers see.

A part of `Person`; nobody else has these methods.
"""

from datetime import datetime

from chalicelib.person import outbox
from chalicelib.person.records import StateRecord


class Certified:
    """The methods of `Person` by which it is noted."""

    state: StateRecord
    _now: datetime
    _changed: bool

    def end_code(self) -> None:
        """Whatever shows the code now counts no more."""
        raise NotImplementedError

    def _place_in_the_due_index(self) -> None:
        """What is due moves accordingly."""
        raise NotImplementedError

    def certify(self, certification: str) -> None:
        """`certified`, `refused` or `pending`, of the document on record. A refusal ends the codes that are out."""
        self.state.certification = certification
        self.state.named = bool(self.state.named) or certification == "certified"
        self._changed = True
        if certification != "pending" and outbox.answered(self.state):
            self._place_in_the_due_index()
        if certification == "refused":
            self.end_code()

    def await_word(self) -> None:
        """The real-name service is asked about the document: right after this change, by the sweep if that was lost."""
        outbox.ask(self.state, self._now)
        self._place_in_the_due_index()

    def contest(self, *, contested: bool) -> None:
        """Whether another record has the document, until staff decide; either way it is asked about anew."""
        self.state.contested = contested
        self.certify("pending")

    def await_correction(self, by: str | None) -> None:
        """A corrected number waits for the next declaration (`typed`), the service (`asked`) or `staff`; None: none."""
        self.state.correcting = by
        self._changed = True

    def show_name(self, masked: str) -> None:
        """The name as strangers may see it, after a correction: codes that show the other one count no more."""
        self.state.name_masked = masked
        self.end_code()

    def show_document(self, last4: str) -> None:
        """The last characters of the number, as gates see them."""
        self.state.last4 = last4
        self._changed = True

"""A message on its way to somebody, as every channel takes it."""

from dataclasses import dataclass

from chalicelib.features.messages import reading
from chalicelib.notify.texts import say
from chalicelib.person.accounts import AccountItem
from chalicelib.person.inbox import MessageRecord
from chalicelib.person.records import StateRecord


@dataclass
class Letter:
    """An inbox entry on its way to the person, with whose it is."""

    record: MessageRecord
    account: AccountItem
    state: StateRecord | None
    later: bool = False
    """Whether a way did not take it just now and may take it yet."""

    @property
    def text(self) -> str:
        """What is sent. Of several people whom an account files for it says which one is meant."""
        said = reading.said(self.record, self.account.language)
        if self.state is None or self.state.relation != "dependant":
            return said
        whom = {"name": self.state.name_masked, "last4": self.state.last4}
        return say("about_dependant", self.account.language, text=said, **whom)

    def became_of(self, way: str) -> str | None:
        """What became of it by a way beside the text message; None where that was not tried."""
        known: str | None = getattr(self.record, way)
        return known

    def note(self, way: str, outcome: str) -> None:
        """Keeps that on the record in memory."""
        setattr(self.record, way, outcome)

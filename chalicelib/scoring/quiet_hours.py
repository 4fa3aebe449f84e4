"""Quiet hours of a person: their own, else those that the rule set of the moment gives to whoever set none."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from chalicelib.scoring.quiet import Quiet
from chalicelib.scoring.rules import RuleBook


@dataclass(frozen=True, slots=True)
class QuietHours:
    """`zone` is where the person reads a clock, for the hours of the rule set."""

    book: RuleBook
    own: Quiet | None
    zone: tzinfo

    def before(self, at: datetime) -> datetime:
        """`at`, or some time before the start of the quiet hours in which it lies."""
        hours = self._at(at)
        return hours.before(at, self.book.at(at).quiet.lead) if hours else at

    def after(self, at: datetime) -> datetime:
        """`at`, or the end of the quiet hours in which it lies."""
        hours = self._at(at)
        return hours.after(at) if hours else at

    def _at(self, at: datetime) -> Quiet | None:
        return self.own or self.book.at(at).quiet.of(self.zone)

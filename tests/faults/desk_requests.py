"""Good requests of the desk about reports to partners and about retention, together."""

from tests.faults import reports, retention

GOOD = reports.GOOD | retention.GOOD

"""Closes a calling code to text messages, at once: docs/playbooks/sms-pumping.md.

    python -m infra.sms_stop STAGE CALLING_CODE [--open]

Nobody of that code is sent a message until it is opened, which gives back the numbers of `config.py`; supervisors set
others (`PUT /v1/sms-budgets/{country}`). Both are in the audit, by the name of whoever is at the keyboard.
"""

import getpass
import os
import sys
from datetime import UTC, datetime

from infra.keys import home_of


def close(country: int, who: str, now: datetime) -> None:
    """Takes every place of the country's minute and day away. May be repeated."""
    from chalicelib.desk import audit
    from chalicelib.store import sms_budgets
    from chalicelib.store.sms_budgets import Budget

    step = sms_budgets.put(sms_budgets.find(country), country, Budget(0, 0), f"operator:{who}", now)
    audit.audited([step], f"operator:{who}", "sms_budget.closed", _subject(country), now)


def reopen(country: int, who: str, now: datetime) -> None:
    """Lets the numbers that hold where no supervisor has said otherwise hold again. May be repeated."""
    from chalicelib.desk import audit
    from chalicelib.store import sms_budgets
    from chalicelib.store.transactions import Drop

    record = sms_budgets.find(country)
    steps = [Drop(record)] if record else []
    audit.audited(steps, f"operator:{who}", "sms_budget.opened", _subject(country), now)


def _subject(country: int) -> str:
    return f"sms-budget-{country}"


if __name__ == "__main__":
    # The service reads its settings when it is imported, so they come first.
    os.environ.update(home_of(sys.argv[1]).environment())
    does = reopen if "--open" in sys.argv else close
    does(int(sys.argv[2]), getpass.getuser(), datetime.now(UTC))
    print(f"+{sys.argv[2]} is {'open again' if does is reopen else 'closed'}, for every container within a minute.")

"""Times and numbers of the exchange with other provinces, the national platform, the credit register (decision 110)."""

from datetime import timedelta

KEY_OVERLAP = timedelta(hours=24)
"""How long a partner's former key is believed once its next one is in force."""
NONCE_KEPT = timedelta(minutes=15)
"""Longer than any signature is fresh, either way of now."""
JOURNAL_KEPT = timedelta(days=365)
BODIES_KEPT = timedelta(days=30)
MESSAGES_PER_MINUTE = 600
"""Of one partner by one interface, where its agreement says nothing else."""
HEALTH_QUERIES_PER_DAY = 1_000
ITEMS_PER_MESSAGE = 500
INVOCATION_LIFETIME = timedelta(minutes=5)
"""How long somebody may say yes to another province's request, and how long that yes may be used."""
BARE_COLOUR_NOTE = timedelta(hours=72)
"""How long a partner's bare colour is told at gates, unless two of ours make it a fact."""
SUSPENSION = timedelta(hours=72)
"""How long a partner has to answer while a hold of its making is suspended; then two of ours decide."""
PARTNER_APPEAL_DEADLINE = timedelta(hours=48)

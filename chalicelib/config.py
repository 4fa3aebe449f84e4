"""Settings, read once from the environment and in one place: every setting of the service is a field here."""

import os
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from chalicelib.container import kept_per_container


@dataclass(frozen=True)
class Settings:
    """What a stage gives its functions. Names of tables and queues come from the template."""

    stage: str
    people_table: str
    accounts_table: str
    epidemic_table: str
    venues_table: str
    operations_table: str
    messages_queue_url: str
    certification_queue_url: str
    rescoring_queue_url: str
    service_secret: str
    signing_secret: str
    data_key: str
    photos_bucket: str
    photos_key: str
    public_url: str
    identity_url: str
    issuer: str
    mail_from: str

    @property
    def local(self) -> bool:
        """Whether this is the stage on a laptop, where no CDN stands in front of the API."""
        return self.stage == "local"


_NAMES = tuple(Settings.__dataclass_fields__)


@kept_per_container
def settings() -> Settings:
    """The stage's settings. Absent variables read as empty, so that a job needs only its own."""
    return Settings(**{name: os.environ.get(name.upper(), "") for name in _NAMES})


POLICY_ZONE = ZoneInfo("Asia/Shanghai")
"""Policy days are calendar days here (domain: Time)."""

# Login (domain: contract "Paths"; caps: design "Semantics that are easy to get wrong").
CODE_LIFETIME = timedelta(minutes=5)
CODE_GUESSES = 5
CODE_RESEND = timedelta(seconds=60)
CODES_PER_HOUR = 5
CODES_PER_DAY = 10
KNOWN_DEVICE_RESERVE = 3
"""Codes an hour kept for a device that logged in before, beyond the phone's cap for strangers."""
CODES_PER_ADDRESS_HOUR = 600
"""Carrier NAT puts thousands of people behind one address, so this cap only stops floods."""
GUESSES_PER_ADDRESS_HOUR = 600
PASSWORD_GUESSES_PER_HOUR = 10
ACCESS_LIFETIME = timedelta(minutes=15)
REFRESH_IDLE = timedelta(days=30)
REFRESH_LIFETIME = timedelta(days=90)
REFRESH_GRACE = timedelta(seconds=60)

# Text messages a day by country calling code; the default covers all the others.
SMS_BUDGET = {86: 2_000_000}
SMS_BUDGET_DEFAULT = 20_000
SMS_BUDGET_SHARDS = 4
SMS_BUDGET_WARNING = 0.8

EMAIL_BUDGET = 100_000
"""E-mails a day to everybody together; text messages are counted by country."""
EMAILS_PER_ACCOUNT_DAY = 10
"""Addresses that one account may have a code sent to."""

# Codes.
TOKEN_LIFETIME = timedelta(hours=24)
REVOCATION_LAG = timedelta(seconds=5)
"""How old a token must be before an unknown code id means revoked: the index is eventually consistent."""

# The sweep.
DUE_SHARDS = 16
DUE_LOOKBACK = timedelta(days=7)
SWEPT_AT_ONCE = 200
"""People of a shard whom the scheduled run serves itself; a shard with more is handed to a worker of its own."""
SWEPT_PAGE = 500
SWEPT_PAGES = 8
"""A worker stops after so many pages, well within its time; the next minute hands the shard over again."""
EVENING_REMINDER_HOUR = 19

# Photos (domain: Photos; design: uploads).
UPLOAD_LIFETIME = timedelta(minutes=15)
PHOTO_LINK_LIFETIME = timedelta(minutes=2)
PHOTOS_PER_DAY = 20

APPEAL_DEADLINE = timedelta(hours=48)
"""After it an open appeal is a supervisor's (domain: Questions and help)."""
WAITING_SHARDS = 8
"""Partitions of each queue of what waits for staff. Never changed while anything waits."""

AUDIT_SHARDS = 8
"""Chains of the audit. Never lowered: a shard that is no longer written is still verified."""

# Gates.
CHECKS_OLDEST = timedelta(hours=72)
CHECKS_AHEAD = timedelta(seconds=60)
"""How far a gate's clock may be wrong before it counts: ahead of now, or in what it says of itself."""
LOOKUPS_PER_GUARD_HOUR = 60
LOOKUPS_PER_VENUE_HOUR = 300
ANOMALY_WITHDRAWAL = timedelta(minutes=15)
REVOCATION_SHARDS = 16

# Devices that show codes.
DEVICES_PER_PERSON = 3
DEVICE_CODE_FRESH = timedelta(minutes=10)
"""How recently the session must have been started by SMS to bind another device."""
DEVICE_PROOF_FRESH = timedelta(minutes=5)

# Venues and visits.
VISIT_SHARDS = 8
"""Shards of a venue's day. Raise it only: readers of old days ask all shards of now."""
VISIT_LIFETIME = timedelta(days=30)
"""Longer than the 14 days that a case is traced back over, with the days until it is confirmed."""
VISIT_LATE = timedelta(hours=72)
"""How old a scan may be when an offline gate delivers it."""
VISIT_AHEAD = timedelta(seconds=60)
"""How far a gate's clock may be ahead; such a scan counts as made now."""
VENUES_PER_UPLOAD = 300
STATISTICS_SHARDS = 4
"""Shards of a counter; a batch of stream records writes one of them once."""

IDEMPOTENCY_LIFETIME = timedelta(hours=24)
MAX_BODY = 128 * 1024

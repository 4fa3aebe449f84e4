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
    codes_queue_url: str
    certification_queue_url: str
    rescoring_queue_url: str
    simulation_queue_url: str
    exports_queue_url: str
    service_secret: str
    signing_secret: str
    data_key: str
    photos_bucket: str
    photos_key: str
    imports_bucket: str
    imports_key: str
    audit_bucket: str
    web_bucket: str
    public_url: str
    identity_url: str
    issuer: str
    mail_from: str
    """Empty where no e-mail can be sent."""
    mail_server: str
    """`host:port` of the SMTP server that sends in place of SES; empty for SES."""
    sms_providers: str
    """`86:tencent`, parted by commas: who sends to phones of a calling code. SNS sends to all others."""
    sms_url: str
    sms_application: str
    sms_signature: str
    """Of the mainland provider: its address, our application there, who we are at the head of a message."""
    push_hosts: str
    """Push services that may be reached, parted by commas, `*.` for any of a domain; empty for no web push."""
    wechat_app: str
    wechat_url: str
    wechat_page: str
    wechat_template: str
    wechat_confirm_page: str
    alipay_app: str
    alipay_url: str
    alipay_page: str
    """Our application at each (empty where people do not log in by it), its API, and where people authorize; WeChat's
    template of one-time messages, empty for none, and where people agree to one."""
    rated_by_list: str
    """Prefixes of region codes, parted by commas, that the national list of names rates and staff do not."""
    ratings_url: str
    """Where the national list of names is served; empty where there is none to poll."""
    exchange_id: str
    """Who this platform is to partners: the code of its province, 630000."""
    exchange_region: str
    """The prefix of the regions of whose people it speaks."""
    relying_party: str
    """The id under which passkeys are bound: the domain of the pages, `localhost` on a laptop."""

    @property
    def local(self) -> bool:
        """Whether this is the stage on a laptop, where no CDN stands in front of the API."""
        return self.stage == "local"

    @property
    def segments(self) -> int:
        """Parts of a scan of everybody, which as many workers may read at once as supervisors allow."""
        return LOCAL_SEGMENTS if self.local else SEGMENTS

    @property
    def due_shards(self) -> int:
        """Shards of the due index."""
        return LOCAL_DUE_SHARDS if self.local else DUE_SHARDS

    @property
    def audit_shards(self) -> int:
        """Chains of the audit."""
        return LOCAL_AUDIT_SHARDS if self.local else AUDIT_SHARDS

    @property
    def statistics_shards(self) -> int:
        """Shards of a counter."""
        return LOCAL_STATISTICS_SHARDS if self.local else STATISTICS_SHARDS


_NAMES = tuple(Settings.__dataclass_fields__)


@kept_per_container
def settings() -> Settings:
    """The stage's settings. Absent variables read as empty, so that a job needs only its own."""
    return Settings(**{name: os.environ.get(name.upper(), "") for name in _NAMES})


def api_url() -> str:
    """Where the API is reached from outside, up to `/v1`: a setting of the probe alone, as the API's cannot name it."""
    return os.environ["API_URL"]


POLICY_ZONE = ZoneInfo("Asia/Shanghai")
"""Policy days are calendar days here (domain: Time)."""

# Login (domain: contract "Paths"; caps: design "Semantics that are easy to get wrong").
CODE_LIFETIME = timedelta(minutes=5)
CODE_GUESSES = 5
CODE_RESEND = timedelta(seconds=60)
CODES_PER_HOUR, CODES_PER_DAY = 5, 10
KNOWN_DEVICE_RESERVE = 3
"""Codes an hour kept for a device that logged in before, beyond the phone's cap for strangers."""
CODES_PER_ADDRESS_HOUR = 600
"""Carrier NAT puts thousands of people behind one address, so this cap only stops floods."""
GUESSES_PER_ADDRESS_HOUR = 600
PASSWORD_GUESSES_PER_HOUR = 10
"""Of one network, one known device, or one session at one account."""
STRANGERS_GUESSES_PER_HOUR = 20
"""At one account, phone, document or login, from all networks together; known devices have their own."""
PROOF_LIFETIME = timedelta(minutes=10)
"""How recently a code or the password was given for what would take the account away."""
CREDENTIALS_PER_DAY = 10
"""Changes of password, phone, e-mail and bound platforms of one account."""
CHANGE_TOLD = timedelta(minutes=5)
"""A change of which not everybody was told by then is handed to its queue again."""
UNDO_LIFETIME = timedelta(hours=72)
"""For how long a changed password, phone or e-mail can be put back from the old phone or address."""
ACCESS_LIFETIME = timedelta(minutes=15)
REFRESH_IDLE, REFRESH_LIFETIME = timedelta(days=30), timedelta(days=90)
REFRESH_GRACE = timedelta(seconds=60)

# Questions to the real-name service: each may tell whether a name and a number belong together.
QUESTIONS_PER_ACCOUNT_DAY = 20
QUESTIONS_PER_ADDRESS_HOUR = 600

COMPARISON_DEADLINE = timedelta(hours=24)
"""How long somebody waits for staff without a code, because another record may be theirs (domain: Life of a hold)."""

CARRIED_ANEW = timedelta(hours=1)
"""How often it is looked at what holds for whom an undecided person may be."""
JOINED_AWAY = timedelta(days=7)
"""How long the account of a record that was joined with another one shows that one's code."""

# Staff: how long a session lasts, and how long it may lie idle; a guard stands at a gate for a whole shift.
STAFF_LIFETIME, STAFF_IDLE = timedelta(hours=12), timedelta(minutes=30)
GUARD_LIFETIME, GUARD_IDLE = timedelta(hours=24), timedelta(hours=12)
INVITATION_LIFETIME = timedelta(hours=24)
PASSKEY_FRESH = timedelta(minutes=5)
"""How long a challenge for a passkey may be answered."""

CODE_SHARDS = 8
"""Partitions of the outbox of login codes. Never changed while a code waits."""
CODE_HANDED_OVER = timedelta(seconds=15)
"""A code that no worker has taken by then is handed to the queue again."""

# Text messages to one country: how many a minute and a day while no supervisor has said otherwise, by calling code; the
# default covers all the others (docs/national-sign-up.md).
SMS_BUDGET = {86: (20_000, 2_000_000)}
SMS_BUDGET_DEFAULT = (200, 20_000)
SMS_RESERVE = 30
"""Percent of each that is kept for phones with an account and devices that logged in before."""
SMS_PLACES_PER_SHARD = 100
SMS_SHARDS = 32
"""A budget's counters lie in a shard for each so many messages a minute, and in no more than so many shards."""
SMS_BUDGET_WARNING = 0.8
SMS_PRESSURE_MINUTE, SMS_PRESSURE_DAY = 0.5, 0.9
"""From this share on a stranger's phone has to work before a code is sent."""

PROOF_OF_WORK_LIFETIME = timedelta(minutes=5)
PROOF_OF_WORK_COST = 2_000
"""Rounds of PBKDF2 a try; one of 256 tries is right: a second or two of a phone, a hundredth of ours."""

EMAIL_BUDGET = 100_000
EMAIL_SHARDS = 4
"""E-mails a day to everybody together; text messages are counted by country."""
EMAILS_PER_ACCOUNT_DAY = 10
"""Addresses that one account may have a code sent to."""

# Codes.
TOKEN_LIFETIME = timedelta(hours=24)
LIST_LIFETIME = 2 * TOKEN_LIFETIME
"""How far back a revocation list in force may have been made: the last base and the deltas after it."""
STALE_ABOVE = 1_000_000
"""A campaign that may end more codes names a stale rule in the lists, and not each of them."""
REVOCATION_LAG = timedelta(seconds=5)
"""How old a token must be before an unknown code id means revoked: the index is eventually consistent."""

# Campaigns through everybody who has a code.
SEGMENTS, LOCAL_SEGMENTS = 1000, 4
"""A laptop's stage has a few hundred people: a thousand parts of them would be a thousand empty pages."""

# The sweep.
DUE_SHARDS, LOCAL_DUE_SHARDS = 256, 16
"""Shards of the due index, each worked off by one worker at a time. Raised only: a person moves with the next write."""
SWEPT_AT_ONCE = 3_200
"""People whom the scheduled run serves itself, of all shards; a shard with more than its part is handed to a worker."""
SWEPT_IN_VAIN = timedelta(days=1)
"""Who is due for so long is swept in vain each minute: a record that cannot be read, for somebody to look at."""
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

WORK_WITHIN = {
    "photos": timedelta(hours=24),
    "anomalies": timedelta(hours=24),
    "recoveries": timedelta(hours=24),
    "declared": timedelta(hours=24),
    "venues": timedelta(hours=72),
    "names": timedelta(hours=2),
    "eased": timedelta(days=7),
    "alarms": timedelta(hours=24),
}
"""By when staff deal with what has no deadline of its own."""
OPENED_AT_ONCE, OPENED_WITHIN = 60, timedelta(minutes=10)
"""Whoever of staff opens so many people in that time, with nothing that waits about them, is an auditor's matter."""
IDENTITY_APPEAL_DEADLINE = timedelta(hours=24)
"""Of an appeal that a case or a contact is somebody else's."""
CREDIT_OBJECTION = timedelta(days=7)
"""How long somebody may object before a violation is reported to the credit register."""
CREDIT_CHILD = 14
"""Of younger ones nothing is recorded there."""

PROPOSAL_LIFETIME = timedelta(hours=24)
"""How long a proposal waits for the second person."""

RECOVERY_WAIT = timedelta(hours=24)
"""From the decision on a lost phone to its effect; and how long a second reviewer has after an objection."""
RECOVERIES_PER_DOCUMENT = 3
"""Requests about one document in 30 days."""
CLAIMS_PER_RECOVERY = 5
"""Claims that one request keeps for staff to compare; more are counted."""
RECOVERY_UNKNOWN_AFTER = timedelta(days=30)
"""Requests about nobody's document wait so far behind those about somebody's."""

AUDIT_SHARDS, LOCAL_AUDIT_SHARDS = 64, 8
"""Chains of the audit, some thirty entries a second each (`bench nation`). Never lowered: a chain that is no longer
written is still verified."""

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
STATISTICS_SHARDS, LOCAL_STATISTICS_SHARDS = 64, 4
"""Shards of a counter; a batch of stream records writes one of them once."""

# What one account may make; beyond it 429 with a sentence of its own (access/quotas.py).
PEOPLE_PER_ACCOUNT_DAY = 20
"""Applications; eleven people at a time are the most that an account files for."""
VENUES_PER_ACCOUNT_DAY = 30
UPLOADS_PER_ACCOUNT_DAY = 5
"""Files of venues, each with at most VENUES_PER_UPLOAD."""
MEMBERS_PER_ACCOUNT_DAY = 100
APPEALS_PER_ACCOUNT_DAY = 20
DECLARATIONS_PER_PERSON_HOUR = 20
"""Of one person; kept in their state, so that it costs a declaration nothing."""

IDEMPOTENCY_LIFETIME = timedelta(hours=24)
SECRET_REPLAY = timedelta(seconds=60)
"""How long after its first answer a repeated request is given a session, a look or a new secret again."""

MAX_BODY = 128 * 1024

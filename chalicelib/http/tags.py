"""Tags of the routes in words: groups in the order in which somebody who connects a program meets them."""

from collections.abc import Mapping
from typing import Any

# Group: tag: its title, and what it is about.
GROUPS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Begin": {
        "login": ("Log in", "A code by SMS, a password or a passkey; tokens of 15 minutes and their renewal."),
        "platforms": (
            "WeChat and Alipay",
            "Logging in by them, once they are bound to an account whose phone is known.",
        ),
        "account": ("Account", "Phone, password and sessions of the one who is logged in."),
        "health": ("Service", "Whether it answers, and this description."),
    },
    "A person and their code": {
        "people": ("People", "Applying for oneself and for dependants; what is on record."),
        "declarations": ("Declarations", "Daily check-ins. Each answers with the colour that follows."),
        "codes": ("Codes", "The colour with its reasons, the token to show, and the keys that check it."),
        "devices": ("Phones", "The phones that may show a code."),
        "photos": ("Photos", "Pictures of a passport, and what a reviewer decided about them."),
        "trips": ("Trips", "The flight of a traveller, and what is required for it."),
        "appeals": ("Appeals", "Filed by a person, decided by who answers for them."),
        "messages": ("Messages", "What a person was told, and how they want to be told."),
        "wechat_messages": ("Messages by WeChat", "Agreeing to them, one at a time."),
        "mydata": ("My data", "What is held of a person and until when, and all of it as a copy."),
        "lookers": ("Who looked", "Which offices looked at a person, and what for."),
        "exchange_own": ("Requests of partners", "A person's yes or no to a partner who asks for their code."),
    },
    "Places and checkpoints": {
        "venues": ("Venues", "Registering a place, its people, its code and its poster."),
        "visits": ("Visits", "Scans in and out."),
        "gates": ("Checkpoints", "Checking a code, with and without a network; anomalies; revocations."),
    },
    "The epidemic": {
        "epidemic": ("Cases and contacts", "Cases, contacts, designations, and what a second person agrees to."),
        "ratings": ("Ratings of regions", "The risk of a region, day by day."),
        "rating_list": ("National list", "Names of the national list of ratings, and what they mean."),
        "corrections": ("Corrections", "Which copies a correction has reached."),
        "tracing": ("Tracing", "Who was where, and with whom."),
        "imports": ("Imports", "Lists from a file: checked line by line, put in force by two."),
        "imports_entering": ("Entering many", "Rows typed or pasted, before they are sent."),
        "credit": ("Credit register", "False declarations, shown by evidence."),
    },
    "Staff and their decisions": {
        "work": ("Work", "What waits for a decision, over all queues."),
        "proposals": ("Proposals", "What waits for a second person."),
        "dossier": ("A person's record", "Finding a person, and everything that explains their colour."),
        "annulments": ("Annulments", "Taking back a declaration, on evidence."),
        "comparisons": ("Records compared", "Whether two records are one person's."),
        "name_matches": ("Names compared", "Names that differ from those on record with a number."),
        "desk": ("Recoveries", "Accounts whose phone is lost."),
        "staff": ("Staff", "Logins of staff, their roles, and the audit."),
        "auditing": ("Audit alarms", "What about staff an auditor should look at."),
    },
    "Running it": {
        "statistics": ("Figures", "A region in numbers."),
        "exports": ("Exports", "Lists as files."),
        "rulesets": ("Rule sets", "Rules as data: drafted, simulated, published by two."),
        "campaigns": ("Campaigns", "Working many people out anew, piece by piece."),
        "breaker": ("Breaker", "What is held because too many turned worse."),
        "budgets": ("Budgets for SMS", "How many text messages may go to a country."),
        "canaries": ("Canaries", "People who are not, by whom it is measured that answers know what is in force."),
        "retention": ("Retention", "What is kept how long, what went, and the end of the platform."),
        "outages": ("Outages", "Deadlines and check-in days that an outage moves."),
    },
    "Partners": {
        "exchange": ("Exchange", "Messages of provinces and of the national platform, signed by their senders."),
        "reports": ("Comparing a day", "Counting and hashing what was sent against what came."),
        "exchange_desk": ("Partners", "Who partners are, what they may say, and their keys."),
        "reports_desk": ("State of partners", "What is not acknowledged, and sending it again."),
    },
}


def described() -> dict[str, Any]:
    """`tags` and `x-tagGroups` of openapi.json: every tag once, in order."""
    tags = [
        {"name": name, "x-displayName": title, "description": about}
        for group in GROUPS.values()
        for name, (title, about) in group.items()
    ]
    return {"tags": tags, "x-tagGroups": [{"name": name, "tags": list(group)} for name, group in GROUPS.items()]}

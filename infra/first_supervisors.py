"""Invites the first two supervisors of a stage, who then agree on everybody else: once, while there are none.

    python -m infra.first_supervisors STAGE FILE

FILE is JSON, a list of exactly two: {"login", "document": {"type", "number", "country"?}, "phone" or "email"}. Each is
sent an invitation that works once and for a day; nobody sees it here. Where it lapsed the same two are invited again.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.keys import home_of


def invite(people: list[dict[str, Any]], now: datetime) -> list[str]:
    """The ids of both logins. Raises ValueError for other than two people, and what the service says against them."""
    from chalicelib.features.staff import founding

    first, second = (_founder(each, now) for each in people)
    return founding.found((first, second), "zh-CN", now)


def _founder(person: dict[str, Any], now: datetime) -> Any:
    from chalicelib.features.people.applying import hash_of
    from chalicelib.features.staff.founding import Founder
    from chalicelib.features.staff.inviting import Contact
    from chalicelib.identity.documents import check_document

    document = check_document(**person["document"], on=now.date())
    via, contact = Contact(person.get("phone"), person.get("email")).checked()
    return Founder(person["login"], hash_of(document), contact, via)


if __name__ == "__main__":
    home = home_of(sys.argv[1])
    # The service reads its settings when it is imported, so they come first.
    os.environ.update(home.settings(), AWS_DEFAULT_REGION=home.region)
    if home.endpoint:
        os.environ.update(AWS_ENDPOINT_URL=home.endpoint, AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test")
    print(*invite(json.loads(Path(sys.argv[2]).read_text()), datetime.now(UTC)), sep="\n")

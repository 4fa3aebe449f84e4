"""What the local cloud sent by SMS: printed, and kept one a line for people and tests without a phone."""

import json
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def fetch(endpoint: str) -> list[dict[str, str]]:
    """Every SMS that the cloud remembers, as {"id", "to", "text"}; in order for each phone."""
    with urllib.request.urlopen(f"{endpoint}/_ministack/sns/sms-messages", timeout=5) as answer:
        by_phone: dict[str, list[dict[str, Any]]] = json.load(answer)["sms_messages"]
    return [
        {"id": message["MessageId"], "to": phone, "text": message["Message"]}
        for phone, messages in by_phone.items()
        for message in messages
    ]


class Tail:
    """Copies each SMS once from the local cloud to a file, a line each."""

    def __init__(self, endpoint: str, file: Path) -> None:
        self._endpoint, self._file = endpoint, file
        lines = file.read_text().splitlines() if file.exists() else []
        self._seen = {json.loads(line).get("id") for line in lines}

    def new(self) -> Iterator[dict[str, str]]:
        """Those that came since the last call, already written to the file."""
        try:
            sent = fetch(self._endpoint)
        except OSError:
            return
        for message in sent:
            if message["id"] not in self._seen:
                yield self._keep(message)

    def _keep(self, message: dict[str, str]) -> dict[str, str]:
        # The cloud notes no time, so it is the moment at which the message was seen.
        line = {**message, "at": datetime.now(UTC).isoformat(timespec="milliseconds")}
        with self._file.open("a") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._seen.add(message["id"])
        return line

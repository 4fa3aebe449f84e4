"""The stages of infra/stages.json, and what a stage that people rely on must not lack."""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from infra.package import ROOT

_PEOPLE_RELY_ON = {
    "prod": ("AlarmEmail", "FirewallArn", "CertificateArn"),
    "mainland": ("AlarmEmail", "CertificateId", "SmsApplication"),
}
"""Stages that refuse to be deployed without these. The mainland's firewall is in its own stack."""
_NOBODYS = (".example", ".test", ".invalid", ".localhost")
"""Domains that are nobody's (RFC 2606)."""


@dataclass(frozen=True)
class Lacking(Exception):
    """A stage cannot be deployed as it is described; one sentence says what it lacks."""

    stage: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        names = ", ".join(self.names)
        return f"{self.stage} is not deployed: infra/stages.json has no {names} for it that could serve people."


def parameters_of(stage: str) -> dict[str, str]:
    """The stage's parameters. Raises LookupError for an unknown one and Lacking for one that people rely on."""
    known = json.loads((ROOT / "infra" / "stages.json").read_text())
    if stage not in known:
        raise LookupError(f"There is no stage {stage} in infra/stages.json.")
    lacking = lacking_of(stage, known[stage])
    if lacking:
        raise Lacking(stage, lacking)
    return dict(known[stage])


def lacking_of(stage: str, parameters: dict[str, str]) -> tuple[str, ...]:
    """The names of what a stage must have and has not."""
    if stage not in _PEOPLE_RELY_ON:
        return ()
    empty = [name for name in _PEOPLE_RELY_ON[stage] if not parameters.get(name)]
    return (*empty, *(name for name in ("PublicUrl", "IdentityUrl") if not _is_somebodys(parameters.get(name, ""))))


def _is_somebodys(url: str) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.scheme == "https" and "." in host and not host.endswith(_NOBODYS)

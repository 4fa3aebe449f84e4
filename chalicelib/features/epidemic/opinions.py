"""What several sources say of one person's infection: their cases side by side, and whether they agree."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.features.epidemic import case_records
from chalicelib.features.epidemic.case_records import OVER, CaseRecord
from chalicelib.scoring.cases import noted, stages
from chalicelib.scoring.state import Opinion

_GRAVITY = {"suspected": 0, "asymptomatic": 1, "confirmed": 2}


def of_case(actor: Actor, record: CaseRecord) -> dict[str, Any]:
    """The other cases of the same document in the actor's region, and since when the sources have disagreed about the
    present stage, if they do. One query."""
    every = case_records.of_document(record.document_hash)
    here = [each for each in every if each.region.startswith(actor.region)]
    return {
        "other_sources": [_view(each) for each in here if each.id != record.id],
        "disagreement_since": disagreement_since(here),
    }


def _view(record: CaseRecord) -> dict[str, Any]:
    told = {name: record.told[name] for name in ("kind", "status", "on")}
    return told | {"id": record.id, "source": record.source, "source_ref": record.source_ref}


def disagreement_since(records: Iterable[CaseRecord]) -> datetime | None:
    """Since when sources have said different things of the latest stage; what was said before an epidemiologist decided
    is settled by that."""
    opinions: tuple[Opinion, ...] = ()
    for record in sorted(records, key=lambda each: each.changed_at):
        opinions = noted(opinions, case_records.known_as(record, record.changed_at))
    latest = stages(opinions)[-1:]
    heard = [each for stage in latest for each in _since_decided(stage.opinions)]
    said = {"over" if each.status in OVER else (each.kind, each.status) for each in heard}
    return max(each.at for each in heard) if len(said) > 1 else None


def _since_decided(opinions: Iterable[Opinion]) -> list[Opinion]:
    every = list(opinions)
    decided = max((each.at for each in every if each.decides), default=None)
    return [each for each in every if decided is None or each.at >= decided]


def as_grave(record: CaseRecord, told: Mapping[str, Any]) -> bool:
    """Whether somebody calls it open and as grave already: then a decision for it makes nobody worse. One query."""
    every = case_records.of_document(record.document_hash)
    grave = [_GRAVITY[each.told["kind"]] for each in every if each.status == "open"]
    return max(grave, default=-1) >= _GRAVITY[told["kind"]]

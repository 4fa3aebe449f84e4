"""Errors of an import: listed a page at a time, and as a file that can be mended and sent again."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chalicelib.features.imports import bucket, records
from chalicelib.features.imports.records import ImportRecord
from chalicelib.files import error_file
from chalicelib.files.error_file import BadRow
from chalicelib.files.lists import Heading
from chalicelib.identity.names import last4, mask_name
from chalicelib.notify.languages import WRITTEN
from chalicelib.notify.texts import say


def make(record: ImportRecord, path: Path, heading: Heading) -> None:
    """Writes the error file part by part, and stores it."""
    with path.open("wb") as file:
        file.writelines(error_file.written(heading, _bad_rows(record)))
    bucket.put_file(record.errors_key, path, "text/csv")


def make_anew(record: ImportRecord) -> None:
    """Makes it once more, with the lines that failed when they were put in force; it stays where parts are gone."""
    names, mapped = list(record.names or ()), dict(record.columns or {})
    heading = Heading(record.format, record.encoding or "", record.delimiter or ",", names, mapped, 0)
    with TemporaryDirectory() as folder, suppress(bucket.Gone):
        make(record, Path(folder) / "errors", heading)


def _bad_rows(record: ImportRecord) -> Iterator[BadRow]:
    for part in range(int(record.parts)):
        for row in bucket.rows(record.part("bad", part)):
            yield BadRow(records.cells_of(row), "; ".join(_in_both(fault) for fault in row["faults"]))


def _in_both(fault: list[Any]) -> str:
    column, _, sentence, said = fault
    return f"{column}: " + " / ".join(say(sentence, language, **said) for language in WRITTEN)


def page(record: ImportRecord, limit: int, after: str | None) -> list[tuple[str, dict[str, Any]]]:
    """The errors behind a place, each with its own: at most so many. A call for each part that is looked at."""
    begins, skipped = (int(each) for each in (after or "0:0").split(":"))
    found: list[tuple[str, dict[str, Any]]] = []
    for part in range(begins, int(record.parts)):
        errors = [error for row in bucket.rows_left(record.part("bad", part)) for error in _errors(row)]
        behind = skipped if part == begins else 0
        found += [(f"{part}:{place}", error) for place, error in enumerate(errors, 1) if place > behind]
        if len(found) >= limit:
            break
    return found[:limit]


def _errors(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for column, code, sentence, said in row["faults"]:
        yield {"row": row, "column": column, "code": code, "sentence": sentence, "said": said}


def masked(record: ImportRecord, row: dict[str, Any]) -> dict[str, str]:
    """A bad line's cells by the file's own columns. Names, numbers and addresses are masked, but for those that are
    wrong: they are what has to be read. A line that cannot be parted stands under no name, without its letters."""
    names, mapped, cells = list(record.names or ()), dict(record.columns or {}), records.cells_of(row)
    wrong = {column for column, *_ in row["faults"]}
    if not cells:
        return {}
    if "" in wrong:
        return {"": "".join("*" if each.isalnum() else each for each in " ".join(cells))[:200]}
    told = zip(names, [*cells, *[""] * len(names)], strict=False)
    return {
        name: cell if name in wrong else _mask(mapped.get(name), str(cell)) for name, cell in told if name in mapped
    }


def _mask(field: str | None, cell: str) -> str:
    """What is not read at all may be anything, so that it is not shown either."""
    if field == "name":
        return mask_name(cell)
    if field == "document.number":
        return f"···{last4(cell)}" if cell else ""
    return "***" if cell and field in (None, "address") else cell

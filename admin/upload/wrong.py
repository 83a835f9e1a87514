"""The wrong rows of an upload: on the page, and as a file to mend and upload again."""

import csv
import io
import re
from collections import defaultdict
from typing import Any

from flask import abort
from flask_babel import gettext

from admin.base import handout
from admin.base.export import BOM, RISKY, as_text
from admin.base.handout import File
from admin.upload import work
from admin.upload.form import store
from admin.upload.words import WrongRow, told
from models.batch import ImportBatch
from services import portfolio
from services.portfolio import outlook
from services.portfolio import store as portfolio_store
from services.portfolio import table as portfolio_table
from services.portfolio.store import Upload

SHOWN = 100
PLAIN = re.compile(r"[+-]?[\d\s().,-]+")


def found(upload: Upload) -> list[dict[str, Any]]:
    """What is wrong: as the landing stored it, before that as the dry run found it."""
    landed = work.state(upload, work.LAND)
    if landed is None:
        return portfolio_store.told(store(), upload.token, f"{work.DRY}-wrong") or []
    batches = {name: file["batch"] for name, file in landed["files"].items() if file["batch"]}
    return [{"file": name, **wrong._asdict()} for name, id in batches.items() for wrong in portfolio.wrong_of(id)]


def reasons(rows: list[dict[str, Any]]) -> list[WrongRow]:
    """The first wrong rows in the reader's words."""
    return [
        WrongRow(each["file"], each["row_no"], each["column"], told(each["message"], each["values"]))
        for each in rows[:SHOWN]
    ]


def whole(rows: list[dict[str, Any]], told_of: dict[str, Any]) -> list[WrongRow]:
    """The files of which every row is wrong for one reason, each with that reason in the reader's words."""
    found = []
    for name, file in told_of.items():
        mine = [each for each in rows if each["file"] == name]
        marked = (((each["sheet"], each["row_no"]), each["column"], each["message"]) for each in mine)
        if reason := outlook.refused_whole(file["rows"], marked):
            first = next(each for each in mine if (each["column"], each["message"]) == reason)
            found.append(WrongRow(name, first["row_no"], first["column"], told(first["message"], first["values"])))
    return found


def files(rows: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    """The tables that have wrong rows: file, sheet, and how many rows."""
    places: dict[tuple[str, str], set[int]] = defaultdict(set)
    for each in rows:
        places[each["file"], each["sheet"]].add(each["row_no"])
    return [(file, sheet, len(numbers)) for (file, sheet), numbers in places.items()]


def response(upload: Upload, name: str, sheet: str) -> Any:
    """Hand out the wrong rows of a table as CSV, with their row numbers in the file and the reasons."""
    told, about = f"wrong-{name.rpartition('.')[0] or name}.csv", (ImportBatch,)
    return handout.out("import_batch", lambda: File(written(upload, name, sheet).encode(), handout.CSV, told, about))


def written(upload: Upload, name: str, sheet: str) -> str:
    """The wrong rows of a table, as the text of a CSV file."""
    source = next((each for each in portfolio_store.sources(store(), upload) if each.name == name), None) or abort(404)
    file = portfolio_table.opened(source.file, source.name, upload.lender_id, source.encoding, source.header_line)
    table = next((each for each in file.sheets if each.name == sheet), None) or abort(404)
    sentences: dict[int, list[str]] = defaultdict(list)
    for each in found(upload):
        if (each["file"], each["sheet"]) == (name, sheet):
            said = told(each["message"], each["values"])
            sentences[each["row_no"]].append(f"{each['column']}: {said}" if each["column"] else said)
    buffer = io.StringIO()
    buffer.write(BOM)
    writer = csv.writer(buffer)
    writer.writerow([gettext("Row in the file"), gettext("What is wrong"), *table.headers])
    for row_no, cells in table.rows():
        if row_no in sentences:
            writer.writerow([row_no, " | ".join(sentences[row_no]), *map(cell, cells)])
    return buffer.getvalue()


def cell(value: Any) -> Any:
    """A cell as it was, save that no spreadsheet runs it as a formula."""
    risky = isinstance(value, str) and value.startswith(RISKY) and not PLAIN.fullmatch(value)
    return f"'{value}" if risky else as_text(value)

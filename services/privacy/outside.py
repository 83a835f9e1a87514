"""The list of erasures that lies outside the book and its backups: a restore applies it again."""

import json
import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import String, cast, select

from models import db
from models.borrower import Borrower
from models.data_request import Erasure
from rules.law.retention import Part
from services.privacy import erase, facts

NAME = "erasures.jsonl"
KINDS = {"mark": str, "borrower": int, "key": str, "parts": list, "files": list}
LATELY = timedelta(days=60)
"""So long files of an erasure are looked for: a backup may bring one back."""


def write(*folders: Path) -> int:
    """Add to the list of each folder what it lacks: every erasure of the book, and what the other lists name.

    No value of a person stands in it. Gives how many lines were added.
    """
    known = {each["mark"]: each for folder in folders for each in lines(folder)}
    known |= {row.mark: _line(row) for row in db.session.scalars(select(Erasure).order_by(Erasure.id))}
    return sum(_add(folder, known) for folder in folders)


def settle(today: date, data_dir: Path, backup_dir: Path | None) -> int:
    """After an erasure was saved: remove the files that it named, and write it down outside. Harmless twice."""
    folders = [data_dir, *([backup_dir] if backup_dir else [])]
    write(*folders)
    late = select(Erasure.files).where(Erasure.erased_on >= today - LATELY, cast(Erasure.files, String) != "[]")
    return erase.sweep({name for files in db.session.scalars(late) for name in files}, data_dir, backup_dir)


def bring(folder: Path, data_dir: Path) -> int:
    """Put what the list beside a backup names into the one of the data folder; asks nothing of the book."""
    return _add(data_dir, {each["mark"]: each for each in lines(folder)})


def lines(folder: Path) -> Iterator[dict[str, Any]]:
    """The erasures that the list of a folder names; a line that was cut off in writing, or is none of ours, is none."""
    path = folder / NAME
    for text in path.read_text("utf-8", "replace").splitlines() if path.is_file() else ():
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if _is_line(told):
            yield told


def _is_line(told: Any) -> bool:
    if not isinstance(told, dict) or not told.keys() >= KINDS.keys():
        return False
    if not all(isinstance(told[name], kind) for name, kind in KINDS.items()):
        return False
    texts = (*told["parts"], *told["files"])
    return all(isinstance(each, str) for each in texts) and {*told["parts"]} <= {*Part}


def missing(folder: Path) -> list[dict[str, Any]]:
    """What the list names and this book, an older one restored, does not know of yet."""
    known = set(db.session.scalars(select(Erasure.mark)))
    return [each for each in lines(folder) if each["mark"] not in known]


def again(told: dict[str, Any], today: date) -> Erasure | None:
    """Erase once more what the list names; None where the restored book never knew that borrower."""
    borrower = db.session.get(Borrower, told["borrower"])
    if borrower is None or not erase.is_key_of(borrower, told["key"]):
        return None
    which = [Part(each) for each in told["parts"]]
    known = facts.of([borrower.id])[borrower.id]
    row = erase.erase(borrower, which, today, facts=known, mark=told["mark"])
    row.files = sorted({*row.files, *told["files"]})
    return row


def _line(row: Erasure) -> dict[str, Any]:
    told = {"mark": row.mark, "borrower": row.borrower_id, "key": row.key, "parts": row.parts, "files": row.files}
    return {**told, "erased_on": row.erased_on.isoformat()}


def _add(folder: Path, known: dict[str, dict[str, Any]]) -> int:
    """Append to a list what it lacks, onto the disk."""
    there = {each["mark"] for each in lines(folder)}
    fresh = [each for mark, each in known.items() if mark not in there]
    if not fresh or not folder.is_dir():
        return 0
    path = folder / NAME
    with path.open("a", encoding="utf-8") as file:
        path.chmod(0o600)
        file.write("\n" + "".join(f"{json.dumps(each)}\n" for each in fresh))  # After a line that was cut off.
        file.flush()
        os.fsync(file.fileno())
    return len(fresh)

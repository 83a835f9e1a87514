"""The backup of the night: made beside the people who work, noted, read again, and swept."""

from datetime import datetime
from pathlib import Path

from flask import current_app

from models import db
from models.backup import Backup
from models.transaction import reading, writing
from rules import backup as rule
from rules.errors import RuleError
from rules.sentence import Sentence
from services import backup, document
from services.privacy import outside


def make(folder: Path, now: datetime) -> Backup:
    """Make a backup in a folder and note what came of it; after a good one, those that are not kept are removed."""
    clock, data_dir = current_app.config["CLOCK"], current_app.config["CONCORD"].data_dir
    name = backup.file_name(now)
    if not backup.under_way(now):
        document.sweep(now)  # What a kill left of an earlier backup in clear.
    with writing():
        row_id = backup.begin(name, now).id
    made, problem = _tried(folder, name, data_dir, now)
    with writing():
        row = db.session.get_one(Backup, row_id)
        backup.end(row, made, problem, clock())
    if made:
        backup.sweep(folder, now)
        with reading():
            outside.write(data_dir, folder)
            missing = backup.missing(folder)
        with writing():
            backup.name_missing(db.session.get_one(Backup, row_id), missing)
    return db.session.get_one(Backup, row_id)


def is_due(now: datetime) -> bool:
    """Whether a folder is set, and the last backup in it is older than a day; one made elsewhere does not count."""
    folder = current_app.config["CONCORD"].backup_dir
    return folder is not None and rule.is_due(backup.newest(folder), now)


def _tried(folder: Path, name: str, data_dir: Path, now: datetime) -> tuple[backup.Made | None, Sentence | str]:
    try:
        return backup.make(folder, name, data_dir, now), ""
    except RuleError as error:
        return None, error.sentence
    except Exception as error:  # noqa: BLE001 - a backup that fails is told, and tried again
        return None, Sentence("A fault of the program: %(error)s", error=type(error).__name__)

"""What the rows of imports tell of records, which goes where the record itself is forgotten."""

from collections.abc import Sequence

from sqlalchemy import update

from models import db
from models.batch import ImportRow
from services import bulk


def untell(noun: str, ids: Sequence[int]) -> None:
    """Empty the values that rows of imports hold of these rows of a record."""
    for piece in bulk.chunks(ids):
        here = (ImportRow.record == noun, ImportRow.record_id.in_(piece))
        change = update(ImportRow).where(*here).values(before={}, after={}, problem={})
        db.session.execute(change, execution_options={"synchronize_session": False})

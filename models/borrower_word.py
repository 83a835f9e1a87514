"""The words by which borrowers are found by name, each a row of an index that both databases seek the same way."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Table, event, inspect
from sqlalchemy.orm import Mapper

from models.base import db
from models.borrower import Borrower
from models.folded import Folded, keep_beside
from rules.fold import words

borrower_word = Table(
    "borrower_word",
    db.metadata,
    Column("word", Folded, primary_key=True),
    Column("borrower_id", ForeignKey("borrower.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)


def rows(borrower: dict[str, Any]) -> list[dict[str, Any]]:
    """The words of a borrower, by its column values."""
    return [{"word": word, "borrower_id": borrower["id"]} for word in sorted(words.of(borrower["name"]))]


keep_beside(Borrower, borrower_word, rows)


@event.listens_for(Borrower, "after_insert")
def keep(mapper: Mapper[Any], connection: Any, row: Borrower) -> None:
    """Write the words of a new borrower."""
    if made := rows({"id": row.id, "name": row.name}):
        connection.execute(borrower_word.insert(), made)


@event.listens_for(Borrower, "after_update")
def renew(mapper: Mapper[Any], connection: Any, row: Borrower) -> None:
    """Write the words of a borrower who is called otherwise now."""
    if inspect(row).attrs.name.history.has_changes():
        connection.execute(borrower_word.delete().where(borrower_word.c.borrower_id == row.id))
        keep(mapper, connection, row)

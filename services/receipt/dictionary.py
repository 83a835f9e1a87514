"""The words of a lender's banks that stand in no list: what a person said of each, asked once and remembered."""

from datetime import datetime

from sqlalchemy import select

from models import db
from models.lender import Lender
from models.receipt import BankWord
from models.user import User
from rules.errors import RuleError
from rules.receipt import words


def remember(lender: Lender, field: str, word: str, meaning: str, now: datetime, user: User | None = None) -> BankWord:
    """Keep what a person said of a word; said again it is changed. Raises RuleError for what is no meaning."""
    _check(field, meaning)
    found = words.key(word)
    query = select(BankWord).where(BankWord.lender_id == lender.id, BankWord.field == field, BankWord.word == found)
    row = db.session.scalars(query).first()
    if row is None:
        row = BankWord(lender=lender, field=field, word=found, meaning=meaning, said_at=now, user=user)
        db.session.add(row)
    row.meaning, row.said_at, row.user = meaning, now, user
    db.session.flush()
    return row


def read(text: str) -> tuple[tuple[str, str], str]:
    """Read what was said of a word as `side:Haben=came_in`. Raises RuleError for anything else."""
    field, _, rest = text.partition(":")
    word, _, meaning = rest.rpartition("=")
    _check(field, meaning)
    return (field, words.key(word)), meaning


def known(lender_id: int) -> dict[tuple[str, str], str]:
    """What people have said of the words of a lender's banks."""
    rows = db.session.scalars(select(BankWord).where(BankWord.lender_id == lender_id))
    return {(row.field, row.word): row.meaning for row in rows}


def _check(field: str, meaning: str) -> None:
    if field not in words.CHOICES or meaning not in list(words.CHOICES[field]):
        raise RuleError("'%(meaning)s' is no meaning of a word of this column.", meaning=meaning)

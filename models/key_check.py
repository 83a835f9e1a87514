"""Whether the keys at hand are those of this book: a word sealed with each key that ever wrote, opened at a start."""

from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from models import db
from models.base import Record
from models.borrower import Phone
from models.sealed import blind, ring, sealed
from models.transaction import writing

WORD = "和衷 Concord"
WRONG = (
    "The keys do not open this book: it was sealed with others. Put those into CONCORD_KEYS or the key file; "
    "nothing was opened, sent or changed."
)


class KeyCheck(Record):
    """A word that one key sealed, with its blind index; `key` is the id of that key in hexadecimal digits."""

    key: Mapped[str] = mapped_column(unique=True)
    word: Mapped[str] = sealed()
    word_index: Mapped[bytes | None] = blind("word")


def check() -> None:
    """Refuse a book that the keys at hand do not open, or would find nobody in; SystemExit says why."""
    try:
        pairs = db.session.execute(select(KeyCheck.word, KeyCheck.word_index)).all() or _of_phones()
    except (KeyError, InvalidTag):
        raise SystemExit(WRONG) from None
    finally:
        db.session.rollback()
    if any(index != ring.blind(text) for text, index in pairs):
        raise SystemExit(WRONG)


def _of_phones() -> Sequence[Any]:
    """What a book from before this check sealed: its first number, if it holds any."""
    return db.session.execute(select(Phone.number, Phone.number_index).order_by(Phone.id).limit(1)).all()


def note() -> None:
    """Seal the word with the newest key too, if it is not; keys that open nothing are refused as `check` does."""
    check()
    key = ring.keys[0].id.hex()
    with writing():
        if not db.session.scalar(select(KeyCheck.id).filter_by(key=key)):
            db.session.add(KeyCheck(key=key, word=WORD))

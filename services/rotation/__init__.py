"""New keys: every sealed value and document sealed with the newest key, so that an older one opens nothing any more."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import LargeBinary, bindparam, func, select, type_coerce, update

from models import db
from models.base import Record
from models.sealed import PIECES, Sealed, ring
from services import document
from services.channel import outbox

CHUNK = 500
KEY = 4
"""So many bytes in front of what is sealed name its key."""


def columns() -> Iterator[Any]:
    """Every sealed column of the house, by table and name."""
    tables = sorted((each.class_.__table__ for each in Record.registry.mappers), key=lambda table: table.name)
    return (column for table in tables for column in table.columns if isinstance(column.type, Sealed))


def reseal(column: Any, after: int) -> tuple[int, int]:
    """Seal some values of a column that an older key sealed; gives how many, and the last id looked at, 0 at the end.

    Versions stay as they are, for nothing that anybody sees is changed. Raises KeyError where no key opens a value.
    """
    table, raw = column.table, type_coerce(column, LargeBinary)
    old = func.substr(raw, 1, KEY) != ring.keys[0].id
    here = select(table.c.id, raw.label("value")).where(column.is_not(None), table.c.id > after, old)
    rows = db.session.execute(here.order_by(table.c.id).limit(CHUNK)).all()
    if not rows:
        return 0, 0
    change = update(table).where(table.c.id == bindparam("row")).values({column: bindparam("text", type_=column.type)})
    texts = [{"row": row.id, "text": ring.open(bytes(row.value))} for row in rows]
    db.session.connection().execute(change, texts)
    return len(rows), rows[-1].id


def files(folder: Path) -> Iterator[bool]:
    """Seal each document and each message of the outbox whose key is an older one; tells of each whether it was so."""
    lying = [path for path in document.folder().iterdir() if document.DIGEST.fullmatch(path.name)]
    for path in sorted([*lying, *(folder / "outbox").glob(f"*{outbox.SEALED}")]):
        with path.open("rb") as file:
            is_old = key_of(file) != ring.keys[0].id
        if is_old:
            document.seal_anew(path)
        yield is_old


def key_of(file: BinaryIO) -> bytes:
    """The key that sealed a file, whole or piece by piece."""
    head = file.read(len(PIECES))
    return file.read(4 + KEY)[4:] if head == PIECES else head[:KEY]


def left() -> Counter[str]:
    """How many values each key still seals, by its id in hexadecimal digits."""
    found: Counter[str] = Counter()
    for column in columns():
        key = func.substr(type_coerce(column, LargeBinary), 1, KEY)
        rows: Sequence[Any] = db.session.execute(
            select(key, func.count()).where(column.is_not(None)).group_by(key)
        ).all()
        for id, count in rows:
            found[bytes(id).hex()] += count
    return found

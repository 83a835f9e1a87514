"""One number for what a life has written: the same seed and commit give the same number again."""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Table, select

from models import db

CHANCE = {
    "app_user": {"password", "fs_uniquifier", "tf_totp_secret", "mf_recovery_codes"},
    "job_run": {"holder"},
    "bank_file": {"file_hash"},
    "import_batch": {"file_hash"},
    "document": {"digest", "byte_count"},
    "packet": {"digest", "byte_count", "manifest"},
}
"""What chance, the process or the clock of the machine fills, by table; workbooks and PDFs tell when they were made."""


def digest() -> str:
    """The number of all business rows."""
    return hashlib.sha256(repr(list(tables())).encode()).hexdigest()[:16]


def tables() -> Iterator[tuple[str, str]]:
    """The number of each table; sealed values are read in clear, for what seals them has a nonce."""
    for table in db.metadata.sorted_tables:
        yield table.name, hashlib.sha256(repr(list(rows(table))).encode()).hexdigest()[:8]


def rows(table: Table) -> Iterator[tuple[object, ...]]:
    """The rows of a table, without what chance fills; entries of the audit trail repeat it."""
    left_out = CHANCE.get(table.name, set())
    columns = [column for column in table.columns if column.name not in left_out]
    for row in db.session.execute(select(*columns).order_by(*table.primary_key.columns)):
        yield certain(row) if table.name == "audit_entry" else tuple(row)


def certain(entry: Row[Any]) -> tuple[object, ...]:
    """An entry of the audit trail without what chance filled of its record."""
    left_out = CHANCE.get(entry.record, set())
    changes = {name: values for name, values in (entry.changes or {}).items() if name not in left_out}
    return tuple({**entry._mapping, "changes": changes}.values())

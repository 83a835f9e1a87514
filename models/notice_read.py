"""Which rows of what waits for a person they have read: the bell counts the others."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from models.base import db

notice_read = Table(
    "notice_read",
    db.metadata,
    Column("user_id", ForeignKey("app_user.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("row_id", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

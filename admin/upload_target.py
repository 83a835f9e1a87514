"""Where an upload goes: the portfolios and lenders to choose from, and the folder in which files wait."""

from pathlib import Path

from flask import current_app
from flask_babel import gettext
from sqlalchemy import select

from models import db
from models.lender import Lender
from models.portfolio import Portfolio

NEW = "0"


def portfolios() -> list[tuple[str, str]]:
    """The portfolios to choose from, and a new one."""
    query = select(Portfolio).where(Portfolio.archived_on.is_(None)).order_by(Portfolio.name)
    rows = db.session.scalars(query).all()
    return [*((str(row.id), f"{row.name} · {row.lender.name}") for row in rows), (NEW, gettext("A new portfolio"))]


def lenders() -> list[tuple[str, str]]:
    """The lenders of a new portfolio."""
    rows = db.session.scalars(select(Lender).where(Lender.archived_on.is_(None)).order_by(Lender.name))
    return [(str(row.id), row.name) for row in rows]


def store() -> Path:
    """The folder in which uploads wait."""
    folder: Path = current_app.config["CONCORD"].data_dir / "uploads"
    return folder

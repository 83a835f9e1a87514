"""The form of an upload: the files, and the portfolio they belong to."""

import io
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import fields, validators

from admin.base import clock, errors
from admin.base.fields import DateField, Form
from models import db
from models.lender import Lender
from models.portfolio import Portfolio
from rules.errors import RuleError
from services.portfolio import file
from services.portfolio import store as portfolio_store

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


def proposed() -> str:
    """A name for a new portfolio: the only lender and the day; empty where there are several."""
    names = [name for _, name in lenders()]
    return f"{names[0]} {clock.today()}" if len(names) == 1 else ""


def store() -> Path:
    """The folder in which uploads wait."""
    folder: Path = current_app.config["CONCORD"].data_dir / "uploads"
    return folder


class UploadForm(Form):  # type: ignore[misc]
    """What a person brings, and where it goes."""

    files = fields.MultipleFileField(
        _l("Files"), render_kw={"accept": ".csv,.tsv,.txt,.xlsx", "required": True, "multiple": True}
    )
    portfolio = fields.SelectField(_l("Portfolio"), choices=portfolios)
    name = fields.StringField(_l("Name of the new portfolio"), [validators.Length(max=100)], default=lambda: proposed())
    lender = fields.SelectField(_l("Lender of the new portfolio"), choices=lenders)
    as_of = DateField(_l("Balances as of"), [validators.Optional()])

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that there is a file and a name."""
        fine = bool(super().validate(extra_validators))
        if not [each for each in self.files.data or () if getattr(each, "filename", "")]:
            self.files.errors = [gettext("Choose at least one file.")]
            return False
        if self.portfolio.data == NEW and not (self.name.data or "").strip():
            self.name.errors = [gettext("This field is required.")]
            return False
        return fine

    def keep(self) -> portfolio_store.Upload | None:
        """Keep the files, sealed; where one cannot be read, say why beside the field, and keep none."""
        files = [(each.filename, each.read()) for each in self.files.data if each.filename]
        if wrong := [text for name, data in files if (text := unreadable(name, data))]:
            self.files.errors = wrong
            return None
        folder = store()
        portfolio_store.sweep(folder, clock.now())
        return portfolio_store.keep(folder, files, clock.now(), **self.aim())

    def aim(self) -> dict[str, Any]:
        """The lender, the portfolio and the day."""
        found = db.session.get(Portfolio, int(self.portfolio.data)) if self.portfolio.data != NEW else None
        lender = found.lender if found else db.session.get_one(Lender, int(self.lender.data))
        name = found.name if found else self.name.data.strip()
        day = self.as_of.data.isoformat() if self.as_of.data else ""
        return {"lender": lender.name, "lender_id": lender.id, "portfolio": name, "as_of": day}


def unreadable(name: str, data: bytes) -> str:
    """Why a file cannot be read; empty where it can."""
    try:
        file.read(io.BytesIO(data), name)
    except RuleError as error:
        return f"{name}: {errors.sentence(error)}"
    return ""

"""The form of a bank file."""

import io
from pathlib import Path

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import fields

from admin.base import clock, errors
from admin.base.fields import Form
from admin.upload_target import lenders
from models import db
from models.lender import Lender
from rules.errors import RuleError
from services import portfolio_file, portfolio_store
from services.portfolio_store import Upload


class BankForm(Form):  # type: ignore[misc]
    """Which lender's bank, and the file."""

    lender = fields.SelectField(_l("Lender"), choices=lenders)
    file = fields.FileField(_l("File"), render_kw={"accept": ".csv,.tsv,.txt,.xlsx", "required": True})

    def keep(self, folder: Path) -> Upload | None:
        """Keep the file, sealed; where it cannot be read, say why beside the field."""
        name, data = getattr(self.file.data, "filename", ""), self.file.data.read() if self.file.data else b""
        if problem := gettext("Choose at least one file.") if not name else unreadable(name, data):
            self.file.errors = [problem]
            return None
        portfolio_store.sweep(folder, clock.now())
        lender = db.session.get_one(Lender, int(self.lender.data))
        about = {"lender": lender.name, "lender_id": lender.id, "portfolio": "", "as_of": ""}
        return portfolio_store.keep(folder, [(name, data)], clock.now(), **about)


def unreadable(name: str, data: bytes) -> str:
    """Why a file cannot be read; empty where it can."""
    try:
        portfolio_file.read(io.BytesIO(data), name)
    except RuleError as error:
        return errors.sentence(error)
    return ""

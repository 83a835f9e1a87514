"""Screens of what lives in versions: they show what is in force; what a person changes goes into the draft."""

from contextlib import suppress
from typing import Any

from flask import flash, g, url_for
from flask_admin import expose
from flask_admin.helpers import get_redirect_target
from flask_babel import gettext

from admin.base import clock, rights
from admin.base.view import RecordView
from models import db
from models.database import begin_writing
from services import strategy
from services.strategy import document


class Drafted(RecordView):
    """A screen of such rows. While the house is set up a save is the row's own; then it writes in the draft.

    The form stands on the rows of the draft: they are laid upon the live ones for as long as the page is made.
    """

    list_template = "strategy/list.html"

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> Any:
        """The form of a new row, as the draft has its neighbours."""
        return self.on_draft(super().create_view)

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        """The form of a row, as the draft has it."""
        return self.on_draft(super().edit_view)

    @expose("/delete/", methods=("POST",))
    def delete_view(self) -> Any:
        """Ask, then take a row out of the draft."""
        return self.on_draft(super().delete_view)

    def on_draft(self, page: Any) -> Any:
        """Make a page on the rows of the draft, and take these off again."""
        lay()
        try:
            return page()
        finally:
            with suppress(KeyError):
                g.pop("laid")
                db.session.rollback()

    def row_of(self, id: Any) -> Any:
        """A row in reach, as the draft has it where a form is made."""
        if "laid" in g:
            lay()
        return super().row_of(id)

    def render(self, template: str, **values: Any) -> str:
        """Render with the version that is in force."""
        return super().render(template, **{"in_force": strategy.in_force(), **values})

    def saved(self, form: Any) -> int:
        """Make the row, in the draft where there is one to be."""
        return int(self.done(lambda: super(Drafted, self).saved(form)))

    def changed(self, form: Any, id: Any) -> int:
        """Change the row, in the draft where there is one to be."""
        return int(self.done(lambda: super(Drafted, self).changed(form, id)))

    def removed(self, id: Any) -> bool:
        """Take the row out, of the draft where there is one to be."""
        return bool(self.done(lambda: super(Drafted, self).removed(id)))

    def done(self, work: Any) -> Any:
        """Do a work to the rows of the draft; while the house is set up, to the rows themselves."""
        if strategy.leads_to_draft():
            return strategy.written(work, clock.today(), rights.person())
        found = work()
        strategy.recaptured(clock.today())
        return found

    def after(self, id: int) -> str:
        """A save of a draft leads to its page, unless the person came from elsewhere."""
        row = strategy.draft()
        if row is None:
            return super().after(id)
        flash(
            gettext("It stands in the draft, number %(number)s, until that is published.", number=row.number), "success"
        )
        return get_redirect_target() or url_for("strategy_version.details_view", id=row.id)

    def back(self, row: Any) -> str:
        """Leaving the form of a draft leads to its page."""
        found = strategy.draft()
        return url_for("strategy_version.details_view", id=found.id) if found else super().back(row)


def lay() -> None:
    """Lay the rows of the draft upon the live ones in this transaction, once."""
    transaction = db.session().get_transaction()
    if "laid" in g and g.laid is transaction:
        return
    row = strategy.draft()
    if row is None:
        return
    db.session.rollback()
    begin_writing()
    document.lay(row.content, row.version)
    g.laid = db.session().get_transaction()

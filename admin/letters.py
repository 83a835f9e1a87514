"""The page of the print run: letters to print and post."""

from datetime import date
from typing import Any

from flask import current_app, redirect, request, url_for
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin.base import clock, errors, handout
from admin.base.handout import File
from admin.base.page import Page
from rules import value
from services.reminder import print_run


class LettersPage(Page):
    """Letters that wait, and the runs of the last days to print again."""

    page = "letters"
    heading = _l("Letters to print")
    menu_group = "Contact"
    icon = "mail"

    @expose("/")
    def index(self) -> str:
        """What waits, and what was printed."""
        return self.render("letters.html", rows=print_run.waiting(), days=print_run.days())

    @expose("/print/", methods=("POST",))
    def print(self) -> Any:
        """Hand out what waits as one PDF and keep that it was printed; or a day's run again."""
        day = again(request.form.get("day", ""))
        try:
            return handout.out("reminder", lambda: printed(day), at_once=True)
        except errors.REFUSALS as refusal:
            errors.tell(refusal)
            return redirect(url_for("letters.index"))


def printed(day: date | None) -> File:
    """The letters of a day, or those that wait, which are printed today then."""
    rows = print_run.of(day) if day else print_run.waiting()
    made = print_run.pdf(rows, current_app.config["CONCORD"].data_dir / "letters")
    if day is None:
        print_run.mark(rows, clock.today())
    return File(made, handout.PDF, f"letters {day or clock.today()}.pdf", tuple(rows))


def again(text: str) -> date | None:
    """The day of an earlier run, None for a new one."""
    return value.day(text)

"""The page of letters: what waits to be printed, what was printed and waits to be posted, and earlier runs."""

from datetime import date
from typing import Any

from flask import abort, current_app, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from admin.base import background, clock, errors, format, handout, rights
from admin.base.handout import File
from admin.base.page import Page
from models import transaction
from models.demand import Demand
from models.reminder import Reminder
from rules import value
from rules.errors import RuleError
from services import demand
from services.reminder import print_run

PRINTING = "letters"
AT_ONCE = 20
"""So many letters are handed out at once; more take longer than a second and are printed in the background."""


class LettersPage(Page):
    """Letters from the press to the post, and the demands that nobody has dispatched."""

    page = "letters"
    heading = _l("Letters to print")
    icon = "mail"

    @expose("/")
    def index(self) -> str:
        """What waits to be printed, what to be posted, and what was printed."""
        waits = {"rows": print_run.waiting(), "to_post": print_run.printed(), "demands": demands()}
        work = background.of(PRINTING)
        return self.render("letters.html", days=print_run.days(), today=clock.today(), work=work, **waits)

    @expose("/print/", methods=("POST",))
    def print(self) -> Any:
        """Hand out what waits and is still right as one PDF and keep that it was printed; or a day's run again."""
        day = again(request.form.get("day", ""))
        rows = print_run.of(day) if day else fresh()
        if day is None and len(rows) > AT_ONCE:
            begin([row.id for row in rows])
            return redirect(url_for("letters.index"))
        try:
            return handout.out("reminder", lambda: printed(rows, day), at_once=True)
        except errors.REFUSALS as refusal:
            errors.tell(refusal)
            return redirect(url_for("letters.index"))

    @expose("/take/", methods=("POST",))
    def take(self) -> Any:
        """Hand out what was printed in the background, if each letter in it is still right; else it is printed anew."""
        work = background.of(PRINTING)
        if work is None or work.made is None:
            return redirect(url_for("letters.index"))
        rows, content = {row.id: row for row in fresh()}, work.made
        background.drop(PRINTING)
        if any(id not in rows for id in work.ids):
            flash(gettext("Not all of these letters are right any more: print them anew."), "error")
            return redirect(url_for("letters.index"))
        return handout.out("reminder", lambda: marked([rows[id] for id in work.ids], content), at_once=True)

    @expose("/post/", methods=("POST",))
    def post(self) -> Any:
        """Keep that the chosen letters were posted: the day, how, and by whom."""
        if not rights.may("act", "reminder"):
            abort(403)
        chosen = set(request.form.getlist("row"))
        try:
            with transaction.writing():
                rows = [row for row in print_run.printed() if str(row.id) in chosen]
                day, carrier = again(request.form.get("on", "")) or clock.today(), request.form.get("carrier", "")
                stopped = print_run.post(rows, day, carrier, rights.person() or abort(403), clock.now())
            tell(len(rows) - len(stopped), [format.title(row.borrower) for row in stopped])
        except RuleError as refusal:
            errors.tell(refusal)
        return redirect(url_for("letters.index"))


def begin(ids: list[int]) -> None:
    """Print in the background, for who may take the file."""
    handout.allow("reminder")
    folder = current_app.config["CONCORD"].data_dir / "letters"
    background.begin(PRINTING, tuple(ids), lambda told: print_run.pdf(ids, folder, told))


def ended(work: background.Work) -> Markup:
    """That the letters are printed, with the way to them; or that they are not."""
    if work.problem:
        return Markup("{}").format(gettext("The letters could not be printed."))
    said = ngettext("%(num)s letter is printed:", "%(num)s letters are printed:", work.all)
    return Markup('{} <a href="{}">{}</a>').format(said, url_for("letters.index"), gettext("take them"))


background.ENDED[PRINTING] = ended


def fresh() -> list[Reminder]:
    """The letters that wait and may go; those that ledger or gate stop now are kept as stopped, and told."""
    with transaction.writing():
        rows = print_run.waiting()
        found = print_run.fresh(rows, clock.now())
    if gone := len(rows) - len(found):
        said = ngettext(
            "%(num)s letter was no longer right and was stopped; the night sets it anew where it still asks.",
            "%(num)s letters were no longer right and were stopped; the night sets them anew where they still ask.",
            gone,
        )
        flash(said, "warning")
    return found


def tell(posted: int, stopped: list[str]) -> None:
    """Say how many were posted, and which must not be: somebody takes them out of the pile."""
    if posted:
        flash(ngettext("%(num)s letter is posted.", "%(num)s letters are posted.", posted), "success")
    if stopped:
        said = gettext("No longer right, take them out of the pile: %(names)s", names=", ".join(stopped))
        flash(said, "warning")


def printed(rows: list[Reminder], day: date | None) -> File:
    """The letters of a day, or those that wait, which are printed today then."""
    made = print_run.pdf([row.id for row in rows], current_app.config["CONCORD"].data_dir / "letters")
    return marked(rows, made) if day is None else File(made, handout.PDF, f"letters {day}.pdf", tuple(rows))


def marked(rows: list[Reminder], made: bytes) -> File:
    """A run whose letters are kept as printed today."""
    print_run.mark(rows, clock.today())
    return File(made, handout.PDF, f"letters {clock.today()}.pdf", tuple(rows))


def demands() -> list[Demand]:
    """The demands that were set and not dispatched, for those who send them."""
    return demand.drafted() if rights.may("act", "referral") else []


def again(text: str) -> date | None:
    """A day of the form; None where it names none."""
    return value.day(text)

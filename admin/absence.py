"""The page of days off: one's own, and those of the people whom one leads."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, validators

from admin.base import clock, fields, rights, transaction
from admin.base.page import Page
from models import db
from models.handover import Absence
from models.user import User
from services import absence


class AbsenceForm(fields.Form):  # type: ignore[misc]
    """Who is away, from when until when, and who takes the work."""

    person = SelectField(_l("Who"), coerce=int)
    starts_on = DateField(_l("First day off"), validators=[validators.InputRequired()])
    returns_on = DateField(_l("First day back"), validators=[validators.InputRequired()])
    to = SelectField(_l("To whom"), validators=[validators.Optional()])


def form_for(by: User, people: Sequence[User], given: Any = None) -> AbsenceForm:
    """The form of a person for the people whom they lead."""
    form = AbsenceForm(given, person=by.id)
    form.person.choices = [(each.id, each.name) for each in people]
    takers = [(str(each.id), each.name) for each in absence.takers(by)]
    form.to.choices = [("", gettext("Share out by load and language")), *takers]
    return form


def entered(form: AbsenceForm, by: User) -> Absence:
    """Enter what the form says."""
    person = db.session.get_one(User, form.person.data)
    to = db.session.get_one(User, int(form.to.data)) if form.to.data else None
    return absence.enter(person, form.starts_on.data, form.returns_on.data, to, clock.today(), by)


class AbsencesPage(Page):
    """Days off to come, and the form that enters some."""

    page = "absences"
    heading = _l("Days off")
    icon = "calendar"

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        """Show what is to come; enter days off."""
        by = rights.person() or abort(403)
        people = absence.led_by(by)
        form = form_for(by, people, request.form if request.method == "POST" else None)
        if request.method == "POST" and form.validate() and transaction.attempt(lambda: entered(form, by)):
            flash(gettext("Entered. The night of the first day hands the work over."), "success")
            return redirect(self.get_url(".index"))
        rows = absence.to_come(absence.led_by(by), clock.today())
        return self.render("absences.html", rows=rows, form=form)

    @expose("/withdraw/", methods=("POST",))
    def withdraw(self) -> Any:
        """Take days off back that have not begun."""
        by, id = rights.person() or abort(403), request.form.get("row", "")
        row = db.session.get(Absence, int(id)) if id.isdecimal() and len(id) < LONGEST else None
        if row is None:
            abort(404)
        if transaction.attempt(lambda: absence.withdraw(row, clock.today(), by)):
            flash(gettext("Withdrawn."), "success")
        return redirect(self.get_url(".index"))


LONGEST = 10
"""Digits of a row's number."""

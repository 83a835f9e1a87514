"""Screen of the people of the team."""

from typing import Any

from flask import abort, flash, redirect, request
from flask import session as cookie
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, validators

from admin.base import clock, fields, fresh, rights, scope, transaction
from admin.base.bulk import bulk
from admin.base.fields import DateField
from admin.base.view import RecordView
from admin.sign_in import invitation, sessions
from models import db
from models.user import User
from rules.errors import RuleError
from services import absence, user
from services.case import share, worker
from services.user import session

DELICATE = (
    "create_view",
    "edit_view",
    "action_view",
    "run_view",
    "inline_view",
    "invite_view",
    "leave_view",
    "sessions_view",
)
"""What gives or takes a way into the house."""


def has_cases(row: User) -> bool:
    """Whether a person works on open cases."""
    return bool(share.of(row))


def is_free(row: User) -> bool:
    """Whether a person who signs in has no open work."""
    work = absence.work_of(row)
    return row.active and not work.cases and not work.owned


class LeaveForm(fields.Form):
    """To whom a person's work goes, and until when where it is for a time."""

    to = SelectField(_l("To whom"), validators=[validators.Optional()])
    returns_on = DateField(_l("First day back"), validators=[validators.Optional()])


def leave_form(row: User, given: Any = None) -> LeaveForm:
    """The form with everybody at work who could take it, after the proposal."""
    form = LeaveForm(given)
    people = [(str(each.id), each.name) for each in absence.takers(row)]
    form.to.choices = [("", gettext("Share out as proposed")), *people]
    return form


def leave(row: User, form: LeaveForm, for_good: bool) -> bool:
    """Hand a person's work over: for good, or until the day of return."""
    to = db.session.get(User, int(form.to.data)) if form.to.data else None
    if for_good:
        absence.leave(row, to, clock.today(), rights.person())
    elif form.returns_on.data is None:
        raise RuleError("Say on which day they are back.")
    else:
        absence.begin(row, form.returns_on.data, to, clock.today(), rights.person())
    return True


class UserView(RecordView):
    """People who sign in; whoever sets them up has shown within the hour who they are."""

    def _handle_view(self, name: str, **given: Any) -> Any:
        """Let nobody set people up on a session that was left open."""
        answer = super()._handle_view(name, **given)
        if answer is None and name in DELICATE:
            fresh.need()
        return answer

    model = User
    icon = "people"
    column_list = ("name", "email", "role", "level", "partner", "active", "returns_on", "signed_in_at")
    empty = _l("Invite the first person.")
    column_filters = ("role", "level", "active", "partner")
    column_searchable_list = ("name", "email")
    form_groups = (
        (_l("Person"), ("name", "email", "language", "gets_report", "gets_digest")),
        (_l("What they may do"), ("role", "level", "partner")),
        (_l("Work"), ("cases_most",)),
    )
    details_template = "user/details.html"
    details_groups = (*form_groups, (_l("Sign-in"), ("active", "returns_on", "signed_in_at")))
    facts = ("role", "level", "active")

    hand_over = bulk(
        share.hand_over, _l("Hand over cases"), _l("Who takes all their open cases?"), asks={"to": User}, when=has_cases
    )
    share_cases = bulk(
        share.share_among_others,
        _l("Share out cases"),
        _l("Share all their open cases out among the other collectors?"),
        when=has_cases,
    )
    reactivate = bulk(user.reactivate, _l("Reactivate"), _l("Let them sign in again?"), when=lambda row: not row.active)
    deactivate = bulk(user.deactivate, _l("Deactivate"), _l("Sign them out at once?"), when=is_free, danger=True)
    end_absence = bulk(
        absence.end, _l("Back at work"), _l("Give them their cases back?"), when=lambda row: row.returns_on is not None
    )

    def details(self, row: User) -> dict[str, Any]:
        """A person, with the work they gave away."""
        handed = [(each, absence.count(each)) for each in absence.of(row)]
        leaves = row.active and row.role not in worker.WORK_NONE
        return {
            **super().details(row),
            "handed": handed,
            "leaves": leaves,
            "sessions": session.open_of(row, clock.now()),
        }

    @expose("/sessions/", methods=("POST",))
    def sessions_view(self) -> Any:
        """Sign a person out on one device, or everywhere."""
        if not self.can_edit:
            abort(403)
        id, chosen = request.form.get("id"), request.form.get("session")
        if transaction.attempt(lambda: sessions.ended(scope.one(User, id), chosen), scope.one(User, id)):
            flash(gettext("Signed out there."), "success")
        return redirect(self.get_url(".details_view", id=scope.one(User, id).id))

    @expose("/leave/", methods=("GET", "POST"))
    def leave_view(self) -> Any:
        """Ask to whom a person's work goes, and hand it over in one step: they leave, or are absent for a time."""
        if not self.can_edit:
            abort(403)
        row = scope.one(User, request.args.get("id"))
        form = leave_form(row, request.form if request.method == "POST" else None)
        if request.method == "POST" and form.validate():
            for_good = request.form.get("step") == "leave"
            if transaction.attempt(lambda: leave(scope.one(User, row.id), form, for_good), row):
                flash(gettext("Handed over."), "success")
                return redirect(self.get_url(".details_view", id=row.id))
            row = scope.one(User, request.args.get("id"))
        work = absence.work_of(row)
        shares = [each for each in absence.proposal(row, work.cases) if each.gets]
        title = gettext("Hand over: %(name)s", name=row.name)
        return self.render("user/leave.html", row=row, form=form, work=work, shares=shares, title=title)

    def make(self, form: Any) -> User:
        """A person who chooses a password by invitation."""
        given = form.email.data, form.name.data, form.role.data, form.level.data, None
        person = user.add(*given, partner=form.partner.data, language=form.language.data)
        db.session.flush()
        self.invite(person)
        return person

    def on_model_change(self, form: Any, model: User, is_created: bool) -> None:
        """Ask the service whether a person can be so."""
        user.change(model)

    def invite(self, person: User) -> int:
        """Make a link and keep it for the one page that shows it."""
        cookie["invited"] = [person.id, invitation.link(person)]
        return int(person.id)

    def after(self, id: int) -> str:
        """Where a save leads: to the link where one was made."""
        return str(self.get_url(".invited_view")) if "invited" in cookie else super().after(id)

    @expose("/invite/", methods=("POST",))
    def invite_view(self) -> Any:
        """Make a new link for a person who lost theirs, or their password."""
        if not self.can_edit:
            abort(403)
        id = request.form.get("id")
        done = transaction.attempt(lambda: self.invite(scope.one(User, id)), scope.one(User, id))
        return redirect(self.after(done) if done else self.get_url(".details_view", id=id))

    @expose("/invited/")
    def invited_view(self) -> Any:
        """Show a new link once, and mail it where mail is set up."""
        if "invited" not in cookie or not self.can_edit:
            return redirect(self.get_url(".index_view"))
        id, link = cookie.pop("invited")
        row = scope.one(User, id)
        return self.render("user/invited.html", row=row, link=link, mailed=invitation.mailed(row, link), title=row.name)

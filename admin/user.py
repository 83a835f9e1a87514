"""Screen of the people of the team."""

from typing import Any

from flask import abort, redirect, request, session
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin import invitation
from admin.base import scope, transaction
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models import db
from models.user import User
from services import user
from services.case import share


def has_cases(row: User) -> bool:
    """Whether a person works on open cases."""
    return bool(share.of(row))


class UserView(RecordView):
    """People who sign in."""

    model = User
    menu_group = "Set-up"
    icon = "people"
    column_list = ("name", "email", "role", "level", "partner", "active", "signed_in_at")
    column_filters = ("role", "level", "active", "partner")
    column_searchable_list = ("name", "email")
    form_groups = (
        (_l("Person"), ("name", "email", "language")),
        (_l("What they may do"), ("role", "level", "partner")),
    )
    details_template = "user/details.html"
    details_groups = (*form_groups, (_l("Sign-in"), ("active", "signed_in_at")))
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
    deactivate = bulk(
        user.deactivate, _l("Deactivate"), _l("Sign them out at once?"), when=lambda row: row.active, danger=True
    )

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
        session["invited"] = [person.id, invitation.link(person)]
        return int(person.id)

    def after(self, id: int) -> str:
        """Where a save leads: to the link where one was made."""
        return str(self.get_url(".invited_view")) if "invited" in session else super().after(id)

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
        if "invited" not in session or not self.can_edit:
            return redirect(self.get_url(".index_view"))
        id, link = session.pop("invited")
        row = scope.one(User, id)
        return self.render("user/invited.html", row=row, link=link, mailed=invitation.mailed(row, link), title=row.name)

"""Invitations: the link an administrator hands on, and the page where the invited person chooses a password."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _l
from wtforms import fields, validators

from admin.base import clock, transaction
from admin.base.fields import Form
from models.transaction import writing
from models.user import User
from models.user_mail import MailKind
from services import invitation, user
from services.user import mail

blueprint = Blueprint("invitation", __name__)


class PasswordForm(Form):  # type: ignore[misc]
    """A new password, twice."""

    password = fields.PasswordField(
        _l("Password"),
        [validators.InputRequired(), validators.Length(min=user.SHORTEST_PASSWORD), validators.Length(max=200)],
        render_kw={"autocomplete": "new-password"},
    )
    again = fields.PasswordField(
        _l("The same again"),
        [validators.EqualTo("password", _l("The two are not the same."))],
        render_kw={"autocomplete": "new-password"},
    )


def link(person: User) -> str:
    """A new link for a person; call it inside a transaction."""
    text = invitation.token(person, clock.now(), current_app.config["SECRET_KEY"])
    return url_for("invitation.accept", text=text, _external=True)


def mailed(person: User, address: str) -> bool:
    """Mail a link in the person's language where mail is set up; whether it was."""
    settings = current_app.config["CONCORD"]
    if not user.is_configured(settings):
        return False
    with force_locale(person.language.value):
        subject = gettext("Your access to Concord")
        body = gettext(
            "Hello %(name)s,\n\nchoose your password here; the link opens once, for 48 hours:\n\n%(link)s",
            name=person.name,
            link=address,
        )
    with writing():
        mail.queue(person, MailKind.invitation, subject, body, clock.now())
    return True


@blueprint.route("/welcome/<text>/", methods=("GET", "POST"))
def accept(text: str) -> Any:
    """Let the invited person choose a password."""
    secret = current_app.config["SECRET_KEY"]
    person = invitation.find(text, clock.now(), secret)
    if person is None:
        title, hint = gettext("This link is used up or too old"), gettext("Ask an administrator for a new one.")
        return render_template("error.html", code=410, title=title, hint=hint), 410
    form = PasswordForm(request.form if request.method == "POST" else None)
    valid = request.method == "POST" and form.validate()
    if valid and transaction.attempt(lambda: invitation.accept(text, form.password.data, clock.now(), secret)):
        flash(gettext("Your password is set. Sign in with it."), "success")
        return redirect("/")
    title = gettext("Welcome, %(name)s", name=person.name)
    return render_template("welcome.html", form=form, email=person.email, title=title)

"""The page where mail and texts are set up, and tried."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import abort, current_app, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from wtforms import fields, validators

from admin.base import clock, format, fresh, labels, rights, transaction
from admin.base.fields import ChoiceField, Form, SealedField, WholeField, tidy
from admin.base.page import Page
from models.sending import Gateway, MailSecurity, Sending
from models.stage import Channel
from models.transaction import writing
from services import sending, team, user
from services.channel import Refused, Sent, choice, circuit, imap

Keep = Callable[[choice.Settings, dict[str, Any]], Sending]
MOST = validators.Length(max=300)
KEPT = _l("Kept; type to replace it")


def called(name: str) -> LazyString:
    """The label of a field: that of its column."""
    return LazyString(labels.column, f"sending.{name}")


def line(name: str, **look: Any) -> fields.StringField:
    """One line that may stay empty."""
    return fields.StringField(called(name), [validators.Optional(), MOST], [tidy], render_kw=look)


class SecretField(SealedField):
    """A secret: it never travels to the page; left empty it stays as it is."""

    widget = fields.PasswordField.widget

    def process_data(self, value: Any) -> None:
        """Say that there is one."""
        super().process_data(value)
        self.render_kw = {"autocomplete": "new-password", "placeholder": str(KEPT) if self.kept else ""}


class SendingForm(Form):  # type: ignore[misc]
    """A part of the row; what the server names is shown and not asked."""

    def given(self) -> dict[str, Any]:
        """The columns and what was typed."""
        return {field.short_name: field.data if field.data is not None else "" for field in self}


class MailForm(SendingForm):
    """The mail server."""

    mail_server = line("mail_server", placeholder="smtp.example.com")
    mail_port = WholeField(called("mail_port"), [validators.Optional(), validators.NumberRange(1, 65535)])
    mail_security: Any = ChoiceField(
        called("mail_security"), members=MailSecurity, blank=False, default=MailSecurity.starttls
    )
    mail_user = line("mail_user", autocomplete="off")
    mail_password = SecretField(called("mail_password"), [validators.Optional(), MOST])
    mail_from = line("mail_from", type="email")

    def given(self) -> dict[str, Any]:
        """A port that nobody named is none."""
        return {**super().given(), "mail_port": self.mail_port.data}


class BoxForm(SendingForm):
    """The mailbox of answers."""

    reply_to = line("reply_to", type="email")
    box_server = line("box_server", placeholder="imap.example.com")
    box_port = WholeField(called("box_port"), [validators.Optional(), validators.NumberRange(1, 65535)])
    box_security: Any = ChoiceField(called("box_security"), members=MailSecurity, blank=False, default=MailSecurity.tls)
    box_user = line("box_user", autocomplete="off")
    box_password = SecretField(called("box_password"), [validators.Optional(), MOST])

    def given(self) -> dict[str, Any]:
        """A port that nobody named is none."""
        return {**super().given(), "box_port": self.box_port.data}


class TextForm(SendingForm):
    """The text gateway."""

    sms_gateway: Any = ChoiceField(called("sms_gateway"), members=Gateway, blank=True)
    sms_url = line("sms_url", placeholder="https://")
    sms_account = line("sms_account", autocomplete="off")
    sms_secret = SecretField(called("sms_secret"), [validators.Optional(), MOST])
    sms_from = line("sms_from")
    sms_app = line("sms_app")

    def given(self) -> dict[str, Any]:
        """A gateway that nobody chose is none."""
        return {**super().given(), "sms_gateway": self.sms_gateway.data}


def settings() -> choice.Settings:
    """What the server's environment says."""
    found: choice.Settings = current_app.config["CONCORD"]
    return found


def server_says(fixed: frozenset[str]) -> dict[str, str]:
    """What may be shown of the fields that the server names: never an account or a secret."""
    here = settings()
    shown = {
        "mail_server": urlsplit(here.smtp_url).hostname or "",
        "reply_to": here.reply_to,
        "box_server": urlsplit(here.imap_url).hostname or "",
        "sms_url": urlsplit(here.sms_url).hostname or "",
        "sms_gateway": labels.member(Gateway[here.sms_gateway]),
        "mail_from": here.mail_from,
        "sms_from": here.sms_from,
    }
    return {name: shown.get(name, "") for name in fixed}


def told(sent: Sent | Refused, to: str, leaves: bool) -> tuple[str, str]:
    """What came of a test, and its tone."""
    if isinstance(sent, Refused):
        return gettext("The message was not taken. %(reason)s", reason=format.said(sent.reason)), "error"
    if not leaves:
        return gettext("The message lies in the outbox folder; nothing left this machine."), "info"
    return gettext("The message is on its way to %(to)s.", to=to), "success"


def try_mail() -> None:
    """Send the reader a test message."""
    person = rights.person() or abort(401)
    subject, body = gettext("A test from Concord"), gettext("If you can read this, e-mail leaves the house.")
    sent = user.try_mail(person, subject, body, settings(), clock.now())
    flash(*told(sent, person.email, user.is_configured(settings())))
    prove(sent, Channel.email)


def try_box() -> None:
    """Open the mailbox and say how many mails wait there."""
    try:
        with imap.opened(sending.now(settings()).imap_url) as box:
            count = len(box.waiting())
    except imap.Error as error:
        flash(gettext("The mailbox cannot be opened: %(error)s.", error=type(error).__name__), "error")
        return
    flash(gettext("The mailbox is open; %(count)s unread.", count=count), "success")


def try_text() -> None:
    """Send a test text to the number that was typed."""
    to = (tidy(request.form.get("to")) or "")[:40]
    if not to:
        flash(gettext("Type the number that the test goes to."), "error")
        return
    body = gettext("A test from Concord. If you can read this, texts leave the house.")
    sent = sending.try_text(to, body, settings(), current_app.config["CLOCK"])
    flash(*told(sent, to, choice.has_gateway(sending.now(settings())) and not team.is_demo()))
    prove(sent, Channel.sms)


def prove(sent: Sent | Refused, channel: Channel) -> None:
    """A test that was taken is a probe: what waits for the channel leaves with the next pass."""
    if isinstance(sent, Sent):
        with writing():
            circuit.took(channel, clock.now())


def anew(keep: Keep, channel: Channel) -> Keep:
    """Keep a part, and have a channel that is down tried with the next pass."""

    def kept(settings: choice.Settings, given: dict[str, Any]) -> Sending:
        row = keep(settings, given)
        circuit.hasten(channel, clock.now())
        return row

    return kept


class SendingPage(Page):
    """How messages leave the house: each part is saved, and tried, by itself."""

    page = "sending"
    heading = _l("Mail and texts")
    icon = "mail"

    @expose("/")
    def index(self) -> str:
        """What is set."""
        return self.shown()

    @expose("/mail/", methods=("POST",))
    def mail(self) -> Any:
        """Save the mail server, and try it if asked."""
        row = sending.the()
        form = MailForm(request.form, obj=row)
        done = self.saved(form, anew(sending.set_mail, Channel.email), try_mail)
        return done or self.shown(mail=form)

    @expose("/box/", methods=("POST",))
    def box(self) -> Any:
        """Save the mailbox of answers, and open it if asked."""
        row = sending.the()
        form = BoxForm(request.form, obj=row)
        done = self.saved(form, sending.set_box, try_box)
        return done or self.shown(box=form)

    @expose("/text/", methods=("POST",))
    def text(self) -> Any:
        """Save the text gateway, and try it if asked."""
        row = sending.the()
        form = TextForm(request.form, obj=row)
        done = self.saved(form, anew(sending.set_text, Channel.sms), try_text)
        return done or self.shown(text=form)

    def saved(self, form: SendingForm, keep: Keep, attempt: Callable[[], None]) -> Any:
        """Save a part and go back to the page; None where something is wrong with it.

        On a session that was left open nobody sets secrets: the password is asked for, and what was typed stays.
        """
        if fresh.is_stale():
            flash(gettext("Nothing is saved yet: enter your password once more, then save again."), "warning")
            return None
        if not form.validate() or not transaction.attempt(lambda: keep(settings(), form.given())):
            return None
        if "try" in request.form:
            attempt()
        else:
            flash(gettext("Saved."), "success")
        return redirect(url_for("sending.index"))

    def shown(self, **forms: SendingForm) -> str:
        """The page with its three forms, those that were sent with what was typed."""
        fixed, row = sending.of_server(settings()), sending.the()
        parts = {"mail": MailForm, "box": BoxForm, "text": TextForm}
        shown = {name: forms.get(name) or form(obj=row) for name, form in parts.items()}
        verify = url_for("security.verify", next=url_for("sending.index")) if forms and fresh.is_stale() else ""
        return self.render("sending.html", fixed=server_says(fixed), verify=verify, **shown)

"""Calling and writing from the case page: the number for one attempt, one message, a rule set aside once."""

from functools import cached_property
from typing import Any, NamedTuple

from flask import abort, flash, redirect
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, validators

from admin.base import fields, rights, scope, transaction
from admin.case.contact import instant
from admin.case.form import NEEDED, PanelForm
from admin.case.panel import Panel, answer, post
from models.borrower import Phone
from models.decision import Decision, OverrideReason, Verdict
from models.lender import country_of
from models.stage import Channel
from models.user import User
from rules import sms
from services.contact import call, override
from services.reminder import own_words


def person() -> User:
    """Who acts."""
    return rights.person() or abort(403)


class OverrideForm(PanelForm):
    """Why a rule of the house should be set aside once."""

    panel = "override"
    code = fields.ChoiceField(_l("Reason"), members=OverrideReason, blank=False, default=OverrideReason.borrower_asked)
    why = TextAreaField(
        _l("Why, in at least 20 characters"),
        validators=[*NEEDED, validators.Length(min=override.SHORTEST, max=500)],
        filters=[fields.tidy],
    )


class OverridePanel(Panel):
    """A rule of the house set aside once; a second person decides."""

    name = "override"

    @cached_property
    def form(self) -> OverrideForm:
        """Why."""
        return OverrideForm()

    @post(
        "/override/",
        ("create", "override"),
        OverrideForm,
        _l("Your request waits for a second person."),
        again="form",
    )
    def ask_override(self, form: Any) -> Any:
        """Ask a second person to set a rule of the house aside."""
        return override.ask(self.row, Channel.call, form.code.data, form.why.data, person(), self.now)


class WriteForm(PanelForm):
    """What to say, and how."""

    panel = "write"
    channel = fields.ChoiceField(_l("Channel"), members=Channel, blank=False, default=Channel.sms)
    subject = StringField(_l("Subject"), validators=[validators.Length(max=200)], filters=[fields.tidy])
    body = TextAreaField(_l("Words"), validators=[*NEEDED, validators.Length(max=2000)], filters=[fields.tidy])


class WritePanel(Panel):
    """One message in one's own words."""

    name = "write"

    @cached_property
    def form(self) -> WriteForm:
        """The message."""
        return WriteForm()

    @property
    def frame(self) -> str:
        """What is put around a text."""
        return own_words.signed("", Channel.sms, self.row.borrower, person())

    @property
    def plain(self) -> str:
        """The signs of which 160 go into one text; none where operators count every sign alike."""
        by_sign = country_of(self.row.borrower.lender.licence) in sms.BY_SIGN
        return "" if by_sign else "".join(sorted(sms.PLAIN | sms.DOUBLE))

    @post(
        "/write/",
        ("create", "contact"),
        WriteForm,
        _l("Queued. It leaves by the next pass, if it may."),
        again="form",
    )
    def write_message(self, form: Any) -> Any:
        """Check the words, then queue them."""
        subject, body = form.subject.data or "", form.body.data
        return own_words.write(self.row, form.channel.data, subject, body, person(), self.now)


class Dialled(NamedTuple):
    """A number handed out for one call."""

    phone_id: int
    number: str
    until: str


class CallPanel(Panel):
    """One call, one number, one attempt."""

    name = "call"
    dialled: Dialled | None = None
    """Nothing is dialled until somebody presses Call."""

    @answer("/call/", ("create", "contact"))
    def call(self) -> Any:
        """Ask the gate for one call, and show its number where it may be shown."""
        phone = self.named(self.row.borrower.phones)
        reply = transaction.attempt(lambda: CallPanel(self.page.anew()).dial(phone.id))
        if isinstance(reply, Dialled):
            return self.again(dialled=reply)
        if reply:
            flash(reply, "error")
        return redirect(self.onward())

    def dial(self, phone_id: int) -> Dialled | str:
        """Hand a number out for one call, or say why not."""
        phone = scope.one(Phone, phone_id)
        decision = call.dial(self.row, phone, person(), self.now)
        if decision.verdict == Verdict.allowed:
            until = instant(decision.must_end_by) if decision.must_end_by else ""
            return Dialled(phone.id, phone.number, until)
        return refusal(decision)


def refusal(decision: Decision) -> str:
    """Why a call may not be made, and from when it may."""
    if decision.next_allowed_at is None:
        return gettext("Do not call: %(rules)s.", rules=decision.rules)
    time = instant(decision.next_allowed_at)
    return gettext("Not now (%(rules)s); from %(time)s.", rules=decision.rules, time=time)

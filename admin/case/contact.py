"""The contact panel of the case page: may I call, what to say, what came of it, and what comes next."""

from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from flask import request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField, validators

from admin.base import clock, errors, fields, format, rights, scope
from admin.base.fields import DateField
from admin.case import saved, why
from admin.case.form import PanelForm, chosen, offered, picked, rows_of
from admin.case.panel import Panel, post
from models.borrower import UNUSABLE, Phone, PointStatus
from models.case import Case, CaseState
from models.contact import Contact, Direction
from models.outcome import OutcomeCode, OutcomeEffect, OutcomeNeeds
from models.reason import OverdueReason, ReasonBasis
from models.stage import Channel, TaskKind
from models.wish import Wish
from rules import contact as rule
from rules import promise as promise_rule
from rules.access import Role
from rules.errors import RuleError
from rules.outlook import past
from services import case, contact, my_day, overdue, rest_days
from services.contact import gate
from services.outlook import facts as outlook_facts
from services.reminder import text


class Light(NamedTuple):
    """Green, amber or red with its sentence, the rules that say so, and further sentences."""

    tone: str
    sentence: str
    rules: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def phones(row: Case) -> list[Phone]:
    """The borrower's phones, verified ones first, unusable ones last."""
    order = (PointStatus.verified, PointStatus.unverified, PointStatus.opted_out, PointStatus.bad)
    return sorted(row.borrower.phones, key=lambda phone: (order.index(phone.status), phone.id))


def light(known: gate.Known, phone: Phone | None, now: datetime) -> Light:
    """What the gate says of a call to the best number, at this instant."""
    if phone is None:
        return Light("red", gettext("There is no number that may be called."))
    decision = gate.judge(known, gate.action_of(Channel.call, phone_id=phone.id), now)
    reasons = (*why.words(known.pack, decision), *(errors.sentence(reason) for reason in decision.reasons))
    if decision.verdict == rule.ALLOWED:
        return Light("green", until(decision.must_end_by), decision.warnings, reasons)
    if decision.next_allowed_at is None:
        return Light("red", gettext("Do not call: no waiting changes that."), decision.rules, reasons)
    sentence = gettext("Not now. A call is allowed from %(time)s.", time=format.hour(decision.next_allowed_at))
    return Light("amber", sentence, decision.rules, reasons)


def until(end: datetime | None) -> str:
    """That a call is allowed, and by when it must be over."""
    return (
        gettext("A call is allowed now, until %(time)s.", time=format.hour(end))
        if end
        else gettext("A call is allowed now.")
    )


def instant(at: datetime) -> str:
    """An instant in words."""
    return str(format.words(at))


def wording(row: Case) -> str:
    """The suggested words of a call in the borrower's language, filled; empty where nothing is overdue."""
    today, person = clock.today(), rights.person()
    if not rights.sees_names() or row.state != CaseState.open or row.stage is None or person is None:
        return ""
    parts = overdue.of_loan(row.loan, today)
    if not parts:
        return ""
    owed = text.Owed(row.loan.contract_no, row.loan.currency, parts)
    key = (row.stage.id, Channel.call, row.borrower.language)
    known, who = text.templates(), row.borrower
    try:
        return text.write(known, key, who, who.lender, person.name, [owed], today).body
    except RuleError as error:
        return errors.sentence(error)


def outcomes() -> list[tuple[str, str]]:
    """The outcomes to choose from."""
    return offered(OutcomeCode)[1:]


class LogForm(PanelForm):
    """What came of a contact; which fields an outcome needs is said by its row."""

    panel = "log"
    outcome = RadioField(_l("Outcome"), choices=outcomes, validators=[validators.InputRequired()])
    phone = StringField(_l("Number"))
    inbound = BooleanField(_l("The borrower got in touch"))
    amount = fields.NumberField(_l("Amount promised"))
    promised_on = DateField(_l("Promised for"), validators=[validators.Optional()])
    moment = fields.InstantField(_l("Call back at"))
    reason = picked(OverdueReason, _l("Why it is overdue"))
    basis = fields.ChoiceField(_l("Who says so"), members=ReasonBasis, blank=False, default=ReasonBasis.said)
    note = TextAreaField(_l("Note"), filters=[fields.tidy], validators=[validators.Length(max=4000)])
    breach_reason = TextAreaField(
        _l("Why it happened against the rules"), filters=[fields.tidy], validators=[validators.Length(max=500)]
    )
    recording = StringField(
        _l("Reference of the recording"), validators=[validators.Length(max=200)], filters=[fields.tidy]
    )
    recording_kept = StringField(
        _l("Where the recording is kept"), validators=[validators.Length(max=200)], filters=[fields.tidy]
    )
    recording_seconds = fields.WholeField(
        _l("Length of the recording in seconds"), validators=[validators.Optional(), validators.NumberRange(1, 86400)]
    )
    next_kind = fields.ChoiceField(_l("Next action"), members=TaskKind, blank=True)
    next_on = DateField(_l("Day of the next action"), validators=[validators.Optional()])


class Day(NamedTuple):
    """A day that is chosen by one press, in words."""

    on: date
    label: str


def day_label(name: promise_rule.When, on: date) -> str:
    """A day as a collector says it; what is further off names its date."""
    words = {
        promise_rule.When.today: gettext("today"),
        promise_rule.When.tomorrow: gettext("tomorrow"),
        promise_rule.When.friday: gettext("Friday, %(day)s", day=format.words(on)),
        promise_rule.When.pay_day: gettext("usual pay day, %(day)s", day=format.words(on)),
    }
    return words[name]


FIRST = ("NA", "BUSY", "PTP", "RPC-CB", "RPC-INFO", "PTP-PLAN", "PAID", "REF-U")
"""The outcomes that stand open; the rest is searched. Source: operations.md 2.3."""


class Option(NamedTuple):
    """An outcome with the next action it proposes; empty where what it needs says that.

    A day as "+3" lies so many days after the promised one.
    """

    row: OutcomeCode
    next_kind: str
    next_on: str


class ContactPanel(Panel):
    """May I call, what to say, and what came of it."""

    name = "contact"
    first = len(FIRST)

    @cached_property
    def phones(self) -> list[Phone]:
        """The borrower's numbers, the best first."""
        return phones(self.row)

    @cached_property
    def known(self) -> gate.Known:
        """What the book knows of the borrower for the gate."""
        return gate.load([self.row.borrower_id], self.now)[self.row.borrower_id]

    @cached_property
    def light(self) -> Light:
        """Whether a call may be made now."""
        best = self.phones[0] if self.phones and self.phones[0].status not in UNUSABLE else None
        return light(self.known, best, self.now)

    @cached_property
    def wishes(self) -> tuple[Wish, ...]:
        """What the borrower wishes, as far as it holds."""
        return self.known.wishes

    @property
    def speaks(self) -> bool:
        """Whether the words of a call are at hand: a number was dialled, or somebody asked for them."""
        return self.page.call.dialled is not None or request.args.get("part") == "words"

    @cached_property
    def wording(self) -> str:
        """What to say."""
        return wording(self.row)

    @cached_property
    def options(self) -> list[Option]:
        """What may come of it."""
        return options(self.row.borrower.lender.licence, self.row.loan.portfolio.policy.promise_grace_days)

    @cached_property
    def form(self) -> LogForm:
        """What came of it."""
        return LogForm(amount=case.overdue(self.row, self.today))

    @property
    def may_call(self) -> bool:
        """Whether the person may ring the best number now."""
        return bool(self.phones) and self.light.tone == "green" and rights.may("create", "contact")

    @property
    def names_rules(self) -> bool:
        """Whether rules are named by their ids: to those who look whether they were kept."""
        person = rights.person()
        return person is not None and person.role == Role.auditor

    @cached_property
    def days(self) -> list[Day]:
        """The days for which a promise is taken by one press, as far ahead as the policy lets one lie."""
        last = self.today + timedelta(days=self.row.loan.portfolio.policy.promise_most_days)
        usual = past.pay_day(outlook_facts.pay_days(self.row.loan))
        found = promise_rule.days(self.today, usual.day if usual else None, last)
        return [Day(on, day_label(name, on)) for name, on in found]

    @property
    def has_next(self) -> bool:
        """Whether the person goes from case to case."""
        return rights.may("create", "contact") and rights.may_open("my_day")

    @post("/log/", ("create", "contact"), LogForm, saved.said, again="form")
    def log(self, form: Any) -> Contact:
        """Log a contact."""
        outcome, phone = chosen(OutcomeCode, form.outcome), scope.find(Phone, form.phone.data)
        named = {name: form[name].data for name in ("amount", "promised_on", "moment", "next_kind", "next_on")}
        talk = contact.Talk(
            self.now,
            outcome.channel,
            Direction.inbound if form.inbound.data else Direction.outbound,
            phone if phone in self.row.borrower.phones else None,
            user=rights.person(),
            note=form.note.data or "",
            reason=chosen(OverdueReason, form.reason),
            reason_basis=form.basis.data,
            breach_reason=form.breach_reason.data or "",
            recording=recording_of(form),
        )
        return contact.log(self.row.borrower, talk, self.today, contact.Result(outcome, **named), case=self.row)

    def onward(self) -> str:
        """After a log, where the person wishes: on to the next case of the day."""
        if request.form.get("then") != "next":
            return super().onward()
        following = next_after(self.row)
        return str(self.page.view.get_url(".details_view", id=following) if following else url_for("my_day.index"))


def recording_of(form: Any) -> contact.Recording | None:
    """The recording that a form names; None where it says nothing of one."""
    name, kept, seconds = form.recording.data, form.recording_kept.data, form.recording_seconds.data
    return contact.Recording(name or "", kept or "", seconds) if name or kept or seconds is not None else None


def next_after(row: Case) -> int | None:
    """The case to go to after this one, of the day that it belongs to; the one that the list names, if it does."""
    person, wished = rights.person(), scope.number(request.form.get("next"))
    return my_day.after(row, person.id if person else None, clock.today(), clock.now(), wished)


def options(licence: str, grace_days: int) -> list[Option]:
    """The outcomes, the usual ones first; what follows is due on a working day of the lender's country."""
    order = {code: place for place, code in enumerate(FIRST)}
    rows = sorted(rows_of(OutcomeCode), key=lambda row: (order.get(row.code, len(order)), row.position))
    return [option(row, licence, grace_days) for row in rows]


def option(row: OutcomeCode, licence: str, grace_days: int) -> Option:
    """An outcome with its next action: a promise is followed the day after its grace, an agreed time is its own day."""
    if row.effect == OutcomeEffect.promise:
        return Option(row, TaskKind.follow_promise.name, f"+{grace_days + 1}")
    day = rest_days.moved(clock.today() + timedelta(days=row.next_task_days), licence)
    return Option(row, row.next_task.name, "" if row.needs == OutcomeNeeds.moment else day.isoformat())

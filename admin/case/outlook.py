"""How a loan was paid, what became of cases like it, when to call, and what the borrower can pay: on the case page."""

from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from babel.dates import get_day_names
from flask import request
from flask_babel import format_date, get_locale, gettext, ngettext
from flask_babel import lazy_gettext as _l
from wtforms import validators

from admin.base import fields, format, rights
from admin.case.form import NEEDED, PanelForm
from admin.case.panel import Panel, post
from models.case import CaseState
from models.outlook import Means, MeansBasis
from models.stage import Channel
from rules import contact as contact_rule
from rules import outlook as rule
from rules.outlook import hours, past
from rules.outlook.past import Way
from services import outlook
from services.contact import gate
from services.outlook import facts, means, measure

MARKS = {
    Way.on_time: "✓",
    Way.late: "+%(days)s",
    Way.told: "·",
    Way.let_go: "○",
    Way.part: "½",
    Way.missed: "✕",
}
"""What stands in a square, so that nobody needs its colour."""
WAYS = {
    Way.on_time: _l("paid on its day"),
    Way.late: _l("paid late"),
    Way.told: _l("paid, the day is not known"),
    Way.let_go: _l("ended, not by money alone"),
    Way.part: _l("paid in part"),
    Way.missed: _l("not paid"),
}
LATE = {
    rule.Late.not_late: _l("not overdue"),
    rule.Late.to_30: _l("1–30 days"),
    rule.Late.to_60: _l("31–60 days"),
    rule.Late.to_90: _l("61–90 days"),
    rule.Late.over_90: _l("over 90 days"),
}
BEFORE = {
    rule.Before.never: _l("not late before"),
    rule.Before.once: _l("late once before"),
    rule.Before.more: _l("late more than once before"),
}
SLOTS = 2


class Seen(NamedTuple):
    """A square as it is seen and as it is read out."""

    way: Way
    mark: str
    said: str


class When(NamedTuple):
    """A time of the week in which borrowers are reached, in words."""

    slot: str
    reached: str
    next_on: str


class PastPanel(Panel):
    """How the loan was paid so far; there is no model in it."""

    name = "past"

    @cached_property
    def dues(self) -> list[past.Due]:
        """The instalments with what was laid on them."""
        return facts.dues(self.row.loan)

    @cached_property
    def squares(self) -> list[Seen]:
        """The last instalments as squares."""
        return [seen(each) for each in past.squares(self.dues, self.today)]

    @cached_property
    def said(self) -> list[str]:
        """The usual pay day, instalments paid in parts, and relapses, in words."""
        found = past.squares(self.dues, self.today)
        parts, again = sum(each.in_parts for each in found), past.relapses(past.spells(self.dues, self.today))
        return [
            pay_day(past.pay_day(facts.pay_days(self.row.loan))),
            gettext("%(count)s of %(all)s paid in parts", count=parts, all=len(found)) if found else "",
            ngettext("%(num)s relapse into arrears", "%(num)s relapses into arrears", again),
        ]

    @cached_property
    def rescheduled(self) -> bool:
        """Whether a later schedule took the place of an earlier one, which shows what was asked for in the end."""
        return any(part.counts_from for part in self.row.loan.instalments)


class OutlookPanel(Panel):
    """What became of cases like this one, and when borrowers are reached; both order work and decide nothing."""

    name = "outlook"

    @property
    def asked(self) -> bool:
        """Whether there is an outlook: while the case is open."""
        return self.row.state == CaseState.open

    @property
    def opened(self) -> bool:
        """Whether somebody asked for it."""
        return request.args.get("part") == self.name

    @cached_property
    def _known(self) -> outlook.Known:
        return outlook.known()

    @cached_property
    def said(self) -> list[str]:
        """The outlook in words."""
        return said(self._known.of(rule.cell_of(self.page.past.dues, self.today)), self._known)

    @cached_property
    def when(self) -> list[When]:
        """The times in which borrowers are reached, those alone at which a call is allowed when they next begin."""
        if not self.page.contact.phones:
            return []
        zone = measure.home(self.row.borrower.time_zone)
        found = hours.best(self._known.hours, self.now, zone)
        allowed = (each for each in found if self._allowed(each.begins_at))
        return [when(each, zone) for each, _ in zip(allowed, range(SLOTS), strict=False)]

    def _allowed(self, at: datetime) -> bool:
        action = gate.action_of(Channel.call, phone_id=self.page.contact.phones[0].id)
        return gate.judge(self.page.contact.known, action, at).verdict == contact_rule.ALLOWED


class MeansForm(PanelForm):
    """What the borrower says of income and outgoings."""

    panel = "means"
    income = fields.NumberField(_l("Income a month"), validators=NEEDED)
    outgoings = fields.NumberField(_l("Essential outgoings a month"), validators=NEEDED)
    other_debts = fields.NumberField(_l("Other debts a month"), validators=[validators.Optional()])
    basis = fields.ChoiceField(_l("How it is known"), members=MeansBasis, blank=False, default=MeansBasis.said)


class MeansPanel(Panel):
    """Income and outgoings as the borrower stated them, until they expire."""

    name = "means"

    @cached_property
    def running(self) -> list[Means]:
        """The statements that count today."""
        return means.running(self.row.borrower, self.today)

    @cached_property
    def form(self) -> MeansForm:
        """What is said today."""
        return MeansForm()

    @post("/means/", ("create", "hardship"), MeansForm, _l("Noted, for 180 days."), again="form")
    def state_means(self, form: Any) -> Means:
        """Keep what the borrower says of income and outgoings."""
        amounts = (form.income.data, form.outgoings.data, form.other_debts.data or Decimal(0))
        who = {"basis": form.basis.data, "user": rights.person()}
        return means.state(self.row.borrower, self.row.loan.currency, *amounts, self.today, **who)

    @post("/means/end/", ("act", "hardship"), fields.Form, _l("It does not count any more."))
    def withdraw_means(self, form: Any) -> Means:
        """End a statement that is not true any more."""
        return means.withdraw(self.named(self.row.borrower.means), self.today)


def seen(square: past.Square) -> Seen:
    """A square with its sign, and with the words that a screen reader says."""
    words = {"day": format_date(square.due_on, "medium"), "days": square.days, "way": WAYS[square.way]}
    late = square.way in (Way.late, Way.part, Way.missed) and square.days
    text = gettext("%(day)s: %(way)s, %(days)s days late", **words) if late else gettext("%(day)s: %(way)s", **words)
    return Seen(square.way, MARKS[square.way] % {"days": square.days}, text)


def pay_day(found: past.PayDay | None) -> str:
    """The usual pay day in words."""
    if found is None:
        return gettext("No usual pay day")
    return gettext("Usually pays around day %(day)s of the month (%(count)s of %(all)s payments)", **named(found))


def named(found: past.PayDay) -> dict[str, int]:
    """The values of its sentence."""
    return {"day": found.day, "count": found.count, "all": found.of}


def like(cell: rule.Cell) -> str:
    """What a case has in common with those like it."""
    paid = gettext("paid something last month") if cell.paid else gettext("paid nothing last month")
    return gettext("%(late)s, %(before)s, %(paid)s", late=LATE[cell.late], before=BEFORE[cell.before], paid=paid)


def said(found: rule.Outlook, known: outlook.Known) -> list[str]:
    """What is said of a case: of how many, how many had not paid, between what; or that it cannot be told."""
    count = format.number(found.counted.cases)
    if found.verdict == rule.Verdict.cannot_tell or found.share is None or found.between is None:
        values = {"n": count, "like": like(found.cell), "rate": percent(known.prior[found.cell])}
        return [
            gettext("Cannot tell yet: %(n)s cases like this (%(like)s) were seen so far.", **values),
            gettext("The table it begins with expects that %(rate)s have not paid 30 days later.", **values),
        ]
    values = {"n": count, "like": like(found.cell), "share": percent(found.share)}
    ends = {"low": percent(found.between.low), "high": percent(found.between.high)}
    words = gettext(
        "Of %(n)s cases like this (%(like)s), %(share)s had not paid 30 days later (%(low)s–%(high)s).",
        **values,
        **ends,
    )
    return [words, gettext("No different from the rest.")] if found.verdict == rule.Verdict.no_different else [words]


def percent(share: Any) -> str:
    """A share in whole percent."""
    return format.rate(round(share, 2))


def when(good: hours.Good, zone: Any) -> When:
    """A time of the week in words."""
    name = get_day_names("wide", locale=get_locale())[good.slot.weekday]
    span = f"{good.slot.hour:02}:00–{good.slot.hour + hours.HOURS:02}:00"
    values = {"reached": good.tried.reached, "calls": good.tried.calls}
    ends = {"low": percent(good.between.low), "high": percent(good.between.high)}
    told = gettext("%(reached)s of %(calls)s calls reached the borrower (%(low)s–%(high)s)", **values, **ends)
    return When(f"{name} {span}", told, format_date(good.begins_at.astimezone(zone).date(), "medium"))

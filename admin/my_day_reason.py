"""Why a case stands where it stands in My day, in words."""

from datetime import date

from flask_babel import gettext

from admin.base import format, labels
from models.case import Case
from services.my_day import Group, Item


def reason(item: Item, row: Case, today: date) -> str:
    """Why a case stands where it stands."""
    if item.due_at:
        return gettext("Call back at %(time)s", time=format.words(item.due_at))
    if item.group in (Group.broken_promise, Group.promise_due) and row.promises:
        return promised(item, row)
    if item.group == Group.new_case and row.opened_on:
        return gettext("Open since %(day)s, not spoken to yet", day=format.words(row.opened_on))
    kind = labels.member(item.kind)
    if item.due_on < today:
        return gettext("%(action)s, due since %(day)s", action=kind, day=format.words(item.due_on))
    return gettext("%(action)s, due today", action=kind)


def promised(item: Item, row: Case) -> str:
    """What became of the latest promise."""
    latest = max(row.promises, key=lambda each: each.id)
    words = {"amount": format.money(latest.amount, row.loan.currency), "day": format.words(latest.due_on)}
    if item.group == Group.broken_promise:
        return gettext("%(amount)s promised for %(day)s did not arrive", **words)
    return gettext("%(amount)s was promised for %(day)s", **words)

"""The lines of My day: each case in words, with the reason why it stands where it stands."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, columns, format, rights
from models.stage import Stage
from models.task import Task
from rules.outlook.ranking import Ranked, Why
from services import overdue, team
from services.my_day import Group, Item

PROMISED = (Group.broken_promise, Group.promise_due)


Say = Callable[[Any], Any]
"""Days and members in words; what many lines say is asked for once."""


def reason(item: Item, today: date, floor: int, say: Say = format.words) -> str:
    """Why a case stands where it stands."""
    if item.due_at:
        return gettext("Call back at %(time)s", time=hour(item.due_at, today))
    if item.group in PROMISED and item.row.promised_on is not None:
        return promised(item, say)
    if item.group == Group.new_case and item.row.opened_on:
        return gettext("Open since %(day)s, not spoken to yet", day=say(item.row.opened_on))
    late = item.due_on < today
    words = {"action": say(item.kind), "day": say(item.due_on)}
    due = gettext("%(action)s, due since %(day)s", **words) if late else gettext("%(action)s, due today", **words)
    return f"{due} · {ranked(item.ranked, floor)}" if item.ranked and not item.is_shut else due


def ranked(found: Ranked, floor: int) -> str:
    """Why a case stands where the ranking puts it."""
    if found.why == Why.too_long:
        return ngettext("nobody tried for %(num)s day or more", "nobody tried for %(num)s days or more", floor)
    if found.why == Why.not_worth:
        return gettext("less at stake than a call costs")
    return gettext("of cases like this %(rate)s do not pay in 30 days", rate=format.rate(round(found.rate, 2)))


def hour(at: datetime, today: date) -> str:
    """A moment of the day by its minute; of another day with its day."""
    local = at.astimezone(clock.zone())
    return f"{local:%H:%M}" if local.date() == today else format.moment(at)


def promised(item: Item, say: Say) -> str:
    """What became of the latest promise."""
    words = {"amount": format.money(item.row.amount, item.row.currency), "day": say(item.row.promised_on)}
    if item.group == Group.broken_promise:
        return gettext("%(amount)s promised for %(day)s did not arrive", **words)
    return gettext("%(amount)s was promised for %(day)s", **words)


SHUT = "shut"
HEADINGS = {
    Group.callback: _l("Call back at an agreed time"),
    Group.promise_due: _l("Promises due"),
    Group.broken_promise: _l("Promises that were not kept"),
    Group.new_case: _l("New cases"),
    Group.ranked: _l("The rest, by amount and outlook"),
    SHUT: _l("Not now: these come up again when a call is allowed"),
}
KINDS = {
    "callbacks": (_l("Callbacks"), (Group.callback,)),
    "promises": (_l("Promises"), PROMISED),
    "new": (_l("New cases"), (Group.new_case,)),
    "rest": (_l("The rest"), (Group.ranked,)),
    SHUT: (_l("Not now"), (SHUT,)),
}
"""What the list may be narrowed to: the words, and the parts that stand in it."""


def part(item: Item) -> str:
    """In which part of the list a case stands."""
    return SHUT if item.is_shut else item.group


class Choice(NamedTuple):
    """A part that the list may be narrowed to, with how much is in it."""

    name: str
    words: str
    due: int


def choices(items: Sequence[Item]) -> list[Choice]:
    """The parts that hold anything."""
    counted = [(name, words, sum(part(item) in parts for item in items)) for name, (words, parts) in KINDS.items()]
    return [Choice(name, str(words), count) for name, words, count in counted if count]


def narrowed(items: Sequence[Item], show: str, wanted: str) -> list[Item]:
    """The items of a chosen part whose borrower or reference holds the wanted text."""
    parts, text, names = KINDS[show][1] if show in KINDS else (), wanted.casefold(), rights.sees_names()
    said = [(item, f"{format.person(item.row.borrower, names)} {item.row.reference}".casefold()) for item in items]
    return [item for item, words in said if (not parts or part(item) in parts) and text in words]


class DayLine(NamedTuple):
    """A case of the day in words: whose, in which stage, what is overdue, why it stands here, and when to call.

    `stop`: why nobody calls now; `time`: the minute of a callback, `at` as machines read it.
    """

    case_id: int
    reference: str
    name: str
    stage: str
    overdue: str
    days: int
    reason: str
    stop: str
    time: str
    at: str


def sections(items: Sequence[Item], today: date) -> list[tuple[Any, list[DayLine]]]:
    """The chosen items in words, in their order, under their headings."""
    told = {line.case_id: line for line in lines(items, today)}
    parts = groupby(items, key=part)
    return [(HEADINGS[each], [told[item.case_id] for item in some]) for each, some in parts]


def lines(items: Sequence[Item], today: date) -> list[DayLine]:
    """The chosen items in words, in their order."""
    parts = overdue.of([item.row.loan_id for item in items], today)
    say, stages, names = cache(format.words), cache(stage_chip), rights.sees_names()
    house = team.the()
    floor = house.touch_every_days if house else 0

    def line(item: Item) -> DayLine:
        row = item.row
        late = format.money(overdue.total(parts.get(row.loan_id, ())), row.currency)
        stage, name = stages(row.Stage) if row.Stage else "", format.person(row.borrower, names)
        time, at = (hour(item.due_at, today), item.due_at.isoformat()) if item.due_at else ("", "")
        told = (columns.days_past_due(row, today), reason(item, today, floor, say), stop(item, today), time, at)
        return DayLine(item.case_id, row.reference, name, stage, late, *told)

    return [line(item) for item in items]


def stop(item: Item, today: date) -> str:
    """Why nobody calls about a case now; empty where one may."""
    if item.is_shut and item.allowed_at:
        return gettext("No call before %(time)s", time=hour(item.allowed_at, today))
    if item.is_shut:
        return gettext("No call: waiting does not change that")
    return gettext("No number to call") if item.is_mute else ""


def stage_chip(stage: Stage) -> str:
    """A stage as a chip."""
    return format.chip(format.title(stage), "blue")


class Ahead(NamedTuple):
    """What comes later in words: the case, what is to be done and when, and whether it may be done today instead."""

    case_id: int
    task_id: int
    reference: str
    name: str
    action: str
    when: str
    may_pull: bool


def ahead(rows: Sequence[Task]) -> list[Ahead]:
    """What comes after today, in words."""
    return [
        Ahead(
            row.case_id,
            row.id,
            row.case.reference,
            format.person(row.case.borrower.name),
            str(format.words(row.kind)),
            format.moment(row.due_at) if row.due_at else format.day(row.due_on),
            row.due_at is None and rights.may("edit", "task"),
        )
        for row in rows
    ]

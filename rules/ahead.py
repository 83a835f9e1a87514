"""What lies ahead of a case if nothing happens: what is sent, asked, checked, raised or lapses on which day."""

import enum
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import auto
from typing import NamedTuple

from rules import stage

DAY = timedelta(days=1)
HORIZON = timedelta(days=400)
"""What lies further off is not told: no holiday of that year is known, and nobody plans for it."""


class Kind(enum.StrEnum):
    """What happens on a day by itself, or is asked of a person."""

    sent = auto()
    asked = auto()
    checked = auto()
    raised = auto()
    lapses = auto()
    due = auto()


class What(enum.StrEnum):
    """What it is about."""

    task = auto()
    message = auto()
    stage = auto()
    instalment = auto()
    promise = auto()
    plan = auto()
    offer = auto()
    request = auto()
    hold = auto()
    hold_review = auto()
    dispute = auto()
    hardship = auto()
    pause = auto()
    rest_of_debt = auto()
    statement = auto()
    limitation = auto()


class Ahead(NamedTuple):
    """One thing to come; `amount` where money is meant, `row` the place of what it is about among its kind."""

    on: date
    kind: Kind
    what: What
    amount: Decimal | None = None
    row: int = 0


class Due(NamedTuple):
    """An amount that is expected on a day, and the last day on which it still counts."""

    on: date
    last_day: date
    amount: Decimal


class Facts(NamedTuple):
    """Everything that runs on a case; a day that nothing names is None.

    `message_on` is the day on which the stage asks for its next message, whatever rests; `stage_on` the day on which
    the stage may rise; a message of the new stage follows at once where `rises_with_word`.
    """

    task_on: date | None = None
    message_on: date | None = None
    stage_on: date | None = None
    rises_with_word: bool = False
    instalment: Due | None = None
    promise: Due | None = None
    plan: Sequence[Due] = ()
    offer_by: date | None = None
    requests: Sequence[date] = ()
    holds: Sequence[stage.Rest] = ()
    reviews: Sequence[date] = ()
    disputes: Sequence[date] = ()
    hardships: Sequence[date] = ()
    counts_again_on: date | None = None
    rest_due_on: date | None = None
    statements: Sequence[date] = ()
    limitation_on: date | None = None


def next_message(gone: Iterable[date], every: int | None, today: date) -> date | None:
    """When a stage asks for its next message: the first at once, further ones after its days, never before today."""
    last = max(gone, default=None)
    if last is None:
        return today
    return None if every is None else max(today, last + timedelta(days=every))


def of(facts: Facts, today: date) -> list[Ahead]:
    """The days to come in their order; what was due before today still stands there, today."""
    found = [each._replace(on=max(each.on, today)) for each in _all(facts)]
    order = list(What)
    return sorted(
        (each for each in found if each.on <= today + HORIZON), key=lambda each: (each.on, order.index(each.what))
    )


def _all(facts: Facts) -> Iterator[Ahead]:
    yield from _asked(facts)
    yield from _sent(facts)
    yield from _money(facts)
    yield from _lapsing(facts)


def _asked(facts: Facts) -> Iterator[Ahead]:
    """What a person is asked to do."""
    if facts.task_on:
        yield Ahead(facts.task_on, Kind.asked, What.task)
    for what, days in (
        (What.hold_review, facts.reviews),
        (What.dispute, facts.disputes),
        (What.hardship, facts.hardships),
    ):
        yield from (Ahead(on, Kind.asked, what, row=place) for place, on in enumerate(days))


def _sent(facts: Facts) -> Iterator[Ahead]:
    """What goes out and rises by itself; neither does while a hold rests."""
    risen = stage.first_free(facts.holds, facts.stage_on) if facts.stage_on else None
    word = stage.first_free(facts.holds, facts.message_on) if facts.message_on else None
    if risen:
        yield Ahead(risen, Kind.raised, What.stage)
        if facts.rises_with_word:
            yield Ahead(risen, Kind.sent, What.message, row=1)
    if word and (risen is None or word < risen):
        yield Ahead(word, Kind.sent, What.message)


def _money(facts: Facts) -> Iterator[Ahead]:
    """What falls due, and the day after the last on which it counts, when it is checked."""
    if facts.instalment:
        yield Ahead(facts.instalment.on, Kind.due, What.instalment, facts.instalment.amount)
    for what, dues in ((What.promise, [facts.promise] if facts.promise else []), (What.plan, facts.plan)):
        for each in dues:
            yield Ahead(each.on, Kind.due, what, each.amount)
            yield Ahead(each.last_day + DAY, Kind.checked, what, each.amount)
    if facts.rest_due_on:
        yield Ahead(facts.rest_due_on, Kind.due, What.rest_of_debt)


def _lapsing(facts: Facts) -> Iterator[Ahead]:
    """What ends by itself, on the first day without it."""
    if facts.offer_by:
        yield Ahead(facts.offer_by + DAY, Kind.lapses, What.offer)
    yield from (Ahead(on, Kind.lapses, What.request, row=place) for place, on in enumerate(facts.requests))
    for place, hold in enumerate(facts.holds):
        if hold.ends_on:
            yield Ahead(hold.ends_on + DAY, Kind.lapses, What.hold, row=place)
    if facts.counts_again_on:
        yield Ahead(facts.counts_again_on, Kind.lapses, What.pause)
    yield from (Ahead(on, Kind.lapses, What.statement) for on in facts.statements)
    if facts.limitation_on:
        yield Ahead(facts.limitation_on + DAY, Kind.lapses, What.limitation)

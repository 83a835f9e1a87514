"""Buttons that ask first and then run one service on chosen rows, each row by itself."""

import inspect
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from flask import flash
from flask_babel import gettext, ngettext

from admin.base import clock, errors, format, rights
from admin.base.transaction import attempt
from models import db, transaction
from models.base import Record
from rules.errors import RuleError
from rules.sentence import Sentence

MOST_REASONS = 3
OUT_OF_REACH = Sentence("It is not yours to change.")
"""What is said of a chosen row that is gone, or belongs to somebody else's work by now."""
UNCHANGED = Sentence("There was nothing to change.")
"""What is said of a row that was so already: nothing of it is taken back later."""


class Undo(NamedTuple):
    """How a press on many rows is taken back: what is kept of a row before it, and the service that puts it back.

    The service gets what was kept as `before` and the number of a row that was made as `made`, where it names them.
    """

    back: Callable[..., Any]
    keep: Callable[[Any], Any] = lambda row: None


class Bulk(NamedTuple):
    """A button: the service it runs, its word, its question, and what else must be chosen, by parameter name.

    `when` says for which rows it stands on their page; `danger` colours it; `verb` is the right it takes. With
    `together` the service is an @action of Flask-Admin, which gets the ids of all chosen rows at once.
    """

    service: Callable[..., Any]
    label: Any
    question: Any
    asks: dict[str, Any]
    when: Callable[[Any], bool] | None
    danger: bool
    verb: str
    name: str = ""
    together: bool = False
    undo: Undo | None = None

    def fits(self, row: Any) -> bool:
        """Whether the button makes sense for a row."""
        return self.when is None or self.when(row)


def bulk(
    service: Callable[..., Any],
    label: Any,
    question: Any,
    *,
    asks: dict[str, Any] | None = None,
    when: Callable[[Any], bool] | None = None,
    danger: bool = False,
    verb: str = "act",
    undo: Undo | None = None,
) -> Bulk:
    """A button of a screen that runs `service(row)` on each chosen row.

    The service gets `today`, `now` and `user` from the edge when it names them. `asks` maps further parameters to a
    record (looked up), `str` (a reason) or `date`. `undo` takes a press on many rows back on the same day.
    """
    return Bulk(service, label, question, asks or {}, when, danger, verb, undo=undo)


def action(name: str, service: Callable[..., Any], label: Any, question: Any) -> Bulk:
    """An @action of Flask-Admin as a button; without a question it runs at once."""
    return Bulk(service, label, question or "", {}, None, False, "act", name, True)


class Tally(NamedTuple):
    """What a button did: rows done, and how often each sentence stopped a row."""

    done: int
    skipped: Counter[str]


def run(button: Bulk, rows: Sequence[Any], answers: dict[str, Any]) -> Tally:
    """Run a button on rows, each in its own savepoint; a refused row leaves the others alone."""
    skipped: Counter[str] = Counter()
    done = 0
    for row in rows:
        try:
            with db.session.begin_nested():
                button.service(row, **given(button.service, answers))
        except errors.REFUSALS as refusal:
            skipped[errors.sentence(refusal, row)] += 1
        else:
            done += 1
    return Tally(done, skipped)


class Pressed(NamedTuple):
    """What a button did to rows, by their numbers: what each was before, and what stopped the others."""

    done: dict[str, Any]
    left_out: dict[str, Any]


def pressed(button: Bulk, rows: Sequence[Any], answers: dict[str, Any]) -> Pressed:
    """Run a button on rows, each in its own savepoint, and keep what takes it back."""
    found, done = Pressed({}, {}), []
    for row in rows:
        before, version = button.undo.keep(row) if button.undo else None, row.version
        try:
            with db.session.begin_nested():
                made = button.service(row, **given(button.service, answers))
        except errors.REFUSALS as refusal:
            found.left_out[str(row.id)] = errors.kept(refusal)
            continue
        if button.undo and row.version == version and not isinstance(made, Record):
            found.left_out[str(row.id)] = UNCHANGED
        else:
            done.append((row, before, made.id if isinstance(made, Record) else None))
    db.session.flush()
    found.done.update({str(row.id): [before, row.version, made] for row, before, made in done})
    return found


def taken_back(undo: Undo, rows: Sequence[Any], kept: dict[str, Any]) -> dict[str, Any]:
    """Take a press back on rows, each in its own savepoint; what stopped the others, by their numbers."""
    stayed: dict[str, Any] = {}
    names = inspect.signature(undo.back).parameters
    for row in rows:
        before, version, made = kept[str(row.id)]
        told = {name: value for name, value in (("before", before), ("made", made)) if name in names}
        try:
            if row.version != version:
                raise RuleError("It was changed since, and stays as it is.")
            with db.session.begin_nested():
                undo.back(row, **given(undo.back, told))
        except errors.REFUSALS as refusal:
            stayed[str(row.id)] = errors.kept(refusal)
    return stayed


def given(service: Callable[..., Any], answers: dict[str, Any]) -> dict[str, Any]:
    """The named arguments of a service: the person's answers, and the clock and person of the edge."""
    edge = {"today": clock.today, "now": clock.now, "user": rights.person}
    names = inspect.signature(service).parameters
    return {**{name: edge[name]() for name in edge if name in names}, **answers}


def press(button: Bulk, load: Callable[[], Sequence[Any]], answers: Callable[[], dict[str, Any]]) -> None:
    """Run a button in one transaction and tell the person what came of it; rows and answers are read inside."""
    with transaction.writing():
        tally = run(button, load(), answers())
    report(tally)


def together(button: Bulk, load: Callable[[], Sequence[Any]]) -> Any:
    """Run an @action in one transaction on the ids of the chosen rows in reach; what it answers, if anything."""
    return attempt(lambda: button.service([str(row.id) for row in load()]))


def report(tally: Tally) -> None:
    """Say how many rows were done and why others were skipped."""
    if tally.done:
        flash(ngettext("%(num)s done.", "%(num)s done.", tally.done), "success")
    for sentence, count in tally.skipped.most_common(MOST_REASONS):
        flash(gettext("%(count)s skipped: %(reason)s", count=format.number(count), reason=sentence), "warning")
    if not tally.done and not tally.skipped:
        flash(gettext("None of these rows is yours to change."), "error")

"""A configuration is laid upon the rows: what it adds, changes and takes out, each row checked as its screen does."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from models import db
from models.contact_rule import ContactRule
from models.lender import Lender
from models.portfolio import Portfolio
from models.stage import Policy, Stage, StageCondition
from models.template import NoticeCode, Template
from rules import configuration as rule
from rules import stage as ladder
from rules.access import Level
from rules.configuration import Key
from rules.errors import RuleError
from services.configuration import Document, Kind, SeveralError, flat, parent_of, read, rows, text
from services.contact import policy
from services.portfolio import trace
from services.reminder import notice
from services.reminder import text as reminder_text
from services.strategy import condition
from services.strategy.document import MODELS as VERSIONED


def lay(
    wanted: Document, kinds: Iterable[Kind], today: date, *, drafting: bool = False, taking_back: bool = False
) -> list[rule.Change]:
    """Make the rows those of a file; gives what was added, changed and taken out.

    Raises RuleError where a row cannot be, or would loosen what binds. `drafting`: the rows are those of a draft, in
    which a stage or its words stay. `taking_back` lets what a file had added go.
    """
    chosen = list(kinds)
    now = read()
    found = list(rule.changes(now, {kind.noun: wanted[kind.noun] for kind in chosen}))
    if not taking_back:
        _refuse(rule.loosened(found))
    out = [each for each in found if each.after is None]
    gone = {each.key for each in out if each.noun == "policy"}
    for kind in reversed(chosen):
        _take_out(kind, [each.key for each in out if each.noun == kind.noun], gone, today, drafting)
    written = []
    for kind in chosen:
        written += _write(kind, wanted, [each for each in found if each.noun == kind.noun and each.after is not None])
    _check(written)
    after = read()
    _refuse(rule.check_limits(after["authority_limit"], [*Level]))
    for each in rule.changes(after, {kind.noun: wanted[kind.noun] for kind in chosen}):
        raise RuleError("%(name)s does not stand here as the file has it.", name=" · ".join(each.key))
    return found


def is_versioned(kind: Kind) -> bool:
    """Whether the rows of a kind live in versions of the strategy."""
    return kind.model in VERSIONED


def split() -> tuple[list[Kind], list[Kind]]:
    """The kinds that live in versions of the strategy, and all others."""
    kinds = list(flat())
    return [kind for kind in kinds if is_versioned(kind)], [kind for kind in kinds if not is_versioned(kind)]


def _refuse(errors: Iterable[RuleError]) -> None:
    if wrong := list(errors):
        raise SeveralError(wrong)


def _write(kind: Kind, wanted: Document, found: list[rule.Change]) -> list[tuple[Kind, Key, Any]]:
    """Give rows the values of a file; what was written, to be checked once all of it stands."""
    known = rows(kind, archived=True)
    if kind.model is Stage:
        _make_room([known[each.key] for each in found if each.key in known])
    written = []
    for each in found:
        row = known.get(each.key) or _born(kind, each.key)
        for name, value in text.typed(kind, wanted[kind.noun][each.key]).items():
            setattr(row, name, value)
        if hasattr(row, "archived_on"):
            row.archived_on = None
        db.session.add(row)
        written.append((kind, each.key, row))
    db.session.flush()
    return written


def _check(written: Iterable[tuple[Kind, Key, Any]]) -> None:
    """Raise SeveralError for the rows that their own screens would refuse."""
    db.session.expire_all()
    wrong = []
    for kind, key, row in written:
        try:
            CHECKS.get(kind.model, lambda row: None)(row)
        except RuleError as error:
            wrong.append(text.at(key, error))
    if wrong:
        raise SeveralError(wrong)


def _check_ladder(row: Stage) -> None:
    levels = [ladder.Level(each.key, each.trigger, each.days) for each in row.policy.stages]
    ladder.check(ladder.Policy(levels))


CHECKS: Mapping[type[Any], Callable[[Any], None]] = {
    ContactRule: policy.check,
    StageCondition: condition.check,
    Template: reminder_text.check,
    NoticeCode: notice.check,
    Stage: _check_ladder,
}
"""What the screen of a record asks of a row."""


def _born(kind: Kind, key: Key) -> Any:
    """A new row, under what its key names."""
    row = kind.model()
    for name, value in text.keyed(kind, key).items():
        setattr(row, name, _lender(value) if name == "lender" else value)
    if kind.parent:
        above = key[: len(key) - max(1, len(kind.keys))]
        setattr(row, kind.parent, rows(parent_of(kind), archived=True)[above])
    return row


def _lender(name: str) -> Lender:
    found = db.session.scalars(select(Lender).filter_by(name=name)).first()
    if found is None:
        raise RuleError("There is no lender '%(name)s' here; enter it first: its licence picks the law.", name=name)
    return found


def _make_room(stages: list[Any]) -> None:
    """Two stages may change places: until each has its own, those that move stand below all others."""
    for row in stages:
        row.position = -row.id - 1
    db.session.flush()


def _take_out(kind: Kind, keys: list[Key], gone: set[Key], today: date, drafting: bool) -> None:
    """Delete what nothing hangs on, archive what is used; what can be neither stays, and the file must name it.

    What stands under a policy that goes is archived with it.
    """
    known = rows(kind)
    for key in keys:
        row = known[key]
        if kind.model is Policy:
            _check_unused(row)
        stays = drafting and kind.model is not StageCondition
        if not stays and not trace.hanging(kind.model, [row.id], {}):
            db.session.delete(row)
        elif hasattr(row, "archived_on"):
            row.archived_on = today
        elif key[:1] not in gone:
            raise RuleError("%(name)s is not in the file, and in use: it stays.", name=" · ".join(key))
    db.session.flush()
    db.session.expire_all()


def _check_unused(row: Policy) -> None:
    used = select(Portfolio.name).where(Portfolio.policy_id == row.id, Portfolio.archived_on.is_(None))
    if name := db.session.scalars(used).first():
        raise RuleError(
            "%(policy)s is not in the file, and portfolio %(portfolio)s works by it.", policy=row.name, portfolio=name
        )

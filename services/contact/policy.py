"""The rules that bind a lender on a day: the law of its licence, and its own policy on top."""

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy import or_, select

from models import db
from models.contact_rule import ContactRule
from rules.calendar import time_of_day
from rules.contact import policy as rule
from rules.contact.policy import PolicyRow
from rules.errors import RuleError
from rules.law import pack as law
from rules.law.check import Hours, Limit
from rules.law.pack import Pack
from rules.law.row import Rule

KNOWN = 64


def pack_of(lender_id: int, licence: str, on: date) -> Pack:
    """The rules of a lender on a day. Raises RuleError for a licence nobody knows, or a policy that is laxer."""
    running = or_(ContactRule.ends_on.is_(None), ContactRule.ends_on >= on)
    query = select(ContactRule).where(ContactRule.lender_id == lender_id, ContactRule.starts_on <= on, running)
    rows = tuple(row_of(each, licence) for each in db.session.scalars(query.order_by(ContactRule.id)))
    return _pack(licence, _joined(rows))


def version(pack: Pack) -> str:
    """Which wording of a tenant's policy a decision rests on; empty where there is none."""
    return "" if pack is law.PACKS.get(pack.licence) else _digest(pack.rules)


@lru_cache(KNOWN)
def _digest(rules: tuple[Rule, ...]) -> str:
    return hashlib.sha256(repr(rules).encode()).hexdigest()[:12]


def check(row: ContactRule) -> None:
    """Raise RuleError for a row that allows more than the law, with the law beside it, or says nothing."""
    if row.ends_on and row.ends_on < row.starts_on:
        raise RuleError(
            "A policy cannot end on %(end)s before it starts on %(start)s.", end=row.ends_on, start=row.starts_on
        )
    found = row_of(row, row.lender.licence)
    if not found.limits and not found.week:
        raise RuleError("Say how many contacts in how many days, or from when to when.")
    for error in rule.laxer([found], law.of(row.lender.licence)):
        raise error


def row_of(row: ContactRule, licence: str) -> PolicyRow:
    """A row as the rules read it. Raises RuleError for half a limit or a time of day that is none."""
    if (row.most is None) != (row.days is None) or bool(row.opens) != bool(row.closes):
        raise RuleError("A limit needs a number and its days, hours need a beginning and an end.")
    limits = () if row.most is None or row.days is None else (Limit(row.days, row.most),)
    if not row.opens:
        return PolicyRow(row.rule, limits)
    span = (time_of_day(row.opens), time_of_day(row.closes))
    lawful = [check for each in law.of(licence).rules if each.id == row.rule for check in each.checks]
    week = next((check.week for check in lawful if isinstance(check, Hours)), (span,) * 7)
    return PolicyRow(row.rule, limits, tuple(span if day else None for day in week))


def _joined(rows: Sequence[PolicyRow]) -> tuple[PolicyRow, ...]:
    """One row for each rule: all limits, the latest hours."""
    found: dict[str, PolicyRow] = {}
    for row in rows:
        before = found.get(row.rule, PolicyRow(row.rule))
        found[row.rule] = PolicyRow(row.rule, before.limits + row.limits, row.week or before.week)
    return tuple(found.values())


@lru_cache(KNOWN)
def _pack(licence: str, rows: tuple[PolicyRow, ...]) -> Pack:
    return rule.stricter(rows, law.of(licence)) if rows else law.of(licence)

"""A tenant's own contact policy: stricter than the law as it likes, never laxer."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rules import contact
from rules.contact.facts import Facts
from rules.errors import RuleError
from rules.law import pack as law
from rules.law.check import Cap, Cease, Check, Hours, Limit, Once, Span, Unreachable
from rules.law.pack import Pack
from rules.law.row import Rule

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class PolicyRow(NamedTuple):
    """What a tenant sets for a rule: more limits, its own week of hours, or a rule of the house switched on."""

    rule: str
    limits: tuple[Limit, ...] = ()
    week: tuple[Span | None, ...] = ()


def laxer(policy: Iterable[PolicyRow], pack: Pack) -> list[RuleError]:
    """Collect where a policy allows more than the law, with the law beside it; empty: it may be saved."""
    rules = {rule.id: rule for rule in pack.rules}
    found: list[RuleError] = []
    for row in policy:
        if (rule := rules.get(row.rule)) is None or not any(isinstance(check, Cap | Hours) for check in rule.checks):
            found.append(RuleError("%(rule)s is no rule that a policy can set.", rule=row.rule))
        else:
            found += [*_limits(row, rule), *_hours(row, rule)]
    return found


def stricter(policy: Iterable[PolicyRow], pack: Pack) -> Pack:
    """The pack with a policy on top; raises RuleError for the first thing in it that is laxer than the law."""
    rows = {row.rule: row for row in policy}
    for error in laxer(rows.values(), pack):
        raise error
    rules = (_tightened(rule, rows[rule.id]) if rule.id in rows else rule for rule in pack.rules)
    return law.build(pack.licence, rules, pack.softened)


def _tightened(rule: Rule, row: PolicyRow) -> Rule:
    return rule._replace(on=True, checks=tuple(_tighter(check, row) for check in rule.checks))


def _tighter(check: Check, row: PolicyRow) -> Check:
    """The check with the limits and hours of the policy."""
    if isinstance(check, Cap):
        return check._replace(limits=check.limits + row.limits)
    return check._replace(week=row.week or check.week) if isinstance(check, Hours) else check


def _limits(row: PolicyRow, rule: Rule) -> Iterator[RuleError]:
    """The limits of a policy that are no limits, or above what the law allows in as many days."""
    caps = [check for check in rule.checks if isinstance(check, Cap)]
    for limit in row.limits:
        most = min((_allowed(cap, limit.days) for cap in caps if limit.days > 0), default=-1)
        if not 0 <= limit.most <= most:
            yield RuleError(
                "%(rule)s: %(most)s in %(days)s days is no limit within the law, which says: %(law)s (%(source)s)",
                rule=rule.id,
                most=limit.most,
                days=limit.days,
                law=rule.sentence,
                source=rule.source,
            )


def _allowed(cap: Cap, days: int) -> int:
    """How many contacts the limits of a cap leave possible in so many days."""
    return min(-(-days // limit.days) * limit.most for limit in cap.limits)


def _hours(row: PolicyRow, rule: Rule) -> Iterator[RuleError]:
    """The days on which a policy opens earlier or closes later than the law."""
    weeks = [check.week for check in rule.checks if isinstance(check, Hours)]
    if row.week and (len(row.week) != len(DAYS) or not weeks):
        yield RuleError("%(rule)s: hours need all seven days of a week.", rule=rule.id)
        return
    for week in weeks:
        for day, own, lawful in zip(DAYS, row.week or week, week, strict=True):
            if own and not (lawful and lawful[0] <= own[0] < own[1] <= lawful[1]):
                yield RuleError(
                    "%(rule)s: the hours of %(day)s are wider than the law, which says: %(law)s (%(source)s)",
                    rule=rule.id,
                    day=day,
                    law=rule.sentence,
                    source=rule.source,
                )


HOUSE = "POL-"
NEVER = (Hours, Cease, Unreachable, Once)
"""Kinds of checks that nobody sets aside, whoever made them stricter. Source: POL-OVR-01."""


def may_set_aside(facts: Facts, blocked: Iterable[str]) -> bool:
    """Whether the law alone, without the lender's policy and the pace of the house, allows what `blocked` stops.

    Source: POL-OVR-01.
    """
    pack = law.of(facts.licence)
    kept = {rule.id for rule in pack.rules if any(isinstance(check, NEVER) for check in rule.checks)}
    lawful = [rule for rule in pack.rules if not rule.id.startswith(HOUSE)]
    allowed = contact.decide(facts, law.build(pack.licence, lawful, pack.softened)).verdict == contact.ALLOWED
    return allowed and not kept & set(blocked)

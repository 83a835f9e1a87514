"""Which rules of the house a second person may set aside for one contact."""

from collections.abc import Iterable

from rules import contact
from rules.contact_facts import Facts
from rules.law import pack as law
from rules.law.check import Cease, Hours, Once, Unreachable

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

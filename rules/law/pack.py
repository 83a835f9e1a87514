"""Which rules bind a lender: the pack of its licence, sorted for the gate."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from rules.errors import RuleError
from rules.law import cn, cn_deadline, eu, hk, house, tw, uk, us
from rules.law.check import Daily, Pace, Standing, Timed
from rules.law.row import Rule

ALL = (
    cn.ROWS + cn_deadline.ROWS + us.ROWS + uk.ROWS + eu.ROWS + tw.ROWS + hk.ROWS + house.ROWS
)  # Every row, for the screen of the law.


class Licence(NamedTuple):
    """What a kind of lender is bound by; `softened`: these rules only warn, under the other id."""

    rules: tuple[Rule, ...]
    policies: tuple[str, ...]
    softened: tuple[tuple[str, str], ...] = ()


class Pack(NamedTuple):
    """The rules in force for a licence; the pairs are (rule id, check), by when they can change their answer."""

    licence: str
    rules: tuple[Rule, ...]
    softened: dict[str, str]
    standing: tuple[tuple[str, Standing], ...]
    daily: tuple[tuple[str, Daily], ...]
    timed: tuple[tuple[str, Timed], ...]
    pace: tuple[tuple[str, Pace], ...]


MAINLAND = Licence(cn.ROWS + cn_deadline.ROWS, ("POL-SMS-01", "POL-CN-03", "POL-CN-04"))

LICENCES: dict[str, Licence] = {
    "cn_micro_lender": MAINLAND,
    "cn_bank": MAINLAND,
    "cn_private_lender": MAINLAND,
    "us_third_party": Licence(us.ROWS, ("POL-US-01", "POL-US-02")),
    "us_first_party": Licence(
        us.ROWS, ("POL-US-01", "POL-US-02"), (("US-FR-01", "US-SCOPE-01"), ("US-FR-02", "US-SCOPE-01"))
    ),
    "uk_firm": Licence(uk.ROWS, ("POL-SMS-01",)),
    "tw_agency": Licence(tw.ROWS, ("POL-SMS-01",)),
    "hk_lender": Licence(hk.ROWS, ("POL-SMS-01",)),
}


def of(licence: str) -> Pack:
    """The pack of a licence; raises RuleError where there is none, so that nothing is allowed without rules."""
    if licence not in PACKS:
        raise RuleError("There are no contact rules for a lender of the kind '%(licence)s'.", licence=licence)
    return PACKS[licence]


def build(licence: str, rules: Iterable[Rule], softened: dict[str, str]) -> Pack:
    """Sort the checks of the rules that are on by when they can change their answer."""
    rules = tuple(rules)
    pairs = [(rule.id, check) for rule in rules if rule.on for check in rule.checks]
    return Pack(
        licence,
        rules,
        softened,
        tuple((name, check) for name, check in pairs if not isinstance(check, Daily | Timed | Pace)),
        tuple((name, check) for name, check in pairs if isinstance(check, Daily)),
        tuple((name, check) for name, check in pairs if isinstance(check, Timed)),
        tuple((name, check) for name, check in pairs if isinstance(check, Pace)),
    )


def _pack(name: str, licence: Licence) -> Pack:
    """Law of the licence, what binds everywhere, and the house policies that belong to it."""
    house_rules = (row for row in house.ROWS if row.id in licence.policies or not row.id.startswith("POL-"))
    return build(name, (*licence.rules, *house_rules), dict(licence.softened))


PACKS: dict[str, Pack] = {name: _pack(name, licence) for name, licence in LICENCES.items()}
VERSION = hashlib.sha256(repr(ALL).encode()).hexdigest()[:12]  # Which wording of the law a decision rests on.

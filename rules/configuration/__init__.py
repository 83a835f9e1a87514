"""Configuration: how two of them differ, and by what a file must never loosen gate, law, rights or ledger."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from rules.errors import RuleError
from rules.sentence import Sentence

Key = tuple[str, ...]
Row = Mapping[str, str]
Rows = Mapping[Key, Row]
KEPT = ("contact_rule", "authority_limit")
"""What a file must name wherever the book has it: left out it would be looser, or nobody could grant anything."""
LAW = Sentence("The law stands in the program: a file never changes it.")
RIGHTS = Sentence("Who may do what stands in the program: a file never changes it.")
PEOPLE = Sentence("People are no configuration: they are invited one by one.")
BOOK = Sentence("A configuration holds no borrowers, loans or money.")
NEVER = {
    **dict.fromkeys(("law", "laws", "rules"), LAW),
    **dict.fromkeys(("rights", "roles"), RIGHTS),
    **dict.fromkeys(("users", "people"), PEOPLE),
    **dict.fromkeys(("borrowers", "loans", "payments", "ledger"), BOOK),
    "team": Sentence("The team and its time zone are no configuration: see Team."),
    "sending": Sentence("Servers and their passwords are never in a file: see Mail and texts."),
    "lenders": Sentence("A lender is entered on its own screen; its licence picks the law."),
    "rest_days": Sentence("Rest days are published by law: they are entered on their own screen."),
    "prime_rates": Sentence("The loan prime rate is published: it is entered on its own screen."),
}
"""What people may look for in a file and never find there, and why."""
COUNTS = ("is_attempt", "is_reached")
"""What the gate counts contacts by: an outcome that counts goes on counting."""
LIMITS = "penalty_rate penalty_max penalty_times interest_rate principal_rate plan_count plan_days defer_days".split()


class Change(NamedTuple):
    """One row that a file adds, changes or takes out; `before` and `after` only say what differs."""

    noun: str
    key: Key
    before: Row | None = None
    after: Row | None = None


def changes(now: Mapping[str, Rows], wanted: Mapping[str, Rows]) -> Iterator[Change]:
    """What a file adds, changes and takes out, kind by kind, in the order of the keys."""
    for noun in wanted:
        here, there = now.get(noun, {}), wanted[noun]
        for key in sorted({*here, *there}):
            before, after = here.get(key), there.get(key)
            if before is None or after is None:
                yield Change(noun, key, before, after)
            elif dict(before) != dict(after):
                names = [name for name in {*before, *after} if before.get(name) != after.get(name)]
                yield Change(noun, key, *({n: each[n] for n in sorted(names) if n in each} for each in (before, after)))


def check_sections(names: Iterable[str], known: Iterable[str]) -> None:
    """Raise RuleError for a part of a file that is no configuration, with the reason where there is one."""
    for name in names:
        if name in NEVER:
            raise RuleError(NEVER[name])
        if name not in known:
            raise RuleError("'%(name)s' is no part of a configuration; it has: %(known)s.", name=name, known=[*known])


def loosened(found: Iterable[Change]) -> Iterator[RuleError]:
    """What a file would loosen: rules of the house left out, contacts that count no more, a stop that stops no more."""
    for each in found:
        name = " · ".join(each.key)
        if each.noun in KEPT and each.after is None:
            yield RuleError("%(name)s is not in the file: what binds stays, or ends by its last day.", name=name)
        if each.noun == "outcome_code" and each.before is not None:
            yield from _outcome(name, each)


def _outcome(name: str, change: Change) -> Iterator[RuleError]:
    before, after = change.before or {}, change.after
    if after is None:
        if before.get("effect") == "hold":
            yield RuleError("Outcome %(name)s stops the work: it stays.", name=name)
        return
    for flag in COUNTS:
        if before.get(flag) == "true" and after.get(flag) != "true":
            yield RuleError("Outcome %(name)s counts as a contact: a file does not change that.", name=name)
    if before.get("effect") == "hold":
        yield RuleError("Outcome %(name)s stops the work: it stays.", name=name)


def check_limits(rows: Rows, levels: Iterable[str]) -> Iterator[RuleError]:
    """No level may grant more than the one above it; an empty limit is none. Yields a RuleError for each that may."""
    ranked = [(level, rows[level,]) for level in levels if (level,) in rows]
    for (low, mine), (high, above) in pairwise(ranked):
        for name in LIMITS:
            if _more(mine.get(name), above.get(name)) and mine.get("currency") == above.get("currency"):
                yield RuleError("%(low)s may not grant more than %(high)s: %(name)s.", low=low, high=high, name=name)


def _more(mine: str | None, above: str | None) -> bool:
    return above is not None and (mine is None or Decimal(mine) > Decimal(above))

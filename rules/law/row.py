"""One row of the law, and how the tables of this folder are read."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rules.law.check import Check

Checks = Mapping[str, tuple[Check, ...]]
FIELDS = 5


class Rule(NamedTuple):
    """One rule: what it says, where it stands, since when it binds, who looked at it, and what the gate checks.

    `provenance`: P read in the primary text, S only in a secondary source, M not verified by anybody, S/M in part;
    empty for the house's own policy. `reviewed_on` None: nobody has compared it with a text. `in_force_since` None:
    not known, or policy. A rule without checks is kept for people; one that is not `on` may be switched on by a tenant.
    """

    id: str
    force: str
    provenance: str
    in_force_since: date | None
    reviewed_on: date | None
    sentence: str
    parameters: str
    source: str
    checks: tuple[Check, ...] = ()
    on: bool = True

    @property
    def verified(self) -> bool:
        """Whether somebody compared the whole row with a text."""
        return self.reviewed_on is not None


def table(text: str, checks: Checks | None = None, off: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Read rules from a table: a head `id force provenance since reviewed` and indented lines below it.

    Plain lines are the sentence, `= ` begins the parameters, `@ ` the source; `-` stands for nothing known.
    Raises ValueError for a line that is not such a row and for checks of a rule that is not there.
    """
    checks = checks or {}
    rules = tuple(_rule(block, checks, off) for block in _blocks(text))
    if strays := set(checks) - {rule.id for rule in rules}:
        raise ValueError(f"checks without a rule: {sorted(strays)}")
    return rules


def _blocks(text: str) -> list[list[str]]:
    blocks: list[list[str]] = []
    for line in filter(str.strip, text.splitlines()):
        if line.startswith(" "):
            blocks[-1].append(line.strip())
        else:
            blocks.append([line])
    return blocks


def _rule(block: list[str], checks: Checks, off: tuple[str, ...]) -> Rule:
    head = block[0].split()
    if len(head) != FIELDS:
        raise ValueError(f"not the head of a rule: {block[0]}")
    name, force, provenance, since, reviewed = head
    parts: dict[str, list[str]] = {"": [], "=": [], "@": []}
    mark = ""
    for line in block[1:]:
        if line[:2] in ("= ", "@ "):
            mark = line[0]
        parts[mark].append(line.removeprefix(f"{mark} ") if mark else line)
    sentence, parameters, source = (" ".join(lines) for lines in parts.values())
    return Rule(
        name,
        force,
        provenance.replace("-", ""),
        _day(since),
        _day(reviewed),
        sentence,
        parameters,
        source,
        checks.get(name, ()),
        name not in off,
    )


def _day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)

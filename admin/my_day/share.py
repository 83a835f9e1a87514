"""Sharing out in words: what each person would get of the cases that nobody works on, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from models.user import User
from rules import handover
from services.case import share as case_share

WHYS = {
    handover.Why.theirs: _l("has other cases of the borrower"),
    handover.Why.before: _l("had them before"),
    handover.Why.language: _l("works in the language"),
    handover.Why.least: _l("has the least to do"),
}


class Gets(NamedTuple):
    """What somebody would get: how many cases they have and may have, and how many come for which reason."""

    name: str
    has: int
    most: int | None
    gets: int
    why: list[tuple[Any, int]]


def shares(found: Mapping[int, handover.Placed], people: Sequence[User]) -> list[Gets]:
    """A proposal by person, the reasons with their counts."""
    loads, whys = case_share.loads(people), Counter((each.person, each.why) for each in found.values())
    return [
        Gets(
            row.name,
            loads[row.id],
            row.cases_most,
            sum(whys[row.id, why] for why in handover.Why),
            [(WHYS[why], whys[row.id, why]) for why in handover.Why if whys[row.id, why]],
        )
        for row in people
    ]

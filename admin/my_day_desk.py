"""The lists of work that a person may look at: their own, and for managers everybody's and nobody's."""

from typing import NamedTuple

from flask_babel import gettext

from admin.base import rights
from services import case_share


class Desk(NamedTuple):
    """A list of work: the address names it by `who`; `assignee_id` None stands for nobody's cases."""

    who: str
    name: str
    due: int
    assignee_id: int | None


def desks(due: dict[int | None, int], manages: bool) -> list[Desk]:
    """The lists that the signed-in person may look at; the first one is shown first."""
    person = rights.person()
    own = [Desk("me", person.name, due.get(person.id, 0), person.id)] if person else []
    if not manages:
        return own
    others = [Desk(str(row.id), row.name, due.get(row.id, 0), row.id) for row in case_share.collectors()]
    nobody = [Desk("nobody", gettext("Nobody's cases"), due.get(None, 0), None)]
    return [*nobody, *others, *own] if nobody[0].due or not others else [*others, *nobody, *own]

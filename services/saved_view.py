"""Saved views: how a person sees a list, and the views that they keep for themselves or for others."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import or_, select

from models import db
from models.saved_view import Audience, SavedView
from models.user import User
from rules import access
from rules.access import Role
from rules.errors import RuleError

MOST = 40
"""So many views of one list a person keeps."""
LONGEST = 40
"""So many signs a name has at most."""
SEEN = 200


class Wish(NamedTuple):
    """What a person wants of a view: for whom, of which role, and whether the list opens with it."""

    name: str
    audience: Audience = Audience.me
    role: Role | None = None
    opens: bool = False


def of(noun: str, person: User) -> list[SavedView]:
    """The views of a list that a person is offered, their own first, their nameless one among them."""
    offered = or_(
        SavedView.owner_id == person.id,
        SavedView.audience == Audience.everybody,
        (SavedView.audience == Audience.role) & (SavedView.role == person.role),
    )
    found = select(SavedView).where(SavedView.noun == noun, offered).order_by(SavedView.place, SavedView.id)
    rows = list(db.session.scalars(found.limit(SEEN)))
    return sorted(rows, key=lambda row: (row.owner_id != person.id, row.audience == Audience.everybody))


def arrange(noun: str, person: User, shown: Sequence[str], size: int | None) -> SavedView:
    """Keep the columns and the page of a list as a person has chosen them."""
    row = _nameless(noun, person) or _add(SavedView(noun=noun, owner=person))
    row.shown, row.size = list(shown), size
    return row


def clear(noun: str, person: User) -> None:
    """Go back to the list as the house has it. Again changes nothing."""
    if row := _nameless(noun, person):
        db.session.delete(row)


def keep(
    noun: str,
    person: User,
    wish: Wish,
    asked: Sequence[tuple[str, str]],
    shown: Sequence[str],
    held: SavedView | None = None,
) -> SavedView:
    """Keep a list as a view; `held`, or one of the same name and owner, is changed. For others it narrows by no name.

    Raises RuleError without a name or with that of another view, for others by who keeps none for them, for a role
    without one, and beyond the most.
    """
    name = _checked(wish, person)
    changes = held if held is not None and may_change(held, person) else None
    row, mine = _under(noun, changes.owner if changes else person, name, changes)
    row.audience, row.role = wish.audience, wish.role if wish.audience == Audience.role else None
    row.asked, row.shown = [list(pair) for pair in asked], list(shown)
    for each in mine if wish.opens else ():
        each.opens = False
    row.opens = wish.opens
    return row


def _under(noun: str, owner: User, name: str, held: SavedView | None) -> tuple[SavedView, list[SavedView]]:
    """The view that takes a name, and those its owner had before; `held` goes on under it."""
    mine = [row for row in of(noun, owner) if row.owner_id == owner.id and row.name]
    row = next((each for each in mine if each.name == name), None)
    if held is not None:
        if row not in (None, held):
            raise RuleError("Another view has this name.")
        held.name = name
        return held, mine
    if row is None and len(mine) >= MOST:
        raise RuleError("You keep %(count)s views of this list; delete one first.", count=MOST)
    place = max((each.place for each in mine), default=0) + 1
    return row or _add(SavedView(noun=noun, owner=owner, name=name, place=place)), mine


def drop(row: SavedView, person: User) -> None:
    """Delete a view. Raises RuleError for another's, but for an administrator who clears up after others."""
    _check_owner(row, person)
    db.session.delete(row)


def move(row: SavedView, person: User, by: int) -> None:
    """Put a view so many places on among the owner's own."""
    _check_owner(row, person)
    mine = [each for each in of(row.noun, row.owner) if each.owner_id == row.owner_id and each.name]
    at = mine.index(row)
    mine.insert(min(max(at + by, 0), len(mine) - 1), mine.pop(at))
    for place, each in enumerate(mine, 1):
        each.place = place


def may_change(row: SavedView, person: User) -> bool:
    """Whether a view is a person's to change: their own, and what others share for an administrator."""
    return row.owner_id == person.id or (row.audience != Audience.me and person.role == Role.administrator)


def _checked(wish: Wish, person: User) -> str:
    name = wish.name.strip()[:LONGEST]
    if not name:
        raise RuleError("Give the view a name.")
    if wish.audience != Audience.me and not access.shares_views(person.role):
        raise RuleError("Only managers and administrators keep views for others.")
    if wish.audience == Audience.role and wish.role is None:
        raise RuleError("Say for which role the view is.")
    return name


def _check_owner(row: SavedView, person: User) -> None:
    if not may_change(row, person):
        raise RuleError("This view belongs to somebody else.")


def _nameless(noun: str, person: User) -> SavedView | None:
    found = select(SavedView).where(SavedView.noun == noun, SavedView.owner_id == person.id, SavedView.name == "")
    return db.session.scalar(found)


def _add(row: Any) -> Any:
    db.session.add(row)
    return row

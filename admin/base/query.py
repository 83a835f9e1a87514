"""The arguments of a list, which may hold anything, and the query that they mean."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, false, func, inspect, select, union
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.datastructures import MultiDict

from admin.base import columns, rights
from admin.base.columns import Column, Kind
from models import db
from models.base import Record
from models.borrower import Borrower
from models.borrower_word import borrower_word
from models.folded import key_of
from rules.fold import words

ESCAPE = "\\"
SIZES = (25, 50, 100)
COUNTED = 10_000
LAST_PAGE = 100_000
LONGEST = 100
LAST = "\U0010ffff"
"""The last sign there is."""


class Asked(NamedTuple):
    """What a list is asked for; `page` counts from 1."""

    page: int
    size: int
    sort: str
    down: bool
    search: str


def asked(given: MultiDict[str, str], size: int = SIZES[0], sizes: Sequence[int] = SIZES) -> Asked:
    """Read the arguments of a list; what makes no sense is as if it were not there."""
    wanted = whole(given.get("page_size", ""), size)
    return Asked(
        page=min(max(whole(given.get("page", ""), 1), 1), LAST_PAGE),
        size=wanted if wanted in sizes else size,
        sort=given.get("sort", "")[:LONGEST],
        down=given.get("desc") == "1",
        search=clean(given.get("search", "")),
    )


def whole(text: str, otherwise: int) -> int:
    """A whole number, else another."""
    try:
        return int(text[:20])
    except ValueError:
        return otherwise


def clean(text: str) -> str:
    """A text to search for, without what no database takes."""
    return "".join(letter for letter in text if letter.isprintable()).strip()[:LONGEST]


def starting(text: str) -> str:
    """A LIKE pattern for texts that begin with this one, wherever it holds % or _."""
    return escaped(clean(text)) + "%"


def escaped(text: str) -> str:
    """A text whose wildcards stand for themselves."""
    for letter in (ESCAPE, "%", "_"):
        text = text.replace(letter, ESCAPE + letter)
    return text


def searching(model: type[Record], names: Iterable[str], text: str) -> list[Any]:
    """The condition that one of the named columns begins with the text, a name in any of its words."""
    if not text:
        return []
    shown = [name for name in names if not columns.of(model, name).masked or rights.sees_names()]
    return [matching(model, shown, text)] if shown else []


def matching(model: type[Record], names: Iterable[str], text: str) -> Any:
    """The condition that one of the named columns begins with the text, each sought by its own index."""
    found = [select(model.id).where(within(model, name, text)) for name in names]
    return model.id.in_(union(*found) if len(found) > 1 else found[0])


def within(model: type[Record], path: str, text: str) -> Any:
    """The condition on one column, reached through its relations; an index serves names and numbers that are folded."""
    head, _, rest = path.partition(".")
    if rest:
        relation = inspect(model).relationships[head]
        local = next(iter(relation.local_columns))
        other = relation.mapper.class_
        return local.in_(select(other.id).where(within(other, rest, text)))
    if model is Borrower and head == "name":
        return named(text)
    if key := key_of(model, head):
        return beginning(getattr(model, key[0]), key[1](text))
    attribute = getattr(model, head)
    pattern = starting(text)
    match = attribute.ilike(pattern, escape=ESCAPE)
    return match | attribute.ilike("% " + pattern, escape=ESCAPE) if head == "name" else match


def named(text: str) -> Any:
    """The condition that a borrower has words that begin as those of the text do, or as its pinyin initials."""
    word, owner = borrower_word.c.word, borrower_word.c.borrower_id
    asked = words.asked(text)
    return and_(*(Borrower.id.in_(select(owner).where(beginning(word, each))) for each in asked)) if asked else false()


def beginning(column: Any, text: str) -> Any:
    """The condition that a folded column begins with a text: a range of its index. Nothing begins with nothing."""
    return and_(column >= text, column < text + LAST) if text else false()


def ordered(found: Select[Any], model: Any, ways: Sequence[tuple[Column, bool]] = ()) -> Select[Any]:
    """Sort by columns, each down or up, then by id, so that pages never overlap.

    The id goes the way of the first column, newest first where there is none: an index holds both in one order.
    """
    known = [(column.order, falls(column, down)) for column, down in ways if column.order is not None]
    last = model.id.asc() if known and not known[0][1] else model.id.desc()
    return found.order_by(*(way(value, down) for value, down in known), last)


def falls(column: Column, down: bool) -> bool:
    """Whether what is stored goes down, where a column is shown down or up."""
    return not down if column.computed and column.computed.reverse else down


def way(value: Any, down: bool) -> Any:
    """One value of an order, what is empty last; what is never empty goes as its index does."""
    found = value.desc() if down else value.asc()
    return found.nulls_last() if getattr(value, "nullable", True) else found


def count(found: Select[Any], model: Any) -> int:
    """How many rows there are, counted to one more than 10,000."""
    capped = found.with_only_columns(model.id).order_by(None).limit(COUNTED + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(capped)) or 0


def page(found: Select[Any], model: Any, wanted: Asked, shown: Sequence[Column]) -> list[Any]:
    """The rows of a page: first their ids by an index, then the rows with what their columns need."""
    ids = found.with_only_columns(model.id).limit(wanted.size).offset((wanted.page - 1) * wanted.size)
    return load(model, list(db.session.scalars(ids)), shown)


def load(model: Any, ids: Sequence[int], shown: Sequence[Column]) -> list[Any]:
    """The rows of these ids, in their order, with what their columns need."""
    found = select(model).where(model.id.in_(ids)).options(*needs(model, shown))
    rows = {row.id: row for row in db.session.scalars(found)}
    return [rows[id] for id in ids if id in rows]


def needs(model: Any, shown: Sequence[Column]) -> list[Any]:
    """Loader options for every relation that the columns, and the currency of their money, walk along."""
    paths = {column.name for column in shown if "." in column.name or column.kind == Kind.relation}
    if any(column.kind == Kind.money for column in shown):
        paths.add(columns.currency_path(model))
    found = (loader(model, path) for path in paths)
    return [option for option in found if option is not None]


def loader(model: Any, path: str) -> Any:
    """Load the relations of a dotted path: one row with the row it hangs on, several with one query."""
    option: Any = None
    for name in path.split("."):
        relations = inspect(model).relationships
        if name not in relations:
            break
        many, attribute = relations[name].uselist, getattr(model, name)
        if option is None:
            option = selectinload(attribute) if many else joinedload(attribute)
        else:
            option = option.selectinload(attribute) if many else option.joinedload(attribute)
        model = relations[name].mapper.class_
    return option


def count_all(found: Select[Any], model: Any) -> int:
    """How many rows there are, to the last."""
    return db.session.scalar(select(func.count()).select_from(found.with_only_columns(model.id).subquery())) or 0

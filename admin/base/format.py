"""How values look, by kind, once: on lists, details, exports and look-ups alike."""

import enum
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from babel import dates
from babel.numbers import format_decimal
from flask_babel import format_date, get_locale, gettext
from markupsafe import Markup, escape

from admin.base import clock, columns, details, labels, mask, rights
from admin.base.columns import Column, Kind
from models import db, tone
from models.base import Named, Record
from models.borrower import Address, Borrower, Phone
from rules.sentence import Amount, Field, Row, Sentence
from services import written


def show(column: Column, row: Any) -> Any:
    """The value of a column in a row, as it stands on a page."""
    found = columns.value(column, row, clock.today)
    if found is None or found == "":
        return ""
    if column.kind == Kind.money:
        return money(found, columns.currency(row))
    if column.kind == Kind.sealed:
        return sealed(column, row)
    return SHOWN.get(column.kind, str)(found)


def plain(column: Column) -> Callable[[Any], Any]:
    """How a column of a file reads its rows: bare numbers and ISO days, words as on the page, masks kept.

    What is the same for every row, the day, who reads and the words of a member, is asked once.
    """
    today, write = cache(clock.today), writer(column.kind)

    def cell(row: Any) -> Any:
        found = columns.value(column, row, today)
        if found is None:
            return ""
        return sealed(column, row) if column.kind == Kind.sealed else write(found)

    return cell


def writer(kind: Kind) -> Callable[[Any], Any]:
    """How a file writes values of a kind."""
    if kind in (Kind.relation, Kind.person):
        names = rights.sees_names()
        return lambda value: title(value, names) if kind == Kind.relation else person(value, names)
    if kind == Kind.instant:
        zone = clock.zone()
        return lambda value: value.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
    return cache(labels.member) if kind == Kind.choice else PLAIN.get(kind, str)


def sealed(column: Column, row: Any) -> str:
    """The mask of a sealed value, wherever the path finds it."""
    head, _, name = column.name.rpartition(".")
    return mask.sealed(columns.follow(row, head) if head else row, name)


def money(amount: Decimal, currency: str) -> str:
    """An amount with separators and its currency in the reader's way."""
    if not currency:
        return format_decimal(amount, "#,##0.00", locale=get_locale())
    return written.amount(amount, currency, get_locale())


def number(value: int | Decimal) -> str:
    """A number with separators."""
    return format_decimal(value, locale=get_locale())


def rate(value: Decimal) -> str:
    """A fraction as a percentage with at most two decimals."""
    return format_decimal(value * 100, "#,##0.##", locale=get_locale()) + "%"


def day(value: date) -> Markup:
    """A short day in the reader's way; the ISO day stands beside it for machines."""
    return _day(value, str(get_locale() or "en"))


@lru_cache(maxsize=4096)
def _day(value: date, locale: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), dates.format_date(value, "medium", locale))


def instant(value: datetime) -> Markup:
    """A moment in the team's zone."""
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), moment(value))


def hour(value: datetime) -> str:
    """Hour and minute of a moment in the team's zone; with its day where that is another one."""
    local = value.astimezone(clock.zone())
    return f"{local:%H:%M}" if local.date() == clock.today() else moment(value)


def moment(value: datetime) -> str:
    """Day, hour and minute of a moment in the team's zone, in the reader's way."""
    local = value.astimezone(clock.zone())
    return f"{format_date(local.date(), 'medium')} {local:%H:%M}"


def flag(value: bool) -> str:
    """Yes or no, in words."""
    return gettext("Yes") if value else gettext("No")


@lru_cache(maxsize=1024)
def chip(text: str, tone: str = "") -> Markup:
    """A word on a pale ground."""
    return Markup('<span class="chip {}">{}</span>').format(tone, text)


def choice(value: enum.Enum) -> Markup:
    """A member as a chip in the tone of its meaning."""
    return chip(labels.member(value), tone.of(value))


def language() -> str:
    """The reader's language, as rows name it."""
    return str(get_locale() or "en")


def title(row: Any, names: bool | None = None) -> str:
    """What a row is called, in the reader's language and masked where it must be; `names`: whether names stand."""
    if isinstance(row, Borrower):
        return person(row.name, names)
    if isinstance(row, Phone | Address):
        return mask.point(row)
    if isinstance(row, Named):
        return row.named(language())
    if vars(type(row)).get("__str__") is None and not any(getattr(row, key, None) for key in ("name", "reference")):
        return gettext("%(noun)s %(number)s", noun=labels.record(labels.named(type(row))), number=row.id)
    known = getattr(row, "reference", None)
    return said(known) if isinstance(known, Sentence) else str(row)


def relation(row: Any) -> Any:
    """A related row: one with a tone of its own as a chip, any other by its title."""
    colour = getattr(row, "tone", "")
    return chip(title(row), colour) if colour else title(row)


def person(name: str, names: bool | None = None) -> str:
    """A borrower's name, or its mask; `names`: whether names stand, where that is known."""
    return name if (rights.sees_names() if names is None else names) else mask.name(name)


def data(value: Any) -> Any:
    """Stored details in words: what has names as a short list of pairs, lists with commas, sentences as they read."""
    if isinstance(value, str):
        return said(value) if isinstance(value, Sentence) else details.value(value)
    if not isinstance(value, Mapping):
        return Markup(", ").join(shown(item) for item in value)
    pair = Markup("<div><dt>{}</dt><dd>{}</dd></div>")
    return Markup('<dl class="pairs">{}</dl>').format(
        Markup("").join(pair.format(details.name(str(name)), shown(item)) for name, item in value.items())
    )


def shown(item: Any) -> Any:
    """A stored detail in words."""
    if item in (None, "", [], {}):
        return "–"
    if isinstance(item, bool):
        return flag(item)
    return data(item) if isinstance(item, str | Mapping | list) else str(item)


def plain_data(value: Any) -> str:
    """Stored details as one line of a file."""
    if isinstance(value, Mapping):
        return "; ".join(f"{details.name(str(name))}: {plain_data(item)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(plain_data, value))
    return str(shown(value))


def long_text(value: str) -> Markup:
    """Text of more than one line."""
    return Markup('<span class="long">{}</span>').format(escape(said(value)))


def said(text: str) -> str:
    """A stored text in the reader's words: a sentence of the house in their language, a person's words as they are."""
    if not isinstance(text, Sentence):
        return text
    return gettext(text.message, **{name: words(value) for name, value in text.values.items()})


def words(value: Any) -> Any:
    """A value of a sentence in the reader's way: days, members, rows and lists in words, the rest as it is."""
    return next((say(value) for kind, say in WORDS if isinstance(value, kind)), value)


def named(row: Row) -> str:
    """The title that a row of a sentence has today; what it was called then where it is gone."""
    model = models().get(row.record)
    found = db.session.get(model, row.id) if model else None
    return (
        title(found)
        if found
        else row.name or gettext("%(noun)s %(number)s", noun=labels.record(row.record), number=row.id)
    )


@cache
def models() -> dict[str, type[Record]]:
    """Every record by its noun."""
    return {labels.named(mapper.class_): mapper.class_ for mapper in Record.registry.mappers}


SHOWN: dict[Kind, Callable[[Any], Any]] = {
    Kind.rate: rate,
    Kind.number: number,
    Kind.date: day,
    Kind.instant: instant,
    Kind.choice: choice,
    Kind.flag: flag,
    Kind.relation: relation,
    Kind.person: person,
    Kind.data: data,
    Kind.long_text: long_text,
    Kind.said: said,
}
PLAIN: dict[Kind, Callable[[Any], Any]] = {
    Kind.money: lambda value: value,
    Kind.rate: lambda value: value,
    Kind.number: lambda value: value,
    Kind.date: lambda value: value.isoformat(),
    Kind.flag: flag,
    Kind.said: said,
    Kind.long_text: said,
    Kind.data: plain_data,
}
WORDS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (enum.Enum, labels.member),
    (Sentence, said),
    (Amount, lambda value: money(value.amount, value.currency)),
    (Field, lambda value: labels.column(f"{value.of}.{value}")),
    (Row, named),
    (datetime, moment),
    (date, lambda value: format_date(value, "medium")),
    (list, lambda value: ", ".join(str(words(each)) for each in value)),
    (Record, title),
)


# What a formatter of a screen may answer, and how that looks.
MADE: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (bool, flag),
    (enum.Enum, choice),
    (datetime, instant),
    (date, day),
    ((int, Decimal), number),
    (Record, title),
)


def made(value: Any, column: Column, row: Any) -> Any:
    """What a screen's own formatter answered, as it stands on a page: a text as it is, else by what it is."""
    if value is None:
        return ""
    if isinstance(value, Decimal) and column.kind == Kind.money:
        return money(value, columns.currency(row))
    return next((shape(value) for kind, shape in MADE if isinstance(value, kind)), value)


def bare(value: Any) -> Any:
    """What a screen's own formatter answered, as it stands in a file: numbers as numbers, else in words."""
    if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return "" if value is None else value
    return str(flag(value) if isinstance(value, bool) else words(value))

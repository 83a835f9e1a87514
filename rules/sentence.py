"""What the house says and keeps: an English message with places, and the values that fill them."""

from decimal import Decimal
from typing import Any, NamedTuple, Self


class Amount(NamedTuple):
    """Money in a sentence: so much of a currency."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}".strip()


class Row(NamedTuple):
    """A record in a sentence, shown by the title it has when it is read; `name` stands in where the row is gone.

    A name of a person never stands in it.
    """

    record: str
    id: int
    name: str = ""

    def __str__(self) -> str:
        return self.name or f"{self.record} {self.id}"


class Field(str):
    """The name of a field of a record in a sentence, shown by its label."""

    of: str

    def __new__(cls, name: str, of: str) -> Self:
        """The field `name` of the record `of`."""
        found = super().__new__(cls, name)
        found.of = of
        return found


class Sentence(str):
    """A sentence of the house: `message` with %(name)s places, `values` that fill them; as text it is its own English.

    It names days, not numbers of days, where it is to stay true. A value is a day, an instant, an `Amount`, a `Field`,
    a `Row`, a member of an enumeration, a number, a text, another sentence, or a list of these.
    """

    message: str
    values: dict[str, Any]

    def __new__(cls, message: str, /, **values: Any) -> Self:
        """Fill the places in English; a message without values stays as it is."""
        found = super().__new__(
            cls, message % {name: english(each) for name, each in values.items()} if values else message
        )
        found.message, found.values = message, values
        return found


def listed(*parts: Sentence) -> Sentence:
    """Several sentences as one."""
    return Sentence("%(parts)s", parts=list(parts))


def english(value: Any) -> Any:
    """A value in an English sentence: a list with commas, the rest as it is."""
    return ", ".join(map(str, value)) if isinstance(value, list) else value

"""Who writes: a lender's name, address, telephone and registration in the language of the reader."""

from functools import cache
from pathlib import Path

from models.base import Language
from models.document import Document, DocumentKind
from models.lender import Lender, country_of
from rules import message as rule
from rules import region
from rules.errors import RuleError
from services import document, written
from services.channel import Message

HEADS = Path(__file__).parents[2] / "templates" / "letters"


def name(lender: Lender, language: Language | str) -> str:
    """The lender's name in a language."""
    return str(getattr(lender, f"name_{str(language).lower()}", "") or lender.name)


def lines(lender: Lender, language: Language | str) -> tuple[str, ...]:
    """What stands under the name; what nobody filled in is left out."""
    address = [line.strip() for line in (lender.address or "").splitlines() if line.strip()]
    told = {name: value for name in ("callback_number", "credit_code") if (value := getattr(lender, name))}
    asked = ((line, rule.PLACE.findall(line)) for line in _head(str(language)))
    return (*address, *(rule.fill(line, told) for line, places in asked if told.keys() >= set(places)))


@cache
def _head(language: str) -> list[str]:
    return (HEADS / f"head.{language}.txt").read_text(encoding="utf-8").splitlines()


def on(message: Message, lender: Lender) -> Message:
    """A message as a letter: under the lender's head."""
    logo = document.read(lender.logo) if lender.logo else b""
    return message._replace(head=lines(lender, message.language), logo=logo)


def put_logo(lender: Lender, picture: Document | None) -> Document:
    """Put a picture at the head of a lender's letters. Raises RuleError for none, or for what is no picture."""
    if picture is None:
        raise RuleError("Choose a file.")
    if picture.kind == DocumentKind.pdf:
        raise RuleError("The file %(name)s is no PNG or JPEG.", name=picture.name)
    lender.logo = picture
    return picture


def said(text: str, lender: Lender, language: Language | str) -> str:
    """A text of the house in the words of the lender's country."""
    return region.spoken(text, str(language), country_of(lender.licence))


def pay_to(lender: Lender, language: Language | str) -> str:
    """Where to pay, in a language; as it stands for all where that is empty."""
    return str(getattr(lender, f"pay_to_{str(language).lower()}", "") or lender.pay_to)


def locale(lender: Lender, language: Language | str) -> str:
    """How the readers of a lender write dates and money in a language."""
    return written.locale(str(language), str(lender.licence))

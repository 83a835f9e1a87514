"""The words of a reminder: the template of the stage, filled in the borrower's language."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from babel.dates import format_date
from sqlalchemy import select

from models import db
from models.base import Language
from models.lender import Lender
from models.stage import Channel
from models.template import Template
from rules import content, delinquency, message
from rules.errors import RuleError
from rules.sentence import Sentence
from services import overdue, written
from services.credit import Held
from services.overdue import Part
from services.paper import letterhead

MESSAGES = Path(__file__).parents[2] / "templates" / "messages"
CREDIT = "credit"
"""The place of an approved text that names what lies as the borrower's credit on other loans, or that nothing does."""


class Owed(NamedTuple):
    """What one case asks for today."""

    contract_no: str
    currency: str
    parts: Sequence[Part]
    offer: "Offered | None" = None

    @property
    def overdue(self) -> Decimal:
        """What is overdue in all."""
        return overdue.total(self.parts)

    @property
    def since(self) -> date:
        """The due day of the oldest part."""
        return self.parts[0].due_on


class Offered(NamedTuple):
    """An open offer: pay so much by a day, and so much is waived."""

    pay_amount: Decimal
    pay_by: date
    waived: Decimal


class Text(NamedTuple):
    """A message ready to go out; a gateway that sends no free text gets its approved code and what fills it."""

    subject: str
    body: str
    code: str = ""
    filled: dict[str, str] = {}


Templates = dict[tuple[int, Channel, Language], Template]


def templates(rows: Iterable[Template] | None = None) -> Templates:
    """Every template by stage, channel and language: those in force, or those given."""
    found = db.session.scalars(select(Template)) if rows is None else rows
    return {(row.stage_id, row.channel, row.language): row for row in found}


def write(
    known: Templates,
    key: tuple[int, Channel, Language],
    who: Any,
    lender: Lender,
    signer: str,
    owed: Sequence[Owed],
    today: date,
) -> Text:
    """Fill the template of a stage, channel and language. Raises RuleError where it, or something it needs, is missing.

    `who` is a row with the borrower's `name` and `language`.
    """
    template = known.get(key)
    if template is None or not template.body.strip():
        raise RuleError("There is no template for %(channel)s in %(language)s.", channel=key[1], language=key[2])
    given = values(who, lender, signer, owed, today)
    if key[1] == Channel.sms:
        given["addressed"] = message.greeted(who.name, str(key[2]))
    check_content(template.body, str(key[2]))
    filled = {name: _filled(source, given) for name, source in places(template.gateway_variables)}
    subject, body = message.fill(template.subject, given), message.once(message.fill(template.body, given))
    lines = [body, *offers(owed, str(key[2]), lender)]
    return Text(subject, "\n".join(lines), template.gateway_code, filled)


def _filled(source: str, given: dict[str, str]) -> str:
    """What fills a place of an approved text; that of the credit stays open until `name_credit`."""
    return "" if source == CREDIT else message.fill(f"{{{{ {source} }}}}", given)


def name_credit(text: Text, held: Sequence[Held], language: str, lender: Lender) -> Text:
    """Name the borrower's credit on other loans: in the words, and in the place that an approved text has for it.

    Raises RuleError where there is credit and the approved text has no place: nobody is asked for it unseen.
    """
    said, open_places = credits(held, language, lender), [place for place, value in text.filled.items() if not value]
    if said and text.code and not open_places:
        raise RuleError("The text that the gateway approved cannot name the borrower's credit; give it a place.")
    none = letterhead.said(_text("no_credit", language), lender, language)
    filled = text.filled | dict.fromkeys(open_places, " ".join(said) or none)
    return text._replace(body="\n".join([text.body, *said]), filled=filled)


def offers(owed: Sequence[Owed], language: str, lender: Lender) -> list[str]:
    """What is waived by when, a sentence for each open offer."""
    text, reader = letterhead.said(_text("offer", language), lender, language), letterhead.locale(lender, language)
    return [message.fill(text, _offer_values(each, each.offer, reader)) for each in owed if each.offer]


def credits(held: Sequence[Held], language: str, lender: Lender) -> list[str]:
    """What lies as the borrower's credit on other loans, a sentence for each: nobody is asked for it unseen."""
    text, reader = letterhead.said(_text("credit", language), lender, language), letterhead.locale(lender, language)
    return [message.fill(text, _credit_values(each, reader)) for each in held]


def _credit_values(held: Held, reader: str) -> dict[str, str]:
    return {"credit": written.amount(held.amount, held.currency, reader), "contract": held.contract_no}


@cache
def _text(name: str, language: str) -> str:
    return (MESSAGES / f"{name}.{language}.txt").read_text(encoding="utf-8").strip()


def _offer_values(owed: Owed, offer: Offered, reader: str) -> dict[str, str]:
    price, waived = (written.amount(amount, owed.currency, reader) for amount in (offer.pay_amount, offer.waived))
    return {"price": price, "waived": waived, "day": day(offer.pay_by, reader), "contract": owed.contract_no}


def places(text: str) -> list[tuple[str, str]]:
    """`name=addressed, sum=amount` as pairs of a gateway's place and our variable.

    Raises RuleError for anything else, or a variable nobody knows.
    """
    found = []
    for part in filter(None, (part.strip() for part in text.replace("，", ",").split(","))):
        place, _, source = (piece.strip() for piece in part.partition("="))
        if not place or source not in (*message.VARIABLES, CREDIT):
            raise RuleError(
                "'%(part)s' fills no place; write it like sum=amount, with: %(known)s.",
                part=part,
                known=f"{message.known()}, {CREDIT}",
            )
        found.append((place, source))
    return found


@cache
def check_content(text: str, language: str) -> None:
    """Raise RuleError for a threat, shame, a false law and the like, with the phrase; asked once for each text."""
    found = content.check(text, language.replace("_", "-"), "borrower")
    if found:
        raise RuleError(said(found[0]))


def said(finding: content.Finding) -> Sentence:
    """What must not be sent, with the phrase."""
    return Sentence(
        "%(meaning)s (%(rule)s): the words «%(phrase)s» must not be sent.",
        meaning=content.Meaning(finding.category),
        rule=finding.category,
        phrase=finding.phrase,
    )


def values(who: Any, lender: Lender, signer: str, owed: Sequence[Owed], today: date) -> dict[str, str]:
    """What the places of a template are filled with."""
    language, since = str(who.language), min(each.since for each in owed)
    reader = letterhead.locale(lender, language)
    return {
        "addressed": message.addressed(who.name, language),
        "name": who.name,
        "lender": letterhead.name(lender, language),
        "collector": signer or letterhead.name(lender, language),
        "amount": amount(owed, reader),
        "days_past_due": str(delinquency.days_past_due(since, today)),
        "overdue_since": day(since, reader),
        "contracts": ", ".join(each.contract_no for each in owed),
        "instalments": instalments(owed, reader),
        "callback_number": lender.callback_number,
        "complaints_number": lender.complaints_number,
        "pay_to": letterhead.pay_to(lender, language),
        "today": day(today, reader),
    }


def amount(owed: Sequence[Owed], reader: str) -> str:
    """What is overdue, each currency by itself."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for each in owed:
        sums[each.currency] += each.overdue
    return " + ".join(written.amount(sums[currency], currency, reader) for currency in sorted(sums))


def instalments(owed: Sequence[Owed], reader: str) -> str:
    """Each overdue part on a line of its own, its columns parted by tabs; the contract where there is more than one."""
    lines = [
        [each.contract_no, day(part.due_on, reader), written.amount(part.amount, each.currency, reader)]
        for each in owed
        for part in each.parts
    ]
    return "\n".join("\t".join(line if len(owed) > 1 else line[1:]) for line in lines)


@cache
def day(on: date, language: str) -> str:
    """A date in the words of a language, or of a locale."""
    return str(format_date(on, format="long", locale=language))


def check(row: Template) -> None:
    """Raise RuleError for no words, a place that no message can fill, or what must not be sent, with the phrase."""
    if not (row.body or "").strip():
        raise RuleError("Write what to send.")
    for text in (row.subject or "", row.body or ""):
        message.check(text)
        check_content(text, str(row.language))
    places(row.gateway_variables or "")

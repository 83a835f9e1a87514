"""Sentences that the house itself wrote into a row, in the reader's words; what a person wrote stays as it is."""

from flask_babel import gettext


def sentence(text: str) -> str:
    """A sentence as it is stored; the catalogues collect what stands in a call of this name."""
    return text


WRITTEN = frozenset(
    {
        sentence("A promise to pay is running."),
        sentence("A repayment plan is running."),
        sentence("The promise was not kept."),
        sentence("All instalments are paid."),
        sentence("An instalment was not paid in time."),
        sentence("The offer was earned."),
        sentence("The payment that earned it was taken back."),
        sentence("No phone, e-mail or postal address is usable."),
        sentence("It waited too long; its words are out of date."),
        sentence("The number or address is not to be used any more."),
        sentence("A case it speaks of is not open any more."),
        sentence("A case it speaks of rests or is with a legal partner."),
        sentence("The promise it speaks of is settled."),
        sentence("The borrower disputes the debt."),
        sentence("Money came in that may be the borrower's; it is being checked."),
        sentence("The borrower is struggling."),
        sentence("Money came in since it was written."),
        sentence("It was cut off while sending; a person must find out."),
    }
)


def said(text: str) -> str:
    """A stored sentence in the reader's words."""
    return gettext(text) if text in WRITTEN else text

"""The words of a plan's agreement, for its paper: from what stood when it was proposed, and from the plan itself."""

from decimal import Decimal
from typing import Any

from flask_babel import format_date, gettext

from admin.base import format, labels
from admin.paper import statement, tongue
from models.base import Language
from models.borrower import UNUSABLE, AddressKind, Borrower
from models.lender import Lender
from models.plan import Plan
from rules import capitals, mask
from services import paper, written
from services.loan import joint
from services.paper import letterhead

BLANK = "　" * 12


def pdf(row: Plan, language: Language, for_signing: bool) -> bytes:
    """The agreement in a language; to be signed it has numbers in full. Raises RuleError where a font is missing."""
    with tongue.reading(row.case.borrower.lender, str(language)):
        return paper.pdf("agreement", words(row, str(language), for_signing), lines(row), str(language))


def lines(row: Plan) -> list[list[str]]:
    """The instalments as words."""
    return [
        [str(each.number), format_date(each.due_on, "long"), format.money(each.amount, "")] for each in row.instalments
    ]


def words(row: Plan, language: str, for_signing: bool) -> dict[str, Any]:
    """Everything around the instalments, as words."""
    loan, borrower = row.case.loan, row.case.borrower
    running = [row.reference, f"{labels.column('loan.contract_no')} {loan.contract_no}", borrower.name]
    return {
        "lender": letterhead.name(borrower.lender, language),
        "title": gettext("Repayment agreement"),
        "running": " · ".join(running),
        "facts": [
            [gettext("Agreement no."), row.reference],
            [labels.column("loan.contract_no"), loan.contract_no],
            [gettext("Proposed on"), format_date(row.proposed_on, "long")],
        ],
        "parties": [
            of_lender(borrower.lender, language),
            of_borrower(borrower, for_signing),
            *(of_borrower(each.borrower, for_signing, labels.record("joint_debtor")) for each in joint.parties(loan)),
        ],
        "heads": heads(loan.currency),
        "sums": [
            [gettext("Total"), format.money(row.total, loan.currency)],
            *in_words(row.total, loan.currency, language),
        ],
        "terms": numbered([*covered(row), *terms(row)], language),
        "signs": [
            [gettext("For the lender (signature)"), gettext("Date"), gettext("Place of the seal")],
            [gettext("Borrower (signature)"), gettext("Date"), ""],
            *further_signs(row),
        ],
        "note": gettext("We hope to solve this together with you. If something changes, call us before the day."),
    }


def further_signs(row: Plan) -> list[list[str]]:
    """Where the further debtors of the contract sign."""
    name = gettext("Joint debtor (signature)")
    return [[f"{each.borrower.name}: {name}", gettext("Date"), ""] for each in joint.parties(row.case.loan)]


def heads(currency: str) -> list[str]:
    """The heads of the table of instalments; a last day counts itself."""
    return [
        gettext("No."),
        gettext("Payable by, that day included"),
        gettext("Amount (%(currency)s)", currency=currency),
    ]


def of_lender(row: Lender, language: str) -> list[list[str]]:
    """The lender as a party; what the book does not hold is left out."""
    told = [
        [gettext("Lender"), letterhead.name(row, language)],
        [gettext("Credit code"), row.credit_code],
        [gettext("Address"), written.in_line(row.address, language)],
        [gettext("Account"), letterhead.pay_to(row, language)],
        [gettext("Telephone"), row.callback_number],
    ]
    return [each for each in told if each[1]]


def of_borrower(row: Borrower, for_signing: bool, role: str = "") -> list[list[str]]:
    """The borrower, or a further debtor in that role, as a party.

    Numbers are masked, but for the copy that is signed; what is missing is written by hand.
    """
    lives = [each.value for each in row.addresses if each.kind == AddressKind.postal and each.status not in UNUSABLE]
    calls = [each.number for each in row.phones if each.status not in UNUSABLE]
    seals = {"id_number": row.id_number or "", "value": next(iter(lives), ""), "number": next(iter(calls), "")}
    shown = {name: text if for_signing else mask.masked(name, text) if text else "" for name, text in seals.items()}
    return [
        [role or gettext("Borrower"), row.name],
        [labels.column("borrower.id_number"), shown["id_number"] or BLANK],
        [gettext("Address"), shown["value"] or BLANK],
        [gettext("Telephone"), shown["number"] or BLANK],
    ]


def in_words(amount: Decimal, currency: str, language: str) -> list[list[str]]:
    """The total in Chinese capitals, in a Chinese paper."""
    return [] if language == "en" else [[gettext("In words"), capitals.of(amount, currency, language)]]


def covered(row: Plan) -> list[str]:
    """What the agreement covers, and what goes on beside it; nothing of an old plan that did not keep it."""
    if row.overdue is None or row.later is None or row.payoff is None:
        return []
    stood = gettext(
        "On %(day)s %(overdue)s is overdue under the contract and %(later)s is not yet due; %(payoff)s would end "
        "the whole debt on that day.",
        day=format_date(row.proposed_on, "long"),
        overdue=amount(row, row.overdue),
        later=amount(row, row.later),
        payoff=amount(row, row.payoff),
    )
    return [stood, statement.basis(row.case.loan), *within(row, row.overdue), *beside(row, row.overdue, row.later)]


def within(row: Plan, overdue: Decimal) -> list[str]:
    """What of the debt the instalments pay."""
    if row.total > overdue:
        ahead = amount(row, row.total - overdue)
        return [
            gettext("This agreement covers all that is overdue, and %(ahead)s of what falls due later.", ahead=ahead)
        ]
    found = [gettext("This agreement covers %(total)s of what is overdue.", total=amount(row, row.total))]
    if rest := overdue - row.total:
        said = gettext("It does not cover %(rest)s of what is overdue: that stays payable.", rest=amount(row, rest))
        found.append(said)
    return found


def beside(row: Plan, overdue: Decimal, later: Decimal) -> list[str]:
    """What goes on beside the instalments."""
    found = []
    if later and row.total < overdue + later:
        found.append(gettext("What is not covered falls due as the contract says, beside these instalments."))
    if row.costs:
        said = gettext(
            "Interest for delay goes on while principal is overdue and is no part of the instalments: about %(costs)s "
            "if each comes on its day.",
            costs=amount(row, row.costs),
        )
        found.append(said)
    return found


def amount(row: Plan, of: Decimal) -> str:
    """An amount in the currency of the plan."""
    return str(format.money(of, row.case.loan.currency))


def terms(row: Plan) -> list[str]:
    """What both sides agree on."""
    return [
        gettext("While the instalments are paid as listed, the collection of this debt rests."),
        gettext("Each instalment may come up to %(days)s days late.", days=row.grace_days),
        gettext("If an instalment is missed, this agreement ends; what was paid stays paid."),
        gettext("The collection then goes on from where it stood."),
        gettext("Once all instalments are paid, this agreement is fulfilled; what it does not cover stays owed."),
        gettext("You may pay earlier or more at any time, without a fee."),
        gettext("The contract holds unchanged in everything else."),
    ]


def numbered(found: list[str], language: str) -> list[str]:
    """The clauses with their numbers, as a contract of the language has them."""
    if language == "en":
        return [f"{number}. {text}" for number, text in enumerate(found, 1)]
    return [f"{cardinal(number)}、{text}" for number, text in enumerate(found, 1)]


def cardinal(number: int) -> str:
    """A number up to 19 in Chinese."""
    figures = "〇一二三四五六七八九"
    return figures[number] if number < 10 else f"十{figures[number - 10] if number > 10 else ''}"

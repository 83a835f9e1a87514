"""The monthly list of a partner as PDF and CSV, as it is frozen once both sides agree."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_skeleton
from flask_babel import format_date, get_locale, gettext, ngettext

from admin.base import clock, format, handout, labels
from admin.base.handout import File
from models.partner import LegalPartner
from models.referral_work import Reconciliation
from services import document, paper
from services.referral import reconciliation
from services.referral.reconciliation import ReferralMonth


def frozen(firm: LegalPartner, month: date) -> reconciliation.Papers:
    """The list of a month as both files, in the language of who agrees."""
    lines = reconciliation.of(firm, month)
    return reconciliation.Papers(pdf(firm, month, lines), table(lines))


def pdf(firm: LegalPartner, month: date, lines: Sequence[ReferralMonth]) -> bytes:
    """The list as a paper."""
    words: dict[str, Any] = {
        "title": gettext("Monthly list"),
        "running": f"{firm.name} · {named(month)}",
        "facts": [
            [labels.record("legal_partner"), firm.name],
            [labels.column("reconciliation.month"), named(month)],
            [gettext("As of"), format_date(clock.today(), "long")],
        ],
        "heads": heads(),
        "sums": sums(lines),
    }
    return paper.pdf("month", words, [row(each) for each in by_currency(lines)], format.language())


def by_currency(lines: Sequence[ReferralMonth]) -> list[ReferralMonth]:
    """The lines of one currency together, as their totals stand."""
    return sorted(lines, key=lambda each: (currency_of(each), each.referral.id))


def named(month: date) -> str:
    """A month as its reader writes it."""
    return str(format_skeleton("yMMMM", month, locale=get_locale()))


def table(lines: Sequence[ReferralMonth]) -> bytes:
    """The list as CSV: bare numbers, a currency in each row, the totals of each currency last."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads())
    for each in by_currency(lines):
        named = [each.referral.reference, labels.member(each.status), happened(each)]
        writer.writerow([*named, currency_of(each), *map(str, amounts(each))])
    for currency, (count, *totals) in reconciliation.totals(lines).items():
        writer.writerow([counted(count), "", "", currency, *map(str, totals)])
    return out.getvalue().encode("utf-8-sig")


def heads() -> list[str]:
    """The heads of the columns."""
    return [
        gettext("Reference"),
        gettext("Status at the month's end"),
        gettext("In the month"),
        gettext("Currency"),
        gettext("Paid to the lender"),
        gettext("Collected"),
        gettext("Partner's fees"),
        gettext("Handed on"),
        gettext("Case costs"),
    ]


def row(each: ReferralMonth) -> list[str]:
    """A referral as words."""
    money = [format.money(amount, "") for amount in amounts(each)]
    return [each.referral.reference, labels.member(each.status), happened(each), currency_of(each), *money]


def sums(lines: Sequence[ReferralMonth]) -> list[list[str]]:
    """The totals of each currency as words."""
    return [
        [counted(count), "", "", currency, *(format.money(amount, "") for amount in totals)]
        for currency, (count, *totals) in reconciliation.totals(lines).items()
    ]


def counted(count: int) -> str:
    """Over how many referrals a total is."""
    return str(ngettext("%(num)s referral", "%(num)s referrals", count))


def amounts(each: ReferralMonth) -> tuple[Decimal, ...]:
    """The amounts of a line, in the order of its columns."""
    return each.direct, each.gross, each.fee, each.net, each.costs


def happened(each: ReferralMonth) -> str:
    """What happened in the month."""
    told = ((each.opened, gettext("new")), (each.ended, gettext("ended")))
    return ", ".join(word for is_so, word in told if is_so)


def currency_of(each: ReferralMonth) -> str:
    """The currency of a referral."""
    return str(each.referral.case.loan.currency)


def file(found: Reconciliation | None, kind: str) -> File | None:
    """A frozen file of an agreed month; None where there is none."""
    kept = {"pdf": found.pdf, "csv": found.table}.get(kind) if found else None
    media = handout.PDF if kind == "pdf" else handout.CSV
    return File(document.read(kept), media, kept.name, (Reconciliation,)) if kept else None

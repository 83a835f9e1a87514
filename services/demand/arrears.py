"""Notices of sums in arrears: what a British lender owes who missed two payments, within 14 days and every six months.

Source: Consumer Credit Act 1974 s. 86B; SI 2007/1167 reg. 19 and Schedule 3.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from models import db
from models.borrower import Borrower
from models.case import Case, CaseState
from models.demand import Demand, DemandKind, DemandStatus
from models.lender import Lender
from models.loan import Instalment, Loan
from models.payment import DUE
from models.referral import Referral
from rules import demand as demand_rule
from rules import money
from rules.errors import RuleError
from rules.law import arrears as rule
from rules.ledger import CHARGES, OVERDUE_INTEREST, Standing
from rules.sentence import Field, Sentence, listed
from services import bulk, ledger, owed, task, written
from services.case import episode
from services.loan import joint
from services.paper import letterhead
from services.reminder import text, validation

KIND = DemandKind.arrears_notice
TEMPLATES = Path(__file__).parents[2] / "templates" / "demands"
SENT = (DemandStatus.dispatched, DemandStatus.delivered)
AHEAD = timedelta(days=14)
"""So long before its last day a further notice is asked for."""
BESIDE = (OVERDUE_INTEREST, *CHARGES)
LAST = {
    "en": "At our last notice of {day} the shortfall was {then}. Since then {due} fell due and {paid} was paid or "
    "credited toward these payments.",
    "zh_Hans": "我们上次于{day}发出通知时的欠缴额为{then}。此后又有{due}到期，并已支付或抵减{paid}。",
    "zh_Hant": "我們上次於{day}發出通知時的欠繳額為{then}。此後又有{due}到期，並已支付或抵減{paid}。",
}
FIRST = {
    "en": "This is our first notice about this shortfall.",
    "zh_Hans": "这是我们就该欠缴额发出的第一份通知。",
    "zh_Hant": "這是我們就該欠繳額發出的第一份通知。",
}


class Told(NamedTuple):
    """An open case whose lender owes a notice: its last day, and whether it is the first one of these arrears."""

    case_id: int
    last_on: date
    is_first: bool


def told(today: date) -> Iterator[Told]:
    """The open cases whose missed payments ask for a notice, by case; none after a judgment. Source: s. 86B(1), (4)."""
    judged = select(Referral.id).where(Referral.case_id == Case.id, Referral.judgment_on.is_not(None))
    query = select(Case.id, Lender.licence).join(Borrower, Case.borrower_id == Borrower.id)
    query = query.join(Lender, Borrower.lender_id == Lender.id).where(Lender.licence.in_(rule.LICENCES))
    query = query.where(Case.state == CaseState.open, Case.archived_on.is_(None), Case.overdue_since < today)
    law = {id: rule.LICENCES[str(licence)] for id, licence in db.session.execute(query.where(~judged.exists()))}
    for ids in bulk.chunks(sorted(law)):
        required = _required_of(ids, today)
        for row in db.session.scalars(_rows(ids)).all():
            found = _owed(row, law[row.id], required[row.id], today)
            if found:
                yield found


def waiting(today: date) -> dict[int, date]:
    """The cases whose notice is to leave now, with its last day."""
    return {each.case_id: each.last_on for each in told(today) if each.is_first or each.last_on - AHEAD <= today}


def ask(row: Case, last: date, today: date, now: datetime) -> str:
    """Make the notice, or what it lacks, the next action of a case; again changes nothing."""
    if row.state != CaseState.open or _is_set(row):
        return "quiet"
    found = lacks(row)
    note = Sentence("The notice of sums in arrears leaves not later than %(day)s (UK-ARR-01).", day=last)
    if found:
        note = Sentence(
            "The notice of sums in arrears leaves not later than %(day)s (UK-ARR-01). It lacks: %(names)s.",
            day=last,
            names=listed(*found),
        )
    return task.ask_for_letter(row, note, last, today, now)


def lacks(row: Case) -> list[Sentence]:
    """What the book does not hold of what the notice must say; empty where it can be set."""
    lender = row.borrower.lender
    empty = [name for name in ("address", "callback_number") if not getattr(lender, name).strip()]
    found = [Sentence("%(field)s of %(name)s", field=Field(name, "lender"), name=lender.name) for name in empty]
    if not validation.postal(row.borrower):
        found.append(Sentence("the postal address of %(name)s", name=row.borrower.name))
    return found


def words(row: Case, language: str, today: date) -> str:
    """The notice of a loan; in another language the English one stands below it.

    Raises RuleError where the law of the lender asks for none, or where something lacks, naming each.
    """
    if str(row.borrower.lender.licence) not in rule.LICENCES:
        raise RuleError("The law of this lender asks for no notice of sums in arrears.")
    if found := lacks(row):
        raise RuleError(
            "The notice of sums in arrears lacks: %(names)s. Write it elsewhere and keep its copy.",
            names=listed(*found),
        )
    said = "\n\n".join(filter(None, (_in(row, language, today), joint.said([row.loan], language))))
    return said if language == "en" else f"{said}\n\n{subject('en')}\n{_in(row, 'en', today)}"


def subject(language: str) -> str:
    """What the notice is called."""
    return _template(language)[0]


def given(row: Case) -> list[Demand]:
    """The notices that left in the present episode of a case, oldest first."""
    left = [each for each in row.demands if each.kind == KIND and each.status in SENT and each.dispatched_on]
    return sorted((each for each in left if not episode.is_former(row, each.dispatched_on)), key=_left_on)


def required(standing: Standing, loan: Loan) -> list[rule.Required]:
    """The payments that the contract required before the day of a standing; costs of the delay stand beside them."""
    asked = {each.number: sum((getattr(each, name) for name in DUE), money.ZERO) for each in loan.instalments}
    late = [each for each in standing.parts if each.due_on < standing.day]
    return [rule.Required(each.due_on, asked[each.no], _left(each.owed)) for each in late]


def _rows(ids: Sequence[int]) -> Select[Case]:
    """Cases with what is asked of each."""
    wanted = select(Case).where(Case.id.in_(ids)).order_by(Case.id)
    wanted = wanted.options(selectinload(Case.demands), selectinload(Case.episodes))  # type: ignore[attr-defined]
    return wanted.options(*ledger.with_all(selectinload(Case.loan)))


def _required_of(ids: Sequence[int], today: date) -> dict[int, list[rule.Required]]:
    """The payments required before a day of many cases, as they are stored."""
    query = select(Case.id, Instalment.due_on, owed.ASKED, owed.UNPAID).join(Loan, Case.loan_id == Loan.id)
    query = query.join(Instalment, Instalment.loan_id == Loan.id)
    found: dict[int, list[rule.Required]] = defaultdict(list)
    for id, due_on, asked, left in db.session.execute(query.where(Case.id.in_(ids), Instalment.due_on < today)):
        found[id].append(rule.Required(due_on, asked, left))
    return found


def _owed(row: Case, law: rule.Arrears, stored: list[rule.Required], today: date) -> Told | None:
    """What a case's lender owes; once a first notice left, the next one, however little is still in arrears."""
    before = given(row)
    if before:
        return Told(row.id, law.again_by(_left_on(before[-1])), False)
    if not law.is_short(stored):
        return None
    return Told(row.id, law.first_by(_short_since(row, law, today)), True)


def _short_since(row: Case, law: rule.Arrears, today: date) -> date:
    """The first day of this episode on which enough was missed."""
    opened_on = row.opened_on or today
    days = sorted({max(each.due_on + timedelta(days=1), opened_on) for each in row.loan.instalments})
    for day in (each for each in days if each <= today):
        if law.is_short(required(ledger.today(row.loan, day), row.loan)):
            return day
    return today


def _in(row: Case, tongue: str, today: date) -> str:
    lender, loan = row.borrower.lender, row.loan
    reader, standing = letterhead.locale(lender, tongue), ledger.today(loan, today)
    missed = [each for each in required(standing, loan) if each.left]
    lines = [
        "\t".join((text.day(each.due_on, reader), _money(loan, each.amount, reader), _money(loan, each.left, reader)))
        for each in missed
    ]
    beside = sum((standing.overdue.get(name, money.ZERO) for name in BESIDE), money.ZERO)
    return demand_rule.fill(
        KIND,
        _template(tongue)[1],
        {
            "lender": letterhead.name(lender, tongue),
            "collector_address": written.in_line(lender.address, tongue),
            "callback_number": lender.callback_number,
            "complaints_number": lender.complaints_number or lender.callback_number,
            "name": row.borrower.name,
            "address": written.in_line(validation.postal(row.borrower), tongue),
            "contracts": loan.contract_no,
            "opened_on": text.day(loan.opened_on, reader),
            "today": text.day(today, reader),
            "shortfall": _money(loan, sum((each.left for each in missed), money.ZERO), reader),
            "instalments": "\n".join(lines),
            "since_last": _since_last(row, tongue, reader, today),
            "default_sums": _money(loan, beside, reader),
            "pay_to": letterhead.pay_to(lender, tongue),
        },
    ).strip()


def _since_last(row: Case, tongue: str, reader: str, today: date) -> str:
    """What the shortfall was at the last notice, and what fell due and was paid since."""
    before = given(row)
    if not before:
        return FIRST[tongue]
    on, loan = _left_on(before[-1]), row.loan
    then, now = (required(ledger.today(loan, day), loan) for day in (on, today))
    short, left = (sum((each.left for each in parts), money.ZERO) for parts in (then, now))
    due = sum((each.amount for each in now), money.ZERO) - sum((each.amount for each in then), money.ZERO)
    told = {"then": short, "due": due, "paid": short + due - left}
    sums = {name: _money(loan, amount, reader) for name, amount in told.items()}
    return LAST[tongue].format(day=text.day(on, reader), **sums)


def check(row: Case, today: date, but: Demand | None = None) -> None:
    """Refuse to set or post a notice beside one that waits to be posted, or while none is to leave.

    `but` is the one that is posted now. Raises RuleError.
    """
    if row.state != CaseState.open or row.archived_on:
        raise RuleError("%(reference)s is not open; nothing is written about it.", reference=row.reference)
    if but is None and _is_set(row):
        raise RuleError("A notice of sums in arrears is set already and waits to be posted.")
    last = given(row)
    if last and rule.LICENCES[str(row.borrower.lender.licence)].again_by(_left_on(last[-1])) - AHEAD > today:
        raise RuleError("A notice of sums in arrears left on %(day)s; the next is not due yet.", day=_left_on(last[-1]))


def _is_set(row: Case) -> bool:
    """Whether a notice is set and waits to be posted."""
    return any(each.kind == KIND and each.status == DemandStatus.drafted for each in row.demands)


def _left_on(row: Demand) -> date:
    return row.dispatched_on or row.made_on


def _left(parts: Mapping[str, Decimal]) -> Decimal:
    return sum((parts[name] for name in DUE), money.ZERO)


def _money(loan: Loan, amount: Decimal, reader: str) -> str:
    return written.amount(amount, loan.currency, reader)


@cache
def _template(language: str) -> tuple[str, str]:
    name, _, body = (TEMPLATES / f"{KIND}.{language}.txt").read_text(encoding="utf-8").partition("\n")
    return name.strip(), body.strip()

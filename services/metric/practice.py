"""How the desk worked in a time: who was tried and reached, what was promised, stopped, spent and collected.

Each figure comes with the rows it counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from models import db
from models.case import Case, CaseHolder, Episode
from models.complaint import Complaint
from models.contact import Contact, Direction
from models.cost import UnitPrice, WorkedHours
from models.decision import Breach, Decision, Verdict
from models.loan import Loan
from models.outcome import OutcomeCode
from models.partner import Payer
from models.payment import Payment, PaymentKind
from models.portfolio import Portfolio
from models.promise import Promise, PromiseStatus
from models.referral import Referral
from models.referral_work import LegalCost
from models.stage import Channel
from rules import figure, metric, money
from rules import promise as promise_rule
from services import team
from services.metric import counted
from services.metric.counted import Counted, Line

SETTLED = (PromiseStatus.kept, PromiseStatus.partly_kept, PromiseStatus.broken)
STEPS = ("inventory", "attempted", "contacted", "right_party", "promised", "matured", "kept")
"""The funnel, in its order."""
WEEK_DAYS = 7


class Part(NamedTuple):
    """Which part of the work: of a portfolio, of the cases that a person held, or all of it."""

    portfolio: Portfolio | None = None
    collector_id: int | None = None


class Talk(NamedTuple):
    """An outbound contact in the time."""

    id: int
    borrower_id: int
    on: date
    channel: Channel
    is_attempt: bool
    is_reached: bool
    is_right_party: bool
    reason_id: int | None


class Open(NamedTuple):
    """A case while it was open in the time; of a person, while they held it."""

    case_id: int
    loan_id: int
    borrower_id: int
    currency: str
    opened_on: date
    closed_on: date | None

    def has(self, day: date) -> bool:
        """Whether it was open on a day."""
        return self.opened_on <= day <= (self.closed_on or date.max)


class Practice:
    """The work of a part of the book from a day to another, both included; each kind of fact is read once."""

    def __init__(self, first: date, last: date, part: Part = Part()) -> None:  # noqa: B008 - a value
        self.first, self.last, self.part = first, last, part

    @cached_property
    def cases(self) -> list[Open]:
        """The cases that were open in the time; of a person, once for each span in which they held one."""
        columns = (Case.id, Case.loan_id, Case.borrower_id, Loan.currency, Episode.opened_on, Episode.closed_on)
        alive = or_(Episode.closed_on.is_(None), Episode.closed_on >= self.first)
        query = select(*columns).join(Case, Episode.case_id == Case.id).join(Loan, Case.loan_id == Loan.id)
        query = query.where(Episode.opened_on <= self.last, alive, *self._of_book()).order_by(Episode.opened_on)
        if self.part.collector_id is None:
            return [Open(*row) for row in db.session.execute(query.order_by(Episode.id))]
        query = query.join(CaseHolder, CaseHolder.case_id == Case.id).where(*self._held(self.first, self.last))
        query = query.add_columns(CaseHolder.since_on, CaseHolder.until_on).order_by(Episode.id, CaseHolder.since_on)
        rows = (_while_held(Open(*row[:6]), row.since_on, row.until_on) for row in db.session.execute(query))
        return [row for row in rows if row.opened_on <= min(self.last, row.closed_on or date.max)]

    def _of_book(self) -> list[Any]:
        """The condition on loans that they are of the part's portfolio."""
        return [Loan.portfolio_id == self.part.portfolio.id] if self.part.portfolio else []

    def _held(self, first: Any, last: Any) -> tuple[Any, ...]:
        """The conditions that the person held a case on any of these days."""
        until = or_(CaseHolder.until_on.is_(None), CaseHolder.until_on > first)
        return CaseHolder.user_id == self.part.collector_id, CaseHolder.since_on <= last, until

    def mine(self, case_id: Any, on: Any) -> list[Any]:
        """The condition on what happened on a case on a day that it is of the part: the person held it on that day."""
        book = select(Case.id).join(Loan, Case.loan_id == Loan.id).where(*self._of_book())
        where: list[Any] = [case_id.in_(book)] if self.part.portfolio else []
        if self.part.collector_id is not None:
            where.append(select(CaseHolder.id).where(CaseHolder.case_id == case_id, *self._held(on, on)).exists())
        return where

    @cached_property
    def ids(self) -> set[int]:
        """The cases by id."""
        return {row.case_id for row in self.cases}

    @cached_property
    def borrowers(self) -> Mapping[int, list[Open]]:
        """The cases of each borrower."""
        found: dict[int, list[Open]] = defaultdict(list)
        for row in self.cases:
            found[row.borrower_id].append(row)
        return found

    def _instants(self) -> tuple[Any, Any]:
        return team.start_of(self.first), team.start_of(self.last + timedelta(days=1))

    @cached_property
    def talks(self) -> list[Talk]:
        """What the desk began in the time with the borrowers of the cases, while one of them was open."""
        start, end = self._instants()
        flags = (OutcomeCode.is_attempt, OutcomeCode.is_reached, OutcomeCode.is_right_party)
        query = select(Contact.id, Contact.borrower_id, Contact.at, Contact.channel, *flags, Contact.reason_id)
        query = query.outerjoin(OutcomeCode, Contact.outcome_id == OutcomeCode.id)
        query = query.where(Contact.at >= start, Contact.at < end, Contact.direction == Direction.outbound)
        if self.part.collector_id is not None:
            query = query.where(Contact.user_id == self.part.collector_id)
        found = []
        for id, borrower_id, at, channel, attempt, reached, right, reason in db.session.execute(query):
            on = team.today(at)
            if any(row.has(on) for row in self.borrowers.get(borrower_id, ())):
                found.append(Talk(id, borrower_id, on, channel, bool(attempt), bool(reached), bool(right), reason))
        return found

    def of_cases(self, talks: Sequence[Talk]) -> set[int]:
        """The cases that contacts count for: those of their borrower that were open on the day."""
        return {row.case_id for talk in talks for row in self.borrowers[talk.borrower_id] if row.has(talk.on)}

    def currency_of(self, talk: Talk) -> str:
        """The currency that a contact is a cost of: that of the first case it counts for, so that none costs twice."""
        return next(row.currency for row in self.borrowers[talk.borrower_id] if row.has(talk.on))

    @cached_property
    def attempts(self) -> list[Talk]:
        """Contacts that count as an attempt."""
        return [talk for talk in self.talks if talk.is_attempt]

    @cached_property
    def dials(self) -> list[Talk]:
        """Attempts by telephone."""
        return [talk for talk in self.attempts if talk.channel == Channel.call]

    @cached_property
    def right(self) -> list[Talk]:
        """Calls that reached the borrower."""
        return [talk for talk in self.dials if talk.is_right_party]

    @cached_property
    def promises(self) -> list[Promise]:
        """The promises on the cases, made in the time or with their last day in it; a person's while they held it."""
        since = self.first - timedelta(days=60)
        here = or_(Promise.made_on.between(self.first, self.last), Promise.due_on.between(since, self.last))
        query = select(Promise).where(here).order_by(Promise.id)
        if self.part.collector_id is not None:
            return list(db.session.scalars(query.where(*self.mine(Promise.case_id, Promise.made_on))))
        return [row for row in db.session.scalars(query) if row.case_id in self.ids or self.part == Part()]

    @cached_property
    def made(self) -> list[Promise]:
        """The promises that were made in the time."""
        return [row for row in self.promises if self.first <= row.made_on <= self.last and row.case_id in self.ids]

    @cached_property
    def matured(self) -> list[Promise]:
        """The promises whose last day lay in the time, and that were settled by the money."""
        return [row for row in self.promises if row.status in SETTLED and self.first <= ended(row) <= self.last]

    def money(self, *kinds: PaymentKind) -> Mapping[str, dict[int, Decimal]]:
        """What was entered on the loans while their case was open and not taken back, by currency and payment."""
        back = aliased(Payment)
        query = select(Payment.id, Payment.loan_id, Payment.paid_on, Payment.amount)
        query = query.outerjoin(back, back.reverses_id == Payment.id).where(back.id.is_(None), Payment.amount > 0)
        query = query.where(Payment.paid_on.between(self.first, self.last), Payment.kind.in_(kinds))
        loans: dict[int, list[Open]] = defaultdict(list)
        for row in self.cases:
            loans[row.loan_id].append(row)
        found: dict[str, dict[int, Decimal]] = defaultdict(dict)
        for id, loan_id, on, amount in db.session.execute(query):
            here = next((row for row in loans.get(loan_id, ()) if row.has(on)), None)
            if here:
                found[here.currency][id] = amount
        return found


def _while_held(row: Open, since_on: date, until_on: date | None) -> Open:
    """A case while it was open and one person held it; the day on which they gave it away is another's."""
    ends = [day for day in (row.closed_on, until_on and until_on - timedelta(days=1)) if day]
    return row._replace(opened_on=max(row.opened_on, since_on), closed_on=min(ends, default=None))


def ended(row: Promise) -> date:
    """The last day on which a promise could be kept."""
    return promise_rule.last_day(row.due_on, row.grace_days)


def of(work: Practice) -> Iterator[Counted]:
    """Every figure of the time."""
    yield from reach(work)
    yield from promised(work)
    yield from conduct(work)
    yield from collected(work)


def reach(work: Practice) -> Iterator[Counted]:
    """Who was tried, how often, and who was reached."""
    tried = work.of_cases(work.attempts)
    met = work.of_cases([talk for talk in work.attempts if talk.is_reached])
    right = work.of_cases([talk for talk in work.attempts if talk.is_right_party])
    answered = [talk for talk in work.dials if talk.is_reached]
    calls = [talk.id for talk in work.right]
    yield counted.of(figure.coverage(len(tried), len(work.ids)), "case", tried)
    yield counted.of(figure.intensity(len(work.attempts), len(tried)), "contact", [each.id for each in work.attempts])
    yield counted.of(figure.contact_rate(len(met), len(tried)), "case", met)
    found = figure.connect_rate(len(answered), len(work.dials))
    yield counted.of(found, "contact", [talk.id for talk in answered])
    yield counted.of(figure.rpc_per_dial(len(calls), len(work.dials)), "contact", calls)
    yield counted.of(figure.rpc_accounts(len(right), len(tried)), "case", right)
    yield counted.of(figure.rpc_per_connect(len(calls), len(answered)), "contact", calls)


def promised(work: Practice) -> Iterator[Counted]:
    """What was promised in calls, and which of the promises that ended were kept."""
    calls = {talk.id for talk in work.right}
    made = [row.id for row in work.made if row.contact_id in calls]
    yield counted.of(figure.promise_rate(len(made), len(work.right)), "promise", made)
    kept = [row.id for row in work.matured if row.status == PromiseStatus.kept]
    yield counted.of(figure.kept_rate_count(len(kept), len(work.matured)), "promise", kept)


def conduct(work: Practice) -> Iterator[Counted]:
    """Complaints, what the rules stopped, and what happened against them."""
    contacts = len(work.talks)
    query = select(Complaint.id).where(Complaint.received_on.between(work.first, work.last))
    complaints = db.session.scalars(_on_cases(work, query, Complaint.case_id, Complaint.received_on)).all()
    yield counted.of(figure.complaint_rate(len(complaints), contacts), "complaint", complaints)
    start, end = work._instants()
    asked = select(Decision.id, Decision.verdict, Decision.borrower_id).where(Decision.at >= start, Decision.at < end)
    if work.part.collector_id is not None:
        asked = asked.where(Decision.user_id == work.part.collector_id)
    rows = [row for row in db.session.execute(asked) if row.borrower_id in work.borrowers]
    blocked = [row.id for row in rows if row.verdict == Verdict.blocked]
    yield counted.of(figure.block_rate(len(blocked), len(rows)), "decision", blocked)
    query = select(Breach.id).where(Breach.raised_on.between(work.first, work.last))
    breaches = db.session.scalars(_on_cases(work, query, Breach.case_id, Breach.raised_on)).all()
    yield counted.of(figure.breach_rate(len(breaches), contacts), "breach", breaches)


def _on_cases(work: Practice, query: Any, case_id: Any, on: Any) -> Any:
    """A query narrowed to what happened on the cases of the part; the whole team has all of them, closed ones too."""
    return query if work.part == Part() else query.where(*work.mine(case_id, on))


def collected(work: Practice) -> Iterator[Counted]:
    """What came in, what it cost, and what was given up for it, by currency."""
    cash, waived = work.money(PaymentKind.payment, PaymentKind.set_off), work.money(PaymentKind.waiver)
    for currency in sorted({*cash, *waived, *(row.currency for row in work.cases)}):
        paid = cash.get(currency, {})
        whole = money.total(paid.values())
        yield counted.sums(figure.cash_collected(whole, len(paid)), "payment", paid, currency)
        yield from costs(work, currency, whole, len(paid))
        given = waived.get(currency, {})
        found = figure.waiver_rate(money.total(given.values()), whole, len(given))
        yield counted.sums(found, "payment", given, currency)


def costs(work: Practice, currency: str, cash: Decimal, count: int) -> Iterator[Counted]:
    """Hours, calls, messages and legal costs at the prices of their day; only where somebody typed a price."""
    rates = prices(currency)
    hours = _hours(work)
    spent = [Line("worked_hours", id, rate * worked) for id, on, worked in hours if (rate := _price(rates, "hour", on))]
    for talk in work.talks:
        rate = _price(rates, str(talk.channel), talk.on)
        if rate and work.currency_of(talk) == currency:
            spent.append(Line("contact", talk.id, rate))
    spent += _legal(work, currency)
    if rates:
        whole = money.total(line.amount for line in spent if line.amount)
        yield Counted(figure.cost_to_collect(whole, cash, count)._replace(currency=currency), spent)
    worked = sum(row[2] for row in hours)
    if worked:
        found = figure.collected_per_hour(cash, worked)._replace(currency=currency)
        yield Counted(found, counted.sums(found, "payment", _paid(work, currency), currency).lines)


def _paid(work: Practice, currency: str) -> Mapping[int, Decimal]:
    return work.money(PaymentKind.payment, PaymentKind.set_off).get(currency, {})


def prices(currency: str) -> Mapping[str, list[tuple[date, Decimal]]]:
    """The prices of a currency by what they are for, oldest first."""
    query = select(UnitPrice.kind, UnitPrice.starts_on, UnitPrice.amount).where(UnitPrice.currency == currency)
    found: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    for kind, on, amount in db.session.execute(query.order_by(UnitPrice.starts_on)):
        found[str(kind)].append((on, amount))
    return found


def _price(rates: Mapping[str, list[tuple[date, Decimal]]], kind: str, on: date) -> Decimal | None:
    """The price of a day; None before the first one, and for what has none."""
    found = [amount for since, amount in rates.get(kind, ()) if since <= on]
    return found[-1] if found else None


def _hours(work: Practice) -> list[tuple[int, date, int]]:
    """Paid hours of a month: those of the person, else of all; none for a week, and none for a portfolio.

    Hours are typed by month and person; nobody says for which portfolio, or in which week.
    """
    if work.part.portfolio or (work.last - work.first).days < WEEK_DAYS:
        return []
    query = select(WorkedHours.id, WorkedHours.month_on, WorkedHours.hours, WorkedHours.user_id)
    query = query.where(WorkedHours.month_on.between(work.first, work.last))
    if work.part.collector_id is not None:
        query = query.where(WorkedHours.user_id == work.part.collector_id)
    rows = db.session.execute(query).all()
    whole = {row.month_on for row in rows if row.user_id is None}
    here = (row for row in rows if row.user_id is None or row.month_on not in whole)
    return [(row.id, row.month_on, row.hours) for row in here]


def _legal(work: Practice, currency: str) -> list[Line]:
    """What the lender paid for legal cases."""
    query = select(LegalCost.referral_id, LegalCost.amount).join(Referral, LegalCost.referral_id == Referral.id)
    query = query.join(Case, Referral.case_id == Case.id).join(Loan, Case.loan_id == Loan.id)
    here = LegalCost.on.between(work.first, work.last), LegalCost.paid_by == Payer.lender
    query = query.where(
        *here, LegalCost.reversed_on.is_(None), Loan.currency == currency, *work.mine(Case.id, LegalCost.on)
    )
    return [Line("referral", id, amount) for id, amount in db.session.execute(query)]


class Step(NamedTuple):
    """A step of the funnel: how many cases, and the share of the step before."""

    name: str
    ids: list[int]
    rate: Decimal | None


def funnel(work: Practice) -> list[Step]:
    """From the cases that were open to the promises that were kept, each step with its cases."""
    made = {row.case_id for row in work.made}
    old = {row.case_id for row in work.made if row.status in SETTLED}
    kept = {row.case_id for row in work.made if row.status == PromiseStatus.kept}
    tried = work.of_cases(work.attempts)
    met = work.of_cases([talk for talk in work.attempts if talk.is_reached])
    right = work.of_cases([talk for talk in work.attempts if talk.is_right_party])
    sets = (work.ids, tried, met, right, made & right, old & right, kept & right)
    rates = metric.funnel([len(each) for each in sets])
    return [Step(name, sorted(ids), rate) for name, ids, rate in zip(STEPS, sets, rates, strict=True)]


def reasons(work: Practice) -> list[tuple[int, list[int]]]:
    """Why borrowers said they are late: each reason with the contacts that gave it, the most frequent first."""
    found: dict[int, list[int]] = defaultdict(list)
    for talk in work.talks:
        if talk.reason_id:
            found[talk.reason_id].append(talk.id)
    order = Counter({id: len(rows) for id, rows in found.items()})
    return [(id, found[id]) for id, _ in order.most_common()]

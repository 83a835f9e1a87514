"""Landing of loans, with their instalments and cases."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from models import db
from models.borrower import Borrower
from models.case import Case
from models.hold import Hold, HoldKind
from models.loan import EarlyInterest, FeedStatus, Instalment, Loan
from models.payment import Payment, PaymentKind
from rules import portfolio as rule
from rules.errors import RuleError
from rules.money import ZERO
from rules.sentence import Sentence
from services import bulk, case, hold, loan, prime_rate
from services.payment import bulk as payment_bulk
from services.portfolio import joint, landing
from services.portfolio.landing import Chunk, FileRow, Values

DISPUTED = Sentence("Disputed, as the lender's file says.")
TWICE = Sentence("Row %(row)s tells of the same contract, but with other values.")
DISPUTE_REVIEW_DAYS = 30
BALANCES = ("outstanding_principal", "outstanding_interest", "outstanding_fees")
HISTORY = ("original_creditor", "last_paid_on", "last_paid_amount")
TERMS = ("currency", "principal", "opened_on", "maturity_on", "instalment", "disputed", *HISTORY)
BESIDE = frozenset((*HISTORY, "lender_note"))
COLUMNS = (*TERMS, "annual_rate", "early_interest", "feed_status", "feed_as_of", "feed_balance", "lender_note")


def land(chunk: Chunk) -> None:
    """Make or revise the loans that these rows tell of."""
    said = list(chunk.saying(rule.Kind.loans))
    people = borrowers(chunk, {landing.reference_of(values) for _, values in said})
    known = on_file(chunk, {values["contract_no"] for _, values in said})
    said, further = joint.part(chunk, said, people, known)
    refuse_twins(chunk, said, people, known)
    new: dict[str, tuple[FileRow, Values]] = {}
    for line, values in said:
        if line.place not in chunk.refused:
            take(chunk, line, values, people, known, new)
    landing.flush()
    whole = [(line, values) for line, values in new.values() if line.place not in chunk.refused]
    write(chunk, [(line, people[landing.reference_of(values)], values) for line, values in whole])
    joint.link(chunk, further)


def borrowers(chunk: Chunk, references: Iterable[str]) -> dict[str, int]:
    """The ids of the lender's borrowers with these numbers; of one who was merged, who has everything now."""
    query = select(Borrower.reference, func.coalesce(Borrower.merged_into_id, Borrower.id))
    found = db.session.execute(query.where(Borrower.lender_id == chunk.lender_id, Borrower.reference.in_(references)))
    return dict(found.all())


def on_file(chunk: Chunk, contracts: Iterable[str]) -> dict[str, Loan]:
    """The loans of the portfolio with these contract numbers."""
    query = select(Loan).where(Loan.portfolio_id == chunk.portfolio_id, Loan.contract_no.in_(contracts))
    return {row.contract_no: row for row in db.session.scalars(query.options(selectinload(Loan.instalments)))}


def refuse_twins(
    chunk: Chunk, said: Sequence[tuple[FileRow, Values]], people: dict[str, int], known: dict[str, Loan]
) -> None:
    """Refuse a new contract whose number is another's of the same borrower but for zeros before it.

    A spreadsheet drops them: 123 is 000123 then, and the debt would stand twice.
    """
    digits = [
        (line, values["contract_no"], people.get(landing.reference_of(values)))
        for line, values in said
        if values["contract_no"].isdecimal() and values["contract_no"] not in known
    ]
    if not digits:
        return
    seen = {
        (row[0], row[1].lstrip("0")): row[1] for row in of_borrowers(chunk, {owner for *_, owner in digits if owner})
    }
    for line, number, owner in digits:
        twin = seen.setdefault((owner, number.lstrip("0")), number) if owner else number
        if twin != number:
            error = RuleError(
                "Contract %(twin)s of the same borrower differs only by zeros before it; a spreadsheet may have "
                "dropped them. Send the number as it is in the contract.",
                twin=twin,
            )
            chunk.refuse(line, "contract_no", error)


def of_borrowers(chunk: Chunk, borrower_ids: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The owners and contract numbers of the loans of these borrowers in the portfolio."""
    query = select(Loan.borrower_id, Loan.contract_no).where(Loan.portfolio_id == chunk.portfolio_id)
    for piece in bulk.chunks(sorted(borrower_ids)):
        yield from ((row[0], row[1]) for row in db.session.execute(query.where(Loan.borrower_id.in_(piece))))


def take(
    chunk: Chunk,
    line: FileRow,
    values: Values,
    people: dict[str, int],
    known: dict[str, Loan],
    new: dict[str, tuple[FileRow, Values]],
) -> None:
    """A new loan, or new terms and balances for one that is there."""
    contract, borrower_id = values["contract_no"], people.get(landing.reference_of(values))
    row = known.get(contract)
    if error := above_cap(chunk, values):
        chunk.refuse(line, "annual_rate_pct", error)
        return
    if wrong := rule.too_fine(values, values.get("currency") or (row.currency if row else chunk.currency)):
        chunk.refuse(line, *wrong)
        return
    earlier = new.get(contract)
    if borrower_id is None:
        error = RuleError("There is no borrower with this number; send the borrowers first.")
        chunk.refuse(line, "borrower_reference", error)
    elif row:
        revise(chunk, line, row, borrower_id, values)
    elif earlier is None:
        new[contract] = line, values
    elif earlier[1] != values:
        refuse_both(chunk, line, earlier[0])


def refuse_both(chunk: Chunk, line: FileRow, earlier: FileRow) -> None:
    """Refuse two rows of one contract that say different things: nobody knows which is right."""
    for one, other in ((line, earlier), (earlier, line)):
        if one.place not in chunk.refused:
            chunk.refuse(one, "contract_no", RuleError(TWICE.message, row=other.row_no))


def above_cap(chunk: Chunk, values: Values) -> RuleError | None:
    """Why the rate of a row is more than the law lets the lender take."""
    rate, opened_on = values.get("annual_rate_pct"), values.get("opened_on") or chunk.batch.as_of
    try:
        prime_rate.check(chunk.licence, opened_on, [(rate or ZERO) / 100], chunk.today, chunk.prime_rates)
    except RuleError as error:
        return error
    return None


def terms_of(values: Values) -> Values:
    """The columns of a loan that a row names."""
    terms = {name: values[name] for name in TERMS if name in values}
    if "annual_rate_pct" in values:
        terms["annual_rate"] = round(values["annual_rate_pct"] / 100, 6)
    if "early_interest" in values:
        terms["early_interest"] = EarlyInterest(values["early_interest"])
    if "status" in values:
        terms["feed_status"] = FeedStatus(values["status"])
    if "note" in values:
        terms["lender_note"] = "\n".join(values["note"])
    return terms


def written_off(row: Loan, values: Values, today: date) -> Values:
    """Since when the lender says that it wrote a loan off: the day it first said so, until it says otherwise."""
    if "charged_off_on" in values:
        return {"written_off_on": values["charged_off_on"]}
    if "status" not in values:
        return {}
    off = FeedStatus(values["status"]) == FeedStatus.written_off
    return {"written_off_on": (row.written_off_on or today) if off else None}


def feed_of(values: Values) -> Values:
    """The day and the whole of the balance that a row gives; payments up to that day are in it."""
    if not any(name in values for name in BALANCES):
        return {}
    return {"feed_as_of": values["as_of"], "feed_balance": sum((values.get(name, ZERO) for name in BALANCES), ZERO)}


def parts_of(values: Values) -> list[loan.Part]:
    """The instalments that a row implies."""
    return [loan.Part(row.due_on, row.principal, row.interest, row.fees) for row in rule.instalments_of(values)]


def revise(chunk: Chunk, line: FileRow, row: Loan, borrower_id: int, values: Values) -> None:
    """Take over changed terms, and a newer or corrected balance; an older file changes nothing."""
    if row.borrower_id != borrower_id:
        chunk.refuse(line, "borrower_reference", RuleError("The contract belongs to another borrower on file."))
        return
    feed = feed_of(values)
    if feed and row.feed_as_of and feed["feed_as_of"] < row.feed_as_of:
        return
    try:
        parts = new_parts(row, values, feed)
    except RuleError as error:
        chunk.refuse(line, "due_on", error)
        return
    was_disputed = row.disputed
    landing.revise(chunk, line, row, terms_of(values) | feed | written_off(row, values, chunk.today))
    if parts:
        chunk.revised(line, row, {"parts": parts_now(row)}, {"parts": parts})
        loan.set_instalments(row, parts, chunk.today)
    if row.disputed and not was_disputed and row.instalments:
        rest(row, chunk.today)


def rest(row: Loan, today: date) -> None:
    """Let the automation of a newly disputed loan's case rest until a person has looked."""
    file = case.of(row)
    if file:
        hold.open(file, HoldKind.dispute, today, DISPUTED, today + timedelta(days=DISPUTE_REVIEW_DAYS))


def new_parts(row: Loan, values: Values, feed: Values) -> list[loan.Part]:
    """The instalments to put in place of the old ones; empty where nothing about them is new.

    Raises RuleError where a row without a balance asks for others than those on which money was paid.
    """
    if feed:
        same = (feed["feed_as_of"], feed["feed_balance"]) == (row.feed_as_of, row.feed_balance)
        return [] if same else [*settled_parts(row, feed["feed_as_of"]), *parts_of(values)]
    parts = parts_of(values)
    if row.feed_balance is not None or not parts or [part for part in parts if any(part[1:])] == parts_now(row):
        return []
    if any(each.unpaid != each.principal + each.interest + each.fee for each in row.instalments):
        raise RuleError("The due dates or amounts differ, but money was paid on them already; a person must decide.")
    return parts


def parts_now(row: Loan) -> list[loan.Part]:
    """The instalments of a loan that ask for something, as parts."""
    parts = [loan.Part(each.due_on, each.principal, each.interest, each.fee) for each in row.instalments]
    return [part for part in parts if any(part[1:])]


def settled_parts(row: Loan, as_of: date) -> list[loan.Part]:
    """What payments up to a day have settled of each instalment: the new balance comes on top of it."""
    sums: dict[int, Counter[str]] = {each.id: Counter() for each in row.instalments}
    for paid in row.payments:
        for share in paid.allocations if paid.paid_on <= as_of else ():
            sums[share.instalment_id][share.component] += share.amount
    found = [
        loan.Part(each.due_on, *(Decimal(sums[each.id][name]) for name in ("principal", "interest", "fee")))
        for each in row.instalments
    ]
    return [part for part in found if part.principal + part.interest + part.fee]


def write(chunk: Chunk, new: Sequence[tuple[FileRow, int, Values]]) -> None:
    """Insert new loans with their instalments and cases; automation rests where the file says disputed."""
    parts = [sorted(parts_of(values)) for _, _, values in new]
    rows = [birth(chunk, *each[1:], found) for each, found in zip(new, parts, strict=True)]
    ids = bulk.add(Loan, rows)
    for (line, _, _), row, id in zip(new, rows, ids, strict=True):
        chunk.created(line, Loan, id, {name: row[name] for name in COLUMNS if name not in BESIDE or row[name]})
    told = [(id, number, part) for id, found in zip(ids, parts, strict=True) for number, part in enumerate(found, 1)]
    bulk.insert(Instalment, [{"loan_id": id, "number": number, **part._asdict()} for id, number, part in told])
    before = [(each[0], row) for id, each in zip(ids, new, strict=True) for row in paid(chunk, id, each[2])]
    for (line, _), id in zip(before, bulk.add(Payment, [row for _, row in before]), strict=True):
        chunk.created(line, Payment, id, {})
    cases = bulk.add(Case, [file_of(id, row, found) for id, row, found in zip(ids, rows, parts, strict=True)])
    disputed = [id for id, row, found in zip(cases, rows, parts, strict=True) if row["disputed"] and found]
    bulk.insert(Hold, [resting(id, chunk.today) for id in disputed])


def paid(chunk: Chunk, loan_id: int, values: Values) -> Iterator[dict[str, Any]]:
    """What a list of instalments says was paid of each, as told history: the list knows no day, so it has the list's.

    The balances contain it, and no week counts it as money.
    """
    for each in values.get(rule.PAID_PARTS, ()):
        said = Sentence("paid of instalment %(number)s (%(day)s) before the list", number=each.no, day=each.due_on)
        yield {
            "loan_id": loan_id,
            "paid_on": chunk.batch.as_of,
            "posted_on": chunk.today,
            "amount": each.principal + each.interest + each.fees,
            "reference": said,
            "kind": PaymentKind.history,
            "batch_id": chunk.batch.id,
            "unapplied": ZERO,
        }


def birth(chunk: Chunk, borrower_id: int, values: Values, parts: Sequence[loan.Part]) -> Values:
    """All columns of a new loan."""
    due_on, as_of = rule.first_due_on(values), chunk.batch.as_of
    return {
        "portfolio_id": chunk.portfolio_id,
        "borrower_id": borrower_id,
        "contract_no": values["contract_no"],
        "currency": chunk.currency,
        "principal": values.get("outstanding_principal", ZERO),
        "opened_on": min(due_on or as_of, as_of),
        "annual_rate": ZERO,
        "early_interest": EarlyInterest.to_day,
        "disputed": False,
        **dict.fromkeys(("maturity_on", "instalment", "feed_status", "feed_as_of", "feed_balance", "lender_note")),
        **dict.fromkeys(HISTORY, None),
        "original_creditor": "",
        **terms_of(values),
        **feed_of(values),
        "entered_on": chunk.today,
        "written_off_on": values.get("charged_off_on")
        or (chunk.today if terms_of(values).get("feed_status") == FeedStatus.written_off else None),
        "outstanding_principal": sum((part.principal for part in parts), ZERO),
        "outstanding_interest": sum((part.interest for part in parts), ZERO),
        "outstanding_fee": sum((part.fee for part in parts), ZERO),
    }


def file_of(id: int, row: Values, parts: Sequence[loan.Part]) -> dict[str, Any]:
    """The columns of a new loan's case, as `case.create` and `case.refresh` would set them."""
    left = [payment_bulk.Left(part.due_on, part.fee, part.interest, part.principal) for part in parts]
    common = {"loan_id": id, "borrower_id": row["borrower_id"], "reference": case.reference(id)}
    return {**common, **payment_bulk.standing_of(left)}


def resting(case_id: int, today: date) -> dict[str, Any]:
    """The columns of the hold of a disputed loan."""
    review_on = today + timedelta(days=DISPUTE_REVIEW_DAYS)
    said = {"kind": HoldKind.dispute, "starts_on": today, "review_on": review_on, "reason": DISPUTED}
    return {"case_id": case_id, **said}

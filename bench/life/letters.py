"""What leaves on paper: printed, posted and dispatched, and each amount held against the ledger of the hour it left."""

import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from pypdf import PdfReader
from sqlalchemy import select

from bench.life.browser import BreachError, Page
from bench.life.life import Life, Person
from models import db, transaction
from models.demand import Demand
from models.loan import Loan
from models.offer import OfferStatus
from models.reminder import Reminder
from models.stage import Channel
from rules import money
from rules.ledger import OVERDUE_INTEREST, Standing
from services import document, early, ledger, team

AMOUNT = re.compile(r"(?<![\d.,])\d[\d,]*\.\d\d(?![\d%.])")
SET = "demand_letter"


def work(life: Life, person: Person) -> str:
    """Post what was printed on an earlier day, print what waits, dispatch the demands that were set, and set one."""
    page = person.browser.open("/letters/")
    posted, said = [], []
    for form in page.all("/letters/post/"):
        for row, _ in form.choices.get("row", ()):
            posted.append(person.browser.send(form, row=row, carrier="EMS").said)
            check(life)
    for form in page.all("/letters/print/")[:1]:
        if "day" not in form.fields:
            person.browser.send(form)
    links = page.linked(r"^/cases/details/\?id=\d+#legal")
    said += [leave(life, person, person.browser.open(link.partition("#")[0])) for link in links]
    said.append(demand(life, person))
    return f"{len(posted)} posted; {' '.join(said)}"


def leave(life: Life, person: Person, page: Page) -> str:
    """Dispatch a demand that was set before; one that is overtaken is refused, and cancelled."""
    for form in page.all("/cases/demand/dispatch/"):
        given = {"carrier": "EMS", "tracking_no": f"EX{life.number():09}CN", "on": f"{life.day}"}
        after = person.browser.send(form, **given)
        check(life)
        still = [each for each in after.all("/cases/demand/cancel/") if each.fields["row"] == form.fields["row"]]
        return person.browser.send(still[0]).said if still else after.said
    return ""


def demand(life: Life, person: Person) -> str:
    """Set a demand for somebody's debt; it leaves on another day."""
    rows = person.browser.open("/cases/?state=open").linked(r"^/cases/details/\?id=\d+")
    page = person.browser.open(f"{life.dice.choice(rows)}&part=legal") if rows else None
    form = page.all("/cases/demand/?") if page else []
    return person.browser.send(form[0], kind=SET).said if form else "nothing to demand"


def check(life: Life) -> None:
    """Hold what left since the last look against the ledger of this hour. Raises BreachError for a stale amount."""
    with life.world.app.app_context(), transaction.reading():
        for name, data, loans, standings in [*_letters(life), *_demands(life)]:
            if name in life.papers:
                continue
            life.papers.add(name)
            told, known = _amounts(data), {each for loan in loans for each in _known(loan, standings[loan.id][0])}
            total = sum((sum(then.overdue.values()) for then, _ in standings.values()), Decimal())
            stale = [
                loan.contract_no for loan in loans if _still(standings[loan.id][0]) != _still(standings[loan.id][1])
            ]
            if stale or total not in told or told - known - {total}:
                raise BreachError(f"{name} left with stale amounts: {stale} {sorted(told - known)}, owed {total}")
            life.counts["papers that left"] = life.counts.get("papers that left", 0) + 1


def _letters(life: Life) -> Iterable[tuple[str, bytes, list[Loan], dict[int, tuple[Standing, Standing]]]]:
    folder = life.world.app.config["CONCORD"].data_dir / "letters"
    rows = db.session.scalars(
        select(Reminder).where(Reminder.posted_on == life.day, Reminder.channel == Channel.letter)
    )
    for row in rows:
        loans = [each.case.loan for each in row.cases if each.overdue is not None]
        yield (
            f"letter {row.id}",
            (folder / f"reminder-{row.id}.pdf").read_bytes(),
            loans,
            _both(loans, row.queued_on, life),
        )


def _demands(life: Life) -> Iterable[tuple[str, bytes, list[Loan], dict[int, tuple[Standing, Standing]]]]:
    for row in db.session.scalars(
        select(Demand).where(Demand.dispatched_on == life.day, Demand.address_used.is_not(None))
    ):
        loans = [row.case.loan]
        yield row.reference, document.read(row.document), loans, _both(loans, row.made_on, life)


def _both(loans: list[Loan], day: date, life: Life) -> dict[int, tuple[Standing, Standing]]:
    """What is owed on the day that a paper names, and now, both as it is known now."""
    return {each.id: (ledger.today(each, day), ledger.today(each, team.today(life.world.clock()))) for each in loans}


def _known(loan: Loan, then: Standing) -> set[Decimal]:
    """Every amount that a paper may name of a loan: overdue in all and by instalment, not yet due, both, the end."""
    late, owed = sum(then.overdue.values(), money.ZERO), then.total
    parts = {sum(part.owed.values(), money.ZERO) for part in then.parts}
    offers = {each.pay_amount for each in loan.case_file[0].offers if each.status == OfferStatus.open}
    return {late, owed, owed - late, early.payoff(loan, then.day), then.credit} | parts | offers


def _still(standing: Standing) -> object:
    """What is owed and was paid, without the interest that each day adds."""
    sums = {name: amount for name, amount in standing.overdue.items() if name != OVERDUE_INTEREST}
    return sums, sum((share.amount for share in standing.shares), Decimal())


def _amounts(data: bytes) -> set[Decimal]:
    """The amounts of a paper."""
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return {Decimal(each.replace(",", "")) for each in AMOUNT.findall(text)}

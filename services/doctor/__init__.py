"""The doctor: reads a book and names every row that breaks an invariant, and keeps what it found for people to mend.

A family of invariants is a file here; what each says stands in its `holds(...)`. Looking changes nothing; `keep` does.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.case import Case, CaseEvent
from models.charge import Charge
from models.finding import Finding, FindingState
from models.payment import Payment
from rules import access
from rules.access import Role
from services import bulk
from services.doctor import contact, episode, keeping, legal, money, outbox, waiting, week, work
from services.doctor.invariant import KNOWN, Found, Invariant, Look, Reach

FAMILIES = (legal, work, waiting, contact, outbox, episode, money, week, keeping)
"""The files whose invariants are asked."""
DAY = timedelta(days=1)


class Answer(NamedTuple):
    """What came of one invariant: the rows that break it, each once."""

    invariant: Invariant
    found: Sequence[Found]


def full(today: date, now: datetime) -> Look:
    """A look at everything: ledger, schedule and stage anew, figures and files."""
    return Look(today, now)


def quick(today: date, now: datetime) -> Look:
    """A look at what moved since yesterday, and at what was found before.

    That is enough: every business date has its night, and what was missed is caught up.
    """
    since = today - DAY
    return Look(today, now, sorted({*_moved(since), *_standing_loans()}), since)


def examine(look: Look) -> Iterator[Answer]:
    """Ask every invariant that the look reaches, in their order."""
    return (ask(each, look) for each in asked(look))


def asked(look: Look) -> list[Invariant]:
    """The invariants that a look reaches."""
    return [each for each in KNOWN.values() if each.reach != Reach.full or look.is_full]


def ask(invariant: Invariant, look: Look) -> Answer:
    """Look for the rows that break an invariant."""
    found = {(row.record, row.id): row for row in invariant.find(look)}
    return Answer(invariant, list(found.values()))


def keep(answers: Sequence[Answer], today: date) -> Counter[str]:
    """Keep what was found: new rows stand from today, those that were not found again are mended."""
    counts: Counter[str] = Counter()
    for answer in answers:
        counts.update(_keep(answer, today))
    return counts


def forget() -> Counter[str]:
    """Let go of what broke an invariant that nobody asks any more."""
    _mend(list(db.session.scalars(_standing(Finding.id).where(Finding.invariant.not_in(KNOWN)))))
    return Counter()


def collector_mends(invariant: Invariant) -> bool:
    """Whether the collector of a case can mend a breach of it."""
    return access.may(Role.collector, *invariant.right)


def mended_by(invariant: Invariant) -> list[Role]:
    """The roles of the team whose people can mend a breach of it."""
    return [role for role in Role if role != Role.legal_partner and access.may(role, *invariant.right)]


def _keep(answer: Answer, today: date) -> Counter[str]:
    name = answer.invariant.name
    columns = (Finding.id, Finding.record, Finding.record_id, Finding.state)
    known = {(row.record, row.record_id): row for row in db.session.execute(select(*columns).filter_by(invariant=name))}
    seen = {(row.record, row.id): row for row in answer.found}
    again = [(known[key].id, row) for key, row in seen.items() if key in known]
    fresh = [row for key, row in seen.items() if key not in known]
    bulk.insert(Finding, [_values(answer.invariant, row, today) for row in fresh])
    told = {"last_seen_on": today, "state": FindingState.standing}
    bulk.change(Finding, [{"id": id, "said": row.said, **told} for id, row in again])
    stood = {key: row.id for key, row in known.items() if row.state == FindingState.standing}
    mended = [id for key, id in stood.items() if key not in seen]
    _mend(mended)
    counts = Counter(found=len(fresh), still=len(again), mended=len(mended))
    return +counts


def _values(invariant: Invariant, row: Found, today: date) -> dict[str, object]:
    return {
        "invariant": invariant.name,
        "record": row.record,
        "record_id": row.id,
        "case_id": row.case_id if collector_mends(invariant) else None,
        "said": row.said,
        "first_seen_on": today,
        "last_seen_on": today,
        "state": FindingState.standing,
    }


def _mend(ids: Sequence[int]) -> None:
    bulk.change(Finding, [{"id": id, "state": FindingState.mended} for id in ids])


def _standing(*columns: Any) -> Any:
    return select(*columns).where(Finding.state == FindingState.standing)


def _moved(since: date) -> Iterator[int]:
    """The loans on which money, a charge or the stage of their case moved on a day or later."""
    yield from db.session.scalars(select(Payment.loan_id).where(Payment.posted_on >= since).distinct())
    yield from db.session.scalars(select(Charge.loan_id).where(Charge.posted_on >= since).distinct())
    staged = select(Case.loan_id).join(CaseEvent, CaseEvent.case_id == Case.id).where(CaseEvent.on >= since)
    yield from db.session.scalars(staged.distinct())


def _standing_loans() -> Iterator[int]:
    """The loans that a finding stands on."""
    yield from db.session.scalars(_standing(Finding.record_id).where(Finding.record == "loan"))

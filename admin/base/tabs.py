"""The tabs above a page, each with how many of its rows are open now; all of a page are counted in one statement."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from flask import url_for
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from admin.base import clock, format, labels, menu, notices, rights, scope
from models import db
from models.approval import Approval, ApprovalStatus
from models.circuit import Circuit
from models.complaint import Complaint
from models.decision import Breach, Override, OverrideStatus
from models.dispute import Dispute, DisputeStatus
from models.finding import Finding, FindingState
from models.hardship import Hardship, HardshipStatus
from models.hold import Hold
from models.offer import Offer, OfferStatus
from models.pause import Pause, PauseAction
from models.plan import Plan, PlanStatus
from models.promise import Promise, PromiseStatus
from models.receipt import BankLine, LineStatus, Receipt, ReceiptStatus
from models.referral import Referral, ReferralStatus
from models.refund import Refund, RefundStatus
from models.reveal_alarm import RevealAlarm
from models.set_off import SetOff, SetOffStatus
from models.user import User
from models.wish import Wish
from rules import referral
from rules.access import Level, Role

MOST = 1000
"""So far is counted; beyond it a tab says that there are more."""
KEPT = 500


class Tab(NamedTuple):
    """A tab as it stands above a page; `number` leads to the rows that it counted, where a list can be narrowed so."""

    label: str
    address: str
    current: bool
    number: int
    counted: str


class Row(NamedTuple):
    """A row of tabs, and what it is called."""

    label: str
    tabs: list[Tab]


class Live(NamedTuple):
    """Which rows of a list are open, and how their list is narrowed to them; nothing where it cannot be."""

    condition: ColumnElement[bool]
    filters: dict[str, Any]


def of(statuses: Any, *wanted: Any) -> Live:
    """The rows with one of these statuses."""
    return Live(statuses.in_(wanted), {"status": [each.name for each in wanted]})


def held(today: date) -> Live:
    """The holds that rest a case on a day."""
    ends = or_(Hold.ends_on.is_(None), Hold.ends_on >= today)
    return Live((Hold.starts_on <= today) & Hold.released_on.is_(None) & ends, {})


def paused(today: date) -> Live:
    """The pauses that run on a day: no later row of the loan has ended or followed them."""
    later = aliased(Pause)
    last = ~select(later.id).where(later.loan_id == Pause.loan_id, later.id > Pause.id).exists()
    ends = or_(Pause.ends_on.is_(None), Pause.ends_on > today)
    return Live((Pause.action == PauseAction.pause) & (Pause.starts_on <= today) & ends & last, {})


def wished(today: date) -> Live:
    """The wishes and consents in force on a day."""
    return Live(Wish.ended_at.is_(None) & or_(Wish.ends_on.is_(None), Wish.ends_on >= today), {})


LIVE: dict[str, Callable[[date], Live]] = {
    "promise": lambda today: of(Promise.status, PromiseStatus.open),
    "plan": lambda today: of(Plan.status, PlanStatus.proposed, PlanStatus.agreed, PlanStatus.running),
    "offer": lambda today: of(Offer.status, OfferStatus.open),
    "approval": lambda today: of(Approval.status, ApprovalStatus.requested),
    "hold": held,
    "pause": paused,
    "dispute": lambda today: of(Dispute.status, DisputeStatus.open),
    "hardship": lambda today: of(Hardship.status, HardshipStatus.running),
    "wish": wished,
    "complaint": lambda today: Live(Complaint.closed_on.is_(None), {}),
    "breach": lambda today: Live(Breach.reviewed_on.is_(None), {}),
    "override": lambda today: of(Override.status, OverrideStatus.requested),
    "receipt": lambda today: of(Receipt.status, ReceiptStatus.unmatched, ReceiptStatus.parked),
    "bank_line": lambda today: of(BankLine.status, LineStatus.waiting),
    "set_off": lambda today: of(SetOff.status, SetOffStatus.proposed),
    "refund": lambda today: of(Refund.status, RefundStatus.requested, RefundStatus.approved),
    "referral": lambda today: of(Referral.status, *(each for each in ReferralStatus if each not in referral.ENDS)),
    "finding": lambda today: Live(Finding.state == FindingState.standing, {"state": "standing"}),
    "circuit": lambda today: Live(Circuit.opened_at.is_not(None), {"opened_at_from": notices.EVER}),
    "reveal_alarm": lambda today: Live(RevealAlarm.reviewed_on.is_(None), {}),
}
"""By list: which rows are open on a day."""


def shown() -> list[Row]:
    """The tabs of the page that the signed-in person is on, row by row."""
    found = menu.rows_of_tabs()
    counts = counted({page.name for _, pages in found for page in pages} & LIVE.keys())
    return [Row(label, [tab(page, counts) for page in pages]) for label, pages in found]


def tab(page: menu.Page, counts: dict[str, int]) -> Tab:
    """A tab with its count: the open rows of a list, or what waits in a room."""
    current = menu.here() in page.inside
    if page.pages:
        return Tab(page.label, page.address, current, notices.waiting(page.inside), "")
    count = counts.get(page.name, 0)
    filters = LIVE[page.name](clock.today()).filters if count else {}
    return Tab(
        page.label, page.address, current, count, url_for(f"{page.name}.index_view", **filters) if filters else ""
    )


def capped(count: int) -> str:
    """A count as a tab shows it."""
    return f"{format.number(MOST)}+" if count > MOST else format.number(count)


def counted(names: Iterable[str]) -> dict[str, int]:
    """How many rows of these lists are open within the person's reach, each as far as is counted."""
    person, wanted = rights.person(), tuple(sorted(names))
    if person is None or not wanted:
        return {}
    numbers = db.session.connection().exec_driver_sql(question(wanted, person)).one()
    return dict(zip(wanted, numbers, strict=True))


def question(names: tuple[str, ...], person: User) -> str:
    """All the counts in one statement, as the database reads it."""
    return _question(names, person.role, person.level, person.id, person.partner_id, clock.today())


@lru_cache(maxsize=KEPT)
def _question(
    names: tuple[str, ...], role: Role, level: Level, person_id: int, partner_id: int | None, today: date
) -> str:
    """What is asked hangs on nothing else, so that it is made once; its values are ids, days and members."""
    query = select(*(_few(name, today) for name in names))
    return str(query.compile(db.engine, compile_kwargs={"literal_binds": True}))


def _few(name: str, today: date) -> Any:
    reach = scope.condition(name, few=True)
    rows = select(labels.model(name).id).where(LIVE[name](today).condition, reach).limit(MOST + 1).subquery()
    return select(func.count()).select_from(rows).scalar_subquery()

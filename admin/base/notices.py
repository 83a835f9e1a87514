"""What waits for a person or names them, counted when a page is shown, and what of it they have not read: the bell."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from flask import g, url_for
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, func, select, true

from admin.base import clock, labels, rights, scope
from models import db
from models.approval import Approval
from models.automation import Automation, AutomationStatus
from models.backup import Backup, BackupStatus
from models.base import Record, unsought
from models.case import Case, CaseHolder, CaseState
from models.circuit import Circuit
from models.data_request import DataRequest, DataRequestStatus, OrderStatus, RetentionOrder
from models.deadline import DeadlineAlarm
from models.decision import Breach, Override, OverrideStatus
from models.duplicate import Duplicate, DuplicateState
from models.export_request import ExportRequest
from models.finding import Finding, FindingState
from models.hold import Hold
from models.month_end import HistoryFile
from models.notice_read import notice_read
from models.partner import LegalPartner
from models.payment import Payment
from models.promise import Promise, PromiseStatus
from models.receipt import BankLine, LineStatus
from models.referral import Referral, ReferralStatus
from models.referral_work import ItemRequest, ReferralQuestion
from models.refund import Refund, RefundStatus
from models.reminder import Reminder, ReminderStatus
from models.reveal_alarm import RevealAlarm
from models.run import JobRun, RunStatus
from models.set_off import SetOff, SetOffStatus
from models.trial import StrategyTrial, TrialStatus
from models.user import User
from models.user_mail import UserMail
from rules import access
from rules.access import Level, Reach, Role
from services import credit, deciders, hold, team
from services.reminder import AT_THE_PRINTER

LATELY = timedelta(days=3)
WEEK = timedelta(days=7)
PASSED = timedelta(days=14)
"""So long after a long absence it is told what was passed over."""
YEAR = timedelta(days=365)
MOST_READ = 1000
"""So many rows of a kind are kept as read; beyond them a notice stays unread."""
KEPT = 500
"""For so many people what is asked is kept."""
ENDING = 60
"""Days before a limitation ends from which it is told."""
LOST = (ReminderStatus.failed, ReminderStatus.unknown)
"""How a message ends that nobody can tell has arrived."""
EVER = "1900-01-01"
"""From this day on a list shows every row that has one at all."""
REACHED = (Approval, Hold, Promise)
"""Whose parts say themselves whom they concern."""


class Notice(NamedTuple):
    """How many rows wait for a look, in words, and where they stand: the list, and its address as it is narrowed.

    `unread` of them are not among those that the person has read.
    """

    kind: str
    words: str
    number: int
    unread: int
    address: str
    endpoint: str

    @property
    def page(self) -> str:
        """The name of the page that its list stands on."""
        return self.endpoint.partition(".")[0]


class Asked(NamedTuple):
    """A notice before its rows are counted: the ids of each part, no row in two; its list is narrowed by `filters`."""

    words: Any
    model: type[Record]
    ids: tuple[Select[Any], ...]
    endpoint: str
    filters: dict[str, Any]


class Question(NamedTuple):
    """The notices of a person by their kind, and all their counts in one statement, as the database reads it."""

    asked: dict[str, Asked]
    statement: str


def of_person() -> list[Notice]:
    """The notices of whoever is signed in, once per request; none where nothing waits."""
    if "notices" not in g:
        person = rights.person()
        g.notices = counted(asked(person, clock.today())) if person else []
    return list(g.notices)


def of_list(*endpoints: str) -> bool:
    """Whether anything on one of these lists waits for whoever is signed in."""
    return any(each.endpoint in endpoints for each in of_person())


def waiting(pages: Collection[str]) -> int:
    """How much waits on these pages for whoever is signed in."""
    return sum(each.number for each in of_person() if each.page in pages)


def asked(person: User, today: date) -> Question:
    """What is asked for a person on a day."""
    return _asked(person.role, person.level, person.id, person.partner_id, today)


@lru_cache(maxsize=KEPT)
def _asked(role: Role, level: Level, person_id: int, partner_id: int | None, today: date) -> Question:
    """What is asked hangs on nothing else: every page asks it, so it is made once, with its values written in.

    They are ids, days and members of the house. PostgreSQL then plans it once for a connection, not for each page.
    """
    with force_locale("en"):
        asked = {kind_of(each): each for each in (*approvals(), *decisions(), *work()) if each}
    numbers = [number for kind, each in asked.items() for number in (_count(each.ids), _read(kind, each, person_id))]
    return Question(asked, str(select(*numbers).compile(db.engine, compile_kwargs={"literal_binds": True})))


def kind_of(asked: Asked) -> str:
    """The name under which a notice is read: its English."""
    return str(asked.words).lower().replace(" ", "_")


def _count(parts: Sequence[Select[Any]]) -> Any:
    """How many rows these selects of ids find."""
    numbers = [each.with_only_columns(func.count(*each.selected_columns)).scalar_subquery() for each in parts]
    return sum(numbers[1:], numbers[0])


def _read(kind: str, asked: Asked, person_id: int) -> Any:
    """How many of its rows a person has read: few, so that each is looked up among those that wait."""
    own = (notice_read.c.user_id == person_id) & (notice_read.c.kind == kind)
    return _count([each.where(_id(each).in_(select(notice_read.c.row_id).where(own))) for each in asked.ids])


def _id(ids: Select[Any]) -> Any:
    """The column of ids that a select finds."""
    found = ids.selected_columns[0]
    return getattr(found, "element", found)


def counted(question: Question) -> list[Notice]:
    """Count all of them in one statement."""
    numbers = db.session.connection().exec_driver_sql(question.statement).one() if question.asked else ()
    found = zip(question.asked.items(), numbers[::2], numbers[1::2], strict=True)
    return [
        Notice(kind, str(each.words), number, number - read, address(each), each.endpoint)
        for (kind, each), number, read in found
        if number
    ]


def address(asked: Asked) -> str:
    """The address of the list of a notice; where nothing narrows it, the view that opens the list does not either."""
    bare = not asked.filters and asked.endpoint.endswith(".index_view")
    return url_for(asked.endpoint, **({"view": 0} if bare else asked.filters))


def read(kinds: Collection[str], limit: int = MOST_READ) -> None:
    """Keep which rows of these kinds the signed-in person has read by now; those that wait no more are let go."""
    person = rights.person()
    for kind, each in asked(person, clock.today()).asked.items() if person else ():
        if person and kind in kinds:
            own = (notice_read.c.user_id == person.id) & (notice_read.c.kind == kind)
            db.session.execute(notice_read.delete().where(own))
            ids = {id for part in each.ids for id in db.session.scalars(_plain(part).limit(limit))}
            rows = [{"user_id": person.id, "kind": kind, "row_id": id} for id in sorted(ids)]
            if rows:
                db.session.execute(notice_read.insert(), rows)


def _plain(part: Select[Any]) -> Select[Any]:
    """The ids of a part, each once."""
    return part.with_only_columns(_id(part)).distinct()


def first(kind: str, most: int) -> list[Any]:
    """The latest rows of a kind that wait for the signed-in person, where they stand on pages of their own."""
    person = rights.person()
    found = asked(person, clock.today()).asked.get(kind) if person else None
    if found is None:
        return []
    ids = {id for part in found.ids for id in db.session.scalars(_plain(part).order_by(_id(part).desc()).limit(most))}
    return scope.among(found.model, [str(id) for id in sorted(ids)[-most:]])


def approvals() -> list[Asked | None]:
    """What a person decides on, the answers to what they asked for, and what is about to lapse."""
    person, tomorrow = rights.person(), clock.today() + deciders.LAST
    if person is None:
        return []
    waits, levels = {"status": "requested"}, [level.name for level in access.up_to(person.level)]
    answered, lapsing = deciders.answered(person), deciders.lapsing(person, clock.today())
    return [
        notice("act", Approval, _l("Approvals waiting"), deciders.decided_by(person), needs=levels, **waits),
        notice("view", Approval, _l("Your requests answered"), answered, answer_to=person.id),
        notice("view", Approval, _l("Requests about to lapse"), lapsing, lapses_on_to=tomorrow.isoformat(), **waits),
    ]


def decisions() -> list[Asked | None]:
    """What a second person or a manager decides or looks at."""
    waits = Override.status == OverrideStatus.requested
    proposed, asked_for, ordered = ReferralStatus.proposed, DataRequestStatus.open, OrderStatus.asked_for
    asked_items = select(ItemRequest.referral_id).where(ItemRequest.answered_at.is_(None))
    late = LegalPartner.archived_on.is_(None) & ~(LegalPartner.evaluated_on > clock.today() - YEAR).is_(True)
    return [
        notice("act", Override, _l("Overrides waiting"), waits, status="requested"),
        notice("act", ExportRequest, _l("Exports waiting"), ExportRequest.status == "requested", status="requested"),
        notice(
            "act", StrategyTrial, _l("Trials to decide on"), StrategyTrial.status == TrialStatus.asked, status="asked"
        ),
        notice("act", Duplicate, _l("Merges to decide"), Duplicate.state == DuplicateState.asked, state="asked"),
        notice(
            "act", Automation, _l("Rules to switch on"), Automation.status == AutomationStatus.asked, status="asked"
        ),
        notice(
            "act", RetentionOrder, _l("Erasure orders to decide"), RetentionOrder.status == ordered, status=ordered.name
        ),
        notice("act", RevealAlarm, _l("Many numbers shown in a day"), RevealAlarm.reviewed_on.is_(None)),
        notice("edit", DataRequest, _l("Requests about data"), DataRequest.status == asked_for, status="open"),
        notice("act", Breach, _l("Breaches to look at"), Breach.reviewed_on.is_(None)),
        *unsent(),
        letters(),
        notice("edit", Referral, _l("Referrals proposed"), Referral.status == proposed, status="proposed"),
        questions() if rights.may("edit", "referral") else None,
        notice("act", Referral, _l("Partners miss something"), Referral.id.in_(asked_items)),
        notice("edit", LegalPartner, _l("Partners to evaluate"), late),
        notice("act", BankLine, _l("Returns to look at"), BankLine.status == LineStatus.waiting, status="waiting"),
        *money_out(),
    ]


def unsent() -> list[Asked | None]:
    """Channels that are down, and messages that did not leave or of which nobody knows, while they are of use."""
    today = clock.today()
    failed = (Reminder.status == ReminderStatus.failed) & (Reminder.queued_on >= today - WEEK)
    unknown, recent = Reminder.status == ReminderStatus.unknown, {"queued_on_from": (today - WEEK).isoformat()}
    lost = UserMail.status.in_(LOST) & (UserMail.until > team.start_of(today))
    useful = {"status": [each.name for each in LOST], "until_from": today.isoformat()}
    opened = {"opened_at_from": EVER}
    return [
        notice("act", Circuit, _l("Channels that are down"), Circuit.opened_at.is_not(None), **opened),
        notice("act", Reminder, _l("Unknown whether sent"), unknown, status="unknown"),
        notice("act", Reminder, _l("Messages that failed"), failed, status="failed", **recent),
        notice("act", UserMail, _l("Mail to people that did not leave"), lost, **useful),
    ]


def questions() -> Asked:
    """The referrals on which a decision is asked for: their questions are counted, so that no referral is read."""
    asked = select(ReferralQuestion.referral_id.distinct()).where(ReferralQuestion.decided_at.is_(None))
    reach = scope.condition("referral")
    if rights.reach("referral") != Reach.all:
        asked = asked.where(ReferralQuestion.referral_id.in_(select(Referral.id).where(reach)))
    return Asked(_l("Referrals to decide on"), Referral, (asked,), "referral.index_view", {})


def letters() -> Asked | None:
    """Letters that somebody has to print or to post."""
    waits = select(Reminder.id).where(Reminder.status.in_(AT_THE_PRINTER))
    return (
        Asked(_l("Letters to print or post"), Reminder, (waits,), "letters.index", {})
        if rights.may_open("letters")
        else None
    )


def money_out() -> list[Asked | None]:
    """What leaves the credit of borrowers, and what left it beyond what was there."""
    untold = (SetOff.status == SetOffStatus.made) & SetOff.told_on.is_(None)
    short = select(Payment.id).where(credit.short())
    return [
        notice("act", SetOff, _l("Set-offs proposed"), SetOff.status == SetOffStatus.proposed, status="proposed"),
        notice("act", SetOff, _l("Set-offs not told yet"), untold, status="made"),
        notice("act", Refund, _l("Refunds to decide"), Refund.status == RefundStatus.requested, status="requested"),
        notice("act", Refund, _l("Refunds to pay out"), Refund.status == RefundStatus.approved, status="approved"),
        Asked(_l("More returned than there was"), Payment, (short,), "credits.index", {})
        if rights.may_open("credits")
        else None,
    ]


def work() -> list[Asked | None]:
    """What happened on a person's own cases, or on all of them for those who see all."""
    today = clock.today()
    broken = (Promise.status == PromiseStatus.broken) & (Promise.settled_on >= today - LATELY)
    broken &= scope.condition("promise")
    late = select(DeadlineAlarm.loan_id).where(DeadlineAlarm.expires_on >= today, DeadlineAlarm.days <= ENDING)
    ending = (unsought(Case.state) == CaseState.open) & Case.loan_id.in_(late)
    since = (today - LATELY).isoformat()
    return [
        notice("view", Promise, _l("Promises broken"), broken, status="broken", settled_on_from=since),
        notice("act", Hold, _l("Holds to review"), *holds(today), review_on_to=today.isoformat()),
        notice("view", Case, _l("Limitation ends within 60 days"), ending, state="open"),
        given(today),
        *runs(today),
        notice("view", Finding, _l("Out of order"), Finding.state == FindingState.standing, state="standing"),
    ]


def given(today: date) -> Asked | None:
    """The cases that came to a person lately; nobody is told who sees all cases anyway."""
    person = rights.person()
    if person is None or rights.reach("case") != Reach.own or person.role == Role.legal_partner:
        return None
    since = select(CaseHolder.case_id).where(
        CaseHolder.user_id == person.id, CaseHolder.since_on >= today - LATELY, CaseHolder.until_on.is_(None)
    )
    return notice(
        "view", Case, _l("Cases given to you"), Case.id.in_(since) & (Case.state == CaseState.open), state="open"
    )


def runs(today: date) -> list[Asked | None]:
    """What ran by itself and broke, and the dates that nobody makes up any more, for some days after."""
    since, lately = today - LATELY, datetime.combine(today - PASSED, time(), UTC)
    left = JobRun.status != RunStatus.done  # Says to the database which index holds them.
    failed = left & (JobRun.status == RunStatus.failed) & (JobRun.business_date >= since)
    passed = left & (JobRun.status == RunStatus.skipped) & (JobRun.started_at >= lately)
    told = {"status": "skipped", "started_at_from": lately.date().isoformat()}
    return [
        notice("view", JobRun, _l("Runs that failed"), failed, status="failed", business_date_from=since.isoformat()),
        notice("view", JobRun, _l("Nights and weeks passed over"), passed, **told),
        backups(today),
        histories(),
    ]


def histories() -> Asked | None:
    """Files of a history that a person brought, of which nobody has seen yet what came."""
    person = rights.person()
    if person is None or not rights.may_open("month_history"):
        return None
    ended = HistoryFile.finished_at.is_not(None) & HistoryFile.seen.is_(False)
    mine = select(HistoryFile.id).where(HistoryFile.user_id == person.id, ended)
    return Asked(_l("Histories that came in"), HistoryFile, (mine,), "month_history.index", {})


def backups(today: date) -> Asked | None:
    """Backups that failed lately, for who can set right what they name."""
    since = datetime.combine(today - LATELY, time(), UTC)
    failed = (Backup.status == BackupStatus.failed) & (Backup.started_at >= since)
    told = {"status": "failed", "started_at_from": since.date().isoformat()}
    return notice("view", Backup, _l("Backups that failed"), failed, **told)


def holds(today: date) -> tuple[ColumnElement[bool], ...]:
    """The holds to review within the person's reach; many wait, so that a person's own are found by their cases."""
    if rights.reach("hold") == Reach.all:
        return hold.to_review(today)
    return hold.to_review_of(scope.condition("hold"), scope.condition("hold", few=True), today)


def notice(verb: str, model: type[Record], words: Any, *parts: ColumnElement[bool], **filters: Any) -> Asked | None:
    """The rows within the person's reach, for those who have the right; no row fits two of the `parts`."""
    noun = labels.named(model)
    if not rights.may(verb, noun):
        return None
    reach = true() if model in REACHED else scope.condition(noun, few=True)
    ids = tuple(select(model.id).where(part, reach) for part in parts)
    return Asked(words, model, ids, f"{noun}.index_view", filters)

"""The strategy in versions: a draft is written, published by a second person, and taken up by the night of its day."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select, update

from models import db
from models.case import Case
from models.contact import Contact
from models.loan import Loan
from models.portfolio import Portfolio
from models.reminder import Reminder
from models.strategy import DryRun, Proposal, ProposalStatus, StrategyStatus, StrategyVersion
from models.user import User
from rules import strategy as rule
from rules.access import Role
from rules.errors import RuleError
from rules.sentence import Sentence
from services.strategy import condition, document

Status = StrategyStatus
OPEN = (Status.draft, Status.asked)
"""What is not decided on yet."""
STOOD = (Status.published, Status.in_force, Status.past)
"""What has a first day."""
MAY_PUBLISH = (Role.administrator, Role.manager)
LADDER = frozenset({"policy", "stage", "stage_condition"})
"""Where a change moves cases."""
FOR_ALL = ("notice_text", "contact_rule", "authority_limit")
"""What binds every policy."""
FIRST = Sentence("As it was set up.")
OUTSIDE = Sentence("As the rows were found: they were changed outside a draft.")
T = TypeVar("T")


def in_force() -> StrategyVersion | None:
    """The version that the live rows are; None before the first night."""
    return db.session.scalars(select(StrategyVersion).filter_by(status=Status.in_force)).first()


def draft() -> StrategyVersion | None:
    """The version that is being written or waits for a second person."""
    return db.session.scalars(select(StrategyVersion).where(StrategyVersion.status.in_(OPEN))).first()


def waiting() -> StrategyVersion | None:
    """The version that is published for a day to come."""
    return db.session.scalars(select(StrategyVersion).filter_by(status=Status.published)).first()


def at(day: date) -> StrategyVersion | None:
    """The version that was in force on a day; None for a day before versions were kept."""
    return at_many([day]).get(day)


def stood() -> list[StrategyVersion]:
    """The versions that have a first day, in their order."""
    here = (StrategyVersion.status.in_(STOOD), StrategyVersion.starts_on.is_not(None))
    return list(db.session.scalars(select(StrategyVersion).where(*here).order_by(StrategyVersion.number)))


def at_many(days: Iterable[date], known: list[StrategyVersion] | None = None) -> dict[date, StrategyVersion]:
    """The versions that were in force on these days, of those that are `known` where they were asked for before."""
    rows = stood() if known is None else known
    spans = [rule.Span(row.starts_on, row.ends_on) for row in rows if row.starts_on]
    found = {day: rule.in_force(spans, day) for day in set(days)}
    return {day: rows[place] for day, place in found.items() if place is not None}


def is_in_use() -> bool:
    """Whether anybody was written or spoken to by the strategy: until then the house is being set up."""
    if in_force() is None:
        return False
    sent = select(Reminder.id).where(Reminder.sent_at.is_not(None)).limit(1)
    return db.session.scalar(sent) is not None or db.session.scalar(select(Contact.id).limit(1)) is not None


def leads_to_draft() -> bool:
    """Whether a change of a row goes into the draft; while the house is set up it is the row's own."""
    return draft() is not None or is_in_use()


def begin(why: str, today: date, user: User | None) -> StrategyVersion:
    """Begin a draft: a copy of the version that comes last. Raises RuleError while another one is open."""
    if draft():
        raise RuleError("A draft is open already: number %(number)s.", number=draft())
    base = waiting() or in_force()
    if base is None:
        raise RuleError("The first night keeps the first version; until then change the rows themselves.")
    row = StrategyVersion(number=_next_number(), why=why, content=base.content, digest=base.digest, base=base)
    row.begun_on, row.begun_by = today, user
    db.session.add(row)
    db.session.flush()
    return row


def wrote(row: StrategyVersion, content: Mapping[str, Any], user: User | None) -> None:
    """Keep what a draft holds now; one that was asked for is a draft again. Raises RuleError for any other version."""
    if row.status not in OPEN:
        raise RuleError("Version %(number)s is no draft: it does not change any more.", number=row.number)
    row.content, row.digest = dict(content), rule.digest(content)
    row.status, row.asked_on, row.asked_by, row.starts_on = Status.draft, None, None, None
    if user and user.id not in row.editors:
        row.editors = [*row.editors, user.id]


def written(work: Callable[[], T], today: date, user: User | None) -> T:
    """Do to the rows of the draft what a screen does to the live ones; those stay as they are.

    The rows are laid upon the live ones, changed, read off and taken back, so that every check of the house sees them.
    """
    row = draft() or begin("", today, user)
    with db.session.begin_nested() as point:
        document.lay(row.content, row.version)
        found = work()
        content = document.read()
        point.rollback()
    db.session.expire_all()
    wrote(row, content, user)
    return found


def recaptured(today: date) -> None:
    """While the house is set up, its first version is what the rows are."""
    row = in_force()
    if row is not None and not is_in_use():
        content = document.read()
        touch(_policies(rule.differences(row.content, content), content))
        _capture(row, content)


def ask(row: StrategyVersion, starts_on: date, why: str, today: date, user: User) -> None:
    """Ask a second person to publish a draft from a day on.

    Raises RuleError where nothing differs, no reason is given, the day has begun, its stages make no ladder, or no
    dry run shows what it does.
    """
    if row.status not in OPEN:
        raise RuleError("Version %(number)s is no draft: it does not change any more.", number=row.number)
    if not why.strip():
        raise RuleError("Say why it should be so.")
    rule.check_start(starts_on, today)
    if not changes(row):
        raise RuleError("The draft says what is in force already.")
    condition.check_content(row.content)
    check_tried(row)
    row.why, row.status, row.starts_on = why, Status.asked, starts_on
    row.asked_on, row.asked_by = today, user


def publish(row: StrategyVersion, today: date, user: User) -> None:
    """Publish a draft that was asked for; the night of its day takes it up.

    Raises RuleError for one's own draft, one nobody asked for, one whose day has come, or one that was copied from a
    version which is not the last one any more.
    """
    if row.status != Status.asked or row.starts_on is None:
        raise RuleError("Nobody asked for version %(number)s to be published.", number=row.number)
    rule.check_publication(row.asked_by_id or 0, sorted(writers(row)), user.id)
    rule.check_start(row.starts_on, today)
    check_tried(row)
    if (before := waiting()) is not None and before.starts_on:
        raise RuleError(
            "Version %(number)s is published for %(day)s; publish the next one once it is in force.",
            number=before,
            day=before.starts_on,
        )
    if row.base != in_force():
        raise RuleError(
            "It was copied from version %(number)s, which another one replaced; begin anew.", number=row.base
        )
    row.status, row.published_on, row.published_by = Status.published, today, user
    _decide(row, ProposalStatus.adopted, today, user)


def drop(row: StrategyVersion, today: date, user: User | None) -> None:
    """Put a draft away, or a published version before its day. Raises RuleError for one that was in force."""
    if row.status not in (*OPEN, Status.published):
        raise RuleError("Version %(number)s was in force; it is kept.", number=row.number)
    row.status, row.starts_on = Status.dropped, None
    _decide(row, ProposalStatus.dropped, today, user)


def second_people(row: StrategyVersion) -> list[User]:
    """Who may publish a draft: nobody who wrote in it, proposed it or asked for it."""
    mine = {*writers(row), row.asked_by_id}
    query = select(User).where(User.role.in_(MAY_PUBLISH), User.active.is_(True)).order_by(User.name)
    return [each for each in db.session.scalars(query) if each.id not in mine]


def writers(row: StrategyVersion) -> set[int]:
    """Who began a draft, wrote in it, or proposed what it answers."""
    proposed = select(Proposal.proposed_by_id).filter_by(strategy_version_id=row.id)
    return {id for id in (*row.editors, row.begun_by_id, *db.session.scalars(proposed)) if id}


def changes(row: StrategyVersion) -> list[rule.Difference]:
    """What a version says otherwise than the one it was copied from."""
    return rule.differences(row.base.content, row.content) if row.base else []


def policies_of(row: StrategyVersion) -> set[int]:
    """The policies whose cases a version moves or writes to otherwise; all of them where it changes what binds all."""
    found = changes(row)
    everything = {each["id"] for each in row.content.get("policy", ())}
    if not found or any(each.table in FOR_ALL for each in found):
        return everything
    of_stage = {each["id"]: each["policy_id"] for each in row.content.get("stage", ())}
    stage_of = {each["id"]: each["stage_id"] for each in row.content.get("template", ())}
    words = {of_stage[stage_of[each.id]] for each in found if each.table == "template" and each.id in stage_of}
    return _policies(found, row.content) | words


def take_up(today: date) -> str:
    """Let the version of the day be in force: its rows become the live ones, and the cases it moves are looked at.

    Rows that were changed past every draft are kept as a version of their own first. Harmless twice.
    """
    content, now = document.read(), in_force()
    if now is None:
        _new(content, FIRST, today)
        return "kept"
    outside = rule.differences(now.content, content)
    if outside:
        touch(_policies(outside, content))
        now = _supersede(now, _new(content, OUTSIDE, today), today)
    row = waiting()
    if row is None or row.starts_on is None or row.starts_on > today:
        return "kept" if outside else "unchanged"
    lay_content(row.content)
    row.starts_on = today
    _capture(_supersede(now, row, today), document.read())
    return "taken_up"


def lay_content(content: Mapping[str, Any]) -> None:
    """Make the rows of a version the live ones; every case under a policy that it changes is looked at again."""
    before = document.read()
    document.lay(content)
    touch(_policies(rule.differences(before, content), content))


def touch(policy_ids: Iterable[int]) -> None:
    """Ask the night to look at every case under these policies on which something is unpaid."""
    loans = select(Loan.id).join(Portfolio).where(Portfolio.policy_id.in_(list(policy_ids)))
    table: Any = Case.__table__
    theirs = table.c.loan_id.in_(loans) & table.c.archived_on.is_(None) & table.c.overdue_since.is_not(None)
    db.session.execute(update(table).where(theirs).values(touched=True))
    db.session.expire_all()


def _policies(found: list[rule.Difference], content: Mapping[str, Any]) -> set[int]:
    """The policies whose ladder differs."""
    of_stage = {row["id"]: row["policy_id"] for row in content.get("stage", ())}
    ids = {each.id for each in found if each.table == "policy"}
    ids |= {of_stage[each.id] for each in found if each.table == "stage" and each.id in of_stage}
    conditions = {each.id: each for each in found if each.table == "stage_condition"}
    known = {row["id"]: row["step_id"] for row in content.get("stage_condition", ())}
    stages = {
        known.get(id) or each.before["step_id"] for id, each in conditions.items() if known.get(id) or each.before
    }
    return ids | {of_stage[id] for id in stages if id in of_stage}


def _supersede(now: StrategyVersion, row: StrategyVersion, today: date) -> StrategyVersion:
    now.status, now.ends_on = Status.past, today
    row.status = Status.in_force
    db.session.flush()
    return row


def _new(content: Mapping[str, Any], why: str, today: date) -> StrategyVersion:
    row = StrategyVersion(number=_next_number(), why=why, content={}, begun_on=today, starts_on=today)
    row.status = Status.in_force
    _capture(row, content)
    db.session.add(row)
    db.session.flush()
    return row


def _capture(row: StrategyVersion, content: Mapping[str, Any]) -> None:
    row.content, row.digest = dict(content), rule.digest(content)


def check_tried(row: StrategyVersion) -> None:
    """Raise RuleError where no dry run was made of a draft as it stands."""
    tried = select(DryRun.id).filter_by(strategy_version_id=row.id, digest=row.digest)
    if db.session.scalar(tried.limit(1)) is None:
        raise RuleError("Make a dry run of the draft as it stands: whoever decides sees what it does.")


def _decide(row: StrategyVersion, status: ProposalStatus, today: date, user: User | None) -> None:
    """What is decided on a version is decided on the proposals it answers."""
    open_now = (ProposalStatus.proposed, ProposalStatus.tried)
    for each in db.session.scalars(select(Proposal).filter_by(strategy_version_id=row.id)):
        if each.status in open_now or (status == ProposalStatus.dropped and each.status == ProposalStatus.adopted):
            each.status, each.decided_on, each.decided_by = status, today, user


def _next_number() -> int:
    last = select(StrategyVersion.number).order_by(StrategyVersion.number.desc()).limit(1)
    return (db.session.scalar(last) or 0) + 1

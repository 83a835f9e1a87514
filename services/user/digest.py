"""The daily digest: what waits for a person or names them, by mail each morning, for those who asked for it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_date
from sqlalchemy import ColumnElement, func, select

from models import db
from models.approval import Approval
from models.case import Case, CaseHolder, CaseState
from models.finding import Finding, FindingState
from models.promise import Promise, PromiseStatus
from models.referral_work import ReferralQuestion
from models.user import User
from models.user_mail import MailKind, UserMail
from rules import access
from rules.access import Reach, Role
from services import deciders, team
from services.doctor import waiting
from services.user import mail

DAY = timedelta(days=1)
WORDS: dict[str, dict[str, str]] = {
    "en": {
        "subject": "What waits for you on {day}",
        "more": "Read it: {link}",
        "sign_in": "Sign in to read it.",
        "stop": "You asked for this mail each morning; the page Notices stops it.",
        "approval": "Approvals waiting",
        "answered": "Your requests answered",
        "given": "Cases given to you",
        "promise": "Promises broken",
        "question": "Referrals to decide on",
        "finding": "Out of order",
        "override": "Overrides waiting",
        "breach": "Breaches to look at",
        "reminder": "Messages that failed or wait for a person",
        "user_mail": "Mail to people that did not leave",
        "circuit": "Channels that are down",
        "receipt": "Receipts to match",
        "bank_line": "Returns to look at",
        "hold": "Holds to review",
        "set_off": "Set-offs proposed",
        "refund": "Refunds to decide",
        "export_request": "Exports waiting",
        "duplicate": "Merges to decide",
        "data_request": "Requests about data",
        "retention_order": "Erasure orders to decide",
        "automation": "Rules to switch on",
        "strategy_trial": "Trials to decide on",
        "referral": "Referrals proposed",
    },
    "zh_Hans": {
        "subject": "{day}待您处理的事项",
        "more": "查看：{link}",
        "sign_in": "请登录查看。",
        "stop": "这是您要求的每日邮件；可在“通知”页停止。",
        "approval": "待审批",
        "answered": "您的请求已有答复",
        "given": "分给您的案件",
        "promise": "未兑现的承诺",
        "question": "待决定如何继续的法律移交",
        "finding": "体检异常",
        "override": "待决定的例外放行",
        "breach": "待复核的违规联系",
        "reminder": "失败或等待人工的消息",
        "user_mail": "未能发出的人员邮件",
        "circuit": "中断的渠道",
        "receipt": "待匹配的来款",
        "bank_line": "待查看的退回",
        "hold": "待复核的停催",
        "set_off": "待决定的抵销",
        "refund": "待审批的退款",
        "export_request": "待决定的导出",
        "duplicate": "待决定的合并",
        "data_request": "个人信息请求",
        "retention_order": "待决定的删除指令",
        "automation": "待启用的自动规则",
        "strategy_trial": "待决定的对照试行",
        "referral": "待决定的移交",
    },
    "zh_Hant": {
        "subject": "{day}待您處理的事項",
        "more": "查看：{link}",
        "sign_in": "請登入查看。",
        "stop": "這是您要求的每日郵件；可在「通知」頁停止。",
        "approval": "待審批",
        "answered": "您的請求已有答覆",
        "given": "分給您的案件",
        "promise": "未兌現的承諾",
        "question": "待決定如何繼續的法律移交",
        "finding": "體檢異常",
        "override": "待決定的例外放行",
        "breach": "待覆核的違規聯絡",
        "reminder": "失敗或等待人工的訊息",
        "user_mail": "未能寄出的人員郵件",
        "circuit": "中斷的管道",
        "receipt": "待對應的來款",
        "bank_line": "待查看的退回",
        "hold": "待覆核的停催",
        "set_off": "待決定的抵銷",
        "refund": "待審批的退款",
        "export_request": "待決定的匯出",
        "duplicate": "待決定的合併",
        "data_request": "個人資料請求",
        "retention_order": "待決定的刪除指令",
        "automation": "待啟用的自動規則",
        "strategy_trial": "待決定的對照試行",
        "referral": "待決定的移交",
    },
}
"""The words of the mail by language: one word for each kind of row that waits."""


def due(today: date, now: datetime) -> list[int]:
    """The people who asked for the digest and have not had today's; nobody for a night that is made up later."""
    if team.today(now) != today:
        return []
    had = select(UserMail.user_id).where(
        UserMail.kind == MailKind.daily_digest, UserMail.queued_at >= team.start_of(today)
    )
    here = User.gets_digest.is_(True), User.active.is_(True), User.id.not_in(had)
    return list(db.session.scalars(select(User.id).where(*here).order_by(User.id)))


def write(person: User, today: date, now: datetime, url: str = "") -> str:
    """Queue the digest of a person; nothing where nothing waits. A link only where there is an address."""
    found = counts(person, today)
    if found:
        mail.queue(person, MailKind.daily_digest, *letter(found, today, str(person.language), url), now)
    return "written" if found else "quiet"


def letter(found: dict[str, int], today: date, language: str, url: str) -> tuple[str, str]:
    """Subject and words: how many rows of each kind wait, and no name of anybody."""
    words = WORDS[language]
    lines = [f"{words[kind]}: {count}" for kind, count in found.items()]
    way = words["more"].format(link=f"{url}/notices/") if url else words["sign_in"]
    subject = words["subject"].format(day=format_date(today, "long", locale=language))
    return subject, "\n".join([*lines, "", way, words["stop"]])


def counts(person: User, today: date) -> dict[str, int]:
    """How many rows of each kind wait for a person or name them; kinds of which none does are left out."""
    asked = dict(kinds(person, today))
    if not asked:
        return {}
    numbers = db.session.execute(select(*asked.values())).one()
    return {kind: number for kind, number in zip(asked, numbers, strict=True) if number}


def kinds(person: User, today: date) -> Iterator[tuple[str, Any]]:
    """What is counted for a person: what they decide, what names them, and what waits for their role."""
    yield "approval", _count(Approval, deciders.decided_by(person))
    yield "answered", _count(Approval, deciders.answered(person))
    if access.right_of(person.role, "case").reach == Reach.own and person.role != Role.legal_partner:
        yield from _own(person, today)
    if access.may(person.role, "edit", "referral"):
        waits = ReferralQuestion.decided_at.is_(None)
        yield "question", _count(ReferralQuestion, waits)
    if sees(person, "view", "finding"):
        yield "finding", _count(Finding, Finding.state == FindingState.standing)
    for kind in waiting.kinds(today):
        if kind.record != "approval" and sees(person, kind.verb, kind.record):
            yield kind.record, _count(kind.model, kind.waits)


def _own(person: User, today: date) -> Iterator[tuple[str, Any]]:
    lately = CaseHolder.since_on >= today - DAY, CaseHolder.until_on.is_(None)
    given = select(CaseHolder.case_id).where(CaseHolder.user_id == person.id, *lately)
    yield "given", _count(Case, Case.id.in_(given) & (Case.state == CaseState.open))
    own = Promise.case_id.in_(select(Case.id).where(Case.assignee_id == person.id))
    broken = (Promise.status == PromiseStatus.broken) & (Promise.settled_on >= today - DAY)
    yield "promise", _count(Promise, broken & own)


def sees(person: User, verb: str, record: str) -> bool:
    """Whether a person has a verb on all rows of a record."""
    return access.may(person.role, verb, record) and access.right_of(person.role, record).reach == Reach.all


def _count(model: Any, condition: ColumnElement[bool]) -> Any:
    return select(func.count()).select_from(model).where(condition).scalar_subquery()

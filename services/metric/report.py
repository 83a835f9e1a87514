"""The report of a closed week: frozen with the versions of policy and rules it was made by, and mailed to who asked."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_percent
from sqlalchemy import select

from models import db
from models.metric import MetricScope, Week, WeeklyMetric, WeekReport
from models.stage import Policy, Stage
from models.user import User
from models.user_mail import MailKind
from rules import access
from rules.access import Role
from rules.law import pack
from services import metric, written
from services.user import mail

NEWS = timedelta(days=7)
"""A week that closed longer ago gets no report: by which versions it was made is not known any more."""
READERS = tuple(role for role in Role if role in access.PAGES["weekly"])
FIELDS = ("scope", "scope_id", "currency", "name", "value", "numerator", "denominator", "n")
POLICY = ("name", "starts_on", "requires_sent", "min_overdue", "promise_grace_days", "promise_threshold_rate")
STAGE = ("position", "key", "trigger", "days", "channel", "fallback_channel", "remind_every_days", "next_task")
MAILED = ("success_rate_cases", "success_rate_amount", "overdue_cash", "overdue_closing")
"""The figures that an e-mail says; whoever wants more signs in."""
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "subject": "The week from {day}",
        "success_rate_cases": "Success by case",
        "success_rate_amount": "Success by amount",
        "overdue_cash": "Paid",
        "overdue_closing": "Overdue at the end",
        "more": "All figures, with the rows behind them: {link}",
        "sign_in": "All figures, with the rows behind them, stand on the page of the week.",
    },
    "zh_Hans": {
        "subject": "{day}起的一周",
        "success_rate_cases": "成功率（件数）",
        "success_rate_amount": "成功率（金额）",
        "overdue_cash": "回款",
        "overdue_closing": "期末逾期",
        "more": "全部指标及其明细：{link}",
        "sign_in": "全部指标及其明细见“本周”页面。",
    },
    "zh_Hant": {
        "subject": "{day}起的一週",
        "success_rate_cases": "成功率（件數）",
        "success_rate_amount": "成功率（金額）",
        "overdue_cash": "回款",
        "overdue_closing": "期末逾期",
        "more": "全部指標及其明細：{link}",
        "sign_in": "全部指標及其明細見「本週」頁面。",
    },
}


def due(now: datetime) -> list[date]:
    """The Mondays of the closed weeks that have no report yet."""
    known = select(WeekReport.week_on)
    query = select(Week.week_on).where(Week.closed_at > now - NEWS, Week.week_on.not_in(known))
    return list(db.session.scalars(query.order_by(Week.week_on)))


def freeze(week_on: date, now: datetime, url: str = "") -> WeekReport:
    """Freeze the report of a closed week, and write to everybody who asked; a link only where there is an address."""
    rows = _rows(week_on)
    row = WeekReport(week_on=week_on, made_at=now, versions=versions(), digest=digest(map(_kept, rows)))
    db.session.add(row)
    for person in subscribers():
        row.mailed_at = now
        mail.queue(person, MailKind.weekly_report, *letter(week_on, rows, str(person.language), url), now)
    return row


def subscribers() -> list[User]:
    """The people who asked for the report and may open its page."""
    here = User.gets_report.is_(True), User.active.is_(True), User.role.in_(READERS)
    return list(db.session.scalars(select(User).where(*here).order_by(User.id)))


def versions() -> dict[str, Any]:
    """By which wording of the law and which policies figures are made now, each by a digest of its rows."""
    stages = select(Stage).order_by(Stage.policy_id, Stage.position)
    told: dict[int, list[Any]] = {}
    for row in db.session.scalars(stages):
        told.setdefault(row.policy_id, []).append([str(getattr(row, name)) for name in STAGE])
    policies = db.session.scalars(select(Policy).where(Policy.archived_on.is_(None)).order_by(Policy.id))
    return {
        "law": pack.VERSION,
        "policies": {
            row.name: _digest([[str(getattr(row, name)) for name in POLICY], told.get(row.id, [])]) for row in policies
        },
    }


def digest(figures: Iterable[Mapping[str, Any]]) -> str:
    """What tells whether figures are the same to the last digit, whatever their order."""
    return _digest(sorted([[_plain(row.get(name)) for name in FIELDS] for row in figures], key=str))


def recomputed(week_on: date) -> str:
    """The digest of a week's figures made anew from what was entered until it closed."""
    return digest(metric.recomputed(week_on))


def of(week_on: date) -> WeekReport | None:
    """The frozen report of a week."""
    return db.session.scalars(select(WeekReport).filter_by(week_on=week_on)).first()


def letter(week_on: date, rows: Iterable[WeeklyMetric], language: str, url: str) -> tuple[str, str]:
    """Subject and words of the e-mail: figures of the team, and the way to the page."""
    words = WORDS[language]
    day = format_date(week_on, "long", locale=language)
    told = [row for row in rows if row.scope == MetricScope.team and row.name in MAILED and row.value is not None]
    told.sort(key=lambda row: (row.currency, MAILED.index(row.name)))
    lines = [f"{words[row.name]}: {_said(row, language)} (n = {row.n})" for row in told]
    last = words["more"].format(link=f"{url}/weekly/?week={week_on}") if url else words["sign_in"]
    return words["subject"].format(day=day), "\n".join([*lines, "", last])


def _said(row: WeeklyMetric, language: str) -> str:
    if row.name.startswith("overdue_"):
        return written.amount(row.numerator, row.currency, language)
    rate = format_percent(row.value or 0, "0.#%", locale=language)
    return f"{rate} {row.currency}".strip()


def _rows(week_on: date) -> list[WeeklyMetric]:
    return list(db.session.scalars(select(WeeklyMetric).filter_by(week_on=week_on).order_by(WeeklyMetric.id)))


def _kept(row: WeeklyMetric) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS}


def _plain(value: Any) -> str:
    if isinstance(value, Decimal | int):
        return f"{Decimal(value):.6f}"
    return "" if value is None else str(value)


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]

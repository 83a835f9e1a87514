"""Asking for approval on the case page, where a form went beyond the person's authority."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, validators

from admin.base import clock, fields, format, labels, rights
from models.approval import Approval, ApprovalKind
from models.case import Case
from rules.access import Level
from services import approval, authority, deciders


def reason_field() -> Any:
    """The field that turns a refusal into a request."""
    return StringField(
        _l("If it goes beyond my authority, ask for approval because"),
        validators=[validators.Length(max=500)],
        filters=[fields.tidy],
    )


def or_asked(row: Case, kind: ApprovalKind, form: Any, terms: Mapping[str, Any], service: Callable[..., Any]) -> Any:
    """Run a service with these terms; beyond the person's authority ask for it, where they say why."""
    person, today = rights.person(), clock.today()
    try:
        return service(row, today=today, user=person, **terms)
    except authority.BeyondError:
        if not form.approval.data or person is None:
            raise
    return approval.ask(row, kind, terms, form.approval.data, person, today)


def whom(level: Level) -> str:
    """Whom to ask for what takes at least a level: names, or that there is nobody."""
    person = rights.person()
    names = ", ".join(each.name for each in deciders.of(level, person.id if person else None))
    return names or gettext("nobody at work here has the level %(level)s", level=labels.member(level))


def waits(row: Approval) -> str:
    """What is said of a request that was made."""
    told = {"people": whom(row.needs), "day": format.words(row.lapses_on)}
    return gettext("It goes beyond your authority. Your request waits until %(day)s for: %(people)s.", **told)

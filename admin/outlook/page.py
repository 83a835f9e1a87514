"""How good is the outlook: what was said against what came, by band and by month, and by group for auditors alone."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_admin import expose
from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from admin.base import format, labels, rights
from admin.base.page import Page
from models import db
from models.base import Language
from models.outlook import GroupKind, OutlookCount, OutlookGroup
from rules import figure, metric
from rules.access import Role
from rules.outlook import groups, quality
from services.outlook import measure

NAMES = {"male": _l("Men"), "female": _l("Women"), groups.UNKNOWN: _l("Not known")}


class Line(NamedTuple):
    """What was said of some cases against what came; `pale` where they are few."""

    name: str
    cases: int
    said: str
    came: str
    between: str
    pale: bool


def line(name: str, band: quality.Band) -> Line:
    """A band of cases in words, with the interval in which what came lies."""
    unpaid = round(band.came * band.cases) if band.came is not None else 0
    found = figure.interval(unpaid, band.cases)
    between = f"{percent(found.low)}–{percent(found.high)}" if found else "–"
    return Line(name, band.cases, percent(band.said), percent(band.came), between, band.cases < figure.LEAST)


def percent(share: Any) -> str:
    """A share in whole percent; a dash where nothing was counted."""
    return "–" if share is None else format.rate(round(share, 2))


def by_band(rows: Sequence[OutlookCount]) -> list[Line]:
    """What was said against what came, by what was said."""
    found = quality.bands(measure.told(rows))
    lower = ("0%", *(percent(each.to) for each in found))
    return [line(f"{low}–{percent(each.to)}", each) for low, each in zip(lower, found, strict=False) if each.cases]


def by_month(rows: Sequence[OutlookCount]) -> list[Line]:
    """What was said against what came, by the day on which it was said, the latest first."""
    days = sorted({row.as_of for row in rows}, reverse=True)
    return [
        line(format_date(day, "medium"), quality.whole(measure.told(row for row in rows if row.as_of == day)))
        for day in days
    ]


def by_group() -> list[tuple[str, list[Line]]]:
    """What was said against what came, by what an auditor asks about."""
    sums = (func.sum(OutlookGroup.cases), func.sum(OutlookGroup.unpaid))
    query = select(
        OutlookGroup.kind, OutlookGroup.name, *sums, func.sum(OutlookGroup.said, type_=OutlookGroup.said.type)
    )
    found: dict[GroupKind, list[Line]] = {}
    for kind, name, cases, unpaid, said in db.session.execute(
        query.group_by(OutlookGroup.kind, OutlookGroup.name).order_by(OutlookGroup.kind, OutlookGroup.name)
    ):
        band = quality.Band(said, int(cases), metric.over(said, int(cases)), metric.over(int(unpaid), int(cases)))
        found.setdefault(kind, []).append(line(named(kind, name), band))
    return [(labels.member(kind), lines) for kind, lines in found.items()]


def named(kind: GroupKind, name: str) -> str:
    """A group in words."""
    if kind == GroupKind.language:
        return labels.member(Language(name))
    return str(NAMES.get(name, name))


class OutlookPage(Page):
    """Whether what is said of cases comes true."""

    page = "outlook"
    heading = _l("How good is the outlook?")
    icon = "chart"

    @expose("/")
    def index(self) -> Any:
        """What was said against what came."""
        rows = list(db.session.scalars(select(OutlookCount).order_by(OutlookCount.as_of)))
        told = measure.told(rows)
        return self.render(
            "outlook.html",
            n=sum(each.cases for each in told),
            auc=quality.auc(told),
            apart=quality.calibration_error(told),
            tables=[
                (gettext("By what was said"), by_band(rows)),
                (gettext("By the day on which it was said"), by_month(rows)),
                *(by_group() if rights.role() == Role.auditor else ()),
            ],
        )

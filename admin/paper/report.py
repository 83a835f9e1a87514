"""The report of a closed week as PDF and as workbook: the same bytes whenever it is made, from what was frozen."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from openpyxl import Workbook
from openpyxl.styles import Font

from admin import metric
from admin.base import export, format, handout
from admin.base.handout import File
from admin.metric import weekly
from models.metric import MetricScope, WeeklyMetric, WeekReport
from services import paper

WHEN = re.compile(rb">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<")
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The day that every part of a workbook is said to be of: a packed file knows no earlier one."""
STILL = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no zones.


def file(row: WeekReport, kind: str) -> File | None:
    """The report as a file of a kind; None for a kind that it has not."""
    if kind not in MADE:
        return None
    make, media = MADE[kind]
    return File(make(row), media, f"{gettext('Week')} {row}.{kind}", (WeeklyMetric,))


def parts(week: date) -> Iterator[tuple[weekly.Part, list[WeeklyMetric]]]:
    """The parts of the book with their figures, the team first; people stand in no file that leaves."""
    for part in weekly.scopes(week):
        if part.scope != MetricScope.collector:
            yield part, weekly.read(week, part)


def pdf(row: WeekReport) -> bytes:
    """The report as a paper, with the pictures of the pages."""
    sections = [
        {
            "name": part.name,
            "figures": [
                [f"{each.label} {each.currency}".strip(), each.value, str(each.n), each.between]
                for each in weekly.rates(found)
            ],
            "bridges": [bridge(code, steps) for code, steps in weekly.moved(found)],
        }
        for part, found in parts(row.week_on)
    ]
    words: dict[str, Any] = {
        "title": gettext("The week"),
        "subtitle": f"{row} · {format.words(row.week_on)} – {format.words(row.week_on + timedelta(days=6))}",
        "heads": [gettext("Figure"), gettext("Value"), "n", gettext("Between")],
        "sections": sections,
        "versions": versions(row),
        "made_by": gettext("Made by"),
        "step": gettext("How the overdue amount moved"),
    }
    return paper.pdf("report", words, [], format.language())


def bridge(code: str, steps: Sequence[tuple[Any, WeeklyMetric]]) -> dict[str, Any]:
    """The steps of a currency as a picture and as rows."""
    rows = [[str(label), format.money(row.numerator, code)] for label, row in steps]
    return {"currency": code, "rows": rows, "picture": str(weekly.picture_of(steps, code))}


def versions(row: WeekReport) -> list[list[str]]:
    """By what the figures were made: law, policies, and the digest of the figures."""
    policies = [[gettext("Policy %(name)s", name=name), each] for name, each in row.versions["policies"].items()]
    return [[gettext("Law"), row.versions["law"]], *policies, [gettext("Digest of the figures"), row.digest]]


def xlsx(row: WeekReport) -> bytes:
    """The report as a workbook: one sheet of figures with real numbers, one of the versions."""
    book = Workbook()
    book.properties.created = book.properties.modified = STILL
    sheet = book.active
    sheet.title = gettext("Figures")
    sheet.append(
        [
            gettext("Part of the book"),
            gettext("Figure"),
            gettext("Currency"),
            gettext("Value"),
            gettext("Counted"),
            gettext("Of"),
            "n",
        ]
    )
    for part, found in parts(row.week_on):
        for each in sorted(found, key=lambda each: (each.currency, each.name)):
            name = str(metric.NAMES.get(each.name, each.name))
            sheet.append([export.guarded(part.name), name, each.currency, *numbers(each), each.n])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    other = book.create_sheet(gettext("Made by"))
    for line in versions(row):
        other.append([export.guarded(each) for each in line])
    out = io.BytesIO()
    book.save(out)
    return still(out.getvalue())


def numbers(each: WeeklyMetric) -> list[Decimal | None]:
    """Value, numerator and denominator as numbers of a sheet."""
    return [each.value, each.numerator, each.denominator]


def still(packed: bytes) -> bytes:
    """A workbook whose parts know no time of their making, so that it is the same whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = WHEN.sub(b">2000-01-01T00:00:00Z<", content)
            new.writestr(zipfile.ZipInfo(name, BEGINNING), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


MADE = {"pdf": (pdf, handout.PDF), "xlsx": (xlsx, export.TYPES["xlsx"])}

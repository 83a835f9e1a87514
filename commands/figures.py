"""Figures from the command line: roll rates between month ends, a week's figures, a former system's history."""

import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask.cli import with_appcontext
from sqlalchemy import select

from admin.base import clock
from commands.jobs import edges_of, plain, portfolio_named
from models import db, transaction
from models.metric import MetricScope, WeeklyMetric
from rules import month as rule
from rules.errors import RuleError
from services import metric, month, portfolio
from services.month import history

SHOWN = 20
EDGES = ",".join(map(str, rule.EDGES))


def init_app(app: Flask) -> None:
    """Add the commands to the application."""
    for command in (roll_rates, show_metrics, import_history):
        app.cli.add_command(command)


@click.command("rollrates")
@click.option("--portfolio", "name", required=True, help="The portfolio.")
@click.option("--edges", callback=edges_of, default=EDGES, help="The last day of each bucket, from 0.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@with_appcontext
def roll_rates(name: str, edges: list[int], as_json: bool) -> None:
    """Print how accounts moved between the buckets from each month end to the next, by number and by balance."""
    try:
        rule.check(edges)
        rows = list(rolled(name, edges))
    except RuleError as error:
        raise click.ClickException(str(error)) from error
    click.echo(json.dumps(rows, default=number) if as_json else "\n".join(map(line, rows)))


def rolled(name: str, edges: list[int]) -> Iterator[dict[str, Any]]:
    """Every move between two month ends that follow each other, each currency by itself, and all of them together."""
    book, pairs = portfolio_named(name), []
    for old, new in pairwise(month.known(clock.today(), book)):
        if rule.before(new) == old:
            pairs.append(((old, new), month.standing(old, book), month.standing(new, book)))
    for currency in sorted({row.currency for _, stands, _ in pairs for row in stands.values()}):
        found = []
        for (old, new), before, after in pairs:
            found.append(rule.roll(rule.of_currency(before, currency), after, edges))
            yield from (said(f"{old:%Y-%m}", f"{new:%Y-%m}", currency, cell) for cell in found[-1])
        yield from (said("ALL", "ALL", currency, cell) for cell in rule.together(found))


def said(old: str, new: str, currency: str, cell: rule.Cell) -> dict[str, Any]:
    """A move by its names."""
    return {
        "from_month": old,
        "to_month": new,
        "from_bucket": cell.start,
        "to_bucket": cell.end,
        "n": cell.n,
        "n_from": cell.n_from,
        "rate": cell.rate,
        "currency": currency,
        "balance": cell.balance,
        "balance_from": cell.balance_from,
        "balance_rate": cell.balance_rate,
    }


def line(row: dict[str, Any]) -> str:
    """A move in words; a dash where nothing was in the bucket."""
    rate = "-" if row["rate"] is None else f"{row['rate']:.6f}"
    months = f"{row['from_month']} {row['to_month']}"
    return f"{months} {row['from_bucket']:>4} {row['to_bucket']:>6} {row['n']:>8} / {row['n_from']:<8} {rate}"


def number(value: Any) -> Any:
    """Rates as numbers, amounts as texts with their two decimals, days as texts."""
    if isinstance(value, Decimal):
        return float(value) if value.as_tuple().exponent == -6 else str(value)
    return plain(value)


def week_of(context: click.Context, parameter: click.Parameter, value: str) -> date:
    """Read an ISO week like 2026-W30 as its Monday."""
    try:
        year, _, count = value.partition("-W")
        return date.fromisocalendar(int(year), int(count), 1)
    except ValueError as error:
        raise click.BadParameter("a week is written as 2026-W30") from error


@click.command("metrics")
@click.option("--week", callback=week_of, required=True, help="The ISO week, such as 2026-W30.")
@click.option("--portfolio", "name", help="Only this portfolio; else the whole team.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def show_metrics(week: date, name: str | None, as_json: bool) -> None:
    """Print the figures of a week: as they were kept, or as they stand now where the week was not measured."""
    book = portfolio_named(name) if name else None
    scope, id = (MetricScope.portfolio, book.id) if book else (MetricScope.team, 0)
    kept = select(WeeklyMetric).filter_by(week_on=week, scope=scope, scope_id=id)
    rows = [shown(row) for row in db.session.scalars(kept.order_by(WeeklyMetric.id))]
    is_kept = bool(rows)
    if not rows:
        found = metric.figures_of(week)
        rows = [
            {key: each[key] for key in FIELDS} for each in found if (each["scope"], each["scope_id"]) == (scope, id)
        ]
    last = week + timedelta(days=6)
    told = {"week": f"{week:%G-W%V}", "from": week, "to": last, "portfolio": name, "kept": is_kept, "figures": rows}
    click.echo(json.dumps(told, default=plain) if as_json else "\n".join(map(figure_line, rows)))


FIELDS = ("name", "currency", "value", "numerator", "denominator", "n")


def shown(row: WeeklyMetric) -> dict[str, Any]:
    """A kept figure."""
    return {key: getattr(row, key) for key in FIELDS}


def figure_line(row: dict[str, Any]) -> str:
    """A figure in words; a dash where nothing was counted."""
    value = "-" if row["value"] is None else row["value"]
    return f"{row['name']:<28} {row['currency']:<4} {value:>18} n={row['n']}"


@click.command("import-history")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--portfolio", "name", required=True, help="The portfolio; made if it is not there.")
@click.option("--lender", help="The lender of a new portfolio, where there are several.")
@click.option("--currency", default="", help="The currency of the amounts, where no column names it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def import_history(path: Path, name: str, lender: str | None, currency: str, as_json: bool) -> None:
    """Take in how loans stood at the end of past months, from the system before this one; again changes nothing."""
    wrong: list[dict[str, Any]] = []
    done = 0
    try:
        for step in transaction.stepwise(taken(path, name, lender, currency)):
            done = step.rows_done
            wrong += [{"row_no": each.row_no, "reason": str(each.error)} for each in step.wrong]
            if not step.finished:
                click.echo(f"\r{path.name}: {done} rows", nl=False, file=sys.stderr)
    except (RuleError, OSError) as error:
        raise click.ClickException(str(error)) from error
    told = {"portfolio": name, "file": path.name, "rows": done, "wrong": len(wrong), "rejected": wrong}
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(words(told)))


def taken(path: Path, name: str, lender: str | None, currency: str) -> Iterator[history.Taken]:
    """Find or make the portfolio, and take the file in."""
    file = history.opened(path, path.name)
    book = portfolio.named(name, lender)
    yield from history.take(file, book, history.money_of(book, currency), clock.now())


def words(told: dict[str, Any]) -> Iterator[str]:
    """What came of the file."""
    yield f"{told['file']}: {told['rows']} month ends taken, {told['wrong']} rows wrong"
    yield from (f"  row {each['row_no']}: {each['reason']}" for each in told["rejected"][:SHOWN])

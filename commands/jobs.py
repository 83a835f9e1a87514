"""The commands of `flask`: jobs by hand, the ageing of any day, the worked examples."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from admin import hooks
from jobs import runner, timetable
from jobs.runner import Report
from models import db
from models.portfolio import Portfolio
from rules.errors import RuleError
from services import ageing, examples, sending, team

job = AppGroup("job", help="Run a job of the timetable by hand; it is safe to repeat.")


def init_app(app: Flask) -> None:
    """Add the commands to the application."""
    for command in (job, show_ageing, run_examples, show_hooks):
        app.cli.add_command(command)


def day_of(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Read YYYY-MM-DD."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter("a day is written as 2026-03-02") from error


def edges_of(context: click.Context, parameter: click.Parameter, value: str) -> list[int]:
    """Read 0,7,15,30,60."""
    try:
        return [int(part) for part in value.split(",")]
    except ValueError as error:
        raise click.BadParameter("edges are whole numbers such as 0,7,15,30,60") from error


@job.command("nightly")
@click.option("--day", callback=day_of, help="The business date, by default today.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def nightly(day: date | None, as_json: bool) -> None:
    """Follow promises and plans, find stages, book next actions, queue reminders."""
    report("nightly", day, as_json)


@job.command("daytime")
@click.option("--day", callback=day_of, help="The business date, by default today.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def daytime(day: date | None, as_json: bool) -> None:
    """Send the queued reminders that may go out now."""
    report("daytime", day, as_json)


@job.command("weekly")
@click.option("--day", callback=day_of, help="A day of the week after the one to measure, by default today.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def weekly(day: date | None, as_json: bool) -> None:
    """Measure the last whole week."""
    report("weekly", day, as_json)


@job.command("repair")
@click.option("--reason", required=True, help="Why: kept with each run that is set aside.")
def repair(reason: str) -> None:
    """Set aside runs for dates that have not come, left by a clock that ran ahead; those dates run when they come."""
    now = current_app.config["CLOCK"]()
    count = runner.set_aside(team.today(now), reason, now)
    click.echo(f"{count} runs were set aside." if count else "No run lies ahead of today.")


def report(name: str, day: date | None, as_json: bool) -> None:
    """Run a job and print what came of it; the exit status is 1 when a step failed."""
    try:
        done = timetable.by_hand(current_app, name, day)  # type: ignore[arg-type]
    except RuleError as error:
        raise click.ClickException(str(error)) from error
    click.echo(json.dumps(done._asdict(), default=plain) if as_json else "\n".join(lines(done)))
    if done.status == "failed":
        raise SystemExit(1)


def lines(done: Report) -> Sequence[str]:
    """A run in words."""
    first = f"{done.job} {done.day}: {done.status}" if done.ran else f"{done.job} {done.day}: {done.status} before"
    counts = [f"  {step}: {words(found)}" for step, found in done.counts.items()]
    problems = [f"  {each['step']} {each['record']} {each['id'] or ''}: {each['problem']}" for each in done.problems]
    return [first, *counts, *problems]


def words(found: dict[str, int]) -> str:
    """Counts in one line."""
    return ", ".join(f"{count} {name}" for name, count in found.items()) or "nothing to do"


def plain(value: Any) -> str:
    """Days and amounts as JSON strings."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


@click.command("ageing")
@click.option("--as-of", callback=day_of, required=True, help="The day, included.")
@click.option("--edges", callback=edges_of, default="0,7,15,30,60", help="The last day of each bucket, from 0.")
@click.option("--portfolio", help="Only this portfolio.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@with_appcontext
def show_ageing(as_of: date, edges: list[int], portfolio: str | None, as_json: bool) -> None:
    """Print the unpaid principal by days past due."""
    try:
        rows = ageing.ageing(as_of, edges, portfolio_named(portfolio) if portfolio else None)
    except RuleError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps([row._asdict() for row in rows], default=plain))
    else:
        click.echo("\n".join(f"{row.currency} {row.bucket:>8} {row.count:>8} {row.amount:>18,.2f}" for row in rows))


def portfolio_named(name: str) -> Portfolio:
    """The portfolio of that name."""
    found = db.session.scalars(select(Portfolio).filter_by(name=name)).all()
    if len(found) != 1:
        raise click.ClickException(f"There is no one portfolio called {name}.")
    return found[0]


@click.command("examples")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def run_examples(paths: tuple[Path, ...]) -> None:
    """Compare worked examples with the rules."""
    try:
        result = examples.run(paths)
    except RuleError as error:
        raise click.ClickException(str(error)) from error
    click.echo("\n".join(result.lines()))
    if result.failed:
        raise SystemExit(1)


@click.command("hooks")
@with_appcontext
def show_hooks() -> None:
    """Print the addresses where text gateways report deliveries and replies."""
    settings = sending.now(current_app.config["CONCORD"])
    if not settings.sms_secret:
        raise click.ClickException("Set the text gateway's secret first: the addresses are derived from it.")
    base = f"{settings.url or 'http://127.0.0.1:8000'}/hooks/sms"
    for name in ("http", "twilio"):
        click.echo(f"{base}/{name}")
    for name in ("aliyun", "tencent"):
        click.echo(f"{base}/{name}/{hooks.token_of(name)}")

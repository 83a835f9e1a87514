"""The command `flask import`: a lender's files into a portfolio, from the command line."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click
from flask import Flask
from flask.cli import with_appcontext

from admin.base import clock
from commands.jobs import day_of
from models import statistics, transaction
from models.rehearsal import rehearsal
from rules.errors import RuleError
from rules.portfolio import Order
from services import portfolio
from services.portfolio import Progress, Source, outlook
from services.portfolio.landing import Wrong
from services.portfolio.table import Answers

ORDERS = {order.replace("_", "-"): order for order in Order}
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
SHOWN = 20


class Asked(NamedTuple):
    """What the command was asked: where the files go, and what was said of them."""

    name: str
    lender: str | None
    as_of: date | None
    header_line: int | None
    days: str | None


def init_app(app: Flask) -> None:
    """Add the command to the application."""
    app.cli.add_command(import_files)


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--portfolio", "name", required=True, help="The portfolio; made if it is not there.")
@click.option("--lender", help="The lender of a new portfolio, where there are several.")
@click.option("--as-of", callback=day_of, help="The day of balances where a file names none, by default today.")
@click.option(
    "--header-line", type=click.IntRange(1), help="The line on which the header stands, where it is not found."
)
@click.option("--days", type=click.Choice([*ORDERS]), help="How days are written where a column proves no order.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def import_files(paths: tuple[Path, ...], dry_run: bool, as_json: bool, **asked: Any) -> None:
    """Import borrowers, loans and payments from files or a folder; again changes nothing."""
    given = Asked(**asked)
    files: dict[str, dict[str, Any]] = {}
    try:
        with rehearsal() if dry_run else nullcontext():
            found = steps(sources(paths, given.header_line), given, dry_run)
            for step in transaction.stepwise(found, keep=not dry_run):
                add(files.setdefault(step.file, blank(step.file)), step)
                report(step)
    except RuleError as error:
        raise click.ClickException(str(error)) from error
    if not dry_run:
        statistics.gather()
    told = list(files.values())
    for file in told:
        file["refused"] = refusal(file)
    summary = {"portfolio": given.name, "dry_run": dry_run, "files": told}
    click.echo(json.dumps(summary, ensure_ascii=False) if as_json else "\n".join(words(told, dry_run)))
    if all(file["error"] for file in told):
        raise SystemExit(1)


def sources(paths: Sequence[Path], header_line: int | None = None) -> list[Source]:
    """The files, and those in the folders that look like tables."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        found += [
            file for file in inside if file == path or (file.suffix.lower() in ENDINGS and file.name[0] not in ".~")
        ]
    if not found:
        raise click.ClickException("There is no CSV or xlsx file in this folder.")
    names = Counter(path.name for path in dict.fromkeys(found))
    titles = {path: path.name if names[path.name] == 1 else str(path) for path in found}
    return [Source(path, title, header_line=header_line) for path, title in titles.items()]


def steps(found: Sequence[Source], asked: Asked, looks: bool) -> Iterator[Progress]:
    """Find or make the portfolio, and land the files; a dry run looks at what they mean."""
    target, told = portfolio.named(asked.name, asked.lender), Answers(order=ORDERS.get(asked.days or ""))
    yield from portfolio.place(found, target, asked.as_of, clock.today(), clock.now(), told=told, looks=looks)


def blank(name: str) -> dict[str, Any]:
    """What is told of a file before anything is done."""
    counts = dict.fromkeys(("rows", "new", "changed", "unchanged", "wrong"), 0)
    lists: dict[str, list[Any]] = {
        key: [] for key in ("rejected", "unclear", "contradictions", "left_out", "others", "guessed", "lacks")
    }
    return {"file": name, **counts, "records": {}, **lists, "outlook": {}, "refused": None, "error": None}


def add(told: dict[str, Any], step: Progress) -> None:
    """Add a step to what is told of its file."""
    for key, count in step.counts.items():
        if key in told:
            told[key] += count
        else:
            told["records"] = dict(Counter(told["records"]) + Counter({key: count}))
    told["rejected"] += [place(each, step.file) for each in step.wrong]
    told["unclear"] += [place(each, step.file) for each in step.doubts]
    told["contradictions"] += [place(each, step.file) for each in step.contradictions]
    told["left_out"], told["others"] = list(step.told.left_out), list(step.told.others)
    told["lacks"] = list(step.told.lacks)
    told["guessed"] = [{"column": column, "field": field} for column, field in step.told.guessed]
    outlook.add(told["outlook"], step.figures)
    told["error"] = str(step.error) if step.error else None


def place(each: Wrong, file: str) -> dict[str, Any]:
    """What is wrong or unclear with a row, and where it stands."""
    where = {"row_no": each.row_no, "column": each.column, "reason": each.reason}
    return {**where, "sheet": each.sheet} if each.sheet != file else where


def refusal(file: dict[str, Any]) -> dict[str, str] | None:
    """The one reason for which every row of a file was refused."""
    wrong = ((f"{each.get('sheet')} {each['row_no']}", each["column"], each["reason"]) for each in file["rejected"])
    found = outlook.refused_whole(file["rows"], wrong)
    return {"column": found[0], "reason": found[1]} if found else None


def report(step: Progress) -> None:
    """Show on the standard error how far a long file is."""
    if not step.finished:
        click.echo(f"\r{step.file}: {step.rows_done} rows", nl=False, file=sys.stderr)
    elif step.rows_done:
        click.echo("", file=sys.stderr)


def words(files: Sequence[dict[str, Any]], dry_run: bool) -> Iterator[str]:
    """The summary as text."""
    if dry_run:
        yield "Dry run: nothing was changed."
    for file in files:
        if file["error"]:
            yield f"{file['file']}: {file['error']}"
            continue
        counts = ", ".join(f"{file[key]} {key}" for key in ("rows", "new", "changed", "unchanged", "wrong"))
        records = ", ".join(f"{count} {key.replace('_', ' ')}" for key, count in sorted(file["records"].items()))
        yield f"{file['file']}: {counts}" + (f" ({records})" if records else "")
        yield from meaning(file["outlook"])
        yield from columns(file)
        yield from rows(file["unclear"])
        yield from rows(file["contradictions"])
        if file["refused"]:
            yield f"  every row is refused, column {file['refused']['column']}: {file['refused']['reason']}"
        else:
            yield from rows(file["rejected"])


def meaning(told: dict[str, Any]) -> Iterator[str]:
    """What a file means, as text."""
    if not told:
        return
    owed = ", ".join(f"{amount} {currency}" for currency, amount in told.get("owed", {}).items())
    yield f"  {told.get('loans', 0)} loans of {told.get('borrowers', 0)} borrowers, owed {owed or 'nothing'}"
    for currency, buckets in told.get("overdue", {}).items():
        for name, part in buckets.items():
            yield f"  overdue {name} days: {part['loans']} loans, {part['amount']} {currency}"
    for noun in ("points", "holds"):
        if counts := told.get(noun):
            yield f"  {noun}: " + ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())


def columns(file: dict[str, Any]) -> Iterator[str]:
    """What is to be told of the columns of a file."""
    plain = [name for name in file["left_out"] if name not in file["others"]]
    if plain:
        yield f"  columns left out: {', '.join(plain)}"
    if file["others"]:
        yield f"  columns of other people, left out: {', '.join(file['others'])}"
    if file["lacks"]:
        yield f"  the rows name contracts, but no loan lands: no column holds {', '.join(file['lacks'])}"
    if file["guessed"]:
        guesses = ", ".join(f"{each['column']} as {each['field']}" for each in file["guessed"])
        yield f"  columns taken on a guess: {guesses}; choose them on the upload screen"


def rows(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The first rows that are wrong or unclear, each with its reason."""
    yield from (f"  row {each['row_no']}, {each['column']}: {each['reason']}" for each in found[:SHOWN])
    if len(found) > SHOWN:
        yield f"  and {len(found) - SHOWN} more; --json lists all"

"""The command `flask receipts`: a bank file from the command line."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click
from flask import Flask
from flask.cli import with_appcontext

from admin.base import clock
from commands.imports import add, blank, report, words
from models import transaction
from models.rehearsal import rehearsal
from rules.errors import RuleError
from services import portfolio
from services.portfolio import Progress, Source
from services.receipt import file


def init_app(app: Flask) -> None:
    """Add the command to the application."""
    app.cli.add_command(take_receipts)


@click.command("receipts")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lender", help="The lender whose bank it is, where there are several.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def take_receipts(path: Path, lender: str | None, dry_run: bool, as_json: bool) -> None:
    """Take the receipts of a bank file in: sure ones are paid, the others wait; again changes nothing."""
    told = blank(path.name)
    try:
        with rehearsal() if dry_run else nullcontext():
            for step in transaction.stepwise(steps(path, lender), keep=not dry_run):
                add(told, step)
                report(step)
    except RuleError as error:
        raise click.ClickException(str(error)) from error
    summary = {"dry_run": dry_run, **told}
    click.echo(json.dumps(summary, ensure_ascii=False) if as_json else "\n".join(words([told], dry_run)))
    if told["error"]:
        raise SystemExit(1)


def steps(path: Path, name: str | None) -> Iterator[Progress]:
    """Find the lender, and take the file in. Raises RuleError where it is not clear which lender is meant."""
    lender = portfolio.lender_named(name)
    if lender is None:
        raise RuleError("There are several lenders; name the one whose bank file it is.")
    yield from file.place(Source(path, path.name), lender, clock.today(), clock.now())
